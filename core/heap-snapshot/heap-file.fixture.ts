import { type HeapLimits, HeapSnapshotReader } from "./heap-snapshot-reader.ts";
import { EDGE_KINDS, type HeapTables, NODE_KINDS } from "./heap-tables.ts";

/** `property next → b`: kind, name or index, and the target. */
type Edge = readonly [kind: string, name: string | number, to: string];

export interface HeapNode {
  readonly kind: string;
  readonly name: string;
  readonly size: number;
  readonly edges?: readonly Edge[];
  readonly isDetached?: boolean;
  /** Where the function of a closure begins, from 1. */
  readonly line?: number;
}

/** The text of a heap snapshot of these nodes, as V8 writes it; the first one is V8's own root. */
export function heapFileOf(nodes: ReadonlyMap<string, HeapNode>): string {
  const strings: string[] = ["<dummy>"];
  const rows = new Map<string, number>();
  const rowOf = (text: string): number => {
    const row = rows.get(text) ?? strings.push(text) - 1;
    rows.set(text, row);
    return row;
  };
  const indexes = new Map([...nodes.keys()].map((key, index) => [key, index]));
  const nodeRows: string[] = [];
  const edgeRows: string[] = [];
  const locationRows: string[] = [];
  for (const { kind, name, size, edges = [], isDetached, line } of nodes.values()) {
    const id = nodeRows.length * 2 + 1;
    const numbers = [NODE_KINDS.indexOf(kind), rowOf(name), id, size, edges.length, isDetached === true ? 2 : 0];
    if (line !== undefined) locationRows.push([nodeRows.length * 6, 7, 0, line - 1, 4].join(","));
    nodeRows.push(numbers.join(","));
    for (const [edgeKind, label, to] of edges) {
      const at = indexes.get(to);
      if (at === undefined) throw new Error(`no node ${to}`);
      const nameOrIndex = typeof label === "number" ? label : rowOf(label);
      edgeRows.push([EDGE_KINDS.indexOf(edgeKind), nameOrIndex, at * 6].join(","));
    }
  }
  const meta = {
    node_fields: ["type", "name", "id", "self_size", "edge_count", "detachedness"],
    node_types: [NODE_KINDS, "string", "number", "number", "number", "number"],
    edge_fields: ["type", "name_or_index", "to_node"],
    edge_types: [EDGE_KINDS, "string_or_number", "node"],
    location_fields: ["object_index", "script_id", "script_object_index", "line", "column"],
  };
  const head = { meta, node_count: nodeRows.length, edge_count: edgeRows.length, trace_function_count: 0 };
  return [
    `{"snapshot":${JSON.stringify(head)},`,
    `"nodes":[${nodeRows.join("\n,")}\n],`,
    `"edges":[${edgeRows.join("\n,")}\n],`,
    `"trace_function_infos":[],\n"trace_tree":[{"]":"}\\""}],\n"samples":[],\n"locations":[${locationRows.join("\n,")}\n],`,
    `"strings":[${strings.map((text) => JSON.stringify(text)).join(",\n")}]}`,
  ].join("\n");
}

const UTF8 = new TextEncoder();
const NO_LIMITS: HeapLimits = { memory: Number.POSITIVE_INFINITY, fileSize: Number.POSITIVE_INFINITY };

/** Reads the file in pieces of these lengths, over and over. */
export function readHeap(
  file: string | Uint8Array,
  lengths: readonly number[] = [1 << 16],
  limits = NO_LIMITS,
): HeapTables {
  const bytes = typeof file === "string" ? UTF8.encode(file) : file;
  const utf8 = new TextDecoder();
  const reader = new HeapSnapshotReader(limits, (text) => utf8.decode(text));
  do {
    for (let at = 0, piece = 0; at < bytes.length; piece++) {
      const length = lengths[piece % lengths.length]!;
      reader.push(bytes.subarray(at, at + length));
      at += length;
    }
  } while (!reader.endPass());
  return reader.finish();
}

const NODE_LINE = /^(\S+): (.+?) "(.*?)" (\d+)( detached)?(?: line (\d+))?$/s;
const EDGE_LINE = /^(\S+) (?:"(.*)"|(\d+)) > (\S+)$/s;

/**
 * Nodes from text: `cart: object "Cart" 28` or `add: closure "add" 32 line 7` and, indented below it, its edges, `property "items" > items` or `element 0 > item`. Kinds of nodes of two words have a hyphen.
 */
export function heapOf(text: string): Map<string, HeapNode> {
  const nodes = new Map<string, HeapNode & { edges: Edge[] }>();
  let last: { edges: Edge[] } | undefined;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const node = NODE_LINE.exec(line.trim());
    if (node !== null) {
      const [, key, kind, name, size, detached, line] = node;
      const made = {
        kind: kind!.replace("-", " "),
        name: name!,
        size: Number(size),
        edges: [],
        isDetached: detached !== undefined,
        ...(line === undefined ? {} : { line: Number(line) }),
      };
      nodes.set(key!, made);
      last = made;
      continue;
    }
    const edge = EDGE_LINE.exec(line.trim());
    if (edge === null || last === undefined) throw new Error(`neither node nor edge: ${line}`);
    last.edges.push([edge[1]!, edge[2] ?? Number(edge[3]), edge[4]!]);
  }
  return nodes;
}
