import { type GraphTables, ROOT_GIVEN, type RootTable } from "../graph/graph.ts";
import { setAllocativeApart } from "./allocative-nodes.ts";
import type { HeapLabels } from "./heap-labels.ts";
import { globalNameOf } from "./heap-names.ts";
import { partsOf } from "./heap-parts.ts";
import { type HeapRoots, rootsOf, strikeForeignEdges } from "./heap-roots.ts";
import { type HeapTables, NODE_CLOSURE, NODE_OBJECT } from "./heap-tables.ts";
import { HeapWalk } from "./heap-walk.ts";
import type { NameList } from "./name-list.ts";
import { tablesOfCoreDump } from "./tables-of-core-dump.ts";

export interface LabelledGraph {
  readonly tables: GraphTables;
  readonly labels: HeapLabels;
}

/** Root of the nodes that the extension has put into the page. */
const ALLOCATIVE = "(allocative)";
/** Root of the nodes that only weak references hold. */
export const WEAKLY_HELD = "(weakly held)";

/**
 * The graph of a heap snapshot, whose edges are settled on the way. Its roots are the global objects, then the roots of
 * the engine and the browser, then the rest, so that the bytes of all nodes are in the graph. A node has the size that
 * V8 reports: `size` and `maxSize` are the same.
 */
export function graphOfHeap(heap: HeapTables): GraphTables {
  return labelledGraphOf(heap).tables;
}

/** The same, and what V8 knows of each node besides. */
export function labelledGraphOf(heap: HeapTables): LabelledGraph {
  const found = rootsOf(heap);
  const isOwn = setAllocativeApart(heap, found);
  const roots = isOwn === null ? found : withoutNodes(found, isOwn);
  strikeForeignEdges(heap, roots);
  const rootNodes = [...roots.globals, ...roots.others];
  const { partOf, hasReferrer } = partsOf(heap, new Set(rootNodes));
  const wordSize = wordSizeOf(heap);
  const walk = new HeapWalk(heap, partOf, roots, wordSize);
  const cells = rootNodes.map((node) => walk.cellOf(node));
  const names = rootNamesOf(heap, roots);
  walk.describeAll();

  /* Nodes without a referrer first: the others are below one of those, if possible. */
  const enterRest = (name: string, isWanted: (node: number) => boolean): void => {
    const entries: number[] = [];
    const enter = (node: number): void => {
      entries.push(walk.cellOf(node));
      walk.describeAll();
    };
    for (let node = 0; node < heap.nodeCount; node++) {
      if (hasReferrer[node] === 0 && isWanted(node) && walk.isLeft(node)) enter(node);
    }
    for (let node = 0; node < heap.nodeCount; node++) if (isWanted(node) && walk.isLeft(node)) enter(node);
    if (entries.length === 0) return;
    cells.push(walk.addList(entries));
    names.push(name);
  };
  if (isOwn !== null) enterRest(ALLOCATIVE, (node) => isOwn[node] === 1);
  enterRest(WEAKLY_HELD, () => true);
  const tables = {
    wordSize,
    ...walk.finish(),
    roots: rootTableOf(walk.names, names, cells),
    warnings: [],
    usedHeapSize: 0,
  };
  return { tables, labels: walk.labels() };
}

function withoutNodes({ globals, others }: HeapRoots, isLeftOut: Uint8Array): HeapRoots {
  const isThere = (node: number): boolean => isLeftOut[node] === 0;
  return { globals: globals.filter(isThere), others: others.filter(isThere) };
}

function rootNamesOf({ strings, nodeName }: HeapTables, { globals, others }: HeapRoots): string[] {
  const nameOf = (node: number, otherwise: string): string =>
    (nodeName[node] < 0 ? "" : strings[nodeName[node]]) || otherwise;
  return [
    ...globals.map((node) => globalNameOf(nameOf(node, "(global)"))),
    ...others.map((node) => nameOf(node, "(roots)")),
  ];
}

/** Contexts of one origin have global objects of one name; roots have names of their own. */
function rootTableOf(names: NameList, rootNames: readonly string[], cells: readonly number[]): RootTable {
  const taken = new Set<string>();
  /* By name: how often it occurred; a file may have a million roots of one name. */
  const counts = new Map<string, number>();
  const rows = rootNames.map((name) => {
    let count = counts.get(name) ?? 0;
    let own: string;
    do own = count++ === 0 ? name : `${name} (${count})`;
    while (taken.has(own));
    counts.set(name, count);
    taken.add(own);
    return names.rowOf(own);
  });
  return {
    count: cells.length,
    name: Uint32Array.from(rows),
    cell: Int32Array.from(cells),
    kind: new Uint8Array(cells.length).fill(ROOT_GIVEN),
    group: new Uint32Array(cells.length),
  };
}

/** Objects take whole words. */
function wordSizeOf({ nodeCount, nodeKind, selfSize }: HeapTables): 4 | 8 {
  for (let node = 0; node < nodeCount; node++) {
    const kind = nodeKind[node];
    if ((kind === NODE_OBJECT || kind === NODE_CLOSURE) && selfSize[node] % 8 === 4) return 4;
  }
  return 8;
}

/** The same of a core dump of Firefox. @throws HeapSnapshotError */
export function labelledGraphOfCoreDump(bytes: Uint8Array): LabelledGraph {
  const { tables, labels } = labelledGraphOf(tablesOfCoreDump(bytes));
  return { tables: { ...tables, engine: "SpiderMonkey" }, labels };
}
