import { type FrameKind, KIND_TYPE } from "../../graph/graph.ts";
import { type FrameTable, frameKindOf, frameNameOf, framePathOf } from "../frame-table.ts";

/** A frame as its siblings know it: by name and kind. */
export interface FrameStep {
  readonly name: string;
  readonly kind: FrameKind;
}

/** Where a box stands, in words that hold in every table: of another policy, of another snapshot. */
export interface BoxPath {
  /** Frames from the root down to the box's upper frame. */
  readonly steps: readonly FrameStep[];
  /** The type that is drawn in one box with the last step, "items: Array"; `null` for a box of one frame. */
  readonly type: string | null;
}

/** Frames of a box in one table: an upper and a lower one, which may be the same. */
export interface FoundBox {
  readonly head: number;
  readonly tail: number;
}

/** The path of the box whose upper frame is `head` and whose lower one is `tail`. */
export function toBoxPath(frames: FrameTable, head: number, tail: number): BoxPath {
  const steps = framePathOf(frames, head).map((frame) => ({
    name: frameNameOf(frames, frame),
    kind: frameKindOf(frames, frame),
  }));
  return { steps, type: tail === head ? null : frameNameOf(frames, tail) };
}

/**
 * The box of that path, or `null` if there is none. If the field has other types beside the one of the path, the box is
 * that type alone. Costs a step for each sibling on the way.
 */
export function findBox(frames: FrameTable, { steps, type }: BoxPath): FoundBox | null {
  let head = 0;
  for (let i = 0; i < steps.length; i++) {
    head = childOf(frames, head, steps[i]);
    if (head === -1) return null;
  }
  if (head === 0) return null;
  if (type === null) return { head, tail: head };
  const tail = childOf(frames, head, { name: type, kind: KIND_TYPE });
  if (tail === -1) return null;
  const isAlone = tail === head + 1 && frames.subtreeEnd[tail] === frames.subtreeEnd[head];
  return isAlone ? { head, tail } : { head: tail, tail };
}

/** The largest child of that name and kind, or -1: names are unique among siblings but in tables from elsewhere. */
function childOf({ names, name, kind, subtreeEnd }: FrameTable, parent: number, step: FrameStep): number {
  const end = subtreeEnd[parent];
  for (let at = parent + 1; at < end; at = subtreeEnd[at]) {
    if (kind[at] === step.kind && names[name[at]] === step.name) return at;
  }
  return -1;
}
