import type { Graph } from "../../graph/graph.ts";
import { OWNED_BY_ROOT, type Owners, UNREACHED } from "./owners.ts";
import { withinStages } from "./stages.ts";

/**
 * Policy "owner": the owner of a node is its immediate dominator below the roots, the nearest node that all paths to it lead through. What a node owns, directly and indirectly, is
 * what would be freed without it. Roots of several stages (stages.ts) do not share: a node is owned within the first stage that reaches it.
 *
 * Most nodes need no algorithm. A *leaf*, a node that refers to none, is on no path to another node: it is left aside, and owned by what owns all that refer to it. A node with one
 * referrer is owned by that. Where only leaves have several, as in trees of records, nothing else is left to do.
 */
export function dominatorOwners(wholeGraph: Graph): Owners {
  const { graph, stage } = withinStages(wholeGraph);
  return { ...dominatorsOf(graph), stage };
}

/** Immediate dominators by all references and all roots alike: without its owner a node would be free. */
export function dominatorsOf(graph: Graph): Pick<Owners, "owner" | "order"> {
  const incoming = countReferrers(graph);
  const owner = ownersOfTree(graph, incoming) ?? semiNcaOwners(graph, incoming);
  ownLeaves(graph, incoming, owner);
  return { owner, order: ownersFirst(owner) };
}

interface Incoming {
  /** References to each node, by roots and by cells; more than one is stored as two. */
  readonly count: Uint8Array;
  /** One of the nodes that refer to it; OWNED_BY_ROOT where that is a root. */
  readonly referrer: Int32Array;
  /** 1 for a node that refers to another or to itself. */
  readonly refers: Uint8Array;
}

function countReferrers({ nodeCount, cells, firstCell, roots }: Graph): Incoming {
  const count = new Uint8Array(nodeCount);
  const referrer = new Int32Array(nodeCount).fill(UNREACHED);
  const refers = new Uint8Array(nodeCount);
  for (let r = 0; r < roots.count; r++) {
    const target = roots.cell[r] - 1;
    if (target < 0) continue;
    if (count[target] < 2) count[target]++;
    referrer[target] = OWNED_BY_ROOT;
  }
  for (let node = 0; node < nodeCount; node++) {
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const target = cells[c] - 1;
      if (target < 0) continue;
      refers[node] = 1;
      if (count[target] < 2) count[target]++;
      if (count[target] === 1) referrer[target] = node;
    }
  }
  return { count, referrer, refers };
}

/** The referrers as owners of all nodes but leaves, if each of them has one referrer, and that comes before it. */
function ownersOfTree({ nodeCount }: Graph, { count, referrer, refers }: Incoming): Int32Array | undefined {
  for (let node = 0; node < nodeCount; node++) {
    if (refers[node] === 0) continue;
    const at = referrer[node];
    if (count[node] > 1 || at >= node) return undefined;
    if (at >= 0 && referrer[at] === UNREACHED) referrer[node] = UNREACHED;
  }
  return referrer;
}

/** Owners of the leaves: what owns all that refer to them. `owner` may be `referrer` itself. */
function ownLeaves(
  { nodeCount, cells, firstCell, roots }: Graph,
  { count, referrer, refers }: Incoming,
  owner: Int32Array,
): void {
  let shared = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (refers[node] !== 0 || count[node] === 0) continue;
    if (count[node] > 1) {
      owner[node] = UNREACHED;
      shared++;
    } else {
      const at = referrer[node];
      owner[node] = at >= 0 && owner[at] === UNREACHED ? UNREACHED : at;
    }
  }
  if (shared === 0) return;
  for (let r = 0; r < roots.count; r++) {
    const target = roots.cell[r] - 1;
    if (target >= 0 && refers[target] === 0) owner[target] = OWNED_BY_ROOT;
  }
  const ancestors = new Ancestors(owner, refers);
  for (let node = 0; node < nodeCount; node++) {
    if (refers[node] === 0 || owner[node] === UNREACHED) continue;
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      const target = cells[c] - 1;
      if (target < 0 || refers[target] !== 0 || count[target] < 2) continue;
      const before = owner[target];
      if (before !== OWNED_BY_ROOT) owner[target] = before === UNREACHED ? node : ancestors.nearestCommon(before, node);
    }
  }
}

