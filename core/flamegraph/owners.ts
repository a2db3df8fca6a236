import { isNodeCell, nodeOf } from "../graph/cell.ts";
import type { Graph } from "../graph/graph.ts";

/** Owner of a node that a root refers to directly. */
export const OWNED_BY_ROOT = -1;
/** Owner of a node that no root reaches: no frame shows it. */
export const UNREACHED = -2;

/** Who pays for each node. */
export interface Owners {
  /** Per node: the node that owns it, OWNED_BY_ROOT or UNREACHED. */
  readonly owner: Int32Array;
  /** The reached nodes, every owner before what it owns. */
  readonly order: Uint32Array;
}

/** Policy "first": the node next to it on a shortest path from a root pays; among several, the one that was met first. */
export function firstOwners(graph: Graph): Owners {
  const { nodeCount, cells, firstCell, roots } = graph;
  const owner = new Int32Array(nodeCount).fill(UNREACHED);
  const order = new Uint32Array(nodeCount);
  let reached = 0;
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r]!;
    if (!isNodeCell(cell) || owner[nodeOf(cell)] !== UNREACHED) continue;
    owner[nodeOf(cell)] = OWNED_BY_ROOT;
    order[reached++] = nodeOf(cell);
  }
  for (let next = 0; next < reached; next++) {
    const at = order[next]!;
    const end = firstCell[at + 1]!;
    for (let c = firstCell[at]!; c < end; c++) {
      const cell = cells[c]!;
      if (!isNodeCell(cell)) continue;
      const node = nodeOf(cell);
      if (owner[node] !== UNREACHED) continue;
      owner[node] = at;
      order[reached++] = node;
    }
  }
  return { owner, order: order.subarray(0, reached) };
}
