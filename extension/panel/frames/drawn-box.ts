import type { Arrangement } from "./arrangement.ts";
import { edgeChildOf, siblingBeside } from "./arrangement.ts";
import { boxPathOf, NO_BOX, parentBoxOf } from "./box.ts";

/* A drawn box is a box, or a chain of them in a comparison; it is named by the box that it is about. */

/** The drawn box that shows `box`. */
export function drawnBoxOf({ chains }: Arrangement, box: number): number {
  return chains === null ? box : chains.subjectOf(box);
}

/** The outermost box of those that are drawn as one with `box`: it stands among its siblings. */
export function drawnTopOf({ chains }: Arrangement, box: number): number {
  return chains === null ? box : chains.topOf(box);
}

/** The drawn box around that of `box`, or NO_BOX. */
export function drawnParentOf(arrangement: Arrangement, box: number): number {
  const parent = parentBoxOf(arrangement.frames, drawnTopOf(arrangement, box));
  return parent === NO_BOX ? NO_BOX : drawnBoxOf(arrangement, parent);
}

/** Drawn boxes from the top box down to that of `box`, both included. */
export function drawnPathOf(arrangement: Arrangement, box: number): number[] {
  const { frames, chains } = arrangement;
  const path = boxPathOf(frames, box);
  return chains === null ? path : path.filter((at) => chains.topOf(at) === at).map((at) => chains.subjectOf(at));
}

/** The leftmost child of the drawn box of `box`; of a chain first those of its end. NO_BOX if there is none. */
export function firstDrawnChildOf(arrangement: Arrangement, box: number): number {
  const { chains } = arrangement;
  if (chains === null) return edgeChildOf(arrangement, box, 1);
  const end = chains.endOf(box);
  const child = edgeChildOf(arrangement, end, 1);
  if (child !== NO_BOX) return child;
  const right = end === chains.topOf(box) ? NO_BOX : drawnBeside(arrangement, end, 1);
  return right !== NO_BOX || end === chains.topOf(box) ? right : drawnBeside(arrangement, end, -1);
}

/** The top of the drawn box beside `box` in its row, with the same drawn parent, or NO_BOX. Children of a chain are those of each of its boxes. */
export function drawnBeside(arrangement: Arrangement, box: number, step: 1 | -1): number {
  const { frames, chains } = arrangement;
  if (chains === null) return siblingBeside(arrangement, box, step);
  for (let at = box; ; ) {
    let next = siblingBeside(arrangement, at, step);
    if (next === NO_BOX) {
      /* Out to what stands beside the parent, if that is in the same chain as the one around it. */
      at = parentBoxOf(frames, at);
      if (at === NO_BOX || chains.topOf(at) === at) return NO_BOX;
      continue;
    }
    while (next !== NO_BOX && chains.topOf(next) !== next) {
      at = next;
      next = edgeChildOf(arrangement, at, step);
    }
    if (next !== NO_BOX) return next;
  }
}
