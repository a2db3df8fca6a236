import { isNodeCell, nodeOf } from "./cell.ts";
import type { Graph } from "./graph.ts";

/** How often each node is referred to, by roots and by cells. */
export function referenceCountsOf(graph: Graph): Uint32Array {
  const { nodeCount, cells, roots } = graph;
  const counts = new Uint32Array(nodeCount);
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (isNodeCell(cell)) counts[nodeOf(cell)]++;
  }
  for (let c = 0; c < cells.length; c++) {
    const cell = cells[c];
    if (isNodeCell(cell)) counts[nodeOf(cell)]++;
  }
  return counts;
}
