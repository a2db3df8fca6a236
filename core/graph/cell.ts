/**
 * A cell is one signed 32-bit word: what a slot refers to, or how many bytes a primitive in it takes besides the slot.
 *
 *     0                 nothing more (small integer, boolean, null, hole)
 *     n > 0             node n - 1
 *     -2^29 < n < 0     -n bytes
 *     n ≤ -2^29         row -n - 2^29 of `Graph.largeBytes`
 *
 * All fit a small integer of V8 even with pointer compression, so a walk that passes cells around allocates nothing.
 */
export const CELL_EMPTY = 0;
/** Nodes a graph can have. */
export const MAX_NODES = 2 ** 30 - 2;
/** Cells from `-FIRST_LARGE` down are rows of `Graph.largeBytes`. */
export const FIRST_LARGE = 2 ** 29;
const MAX_LARGE = 2 ** 29;

export function isNodeCell(cell: number): boolean {
  return cell > 0;
}

/** Index of the node; only for a cell for which `isNodeCell` holds. */
export function nodeOf(cell: number): number {
  return cell - 1;
}

export function toNodeCell(node: number): number {
  return node + 1;
}

/** The cell for `bytes`; `large` receives what does not fit. */
export function toBytesCell(bytes: number, large: { [row: number]: number; length: number }): number {
  if (bytes < FIRST_LARGE) return -bytes | 0;
  large[large.length] = bytes;
  return -(FIRST_LARGE + large.length - 1);
}

/** Bytes in the cell; 0 for a cell that refers to a node. */
export function bytesOf(cell: number, large: Float64Array): number {
  if (cell >= 0) return 0;
  return cell > -FIRST_LARGE ? -cell : large[-cell - FIRST_LARGE];
}

/** Whether the cell refers to something that is there. */
export function isCellWithin(cell: number, nodeCount: number, largeCount: number): boolean {
  return cell > 0 ? cell <= nodeCount : cell > -FIRST_LARGE || -cell - FIRST_LARGE < Math.min(largeCount, MAX_LARGE);
}

/** The cell for a number of repetitions; it refers to no node, so references can be found without the shapes. */
export function toCountCell(count: number): number {
  return -count | 0;
}

/** The number of repetitions; negative if the cell is not a valid count. */
export function countOf(cell: number): number {
  return -cell;
}
