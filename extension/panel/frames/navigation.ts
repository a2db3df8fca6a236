import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import type { Arrangement } from "./arrangement.ts";
import { isInside, NO_BOX, parentBoxOf } from "./box.ts";
import { drawnBeside, drawnBoxOf, drawnParentOf, drawnTopOf, firstDrawnChildOf } from "./drawn-box.ts";

export type Direction = "up" | "down" | "left" | "right";

/** The drawn box that an arrow key leads to, or `from` if there is none; down is to the leftmost child. */
export function boxTowards(arrangement: Arrangement, from: number, direction: Direction): number {
  const to =
    direction === "up"
      ? drawnParentOf(arrangement, from)
      : direction === "down"
        ? firstDrawnChildOf(arrangement, from)
        : drawnBeside(arrangement, drawnTopOf(arrangement, from), direction === "left" ? -1 : 1);
  return to === NO_BOX ? from : drawnBoxOf(arrangement, to);
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
export function focusToShow(arrangement: Arrangement, focus: number, box: number, minShare: number): number {
  const { frames, totals } = arrangement;
  const needed = totals[box];
  if (isInside(frames, box, focus) && needed >= totals[focus] * minShare) return focus;
  let widest = box;
  for (let at = parentBoxOf(frames, box); at !== NO_BOX; at = parentBoxOf(frames, at)) {
    if (needed < totals[at] * minShare) break;
    widest = at;
  }
  return widest;
}
