import { GLOBAL_OBJECT } from "./heap-columns.ts";
import { WEAK_MAP_PAIR } from "./heap-names.ts";
import { EDGE_INTERNAL, type HeapTables, LABEL_NAME_SHIFT, NO_NODE, NODE_ARRAY, NODE_OBJECT } from "./heap-tables.ts";

export interface HeapRoots {
  /** The global object of each context: what the app holds hangs on them. */
  readonly globals: readonly number[];
  /** What the engine and the browser hold: "(GC roots)", "C++ roots" and the like. */
  readonly others: readonly number[];
}

export function rootsOf(heap: HeapTables): HeapRoots {
  const globals = new Set(heap.globals.length > 0 ? heap.globals : globalsOfContexts(heap));
  globals.delete(0);
  const { edgeTo, firstEdge } = heap;
  const others = new Set<number>();
  for (let edge = 0; edge < firstEdge[1]; edge++) if (!globals.has(edgeTo[edge])) others.add(edgeTo[edge]);
  return { globals: [...globals], others: [...others] };
}

/**
 * The global objects that contexts refer to, for a file whose first node does not name them: V8 leaves that out with its internals exposed, and near the limit of its heap. Then the native
 * context has its global object as `extension`; versions before had an edge `global_object`.
 */
function globalsOfContexts(heap: HeapTables): number[] {
  const { nodeCount, nodeKind, nodeName, edgeLabel, edgeTo, firstEdge, strings } = heap;
  const globalLabel = labelOf(heap, GLOBAL_OBJECT);
  const extensionLabel = labelOf(heap, "extension");
  const isContextName = strings.map((text) => text.startsWith("system / NativeContext"));
  const globals: number[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const label = isContextName[nodeName[node]] === true ? extensionLabel : -1;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const of = edgeLabel[edge];
      if ((of === globalLabel || of === label) && nodeKind[edgeTo[edge]] === NODE_OBJECT) globals.push(edgeTo[edge]);
    }
  }
  return globals;
}

/** The label of internal edges of a name; -1 if no edge has it. */
export function labelOf({ strings }: HeapTables, name: string): number {
  const row = strings.indexOf(name);
  return row < 0 ? -1 : (EDGE_INTERNAL | ((row + 1) << LABEL_NAME_SHIFT)) >>> 0;
}

/**
 * Strikes out the edges that keep nothing of the app alive, as V8's own viewer does when it finds retained sizes: from what no global object reaches (debugger, handles of the browser) to what
 * one reaches; and from the table of a WeakMap to its values, which live as long as their keys.
 */
export function strikeForeignEdges(heap: HeapTables, { globals }: HeapRoots): void {
  const { nodeCount, nodeKind, firstEdge, edgeLabel, edgeTo } = heap;
  const pairLabel = labelOf(heap, WEAK_MAP_PAIR);
  if (pairLabel >= 0) {
    for (let node = 0; node < nodeCount; node++) {
      if (nodeKind[node] !== NODE_ARRAY) continue;
      const end = firstEdge[node + 1];
      for (let edge = firstEdge[node]; edge < end; edge++) if (edgeLabel[edge] === pairLabel) edgeTo[edge] = NO_NODE;
    }
  }
  const isOfPage = reachedFrom(heap, globals);
  for (let node = 0; node < nodeCount; node++) {
    if (isOfPage[node] === 1) continue;
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to !== NO_NODE && isOfPage[to] === 1) edgeTo[edge] = NO_NODE;
    }
  }
}

/** 1 for each node that edges lead to from `starts`, and for those of `barred`, through which no way leads. */
export function reachedFrom(
  { nodeCount, firstEdge, edgeTo }: HeapTables,
  starts: readonly number[],
  barred?: Uint8Array,
): Uint8Array {
  const isReached = barred === undefined ? new Uint8Array(nodeCount) : barred.slice();
  const queue = new Int32Array(nodeCount);
  let count = 0;
  for (const start of starts) {
    isReached[start] = 1;
    queue[count++] = start;
  }
  for (let next = 0; next < count; next++) {
    const node = queue[next];
    const end = firstEdge[node + 1];
    for (let edge = firstEdge[node]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE || isReached[to] === 1) continue;
      isReached[to] = 1;
      queue[count++] = to;
    }
  }
  return isReached;
}
