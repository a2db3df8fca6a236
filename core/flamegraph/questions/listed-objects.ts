import { isNodeCell, nodeOf } from "../../graph/cell.ts";
import { type Graph, isTypeKind, SHAPE_INLINE } from "../../graph/graph.ts";
import { repetitionsOf } from "../../graph/repetitions.ts";
import { FRAME_MERGED } from "../frame-table.ts";
import type { NodeFrames } from "../frames-of-graph.ts";
import { containersOf, valueSlotOf } from "./containers.ts";
import { shapeLabelsOf } from "./shape-labels.ts";

/** Objects, or entries of containers, in the order of the graph. */
export interface ObjectColumns {
  readonly count: number;
  /** -1 for an entry whose value is a primitive. */
  readonly node: Int32Array;
  /** Row of `Graph.cells`: the cell by which the owner of a node refers to it, or if it does not, the first that does; that of an entry's value. -1 for the value of a root. */
  readonly cell: Int32Array;
  /** Position of an entry in its container, from 0; `null` for objects. */
  readonly index: Int32Array | null;
}

/** The nodes of a type frame; of any other frame those of the nearest type frames below it. */
export function nodesOfFrame(graph: Graph, { frames, nodeFrame }: NodeFrames, frame: number): Int32Array {
  const { kind, flags, subtreeEnd } = frames;
  const isAsked = new Uint8Array(frames.count);
  const end = subtreeEnd[frame];
  for (let at = frame; at < end; ) {
    /* In a bounded table nodes may stand at what was merged. */
    const isOfNodes = isTypeKind(kind[at]) || (flags[at] & FRAME_MERGED) !== 0;
    if (isOfNodes) isAsked[at] = 1;
    at = isOfNodes ? subtreeEnd[at] : at + 1;
  }
  return nodesWhere(graph, (node) => nodeFrame[node] !== -1 && isAsked[nodeFrame[node]] === 1);
}

/** All nodes of that name of a type that roots reach; with a shape, those of them that have it as their label. */
export function nodesOfType(graph: Graph, { nodeFrame }: NodeFrames, type: string, shape?: string): Int32Array {
  const { nodeShape, shapes, names } = graph;
  const labels = shape === undefined ? null : shapeLabelsOf(graph);
  const isAsked = Uint8Array.from(shapes.typeName, (name, row) =>
    names[name] === type && (labels === null || labels[row] === shape) ? 1 : 0,
  );
  return nodesWhere(graph, (node) => nodeFrame[node] !== -1 && isAsked[nodeShape[node]] === 1);
}

/** Parts of what refers to them are no objects of their own. */
function nodesWhere({ nodeCount, nodeShape, shapes }: Graph, isAsked: (node: number) => boolean): Int32Array {
  const found = new Int32Array(nodeCount);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (isAsked(node) && (shapes.flags[nodeShape[node]] & SHAPE_INLINE) === 0) found[count++] = node;
  }
  return found.slice(0, count);
}

/** `owner` is that of the policy by which the frames were made. One pass over the cells. */
export function objectsOf(graph: Graph, owner: Int32Array, nodes: Int32Array): ObjectColumns {
  const { nodeCount, firstCell, cells, roots } = graph;
  /* Per node: its row plus 1. */
  const rowOf = new Int32Array(nodeCount);
  for (let row = 0; row < nodes.length; row++) rowOf[nodes[row]] = row + 1;
  const cell = new Int32Array(nodes.length).fill(-1);
  const isSettled = new Uint8Array(nodes.length);
  for (let r = 0; r < roots.count; r++) {
    const root = roots.cell[r];
    if (!isNodeCell(root) || rowOf[nodeOf(root)] === 0 || owner[nodeOf(root)] >= 0) continue;
    isSettled[rowOf[nodeOf(root)] - 1] = 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    const end = firstCell[node + 1];
    for (let at = firstCell[node]; at < end; at++) {
      const target = cells[at] - 1;
      if (target < 0 || rowOf[target] === 0) continue;
      const row = rowOf[target] - 1;
      if (isSettled[row] === 1) continue;
      if (owner[target] === node) {
        cell[row] = at;
        isSettled[row] = 1;
      } else if (cell[row] === -1) cell[row] = at;
    }
  }
  return { count: nodes.length, node: nodes, cell, index: null };
}

/** The entries of all containers among the nodes; no rows where there are none. */
export function entriesOf(graph: Graph, nodes: Int32Array): ObjectColumns {
  const { nodeShape, firstSlot, firstRepeat } = { ...graph, ...graph.shapes };
  const { cells } = graph;
  const containers = containersOf(graph);
  let most = 0;
  for (const holder of nodes) {
    const shape = nodeShape[holder];
    if (containers[shape] === "none") continue;
    const width = containers[shape] === "lists" ? firstSlot[shape + 1] - firstRepeat[shape] : 1;
    most += repetitionsOf(graph, holder).count * width;
  }
  const node = new Int32Array(most);
  const cell = new Int32Array(most);
  const index = new Int32Array(most);
  let count = 0;
  for (const holder of nodes) {
    const shape = nodeShape[holder];
    const container = containers[shape];
    if (container === "none") continue;
    const width = firstSlot[shape + 1] - firstRepeat[shape];
    const { first, count: repetitions } = repetitionsOf(graph, holder);
    /* The value stands last. */
    const value = container === "pairs" ? 1 : container === "paired-lists" ? valueSlotOf(graph, shape) : -1;
    const from = value === -1 ? 0 : value;
    const to = value === -1 ? width : value + 1;
    const hasGaps = container === "lists" || container === "paired-lists";
    for (let i = 0; i < repetitions; i++) {
      for (let slot = from; slot < to; slot++) {
        const at = first + i * width + slot;
        if (hasGaps && cells[at] === 0) continue;
        node[count] = cells[at] > 0 ? cells[at] - 1 : -1;
        cell[count] = at;
        index[count++] = i;
      }
    }
  }
  return {
    count,
    node: node.subarray(0, count),
    cell: cell.subarray(0, count),
    index: index.subarray(0, count),
  };
}

/** How many of the nodes hold entries. */
export function containerCountOf(graph: Graph, nodes: Int32Array): number {
  const containers = containersOf(graph);
  let count = 0;
  for (const node of nodes) if (containers[graph.nodeShape[node]] !== "none") count++;
  return count;
}
