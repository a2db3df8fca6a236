import type { ColumnSort } from "./column-sort.ts";

/**
 * The boxes with the smallest key first; equal ones stand as they stood. The same array if they stand so already. A comparison for each step of a sort
 * would cost half a second for half a million siblings: keys are sorted alone, and each box is put where its key is.
 */
export function sortedByKey(boxes: Uint32Array, keys: Float64Array): Uint32Array {
  const count = boxes.length;
  let isSorted = true;
  for (let i = 1; i < count && isSorted; i++) isSorted = keys[i] >= keys[i - 1];
  if (isSorted) return boxes;
  const ascending = keys.slice().sort();
  const sorted = new Uint32Array(count);
  /** By first index of a key: how many boxes of that key have their place. */
  const placed = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const first = firstIndexOf(ascending, keys[i]);
    sorted[first + placed[first]++] = boxes[i];
  }
  return sorted;
}

/** The rows by a figure of each; equal ones stand as they stood. */
export function sortedByFigure(
  rows: Uint32Array,
  figureOf: (row: number) => number,
  direction: ColumnSort["direction"],
): Uint32Array {
  const sign = direction === "ascending" ? 1 : -1;
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = sign * figureOf(rows[i]);
  return sortedByKey(rows, keys);
}

function firstIndexOf(ascending: Float64Array, key: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
