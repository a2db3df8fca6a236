import type { TypeTree } from "./type-tree.ts";

/** Rows of a table of types in the order of their names, each an index into `names`; those of parts by their labels. */
export function typesByName(names: readonly string[], nameOfRow: Uint32Array, tree?: TypeTree): Uint32Array {
  const textOf = (row: number): string => tree?.labelOf(row) ?? names[nameOfRow[row]];
  return Uint32Array.from(nameOfRow.keys()).sort((a, b) => {
    const one = textOf(a);
    const other = textOf(b);
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}

/** By row: its place in the order. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]] = rank;
  return ranks;
}

/** The rows whose name Find has found, as they stand in `order`; all while nothing is looked for. `found` is `Matches.types`. */
export function typesCalled(nameOfRow: Uint32Array, order: Uint32Array, found: Uint8Array): Uint32Array {
  return found.length === 0 ? order : order.filter((row) => found[nameOfRow[row]] === 1);
}
