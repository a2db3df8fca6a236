import { FRAME_OFF_HEAP, type FrameTable } from "../frame-table.ts";
import type { FoundBox } from "./box-path.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/**
 * Whether there is a frame around the box that can take its bytes. Above the roots there is none; and bytes outside of the JS heap would be told as on it, for a
 * frame has its bytes either here or there.
 */
export function canMergeIntoParent({ parent, flags }: FrameTable, { head, tail }: FoundBox): boolean {
  const around = parent[head];
  const isOffHeap = ((flags[head] | flags[tail]) & ~flags[around] & FRAME_OFF_HEAP) !== 0;
  return around > 0 && !isOffHeap;
}

/**
 * The box becomes one with the frame around it: what the box has of its own goes there, and what is inside it stands there, one with the siblings
 * of the same name and kind.
 */
export function mergeIntoParent(frames: FrameTable, { head, tail }: FoundBox): FrameTable {
  /* Only inside the frame around it do siblings meet. */
  const around = frames.parent[head];
  const end = frames.subtreeEnd[around];
  const regrown = new RegrownFrames(frames);
  regrown.addSelf(0);
  for (let f = 1; f <= around; f++) regrown.keep(f);
  for (let f = around + 1; f < end; f++) {
    if (f === head || f === tail) regrown.dissolve(f);
    else regrown.join(f);
  }
  for (let f = end; f < frames.count; f++) regrown.keep(f);
  return regrown.finish();
}
