import type { Arrangement } from "../frames/arrangement.ts";
import { isInside, parentBoxOf } from "../frames/box.ts";
import type { Zoom } from "../frames/zoom.ts";
import type { Sight } from "./viewport.ts";
import { extentOf } from "./zoom-to-box.ts";

/** The way from one sight to another, as zooms of one box that holds both. */
export interface Motion {
  readonly focus: number;
  readonly from: Zoom;
  readonly to: Zoom;
}

export function motionBetween(arrangement: Arrangement, from: Sight, to: Sight): Motion {
  let focus = to.focus;
  while (!isInside(arrangement.frames, from.focus, focus)) focus = parentBoxOf(arrangement.frames, focus);
  return { focus, from: zoomWithin(arrangement, focus, from), to: zoomWithin(arrangement, focus, to) };
}

/** The same part, as one of the box `ancestor`. */
function zoomWithin(arrangement: Arrangement, ancestor: number, { focus, zoom }: Sight): Zoom {
  if (focus === ancestor) return zoom;
  const extent = extentOf(arrangement, ancestor, focus);
  const span = extent.to - extent.from;
  return { from: extent.from + zoom.from * span, to: extent.from + zoom.to * span };
}
