import type { FrameTable } from "../frame-table.ts";
import type { FoundBox } from "./box-path.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/** All but the box: its bytes and objects are gone from every frame around it. */
export function hide(frames: FrameTable, { head }: FoundBox): FrameTable {
  const regrown = new RegrownFrames(frames);
  const end = frames.subtreeEnd[head];
  regrown.addSelf(0);
  for (let f = 1; f < head; f++) regrown.keep(f);
  for (let f = end; f < frames.count; f++) regrown.keep(f);
  return regrown.finish();
}
