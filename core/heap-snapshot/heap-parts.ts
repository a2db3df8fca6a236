import { kindOfEdge, nameRowOf } from "./edge-label.ts";
import {
  EDGE_CONTEXT,
  EDGE_ELEMENT,
  EDGE_INTERNAL,
  EDGE_PROPERTY,
  type HeapTables,
  NO_NODE,
  NODE_ARRAY,
  NODE_CLOSURE,
  NODE_CODE,
  NODE_HIDDEN,
  NODE_NATIVE,
  NODE_NUMBER,
  NODE_OBJECT,
  NODE_REGEXP,
  NODE_STRING,
} from "./heap-tables.ts";

/** Storages that an object has for itself. */
export const STORAGES: readonly string[] = ["elements", "properties", "table", "backing_store"];

/** A string may have what it says outside of the heap, as those that a page gets of its document do. */
const HOSTS = new Set([NODE_OBJECT, NODE_CLOSURE, NODE_REGEXP, NODE_NATIVE, NODE_STRING]);
const PARTS = new Set([NODE_ARRAY, NODE_HIDDEN, NODE_NATIVE, NODE_CODE]);

const NONE = -1;
const SEVERAL = -2;

export interface HeapParts {
  /** The object whose private storage or boxed number a node is; -1 for a node of its own. A part has no parts. */
  readonly partOf: Int32Array;
  /** 1 for a node that an edge leads to. */
  readonly hasReferrer: Uint8Array;
}

/**
 * Nodes that V8 keeps only for one object are parts of it: the storage of its items, properties or entries, and boxed
 * numbers. Nodes in `isApart` are never a part.
 */
export function partsOf(heap: HeapTables, isApart: ReadonlySet<number>): HeapParts {
  const { nodeCount, nodeKind, firstEdge, edgeLabel, edgeTo, strings } = heap;
  const partOf = new Int32Array(nodeCount).fill(NONE);
  const hasReferrer = new Uint8Array(nodeCount);
  const soleReferrer = new Int32Array(nodeCount).fill(NONE);
  for (let node = 0; node < nodeCount; node++) {
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE) continue;
      hasReferrer[to] = 1;
      const before = soleReferrer[to];
      if (before === NONE) soleReferrer[to] = node;
      else if (before !== node) soleReferrer[to] = SEVERAL;
    }
  }

  const storageRows = new Set(STORAGES.map((name) => strings.indexOf(name)).filter((row) => row >= 0));
  const isHost = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    if (!HOSTS.has(nodeKind[node]) || partOf[node] !== NONE) continue;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const label = edgeLabel[edge];
      if (kindOfEdge(label) !== EDGE_INTERNAL || !storageRows.has(nameRowOf(label))) continue;
      const to = edgeTo[edge];
      if (to === NO_NODE || soleReferrer[to] !== node || isHost[to] === 1) continue;
      if (!PARTS.has(nodeKind[to]) || isApart.has(to)) continue;
      partOf[to] = node;
      isHost[node] = 1;
    }
  }

  /* A number in a storage is referred to by the storage and, as a field or an item, by its object. */
  for (let node = 0; node < nodeCount; node++) if (nodeKind[node] === NODE_NUMBER) soleReferrer[node] = NONE;
  for (let node = 0; node < nodeCount; node++) {
    const host = partOf[node] === NONE ? node : partOf[node];
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE || nodeKind[to] !== NODE_NUMBER) continue;
      const before = soleReferrer[to];
      if (before === NONE) soleReferrer[to] = host;
      else if (before !== host) soleReferrer[to] = SEVERAL;
    }
  }
  for (let node = 0; node < nodeCount; node++) {
    if (!HOSTS.has(nodeKind[node]) || partOf[node] !== NONE) continue;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE || nodeKind[to] !== NODE_NUMBER || soleReferrer[to] !== node || isApart.has(to)) continue;
      const kind = kindOfEdge(edgeLabel[edge]);
      if (kind === EDGE_PROPERTY || kind === EDGE_CONTEXT || kind === EDGE_ELEMENT) partOf[to] = node;
    }
  }
  return { partOf, hasReferrer };
}
