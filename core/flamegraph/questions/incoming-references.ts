import type { Graph } from "../../graph/graph.ts";

/** The references to each node: rows `first[n]` up to `first[n + 1]` of the columns. */
export interface IncomingReferences {
  readonly first: Uint32Array;
  /** The node that refers. */
  readonly from: Uint32Array;
  /** Its cell. */
  readonly cell: Uint32Array;
  /** The roots whose value a node is. */
  readonly roots: ReadonlyMap<number, readonly number[]>;
}

/** Two passes over the cells; 8 bytes for each reference. */
export function incomingReferencesOf(graph: Graph): IncomingReferences {
  const { nodeCount, firstCell, cells } = graph;
  const first = new Uint32Array(nodeCount + 1);
  for (let at = 0; at < cells.length; at++) if (cells[at] > 0) first[cells[at]]++;
  for (let node = 0; node < nodeCount; node++) first[node + 1] += first[node];
  const from = new Uint32Array(first[nodeCount]);
  const cell = new Uint32Array(first[nodeCount]);
  const next = first.slice();
  for (let node = 0; node < nodeCount; node++) {
    const end = firstCell[node + 1];
    for (let at = firstCell[node]; at < end; at++) {
      if (cells[at] <= 0) continue;
      const row = next[cells[at] - 1]++;
      from[row] = node;
      cell[row] = at;
    }
  }
  return { first, from, cell, roots: rootsByNode(graph) };
}

function rootsByNode({ roots }: Graph): Map<number, number[]> {
  const byNode = new Map<number, number[]>();
  for (let root = 0; root < roots.count; root++) {
    const node = roots.cell[root] - 1;
    if (node < 0) continue;
    const known = byNode.get(node);
    if (known === undefined) byNode.set(node, [root]);
    else known.push(root);
  }
  return byNode;
}
