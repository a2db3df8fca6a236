import { FRAME_OFF_HEAP, type FrameTable } from "../frame-table.ts";
import type { FoundBox } from "./box-path.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/**
 * Whether the frame around the box can take its bytes. The roots have no such frame. A frame has its bytes either on
 * the JS heap or outside it, so bytes outside the heap cannot go to a frame on it.
 */
export function canMergeIntoParent({ parent, flags }: FrameTable, { head, tail }: FoundBox): boolean {
  const around = parent[head];
  const isOffHeap = ((flags[head] | flags[tail]) & ~flags[around] & FRAME_OFF_HEAP) !== 0;
  return around > 0 && !isOffHeap;
}

/**
 * Merges the box into the frame around it: its own bytes go there, and its children become children of that frame,
 * merged with siblings of the same name and kind.
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
