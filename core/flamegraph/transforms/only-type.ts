import { isTypeKind } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { RegrownFrames } from "./regrown-frames.ts";

/**
 * All frames of the type, with their children, as one frame at the top; `null` if there are none. A frame of the type
 * inside another one stays there, so bytes count once.
 */
export function onlyType(frames: FrameTable, type: string): FrameTable | null {
  const { count, kind, name, subtreeEnd } = frames;
  const wanted = frames.names.indexOf(type);
  const isOfType = (frame: number): boolean => isTypeKind(kind[frame]) && name[frame] === wanted;
  const regrown = new RegrownFrames(frames);
  let isFound = false;
  for (let f = 1; f < count; ) {
    if (!isOfType(f)) {
      f++;
      continue;
    }
    isFound = true;
    const end = subtreeEnd[f];
    regrown.joinInto(0, f);
    for (f++; f < end; f++) regrown.join(f);
  }
  return isFound ? regrown.finish() : null;
}
