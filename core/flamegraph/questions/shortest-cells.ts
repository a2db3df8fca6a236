import type { Graph } from "../../graph/graph.ts";

/** Of each node of these types the cell that a shortest path from a root leads over; no entry for a root's value. */
export function shortestCellsOf(graph: Graph, types: ReadonlySet<string>): ReadonlyMap<number, number> {
  const { nodeCount, firstCell, cells, roots, names, shapes, nodeShape } = graph;
  const shortest = new Map<number, number>();
  const isAsked = Uint8Array.from(shapes.typeName, (name) => (types.has(names[name]) ? 1 : 0));
  const isMet = new Uint8Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  let count = 0;
  for (let root = 0; root < roots.count; root++) {
    const node = roots.cell[root] - 1;
    if (node < 0 || isMet[node] === 1) continue;
    isMet[node] = 1;
    queue[count++] = node;
  }
  for (let next = 0; next < count; next++) {
    const end = firstCell[queue[next] + 1];
    for (let at = firstCell[queue[next]]; at < end; at++) {
      const node = cells[at] - 1;
      if (node < 0 || isMet[node] === 1) continue;
      isMet[node] = 1;
      queue[count++] = node;
      if (isAsked[nodeShape[node]] === 1) shortest.set(node, at);
    }
  }
  return shortest;
}
