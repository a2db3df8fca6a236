import type { FoundBox } from "../box-path.ts";
import type { FrameTable } from "../frame-table.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/** Whether there is a frame around the box that can take its bytes: above the roots there is none. */
export function hasParentToMergeInto(frames: FrameTable, { head }: FoundBox): boolean {
  return frames.parent[head]! > 0;
}

/**
 * The box becomes one with the frame around it: what the box has of its own goes there, and what is inside it stands there, one with the siblings
 * of the same name and kind.
 */
export function mergeIntoParent(frames: FrameTable, { head, tail }: FoundBox): FrameTable {
  /* Only inside the frame around it do siblings meet. */
  const around = frames.parent[head]!;
  const end = frames.subtreeEnd[around]!;
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
