import type { Graph } from "./graph.ts";

/** The node that a cell belongs to, by the cell's index. */
export function holderOfCell({ firstCell, nodeCount }: Graph, cell: number): number {
  let low = 0;
  let high = nodeCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (firstCell[middle + 1] <= cell) low = middle + 1;
    else high = middle;
  }
  return low;
}
