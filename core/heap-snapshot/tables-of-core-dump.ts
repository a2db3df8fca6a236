import { type DumpedCell, readCoreDump } from "./core-dump.ts";
import { HeapSnapshotError } from "./heap-snapshot-error.ts";
import {
  EDGE_ELEMENT,
  EDGE_HIDDEN,
  EDGE_INTERNAL,
  EDGE_PROPERTY,
  type HeapTables,
  LABEL_NAME_SHIFT,
  LABEL_NUMBERED,
  NODE_BIGINT,
  NODE_CODE,
  NODE_HIDDEN,
  NODE_NATIVE,
  NODE_OBJECT,
  NODE_STRING,
  NODE_SYMBOL,
  NODE_SYNTHETIC,
} from "./heap-tables.ts";
import { TextList } from "./heap-texts.ts";

/** Rows for addresses: a Map of V8 holds no more. */
const MAX_CELLS = 2 ** 24 - 2 ** 14;
/** The first two nodes: one that refers to the globals, and to the other, which refers to all that Firefox does. */
const FIRST_CELL = 2;
const ROOTS = 1;
const ROOT_LIST = "JS::ubi::RootList";

const GLOBAL_CLASSES = [
  "SystemGlobal",
  "Window",
  "Sandbox",
  "DedicatedWorkerGlobalScope",
  "SharedWorkerGlobalScope",
  "ServiceWorkerGlobalScope",
];

const ELEMENT = /^objectElements\[(\d+)\]$/;
/** Entries of a Map or a Set have no names but these. */
const ENTRY = /^(?:HashableValue|OrderedHash(?:Map|Set)Object .*)$/;
/** What the engine calls its own references of objects; a page may have fields of the first names, which look the same. */
const ENGINE_EDGE = /^(?:shape|base|group|proto|enclosing_environment)$|[ *]/;

/** A core dump of Firefox as the columns of a heap snapshot. @throws HeapSnapshotError */
export function tablesOfCoreDump(bytes: Uint8Array): HeapTables {
  const nodeOf = new Map<number, number>();
  let edgeCount = 0;
  readCoreDump(bytes, ({ id, typeName, edgeCount: edges }) => {
    if (nodeOf.size === MAX_CELLS) throw new HeapSnapshotError(`it has more than ${MAX_CELLS} cells`, "file");
    if (typeName !== ROOT_LIST) nodeOf.set(id, FIRST_CELL + nodeOf.size);
    edgeCount += edges;
  });
  const nodeCount = FIRST_CELL + nodeOf.size;
  const nodeKind = new Uint8Array(nodeCount);
  const nodeName = new Int32Array(nodeCount).fill(-1);
  const selfSize = new Float64Array(nodeCount);
  const firstEdge = new Uint32Array(nodeCount + 1);
  const strings: string[] = [];
  const rows = new Map<string, number>();
  const rowOf = (text: string): number => {
    let row = rows.get(text);
    if (row === undefined) {
      row = strings.length;
      rows.set(text, row);
      strings.push(text);
    }
    return row;
  };
  nodeKind[0] = NODE_SYNTHETIC;
  nodeKind[ROOTS] = NODE_SYNTHETIC;
  nodeName[ROOTS] = rowOf("(Firefox roots)");

  /* The edges of the first two nodes come first, and are known last. */
  const globals: number[] = [];
  const rootTo: number[] = [];
  const labels = new Uint32Array(edgeCount);
  const targets = new Int32Array(edgeCount);
  let edges = 0;
  let node = FIRST_CELL;
  readCoreDump(bytes, (cell) => {
    if (cell.typeName === ROOT_LIST) {
      for (let edge = 0; edge < cell.edgeCount; edge++) {
        const to = nodeOf.get(cell.edgeTo[edge]);
        if (to !== undefined) rootTo.push(to);
      }
      selfSize[ROOTS] += cell.size;
      return;
    }
    const kind = kindOf(cell);
    nodeKind[node] = kind;
    if (kind !== NODE_STRING) nodeName[node] = rowOf(nameOf(cell, kind));
    selfSize[node] = cell.size;
    if (GLOBAL_CLASSES.includes(cell.className)) globals.push(node);
    firstEdge[node] = edges;
    for (let edge = 0; edge < cell.edgeCount; edge++) {
      const to = nodeOf.get(cell.edgeTo[edge]);
      if (to === undefined) continue;
      labels[edges] = labelOf(cell.edgeName[edge], kind, rowOf);
      targets[edges++] = to;
    }
    node++;
  });
  firstEdge[nodeCount] = edges;
  const isGlobal = new Set(globals);
  const others = rootTo.filter((to) => !isGlobal.has(to));
  const first = [ROOTS, ...others];
  const shift = first.length;
  const edgeLabel = new Uint32Array(shift + edges);
  const edgeTo = new Int32Array(shift + edges);
  edgeLabel.fill(EDGE_HIDDEN, 0, shift);
  edgeTo.set(first);
  edgeLabel.set(labels.subarray(0, edges), shift);
  edgeTo.set(targets.subarray(0, edges), shift);
  for (let n = FIRST_CELL; n <= nodeCount; n++) firstEdge[n] += shift;
  firstEdge[ROOTS] = 1;
  return {
    nodeCount,
    nodeKind,
    isDetached: new Uint8Array(nodeCount),
    nodeName,
    nodeId: new Uint32Array(nodeCount),
    nodeText: new Int32Array(nodeCount).fill(-1),
    texts: new TextList().finish(),
    selfSize,
    firstEdge,
    edgeLabel,
    edgeTo,
    globals,
    strings,
    contentCount: 0,
  };
}

function kindOf({ typeName }: DumpedCell): number {
  switch (typeName) {
    case "JSObject":
      return NODE_OBJECT;
    case "JSString":
      return NODE_STRING;
    case "JS::Symbol":
      return NODE_SYMBOL;
    case "JS::BigInt":
      return NODE_BIGINT;
    case "js::BaseScript":
    case "js::jit::JitCode":
      return NODE_CODE;
    default:
      /* Nodes of the DOM have the names of their classes. */
      return /^(?:js|JS)::/.test(typeName) ? NODE_HIDDEN : NODE_NATIVE;
  }
}

function nameOf({ typeName, className }: DumpedCell, kind: number): string {
  if (kind === NODE_OBJECT) return className;
  return kind === NODE_CODE ? "(script)" : typeName;
}

function labelOf(name: string, kind: number, rowOf: (text: string) => number): number {
  if (name === "") return EDGE_HIDDEN;
  if (kind === NODE_OBJECT) {
    const index = ELEMENT.exec(name)?.[1];
    if (index !== undefined) return numberedLabel(Number(index));
    if (ENTRY.test(name)) return numberedLabel(0);
    if (!ENGINE_EDGE.test(name)) return namedLabel(EDGE_PROPERTY, rowOf(name));
  }
  return namedLabel(EDGE_INTERNAL, rowOf(name));
}

function namedLabel(kind: number, row: number): number {
  return (kind | ((row + 1) << LABEL_NAME_SHIFT)) >>> 0;
}

function numberedLabel(index: number): number {
  return (EDGE_ELEMENT | LABEL_NUMBERED | (index << LABEL_NAME_SHIFT)) >>> 0;
}
