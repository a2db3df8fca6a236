/**
 * A cell is one 32-bit word: what a slot refers to, or how many bytes a primitive in it takes besides the slot.
 *
 *     0                      nothing more (small integer, boolean, null, hole)
 *     0x00000001…0x7fffffff  node index + 1
 *     0x80000000 | n         n bytes, n < 2^30
 *     0xc0000000 | i         row i of `Graph.largeBytes`
 */
export const CELL_EMPTY = 0;
export const CELL_BYTES = 0x80000000;
export const CELL_LARGE = 0xc0000000;
/** Nodes a graph can have. */
export const MAX_NODES = 0x7fffffff;
const PAYLOAD = 0x3fffffff;

export function isNodeCell(cell: number): boolean {
  return cell !== 0 && cell < CELL_BYTES;
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
  if (bytes <= PAYLOAD) return bytes === 0 ? CELL_EMPTY : (CELL_BYTES | bytes) >>> 0;
  large[large.length] = bytes;
  return (CELL_LARGE | (large.length - 1)) >>> 0;
}

/** The cell for a number of repetitions: below 2^30, and no reference to a node, so that references can be found without the shapes. */
export function toCountCell(count: number): number {
  return (CELL_BYTES | count) >>> 0;
}

export function countOf(cell: number): number {
  return cell & PAYLOAD;
}

/** Bytes in the cell; 0 for a cell that refers to a node. */
export function bytesOf(cell: number, large: Float64Array): number {
  if (cell < CELL_BYTES) return 0;
  return cell < CELL_LARGE ? cell & PAYLOAD : large[cell & PAYLOAD]!;
}
