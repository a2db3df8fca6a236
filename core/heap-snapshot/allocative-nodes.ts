import { type HeapRoots, labelOf, reachedFrom } from "./heap-roots.ts";
import { type HeapTables, NO_NODE, NODE_STRING } from "./heap-tables.ts";

/** Files that the extension runs in a page: V8 names a script by its address. Their names are Allocative's own, as an extension has another id on each machine. */
const OWN_SCRIPT = /^system \/ Script \/ (chrome-extension:\/\/[a-z]+)\/allocative-(?:agent|bridge)\.js$/;

/**
 * Separates the nodes that are in a page's heap for Allocative alone: its functions, all that only these reach, and the
 * world of the bridge with its own built-in functions. Edges between them and the rest are removed, so neither side
 * owns objects of the other. Returns 1 for each such node; `null` if there are none.
 */
export function setAllocativeApart(heap: HeapTables, { globals, others }: HeapRoots): Uint8Array | null {
  const { nodeCount, firstEdge, edgeTo } = heap;
  const entries = entriesOf(heap);
  if (entries.length === 0) return null;
  const isEntry = new Uint8Array(nodeCount);
  for (const node of entries) isEntry[node] = 1;
  const isOfOthers = reachedFrom(
    heap,
    [...globals, ...others].filter((node) => isEntry[node] === 0),
    isEntry,
  );
  const isOwn = reachedFrom(heap, entries);
  for (let node = 0; node < nodeCount; node++) {
    if (isEntry[node] === 0 && isOfOthers[node] === 1) isOwn[node] = 0;
  }
  for (let node = 0; node < nodeCount; node++) {
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to !== NO_NODE && isOwn[to] !== isOwn[node]) edgeTo[edge] = NO_NODE;
    }
  }
  return isOwn;
}

/** The nodes that lead to Allocative's: scripts, their functions, and objects of the extension's origin. */
function entriesOf(heap: HeapTables): number[] {
  const { nodeCount, nodeKind, nodeName, strings } = heap;
  const isScript = new Uint8Array(strings.length);
  const origins = new Set<string>();
  for (let row = 0; row < strings.length; row++) {
    const origin = OWN_SCRIPT.exec(strings[row])?.[1];
    if (origin === undefined) continue;
    isScript[row] = 1;
    origins.add(origin);
  }
  if (origins.size === 0) return [];
  const isOfOrigin = Uint8Array.from(strings, (text) => (origins.has(text.slice(text.lastIndexOf(" / ") + 3)) ? 1 : 0));
  const entries: number[] = [];
  const scripts = new Uint8Array(nodeCount);
  for (let node = 1; node < nodeCount; node++) {
    const row = nodeName[node];
    if (row < 0 || nodeKind[node] === NODE_STRING) continue;
    if (isScript[row] === 1) scripts[node] = 1;
    if (isScript[row] === 1 || isOfOrigin[row] === 1) entries.push(node);
  }
  const codes = referrersOf(heap, "script", scripts);
  const functions = referrersOf(heap, "shared", codes);
  for (let node = 1; node < nodeCount; node++) if (codes[node] === 1 || functions[node] === 1) entries.push(node);
  return entries;
}

/** 1 for each node that has an internal edge of that name to one of `targets`. */
function referrersOf(heap: HeapTables, name: string, targets: Uint8Array): Uint8Array {
  const { nodeCount, firstEdge, edgeLabel, edgeTo } = heap;
  const isReferrer = new Uint8Array(nodeCount);
  const label = labelOf(heap, name);
  if (label < 0) return isReferrer;
  for (let node = 0; node < nodeCount; node++) {
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (edgeLabel[edge] === label && to !== NO_NODE && targets[to] === 1) isReferrer[node] = 1;
    }
  }
  return isReferrer;
}
