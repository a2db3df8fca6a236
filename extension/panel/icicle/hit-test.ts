import { drawnBoxOf, drawnTopOf } from "../frames/drawn-box.ts";
import type { BoxTable } from "./layout.ts";

/** Index of the box at device pixel `x` of `row` (counted from the icicle's top), or -1. */
export function boxIndexAt(boxes: BoxTable, row: number, x: number): number {
  const { left, right } = boxes;
  let low = rowStartOf(boxes, row);
  const start = low;
  let high = rowStartOf(boxes, row + 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (left[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low > start && x < right[low - 1] ? low - 1 : -1;
}

/** Index of the box that shows `frame` in `row`, or -1; a frame that is too narrow is shown by the box of several that holds it. */
export function boxIndexOfFrame(boxes: BoxTable, row: number, frame: number): number {
  const { list, frames } = boxes.arrangement;
  const end = rowStartOf(boxes, row + 1);
  const drawn = drawnBoxOf(boxes.arrangement, frame);
  const top = drawnTopOf(boxes.arrangement, frame);
  const parent = frames.parent[top];
  for (let box = rowStartOf(boxes, row); box < end; box++) {
    const first = boxes.frame[box];
    if (first === drawn || first === top) return box;
    const from = boxes.from[box];
    const to = boxes.to[box];
    if (to - from < 2 || frames.parent[first] !== parent) continue;
    if (list.subarray(from, to).includes(top)) return box;
  }
  return -1;
}

/** As `rowStart`, for any row: a row without a layout is empty. */
function rowStartOf({ firstRow, rowStart }: BoxTable, row: number): number {
  const r = Math.max(0, row - firstRow);
  return rowStart[Math.min(r, rowStart.length - 1)];
}
