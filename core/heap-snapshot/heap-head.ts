import { HeapSnapshotError } from "./heap-snapshot-error.ts";
import { EDGE_HIDDEN, EDGE_KINDS, NODE_HIDDEN, NODE_KINDS } from "./heap-tables.ts";

/** The beginning of the file: how to read its rows, and their number. */
export interface HeapHead {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Numbers in a row of `nodes`, and which of them is what; -1 for one that is not there. */
  readonly nodeWidth: number;
  readonly typeAt: number;
  readonly nameAt: number;
  readonly idAt: number;
  readonly selfSizeAt: number;
  readonly edgeCountAt: number;
  readonly detachednessAt: number;
  /** The same for `edges`. */
  readonly edgeWidth: number;
  readonly edgeTypeAt: number;
  readonly edgeNameAt: number;
  readonly toNodeAt: number;
  /** The same for `locations`; a width of 0 where they do not give what is read of them. */
  readonly locationWidth: number;
  readonly locatedNodeAt: number;
  readonly lineAt: number;
  /** NODE_… by V8's number of the type, EDGE_… likewise. */
  readonly nodeKinds: readonly number[];
  readonly edgeKinds: readonly number[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads the value of `"snapshot"`. @throws HeapSnapshotError */
export function headOf(text: string): HeapHead {
  let head: unknown;
  try {
    head = JSON.parse(text);
  } catch (error) {
    throw new HeapSnapshotError(`its head is not valid JSON (${(error as Error).message})`);
  }
  const { meta, node_count, edge_count } = toJson(head, "the head");
  const { node_fields, node_types, edge_fields, edge_types, location_fields } = toJson(meta, '"meta"');
  const nodeFields = textsOf(node_fields, '"node_fields"');
  const edgeFields = textsOf(edge_fields, '"edge_fields"');
  return {
    nodeCount: countOf(node_count, '"node_count"'),
    edgeCount: countOf(edge_count, '"edge_count"'),
    nodeWidth: nodeFields.length,
    typeAt: fieldAt(nodeFields, "type"),
    nameAt: fieldAt(nodeFields, "name"),
    idAt: nodeFields.indexOf("id"),
    selfSizeAt: fieldAt(nodeFields, "self_size"),
    edgeCountAt: fieldAt(nodeFields, "edge_count"),
    detachednessAt: nodeFields.indexOf("detachedness"),
    edgeWidth: edgeFields.length,
    edgeTypeAt: fieldAt(edgeFields, "type"),
    edgeNameAt: fieldAt(edgeFields, "name_or_index"),
    toNodeAt: fieldAt(edgeFields, "to_node"),
    ...locationFieldsOf(location_fields),
    /* Of a later version of V8: something of the engine's. */
    nodeKinds: kindsOf(node_types, '"node_types"', NODE_KINDS, NODE_HIDDEN),
    edgeKinds: kindsOf(edge_types, '"edge_types"', EDGE_KINDS, EDGE_HIDDEN),
  };
}

/** Only of use beside the graph, so a file is read without them, too. */
function locationFieldsOf(value: unknown): Pick<HeapHead, "locationWidth" | "locatedNodeAt" | "lineAt"> {
  const fields = Array.isArray(value) ? value : [];
  const locatedNodeAt = fields.indexOf("object_index");
  const lineAt = fields.indexOf("line");
  return { locationWidth: locatedNodeAt < 0 || lineAt < 0 ? 0 : fields.length, locatedNodeAt, lineAt };
}

function toJson(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null) throw new HeapSnapshotError(`${what} is ${shown(value)}`);
  return value as Json;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "missing").slice(0, 60);
}

function textsOf(value: unknown, what: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
    throw new HeapSnapshotError(`${what} is ${shown(value)}, expected a list of names`);
  return value;
}

function countOf(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw new HeapSnapshotError(`${what} is ${shown(value)}, expected a whole number`);
  return value;
}

function fieldAt(fields: readonly string[], name: string): number {
  const at = fields.indexOf(name);
  if (at < 0) throw new HeapSnapshotError(`rows have the fields ${fields.join(", ")}; expected ${name} among them`);
  return at;
}

/** The names of the types stand at the place of the field `type`, which is the first. */
function kindsOf(value: unknown, what: string, kinds: readonly string[], unknown: number): readonly number[] {
  const names = textsOf(Array.isArray(value) ? value[0] : value, what);
  return names.map((name) => (kinds.includes(name) ? kinds.indexOf(name) : unknown));
}
