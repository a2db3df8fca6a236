import { type FrameTable, frameNameOf } from "../../core/flamegraph/frame-table.ts";
import type { Budget } from "./budget.ts";
import { largestChildren, nearestFrames } from "./nearest-frames.ts";

/** What a snapshot says to a budget. Frames are indices of its table; sizes are bytes, those at least. */
export type BudgetCheck =
  | { readonly kind: "within"; readonly budget: Budget; readonly size: number }
  | {
      readonly kind: "over";
      readonly budget: Budget;
      readonly size: number;
      /** The largest frames below the one over its budget, largest first. */
      readonly largest: readonly number[];
    }
  | {
      readonly kind: "missing";
      readonly budget: Budget;
      /** How many names of its path there are. */
      readonly foundNames: number;
      /** What may have been meant, likeliest first. */
      readonly nearest: readonly number[];
    };

const LARGEST = 3;

export function checkBudget(frames: FrameTable, budget: Budget): BudgetCheck {
  const { names, limit } = budget;
  let frame = 0;
  for (let i = 0; i < names.length; i++) {
    const child = childOf(frames, frame, names[i]);
    if (child === -1) {
      return { kind: "missing", budget, foundNames: i, nearest: nearestFrames(frames, frame, names.slice(i)) };
    }
    frame = child;
  }
  const size = frames.totalSize[frame];
  if (size <= limit.bytes) return { kind: "within", budget, size };
  return { kind: "over", budget, size, largest: largestChildren(frames, withoutOnlyChildren(frames, frame), LARGEST) };
}

/** Siblings have different names in a table that was read from folded stacks. */
function childOf(frames: FrameTable, parent: number, name: string): number {
  for (let at = parent + 1; at < frames.subtreeEnd[parent]; at = frames.subtreeEnd[at]) {
    if (frameNameOf(frames, at) === name) return at;
  }
  return -1;
}

/**
 * The frame whose children are worth listing for `frame`: goes down through only children that have more bytes below
 * them than of their own. The type of a field and the storage of an array are such children, and add nothing.
 */
function withoutOnlyChildren({ subtreeEnd, totalSize, selfSize }: FrameTable, frame: number): number {
  let at = frame;
  while (subtreeEnd[at] > at + 1) {
    const child = at + 1;
    const isOnly = subtreeEnd[child] === subtreeEnd[at];
    if (!isOnly || selfSize[child] >= totalSize[child] / 2) break;
    at = child;
  }
  return at;
}
