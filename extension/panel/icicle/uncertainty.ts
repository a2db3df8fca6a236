import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { hasRange } from "../frames/figures.ts";

/** The part of the box's most bytes that may not be there, 0 … 1; 0 if least and most are as good as one figure. */
export function uncertaintyOf(frames: FrameTable, box: number): number {
  const size = frames.totalSize[box];
  const maxSize = frames.totalMaxSize[box];
  return hasRange(size, maxSize) ? (maxSize - size) / maxSize : 0;
}
