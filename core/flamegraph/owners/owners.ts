import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import type { Graph } from "../../graph/graph.ts";

/** Owner of a node that a root refers to directly. */
export const OWNED_BY_ROOT = -1;
/** Owner of a node that belongs to no root alone: it stands beside the roots, in `(shared)`. */
export const SHARED_BY_ALL = -3;
/** Owner of a node that no root reaches: no frame shows it. */
export const UNREACHED = -2;

/** Who pays for each node. */
export interface Owners {
  /** Per node: the node that owns it, or OWNED_BY_ROOT, SHARED_BY_ALL, UNREACHED. */
  readonly owner: Int32Array;
  /** The reached nodes, every owner before what it owns. */
  readonly order: Uint32Array;
  /** Per node: the stage that reaches it first; `null` where all roots are of one stage, or the policy has none. */
  readonly stage: Uint32Array | null;
}

/** Policy "first": the node next to it on a shortest path from a root pays; among several, the one that was met first. */
export function firstOwners(graph: Graph): Owners {
  const { nodeCount, cells, firstCell, roots } = graph;
  const owner = new Int32Array(nodeCount).fill(UNREACHED);
  const order = new Uint32Array(nodeCount);
  let reached = 0;
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (!isNodeCell(cell) || owner[nodeOf(cell)] !== UNREACHED) continue;
    owner[nodeOf(cell)] = OWNED_BY_ROOT;
    order[reached++] = nodeOf(cell);
  }
  for (let next = 0; next < reached; next++) {
    const at = order[next];
    const end = firstCell[at + 1];
    for (let c = firstCell[at]; c < end; c++) {
      const cell = cells[c];
      if (!isNodeCell(cell)) continue;
      const node = nodeOf(cell);
      if (owner[node] !== UNREACHED) continue;
      owner[node] = at;
      order[reached++] = node;
    }
  }
  return { owner, order: order.subarray(0, reached), stage: null };
}

/**
 * Policy "root": a node with several references stands at the top, without an owner; any other is owned by the node
 * that refers to it. The rule of the Rust crate for shared pointers.
 */
export function sharedAtRootOwners(graph: Graph): Owners {
  const { nodeCount, cells, firstCell, roots } = graph;
  const { owner, order } = firstOwners(graph);
  const referrers = new Uint8Array(nodeCount);
  const count = (cell: number): void => {
    if (isNodeCell(cell) && referrers[nodeOf(cell)] < 2) referrers[nodeOf(cell)]++;
  };
  for (let r = 0; r < roots.count; r++) count(roots.cell[r]);
  for (let node = 0; node < nodeCount; node++) {
    if (owner[node] === UNREACHED) continue;
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) count(cells[c]);
  }
  /* Breadth-first order still has every owner before what it owns: a node with one referrer was met through it. */
  for (let node = 0; node < nodeCount; node++) {
    if (referrers[node] > 1 && owner[node] !== UNREACHED) owner[node] = SHARED_BY_ALL;
  }
  return { owner, order, stage: null };
}