/**
 * Nearest common ancestors in the tree of owners, in a logarithm of its depth: each node knows one further up, at a
 * distance that depends on its depth alone (Myers, An Applicative Random-Access Stack, 1983). Index 0 is the super-root
 * above all roots; node n has index n + 1. Owners of members must not change meanwhile.
 */
class Ancestors {
  readonly #owner: Int32Array;
  readonly #jump: Int32Array;
  readonly #depth: Int32Array;

  constructor(owner: Int32Array, isMember: Uint8Array) {
    const nodeCount = owner.length;
    const jump = new Int32Array(nodeCount + 1);
    const depth = new Int32Array(nodeCount + 1);
    const path = new Int32Array(nodeCount);
    for (let node = 0; node < nodeCount; node++) {
      if (isMember[node] === 0 || owner[node] === UNREACHED || depth[node + 1] !== 0) continue;
      /* Owners need not come before what they own. */
      let steps = 0;
      for (let at = node; at !== OWNED_BY_ROOT && depth[at + 1] === 0; at = owner[at]) path[steps++] = at;
      while (steps > 0) {
        const at = path[--steps] + 1;
        const above = owner[at - 1] + 1;
        const far = jump[above];
        depth[at] = depth[above] + 1;
        jump[at] = depth[above] - depth[far] === depth[far] - depth[jump[far]] ? jump[far] : above;
      }
    }
    this.#owner = owner;
    this.#jump = jump;
    this.#depth = depth;
  }

  /** The nearest node that owns both, or is one of them and owns the other; OWNED_BY_ROOT for none. */
  nearestCommon(one: number, other: number): number {
    const owner = this.#owner;
    const jump = this.#jump;
    const depth = this.#depth;
    let a = one + 1;
    let b = other + 1;
    if (depth[a] < depth[b]) {
      const deeper = b;
      b = a;
      a = deeper;
    }
    while (depth[a] > depth[b]) a = depth[jump[a]] >= depth[b] ? jump[a] : owner[a - 1] + 1;
    while (a !== b) {
      if (jump[a] !== jump[b]) {
        a = jump[a];
        b = jump[b];
      } else {
        a = owner[a - 1] + 1;
        b = owner[b - 1] + 1;
      }
    }
    return a - 1;
  }
}

/** All reached nodes, every owner before what it owns. */
function ownersFirst(owner: Int32Array): Uint32Array {
  const nodeCount = owner.length;
  const order = new Uint32Array(nodeCount);
  let next = 0;
  let isAscending = true;
  /* A walk numbers nodes breadth-first, so owners come first in that order, and readers run through memory from end to end. */
  for (let node = 0; node < nodeCount; node++) {
    if (owner[node] === UNREACHED) continue;
    if (owner[node] >= node) isAscending = false;
    order[next++] = node;
  }
  if (isAscending) return order.subarray(0, next);
  const isPlaced = new Uint8Array(nodeCount);
  const path = new Uint32Array(next);
  next = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (owner[node] === UNREACHED) continue;
    let steps = 0;
    for (let at = node; at >= 0 && isPlaced[at] === 0; at = owner[at]) {
      isPlaced[at] = 1;
      path[steps++] = at;
    }
    while (steps > 0) order[next++] = path[--steps];
  }
  return order.subarray(0, next);
}

/**
 * Semi-NCA: semidominators as Lengauer and Tarjan compute them, then the dominator as the nearest common ancestor of parent and semidominator in the tree as it
 * stands (Georgiadis, Linear-Time Algorithms for Dominators and Related Problems, 2005). Typed arrays throughout, and no recursion. Leaves stay UNREACHED.
 *
 * Below, a *number* is a node's place in depth-first order, counted from 1; the super-root above all roots has number 0.
 */
