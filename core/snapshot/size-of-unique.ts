import { bytesOf, isNodeCell, nodeOf } from "../graph/cell.ts";
import type { Graph } from "../graph/graph.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { nodeSizeOf } from "../graph/node-size.ts";
import { addRootsHere, createWalkHere } from "./create-closure-walk.ts";
import { addGivenRoots, type SnapshotOptions } from "./snapshot-options.ts";

/**
 * Bytes of a value and of everything that only it keeps alive: all that cannot be reached from a root except through
 * the value. The roots are the registered ones and what modules keep where a bundler's plug-in derived that, or those of `options.roots`. Without any root it is everything that the
 * value reaches.
 *
 * A string whose content a root reaches, too, is not counted. The caller's own variables are not seen: objects that
 * they share with the value count. Bytes outside the JS heap count. A small integer, a boolean, null and undefined take
 * only the word of their holder: 0. Unreadable objects count 0.
 *
 * @returns bytes, at least; as `Snapshot.totalSize`.
 * @throws SnapshotOptionError
 *
 * Costs a walk of the value and of all roots. A subset, such as an RPC response before it is serialised, is best
 * measured with `{ roots: {} }`.
 */
export function sizeOfUnique(value: unknown, options: SnapshotOptions = {}): number {
  return uniqueSizeOf(value, options).size;
}

/**
 * `sizeOfUnique` without the value itself: without an object's header and the words of its fields, and without a
 * string's or number's own bytes. An object's private storage counts: items of an array, the table of a Map, the
 * contents of a buffer, the boxes of numbers.
 *
 * @returns bytes, at least.
 * @throws SnapshotOptionError
 */
export function sizeOfUniqueAllocatedData(value: unknown, options: SnapshotOptions = {}): number {
  const { size, inlineSize } = uniqueSizeOf(value, options);
  return size - inlineSize;
}

function uniqueSizeOf(value: unknown, options: SnapshotOptions): { size: number; inlineSize: number } {
  const walk = createWalkHere(options);
  if (options.roots === undefined) addRootsHere(walk);
  else addGivenRoots(walk, options.roots);
  walk.addRoot("(value)", value);
  walk.advance(Number.POSITIVE_INFINITY);
  const graph = toGraph(walk.finish());
  const cell = graph.roots.cell[graph.roots.count - 1];
  if (!isNodeCell(cell)) {
    const size = bytesOf(cell, graph.largeBytes);
    return { size, inlineSize: size };
  }
  const top = nodeOf(cell);
  /* 1: reached from a root without going through the value. 2: reached from the value alone. */
  const reached = new Uint8Array(graph.nodeCount);
  const pending = new Uint32Array(graph.nodeCount);
  reached[top] = 2;
  for (let r = 0; r < graph.roots.count - 1; r++) {
    const root = graph.roots.cell[r];
    if (isNodeCell(root) && reached[nodeOf(root)] === 0) reach(graph, nodeOf(root), 1, reached, pending);
  }
  reach(graph, top, 2, reached, pending);
  let size = 0;
  for (let node = 0; node < graph.nodeCount; node++) if (reached[node] === 2) size += nodeSizeOf(graph, node).size;
  return { size, inlineSize: nodeSizeOf(graph, top).inlineSize };
}

/** Marks the nodes reached from `start` that are not marked yet. */
function reach(graph: Graph, start: number, mark: number, reached: Uint8Array, pending: Uint32Array): void {
  const { firstCell, cells } = graph;
  let count = 1;
  reached[start] = mark;
  pending[0] = start;
  while (count > 0) {
    const node = pending[--count];
    const end = firstCell[node + 1];
    for (let at = firstCell[node]; at < end; at++) {
      const cell = cells[at];
      if (!isNodeCell(cell) || reached[nodeOf(cell)] !== 0) continue;
      reached[nodeOf(cell)] = mark;
      pending[count++] = nodeOf(cell);
    }
  }
}
