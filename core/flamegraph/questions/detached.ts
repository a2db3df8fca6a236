import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import { type Graph, KIND_COMPONENT, KIND_STORAGE, PLACE_SELF, SHAPE_DETACHED } from "../../graph/graph.ts";
import { nodeSizeOf } from "../../graph/node-size.ts";
import { slotOfCell } from "../../graph/path.ts";
import { PLACE_HOST, PLACE_TREE_ROOT, STANDARD_PLACES } from "../../graph/standard-places.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import type { Owners } from "../owners/owners.ts";
import { PlaceFrames } from "./place-frames.ts";
import { rootFrameOf } from "./referrers.ts";

/** Trees of DOM nodes that no displayed document contains, and that one holder refers to. */
export interface DetachedRow {
  /** From where the nearest of the objects outside these trees refers to them: a field, a storage, a root. */
  readonly holder: number;
  /** The type frame of the node that it refers to: of the largest tree. */
  readonly frame: number;
  /** The nearest component around the holder; -1 for none. */
  readonly component: number;
  trees: number;
  nodes: number;
  /** Bytes of the nodes and of all that only they hold, at least. */
  size: number;
}

/** A tree while it is added up. */
interface Tree {
  holder: number;
  frame: number;
  nodes: number;
  size: number;
}

/**
 * Detached trees by their holders, in no particular order. The nodes of one tree are known by their root. A few passes over the nodes, one over the cells.
 */
export function detachedOf(graph: Graph, askOwners: () => Owners, nodeFrames: NodeFrames): DetachedRow[] {
  const { frames } = nodeFrames;
  const isDetached = detachedNodesOf(graph);
  if (isDetached === null) return [];
  const rootOf = treeRootsOf(graph, isDetached);
  const trees = new Map<number, Tree>();
  const treeAt = (root: number): Tree => {
    let tree = trees.get(root);
    if (tree === undefined) {
      tree = { holder: -1, frame: -1, nodes: 0, size: 0 };
      trees.set(root, tree);
    }
    return tree;
  };
  addSizes(graph, askOwners(), rootOf, treeAt);
  addHolders(graph, nodeFrames, isDetached, rootOf, trees);
  const rows = new Map<number, DetachedRow & { largest: number }>();
  for (const { holder, frame, nodes, size } of trees.values()) {
    if (nodes === 0 || holder === -1) continue;
    const row = rows.get(holder);
    if (row === undefined) {
      const component = componentAround(frames.kind, frames.parent, holder);
      rows.set(holder, { holder, frame, component, trees: 1, nodes, size, largest: size });
      continue;
    }
    row.trees++;
    row.nodes += nodes;
    row.size += size;
    if (size > row.largest) rows.set(holder, { ...row, frame, largest: size });
  }
  return [...rows.values()].map(({ largest: _, ...row }) => row);
}

/** Per node: 1 if it is one; `null` if there are none. */
function detachedNodesOf({ shapes, nodeCount, nodeShape }: Graph): Uint8Array | null {
  if (!shapes.flags.some((flags) => (flags & SHAPE_DETACHED) !== 0)) return null;
  const isDetached = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    if ((shapes.flags[nodeShape[node]] & SHAPE_DETACHED) !== 0) isDetached[node] = 1;
  }
  return isDetached;
}

/** Steps from a node to the root of its tree: to the root, to the host of a shadow root, and so on. */
const MAX_ROOT_STEPS = 1000;

/**
 * Per node: the root of its tree, with shadow trees as parts of that of their host; -1 for any other node. A heap snapshot does not say which node is the root of which: there,
 * nodes that refer to one another are one tree.
 */
function treeRootsOf(graph: Graph, isDetached: Uint8Array): Int32Array {
  if (isOfHeap(graph, isDetached)) return linkedRootsOf(graph, isDetached);
  const upPlaces = upPlacesOf(graph);
  const { nodeCount, nodeShape, firstCell, cells, shapes } = graph;
  const { firstSlot, firstRepeat, slotPlace } = shapes;
  const rootOf = new Int32Array(nodeCount).fill(-1);
  const upOf = (node: number): number => {
    const shape = nodeShape[node];
    const first = firstSlot[shape];
    for (let slot = first; slot < firstRepeat[shape]; slot++) {
      if (!upPlaces.has(slotPlace[slot])) continue;
      const cell = cells[firstCell[node] + slot - first];
      if (isNodeCell(cell) && isDetached[nodeOf(cell)] === 1) return nodeOf(cell);
    }
    return -1;
  };
  for (let node = 0; node < nodeCount; node++) {
    if (isDetached[node] === 0) continue;
    let root = node;
    /* A graph from a file may go in circles. */
    for (let step = 0; step < MAX_ROOT_STEPS; step++) {
      const up = upOf(root);
      if (up === -1) break;
      root = up;
    }
    rootOf[node] = root;
  }
  return rootOf;
}

