import type { FrameTable } from "../frame-table.ts";
import { orderedOf } from "./loose-frames.ts";

/**
 * The frames as they are if all sizes are whole; else with sizes rounded to whole bytes so that sums stay right: the total is the rounded total, and no frame's total is off by one or more. To round each size by itself could
 * be off by half a byte a frame. `selfMaxSize` becomes `selfSize`.
 */
export function withWholeSizes(frames: FrameTable): FrameTable {
  const { count, names } = frames;
  if (frames.selfSize.every(Number.isInteger)) return frames;
  const selfSize = new Float64Array(count);
  /* Frames inside a frame follow it, so each total is the difference of two of these sums. */
  let exact = 0;
  let rounded = 0;
  for (let f = 0; f < count; f++) {
    exact += frames.selfSize[f];
    const next = Math.round(exact);
    selfSize[f] = next - rounded;
    rounded = next;
  }
  /* Rounded totals may be in another order. */
  return orderedOf({ ...frames, strings: names, selfSize, selfMaxSize: selfSize }).frames;
}
