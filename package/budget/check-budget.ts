import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { findFrame } from "../paths/find-frame.ts";
import { largestChildren } from "../paths/nearest-frames.ts";
import type { Budget } from "./budget.ts";

/** What a snapshot says to a budget. Frames are indices of its table; sizes are bytes, those at least. */
export type BudgetCheck =
  | { readonly kind: "within"; readonly budget: Budget; readonly frame: number; readonly size: number }
  | {
      readonly kind: "over";
      readonly budget: Budget;
      readonly frame: number;
      readonly size: number;
      /** The largest frames below the one over its budget, largest first. */
      readonly largest: readonly number[];
    }
  | {
      readonly kind: "missing";
      readonly budget: Budget;
      /** How many steps of its path there are. */
      readonly foundSteps: number;
      /** What may have been meant, likeliest first. */
      readonly nearest: readonly number[];
    }
  /** Its path leaves out what would say which of these frames is meant. */
  | { readonly kind: "ambiguous"; readonly budget: Budget; readonly frames: readonly number[] };

const LARGEST = 3;

export function checkBudget(frames: FrameTable, budget: Budget): BudgetCheck {
  const { path, limit } = budget;
  const found = findFrame(frames, path?.steps ?? []);
  if (found.kind !== "found") return { ...found, budget };
  const { frame } = found;
  const size = frames.totalSize[frame];
  if (size <= limit.bytes) return { kind: "within", budget, frame, size };
  const largest = largestChildren(frames, withoutOnlyChildren(frames, frame), LARGEST);
  return { kind: "over", budget, frame, size, largest };
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
