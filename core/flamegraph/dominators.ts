import type { Graph } from "../graph/graph.ts";
import { OWNED_BY_ROOT, type Owners, UNREACHED } from "./owners.ts";

/**
 * Policy "owner": the owner of a node is its immediate dominator below the roots, the nearest node that all paths to it lead through. What a node owns, directly and indirectly, is
 * what would be freed without it.
 *
 * Semi-NCA: semidominators as Lengauer and Tarjan compute them, then the dominator as the nearest common ancestor of parent and semidominator in the tree as it
 * stands (Georgiadis, Linear-Time Algorithms for Dominators and Related Problems, 2005). Typed arrays throughout, and no recursion.
 *
 * Below, a *number* is a node's place in depth-first order, counted from 1; the super-root above all roots has number 0.
 */
export function dominatorOwners(graph: Graph): Owners {
  const { nodeCount } = graph;
  const { numberOf, nodeAt, parent, reached } = numberDepthFirst(graph);
  const { firstReferrer, referrers } = referrersByNumber(graph, numberOf, reached);

  /* Semidominators, from the last number to the first; `ancestor` is the forest of nodes done so far, its paths shortened as they are walked. */
  const semi = new Int32Array(reached + 1);
  const label = new Int32Array(reached + 1);
  const ancestor = parent.slice();
  for (let w = 0; w <= reached; w++) {
    semi[w] = w;
    label[w] = w;
  }
  const path = new Int32Array(reached + 1);
  for (let w = reached; w > 0; w--) {
    let best = parent[w]!;
    const end = firstReferrer[w + 1]!;
    for (let r = firstReferrer[w]!; r < end; r++) {
      const v = referrers[r]!;
      let candidate: number;
      if (v <= w) candidate = v;
      else {
        /* The least semidominator on the way from v up to, and not including, the part of the tree not done yet. */
        let steps = 0;
        let at = v;
        while (ancestor[at]! > w) {
          path[steps++] = at;
          at = ancestor[at]!;
        }
        let least = label[at]!;
        const top = ancestor[at]!;
        while (steps > 0) {
          const below = path[--steps]!;
          if (semi[least]! < semi[label[below]!]!) label[below] = least;
          else least = label[below]!;
          ancestor[below] = top;
        }
        candidate = semi[label[v]!]!;
      }
      if (candidate < best) best = candidate;
    }
    semi[w] = best;
  }

  /* The dominator: from the parent up, as long as it is below the semidominator. */
  const dominator = parent;
  for (let w = 1; w <= reached; w++) {
    let at = dominator[w]!;
    while (at > semi[w]!) at = dominator[at]!;
    dominator[w] = at;
  }

  const owner = new Int32Array(nodeCount).fill(UNREACHED);
  let isAscending = true;
  for (let w = 1; w <= reached; w++) {
    const node = nodeAt[w]!;
    const at = dominator[w] === 0 ? OWNED_BY_ROOT : nodeAt[dominator[w]!]!;
    owner[node] = at;
    if (at >= node) isAscending = false;
  }
  const order = nodeAt.subarray(1, reached + 1);
  /* A walk numbers nodes breadth-first, so owners come first in that order too, and readers run through memory from end to end. */
  if (isAscending) {
    let next = 0;
    for (let node = 0; node < nodeCount; node++) if (owner[node] !== UNREACHED) order[next++] = node;
  }
  return { owner, order };
}

/** Depth-first numbers of all nodes that a root reaches. */
function numberDepthFirst(graph: Graph): {
  readonly numberOf: Int32Array;
  readonly nodeAt: Uint32Array;
  readonly parent: Int32Array;
  readonly reached: number;
} {
  const { nodeCount, cells, firstCell, roots } = graph;
  const numberOf = new Int32Array(nodeCount);
  const nodeAt = new Uint32Array(nodeCount + 1);
  const parent = new Int32Array(nodeCount + 1);
  /* The way down: nodes, and where to go on in the cells of each. */
  const stack = new Uint32Array(nodeCount);
  const nextCell = new Uint32Array(nodeCount);
  let reached = 0;
  for (let r = 0; r < roots.count; r++) {
    const rootCell = roots.cell[r]!;
    if (rootCell <= 0 || numberOf[rootCell - 1] !== 0) continue;
    let depth = 0;
    let node = rootCell - 1;
    numberOf[node] = ++reached;
    nodeAt[reached] = node;
    let at = firstCell[node]!;
    for (;;) {
      const end = firstCell[node + 1]!;
      let child = -1;
      while (at < end) {
        const cell = cells[at++]!;
        if (cell > 0 && numberOf[cell - 1] === 0) {
          child = cell - 1;
          break;
        }
      }
      if (child >= 0) {
        numberOf[child] = ++reached;
        nodeAt[reached] = child;
        parent[reached] = numberOf[node]!;
        stack[depth] = node;
        nextCell[depth++] = at;
        node = child;
        at = firstCell[node]!;
      } else if (depth > 0) {
        node = stack[--depth]!;
        at = nextCell[depth]!;
      } else break;
    }
  }
  return { numberOf, nodeAt, parent, reached };
}

/** Numbers of those that refer to each number, the super-root included. */
function referrersByNumber(
  graph: Graph,
  numberOf: Int32Array,
  reached: number,
): { readonly firstReferrer: Uint32Array; readonly referrers: Int32Array } {
  const { nodeCount, cells, firstCell, roots } = graph;
  const firstReferrer = new Uint32Array(reached + 2);
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r]!;
    if (cell > 0) firstReferrer[numberOf[cell - 1]!]!++;
  }
  for (let node = 0; node < nodeCount; node++) {
    if (numberOf[node] === 0) continue;
    const end = firstCell[node + 1]!;
    for (let c = firstCell[node]!; c < end; c++) {
      const cell = cells[c]!;
      if (cell > 0) firstReferrer[numberOf[cell - 1]!]!++;
    }
  }
  let sum = 0;
  for (let w = 0; w <= reached + 1; w++) {
    const count = firstReferrer[w]!;
    firstReferrer[w] = sum;
    sum += count;
  }
  const referrers = new Int32Array(sum);
  const filled = firstReferrer.slice();
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r]!;
    if (cell > 0) referrers[filled[numberOf[cell - 1]!]!++] = 0;
  }
  for (let node = 0; node < nodeCount; node++) {
    const number = numberOf[node]!;
    if (number === 0) continue;
    const end = firstCell[node + 1]!;
    for (let c = firstCell[node]!; c < end; c++) {
      const cell = cells[c]!;
      if (cell > 0) referrers[filled[numberOf[cell - 1]!]!++] = number;
    }
  }
  return { firstReferrer, referrers };
}
