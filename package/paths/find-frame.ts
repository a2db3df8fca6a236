import { toSafeName } from "../../core/flamegraph/formats/folded-text.ts";
import { type FrameTable, frameNameOf } from "../../core/flamegraph/frame-table.ts";
import { KIND_COMPONENT, KIND_FIELD, KIND_SHARED, KIND_STORAGE, KIND_TYPE } from "../../core/graph/graph.ts";
import { boxLabelOf, headOf, TOP_BOX, tailOf } from "../../extension/panel/frames/box.ts";
import { nearestFrames } from "./nearest-frames.ts";

export type FoundFrame =
  | { readonly kind: "found"; readonly frame: number }
  /** The path leaves out what would say which of them is meant. */
  | { readonly kind: "ambiguous"; readonly frames: readonly number[] }
  | {
      readonly kind: "missing";
      /** How many steps of the path there are. */
      readonly foundSteps: number;
      /** What may have been meant, likeliest first. */
      readonly nearest: readonly number[];
    };

/** `… 3 more …`, where a long path is shortened. */
const GAP = /^… (\d+) more …$/;

/** Frames between two names that a path may leave out: a field's type, its storage, and the type of an item. */
const MOST_LEFT_OUT = 4;

/** Names that stacks have for storage of the engine; they do not say what a frame is. */
const STORAGE_NAMES: ReadonlySet<string> = new Set([
  "elements",
  "properties",
  "table",
  "key",
  "value",
  "backing_store",
]);
/** As names of types and of storages begin. */
const TYPE_START = /^(?:[A-Z(]|\[\[)/;

/**
 * The frame of a path. A step is the label of a box, the name of a frame, or of a box with a type the name alone; types, storages and `(shared)` between two names may be left out, as long
 * as one frame is meant. Costs a step for each child of the frames on the way.
 */
export function findFrame(frames: FrameTable, steps: readonly string[]): FoundFrame {
  let at: readonly number[] = [TOP_BOX];
  for (let step = 0; step < steps.length; step++) {
    const gap = GAP.exec(steps[step])?.[1];
    const next = gap === undefined ? namedBelow(frames, at, steps[step]) : boxesBelow(frames, at, Number(gap));
    if (next.length === 0) {
      const names = steps.slice(step).map(withoutType);
      return { kind: "missing", foundSteps: step, nearest: nearestFrames(frames, at[0], names) };
    }
    at = next;
  }
  return at.length === 1 ? { kind: "found", frame: at[0] } : { kind: "ambiguous", frames: at };
}

/** The name of a label, `users` of `users: Array`. */
function withoutType(step: string): string {
  return step.replace(/: .*$/, "");
}

/** The frames of that name or label that are the nearest below any of these. */
function namedBelow(frames: FrameTable, around: readonly number[], step: string): number[] {
  const mayLeaveOut = leftOutIn(frames);
  let level = around;
  for (let leftOut = 0; level.length > 0 && leftOut <= MOST_LEFT_OUT; leftOut++) {
    const children = level.flatMap((frame) => childrenOf(frames, frame));
    const labelled = children.filter(
      (frame) => headOf(frames, frame) === frame && isLabel(boxLabelOf(frames, frame), step),
    );
    if (labelled.length > 0) return labelled;
    const named = children.filter((frame) => isNamed(frames, frame, step));
    if (named.length > 0) return named;
    level = children.filter(mayLeaveOut);
  }
  return [];
}

/** Of a long label, a step may have the beginning and the end. */
function isLabel(label: string, step: string): boolean {
  if (label === step) return true;
  const cut = step.indexOf("…");
  if (cut < LEAST_OF_LABEL || label.length < step.length) return false;
  return label.startsWith(step.slice(0, cut)) && label.endsWith(step.slice(cut + 1));
}

/** Letters before the cut, so that a step says what it is. */
const LEAST_OF_LABEL = 20;

function isNamed(frames: FrameTable, frame: number, step: string): boolean {
  const name = frameNameOf(frames, frame);
  return isLabel(name, step) || isLabel(toSafeName(name), step);
}

function leftOutIn(frames: FrameTable): (frame: number) => boolean {
  const { kind, depth } = frames;
  if (kind.includes(KIND_FIELD) || kind.includes(KIND_COMPONENT)) {
    return (frame) =>
      depth[frame] > 1 && (kind[frame] === KIND_TYPE || kind[frame] === KIND_STORAGE || kind[frame] === KIND_SHARED);
  }
  return (frame) => {
    const name = frameNameOf(frames, frame);
    return depth[frame] > 1 && (TYPE_START.test(name) || STORAGE_NAMES.has(name));
  };
}

/** Boxes that stand so many levels below any of these. */
function boxesBelow(frames: FrameTable, around: readonly number[], levels: number): number[] {
  let at = [...around];
  for (let level = 0; level < levels && at.length > 0; level++) {
    at = at.flatMap((frame) => childrenOf(frames, tailOf(frames, frame)));
  }
  return at;
}

function childrenOf({ subtreeEnd }: FrameTable, parent: number): number[] {
  const children: number[] = [];
  for (let at = parent + 1; at < subtreeEnd[parent]; at = subtreeEnd[at]) children.push(at);
  return children;
}
