import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { firstChildOf, isInside, NO_BOX, parentBoxOf, TOP_BOX } from "./box.ts";

export type Direction = "up" | "down" | "left" | "right";

export function nextSiblingOf(frames: FrameTable, head: number): number {
  if (head <= TOP_BOX) return NO_BOX;
  const next = frames.subtreeEnd[head]!;
  return next < frames.subtreeEnd[frames.parent[head]!]! ? next : NO_BOX;
}

/** Costs a step per earlier sibling: the table has no way back. */
export function previousSiblingOf(frames: FrameTable, head: number): number {
  if (head <= TOP_BOX) return NO_BOX;
  let previous = NO_BOX;
  for (let at = frames.parent[head]! + 1; at < head; at = frames.subtreeEnd[at]!) previous = at;
  return previous;
}

/** The box that an arrow key leads to, or `from` where there is none. The largest child is the first one. */
export function boxTowards(frames: FrameTable, from: number, direction: Direction): number {
  const to =
    direction === "up"
      ? parentBoxOf(frames, from)
      : direction === "down"
        ? firstChildOf(frames, from)
        : direction === "left"
          ? previousSiblingOf(frames, from)
          : nextSiblingOf(frames, from);
  return to === NO_BOX ? from : to;
}

/**
 * A trail is the steps by which the user went in: the top box, then each focus inside the one before. Going back undoes a step.
 */
export function trailTo(frames: FrameTable, trail: readonly number[], focus: number): readonly number[] {
  const kept = trail.filter((step) => step !== focus && isInside(frames, focus, step));
  return [...kept, focus];
}

/**
 * The focus under which `box` is wide enough to be seen: the present one if it will do, else the widest view in which the box takes
 * at least `minShare` of the width.
 */
export function focusToShow(frames: FrameTable, focus: number, box: number, minShare: number): number {
  const needed = frames.totalSize[box]!;
  if (isInside(frames, box, focus) && needed >= frames.totalSize[focus]! * minShare) return focus;
  let widest = box;
  for (let at = parentBoxOf(frames, box); at !== NO_BOX; at = parentBoxOf(frames, at)) {
    if (needed < frames.totalSize[at]! * minShare) break;
    widest = at;
  }
  return widest;
}