function semiNcaOwners(graph: Graph, incoming: Incoming): Int32Array {
  const { nodeCount } = graph;
  const { numberOf, nodeAt, parent, reached } = numberDepthFirst(graph, incoming.refers);
  const { firstReferrer, referrers } = referrersByNumber(graph, incoming, numberOf, reached);

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
    let best = parent[w];
    const end = firstReferrer[w + 1];
    for (let r = firstReferrer[w]; r < end; r++) {
      const v = referrers[r];
      let candidate: number;
      if (v <= w) candidate = v;
      else {
        /* The least semidominator on the way from v up to, and not including, the part of the tree not done yet. */
        let steps = 0;
        let at = v;
        while (ancestor[at] > w) {
          path[steps++] = at;
          at = ancestor[at];
        }
        let least = label[at];
        const top = ancestor[at];
        while (steps > 0) {
          const below = path[--steps];
          if (semi[least] < semi[label[below]]) label[below] = least;
          else least = label[below];
          ancestor[below] = top;
        }
        candidate = semi[label[v]];
      }
      if (candidate < best) best = candidate;
    }
    semi[w] = best;
  }

  /* The dominator: from the parent up, as long as it is below the semidominator. */
  const dominator = parent;
  for (let w = 1; w <= reached; w++) {
    let at = dominator[w];
    while (at > semi[w]) at = dominator[at];
    dominator[w] = at;
  }

  const owner = new Int32Array(nodeCount).fill(UNREACHED);
  for (let w = 1; w <= reached; w++) owner[nodeAt[w]] = dominator[w] === 0 ? OWNED_BY_ROOT : nodeAt[dominator[w]];
  return owner;
}

/** Depth-first numbers of all nodes that a root reaches, leaves left aside. */
function numberDepthFirst(
  graph: Graph,
  refers: Uint8Array,
): {
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
    const rootCell = roots.cell[r];
    if (rootCell <= 0 || refers[rootCell - 1] === 0 || numberOf[rootCell - 1] !== 0) continue;
    let depth = 0;
    let node = rootCell - 1;
    numberOf[node] = ++reached;
    nodeAt[reached] = node;
    let at = firstCell[node];
    for (;;) {
      const end = firstCell[node + 1];
      let child = -1;
      while (at < end) {
        const cell = cells[at++];
        if (cell > 0 && numberOf[cell - 1] === 0 && refers[cell - 1] !== 0) {
          child = cell - 1;
          break;
        }
      }
      if (child >= 0) {
        numberOf[child] = ++reached;
        nodeAt[reached] = child;
        parent[reached] = numberOf[node];
        stack[depth] = node;
        nextCell[depth++] = at;
        node = child;
        at = firstCell[node];
      } else if (depth > 0) {
        node = stack[--depth];
        at = nextCell[depth];
      } else break;
    }
  }
  return { numberOf, nodeAt, parent, reached };
}

/** Numbers of those that refer to each number with several referrers, the super-root included. Of any other, the parent is the one. */
function referrersByNumber(
  graph: Graph,
  { count, refers }: Incoming,
  numberOf: Int32Array,
  reached: number,
): { readonly firstReferrer: Uint32Array; readonly referrers: Int32Array } {
  const { nodeCount, cells, firstCell, roots } = graph;
  const firstReferrer = new Uint32Array(reached + 2);
  const isAsked = (cell: number): boolean => cell > 0 && count[cell - 1] > 1 && refers[cell - 1] !== 0;
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (isAsked(cell)) firstReferrer[numberOf[cell - 1]]++;
  }
  for (let node = 0; node < nodeCount; node++) {
    if (numberOf[node] === 0) continue;
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) if (isAsked(cells[c])) firstReferrer[numberOf[cells[c] - 1]]++;
  }
  let sum = 0;
  for (let w = 0; w <= reached + 1; w++) {
    const count = firstReferrer[w];
    firstReferrer[w] = sum;
    sum += count;
  }
  const referrers = new Int32Array(sum);
  const filled = firstReferrer.slice();
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (isAsked(cell)) referrers[filled[numberOf[cell - 1]]++] = 0;
  }
  for (let node = 0; node < nodeCount; node++) {
    const number = numberOf[node];
    if (number === 0) continue;
    const end = firstCell[node + 1];
    for (let c = firstCell[node]; c < end; c++) {
      if (isAsked(cells[c])) referrers[filled[numberOf[cells[c] - 1]]++] = number;
    }
  }
  return { firstReferrer, referrers };
}