/** Shapes of heap snapshots have no bytes: each node has its own size. */
function isOfHeap({ shapes, nodeShape }: Graph, isDetached: Uint8Array): boolean {
  const node = isDetached.indexOf(1);
  return node !== -1 && shapes.headerSize[nodeShape[node]] === 0;
}

/** Per node: the same number for those that references between detached nodes link. */
function linkedRootsOf({ nodeCount, firstCell, cells }: Graph, isDetached: Uint8Array): Int32Array {
  const up = Int32Array.from(isDetached, (is, node) => (is === 1 ? node : -1));
  const topOf = (node: number): number => {
    let top = node;
    while (up[top] !== top) {
      up[top] = up[up[top]];
      top = up[top];
    }
    return top;
  };
  for (let node = 0; node < nodeCount; node++) {
    if (isDetached[node] === 0) continue;
    for (let at = firstCell[node]; at < firstCell[node + 1]; at++) {
      const cell = cells[at];
      if (isNodeCell(cell) && isDetached[nodeOf(cell)] === 1) up[topOf(nodeOf(cell))] = topOf(node);
    }
  }
  for (let node = 0; node < nodeCount; node++) if (isDetached[node] === 1) up[node] = topOf(node);
  return up;
}

function upPlacesOf({ names, places }: Graph): ReadonlySet<number> {
  const upNames = [STANDARD_PLACES[PLACE_TREE_ROOT][1], STANDARD_PLACES[PLACE_HOST][1]];
  const found = new Set<number>();
  for (let place = 1; place < places.count; place++) {
    const isStorage = places.parent[place] === PLACE_SELF && places.kind[place] === KIND_STORAGE;
    if (isStorage && upNames.includes(names[places.name[place]])) found.add(place);
  }
  return found;
}

/** What a detached node owns, however far below, is of its tree: down to what is detached itself. */
function addSizes(graph: Graph, owners: Owners, rootOf: Int32Array, treeAt: (root: number) => Tree): void {
  const { owner, order } = owners;
  const treeOf = new Int32Array(graph.nodeCount).fill(-1);
  for (let i = 0; i < order.length; i++) {
    const node = order[i];
    let root = rootOf[node];
    const isNode = root !== -1;
    if (!isNode && owner[node] >= 0) root = treeOf[owner[node]];
    if (root === -1) continue;
    treeOf[node] = root;
    const tree = treeAt(root);
    tree.size += nodeSizeOf(graph, node).size;
    if (isNode) tree.nodes++;
  }
}

/** The nearest to the roots comes first in a walk. What a tree itself owns does not hold it. */
function addHolders(
  graph: Graph,
  { frames, nodeFrame }: NodeFrames,
  isDetached: Uint8Array,
  rootOf: Int32Array,
  trees: ReadonlyMap<number, Tree>,
): void {
  const { nodeCount, firstCell, cells, shapes, roots } = graph;
  const placeFrames = new PlaceFrames(graph, frames);
  for (let r = 0; r < roots.count; r++) {
    const cell = roots.cell[r];
    if (!isNodeCell(cell) || isDetached[nodeOf(cell)] === 0) continue;
    const tree = trees.get(rootOf[nodeOf(cell)]);
    if (tree === undefined || tree.holder !== -1) continue;
    tree.holder = rootFrameOf(graph, frames, r);
    tree.frame = nodeFrame[nodeOf(cell)];
  }
  for (let node = 0; node < nodeCount; node++) {
    if (nodeFrame[node] === -1 || isDetached[node] === 1) continue;
    const end = firstCell[node + 1];
    for (let at = firstCell[node]; at < end; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell) || isDetached[nodeOf(cell)] === 0) continue;
      const tree = trees.get(rootOf[nodeOf(cell)]);
      if (tree === undefined || tree.holder !== -1) continue;
      tree.holder = placeFrames.frameOf(nodeFrame[node], shapes.slotPlace[slotOfCell(graph, node, at)]);
      tree.frame = nodeFrame[nodeOf(cell)];
    }
  }
}

function componentAround(kind: Uint8Array, parent: Int32Array, frame: number): number {
  let at = frame;
  while (at > 0 && kind[at] !== KIND_COMPONENT) at = parent[at];
  return at > 0 ? at : -1;
}
