import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { writeObjects, writeSize } from "./figures.ts";

/** The measure of a box's width: its minimum bytes, its maximum bytes, or its objects. */
export type Measure = "size" | "max-size" | "count";

/** Per frame: the measure of the frame and all below it. */
export type Totals = Float64Array | Uint32Array;

/** Whether the table counts objects. A file of stacks does not, unless its program did. */
export function hasCounts({ totalCount }: FrameTable): boolean {
  return totalCount[0] > 0;
}

/** The measure, or bytes if the table has no such figures: all boxes would be without width. */
export function shownMeasureOf(frames: FrameTable, measure: Measure): Measure {
  return measure === "count" && !hasCounts(frames) ? "size" : measure;
}

export function isMeasure(text: string): text is Measure {
  return text === "size" || text === "max-size" || text === "count";
}

export function totalsOf(frames: FrameTable, measure: Measure): Totals {
  switch (measure) {
    case "size":
      return frames.totalSize;
    case "max-size":
      return frames.totalMaxSize;
    case "count":
      return frames.totalCount;
  }
}

/** `1.2 MiB`, or `12 objects`. */
export function writeMeasure(value: number, measure: Measure): string {
  return measure === "count" ? writeObjects(value) : writeSize(value);
}
