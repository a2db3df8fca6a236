/** A V8 heap snapshot, as far as the calibration reads it. */
export interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** What objects have in common, and what only closures lead to: no part of one object. */
const SHARED_EDGES = new Set([
  "map",
  "__proto__",
  "constructor",
  "native_context",
  "context",
  "shared",
  "feedback_cell",
  "code",
  "dispatch_handle",
  "initial_map",
  "transition_info",
  "function",
  "receiver_or_instance",
  "code_object",
  "home_object",
  "bound_function",
]);

/** Of these, what a debugger sees. */
const CLOSURE_EDGES = new Set(["context", "bound_function"]);
/** Contexts that belong to no function. */
const OUTERMOST_CONTEXT = /NativeContext|ScriptContext/;

/**
 * Self sizes of all that is reachable from each property of the one object whose constructor is `holderName`, by property. Hidden classes,
 * prototypes of instances and code are left out, and contexts unless `followed` is `"closures"`.
 */
export function bytesByProperty(
  heap: HeapSnapshot,
  holderName: string,
  followed: "objects" | "closures",
): Map<string, number> {
  const { nodes, edges, strings } = heap;
  const { node_fields, node_types, edge_fields, edge_types } = heap.snapshot.meta;
  const nodeWidth = node_fields.length;
  const edgeWidth = edge_fields.length;
  const typeAt = node_fields.indexOf("type");
  const nameAt = node_fields.indexOf("name");
  const selfAt = node_fields.indexOf("self_size");
  const countAt = node_fields.indexOf("edge_count");
  const nodeCount = nodes.length / nodeWidth;
  const firstEdge = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < nodeCount; i++) firstEdge[i + 1] = firstEdge[i]! + nodes[i * nodeWidth + countAt]!;
  const typeOf = (i: number) => node_types[0][nodes[i * nodeWidth + typeAt]!]!;
  const nameOf = (i: number) => strings[nodes[i * nodeWidth + nameAt]!]!;
  const kindOf = (e: number) => edge_types[0][edges[e * edgeWidth]!]!;
  const targetOf = (e: number) => edges[e * edgeWidth + 2]! / nodeWidth;
  const labelOf = (e: number) => {
    const kind = kindOf(e);
    return kind === "element" || kind === "hidden" ? "" : strings[edges[e * edgeWidth + 1]!]!;
  };

  function isShared(i: number, label: string): boolean {
    const type = typeOf(i);
    /* Elements of a literal array without a write are a constant of the code. */
    if (type === "code") return label !== "elements";
    if (type === "object shape") return true;
    if (type === "hidden" || type === "closure") return type === "hidden" && /Map|Context|ScopeInfo/.test(nameOf(i));
    return false;
  }

  const seenFor = new Uint32Array(nodeCount);
  function bytesUnder(start: number, mark: number): number {
    const work = [start];
    seenFor[start] = mark;
    let bytes = 0;
    for (let i = work.pop(); i !== undefined; i = work.pop()) {
      bytes += nodes[i * nodeWidth + selfAt]!;
      for (let e = firstEdge[i]!; e < firstEdge[i + 1]!; e++) {
        const kind = kindOf(e);
        if (kind === "weak" || kind === "shortcut") continue;
        const label = labelOf(e);
        /* A property of the page may have any name. */
        if (kind !== "element" && SHARED_EDGES.has(label) && !(followed === "closures" && CLOSURE_EDGES.has(label)))
          continue;
        const to = targetOf(e);
        if (OUTERMOST_CONTEXT.test(nameOf(to))) continue;
        if (seenFor[to] === mark || isShared(to, label)) continue;
        seenFor[to] = mark;
        work.push(to);
      }
    }
    return bytes;
  }

  let holder = -1;
  for (let i = 0; i < nodeCount; i++) if (typeOf(i) === "object" && nameOf(i) === holderName) holder = i;
  if (holder < 0) throw new Error(`no object of constructor ${holderName} in the heap snapshot`);
  const bytes = new Map<string, number>();
  for (let e = firstEdge[holder]!; e < firstEdge[holder + 1]!; e++) {
    const label = labelOf(e);
    if (kindOf(e) === "property" && !SHARED_EDGES.has(label)) bytes.set(label, bytesUnder(targetOf(e), bytes.size + 1));
  }
  return bytes;
}
