import type { Arrangement } from "../frames/arrangement.ts";
import { offsetOf } from "../frames/arrangement.ts";
import { headOf, isInside } from "../frames/box.ts";
import type { Zoom } from "../frames/zoom.ts";
import { createZoom, zoomedAt } from "../frames/zoom.ts";
import { MIN_BOX_WIDTH } from "./level.ts";
import type { Sight } from "./viewport.ts";

/** One opening of a box that fills the view shows this part of it: a few lead from any number of siblings to each of them. */
const OPENED_PART = 1 / 16;

/** A box that the user asked for gets this many device pixels, so that it can be distinguished from its neighbours. */
const SHOWN_WIDTH = 40;

/** The narrowest part of the focus worth looking at: a byte, or an object, at full width. */
export function minSpanOf(arrangement: Arrangement, focus: number): number {
  const total = arrangement.totals[focus];
  return total > 1 ? 1 / total : 1;
}

/** Where the box stands in the focus, in parts of its width. */
export function extentOf(arrangement: Arrangement, focus: number, box: number): Zoom {
  const total = arrangement.totals[focus];
  if (!(total > 0)) return { from: 0, to: 1 };
  const from = offsetOf(arrangement, box, focus) / total;
  return { from, to: from + arrangement.totals[box] / total };
}

/** Where the middle of the box is, 0 … 1 of the displayed part; beyond that if it is out of sight. */
export function middleInSight(arrangement: Arrangement, { focus, zoom }: Sight, box: number): number {
  if (box === focus || !isInside(arrangement.frames, box, focus)) return 0.5;
  const { from, to } = extentOf(arrangement, focus, box);
  return ((from + to) / 2 - zoom.from) / (zoom.to - zoom.from);
}

/** Whether a zoom would show the box, which has no pixel of its own in a view of `width` device pixels. */
export function isTooNarrow(arrangement: Arrangement, { focus, zoom }: Sight, box: number, width: number): boolean {
  const { frames, totals } = arrangement;
  if (!isInside(frames, box, focus) || totals[box] === 0) return false;
  return (totals[box] / totals[focus] / (zoom.to - zoom.from)) * width < MIN_BOX_WIDTH;
}

/**
 * Opens the box of the siblings at `from … to - 1` of the arrangement's list: they get the width of the view. Where they have it already, those around
 * `at` (0 … 1 of the view) do.
 */
export function zoomInto(
  arrangement: Arrangement,
  focus: number,
  zoom: Zoom,
  run: { readonly from: number; readonly to: number },
  at: number,
): Zoom {
  const { frames, list, ends, totals } = arrangement;
  const total = totals[focus];
  const minSpan = minSpanOf(arrangement, focus);
  const start = offsetOf(arrangement, headOf(frames, frames.parent[list[run.from]]), focus);
  const left = (start + ends[run.from - 1]) / total;
  const span = (ends[run.to - 1] - ends[run.from - 1]) / total;
  if (span <= (zoom.to - zoom.from) / 2) return createZoom(left, span, minSpan);
  return zoomedAt(zoom, at, OPENED_PART, minSpan);
}

/**
 * The zoom under which the box is wide enough to be distinguished from its neighbours, in a view of `width` device
 * pixels.
 */
export function zoomToShow(arrangement: Arrangement, focus: number, box: number, width: number): Zoom {
  const { from, to } = extentOf(arrangement, focus, box);
  const span = ((to - from) * width) / SHOWN_WIDTH;
  return createZoom((from + to - span) / 2, span, minSpanOf(arrangement, focus));
}
