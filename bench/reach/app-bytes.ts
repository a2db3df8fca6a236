/** A heap snapshot in the format of V8. */
export interface V8HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

export interface AppBytes {
  /** Bytes of the objects and strings of the page on the JS heap, as V8 counts them. */
  readonly heap: number;
  /** Contents of array buffers. */
  readonly buffers: number;
}

/** References to what the engine keeps for code and classes, and to what all objects share. */
const ENGINE_EDGES = new Set([
  "map",
  "shared",
  "code",
  "feedback_cell",
  "feedback_vector",
  "dispatch_handle",
  "initial_map",
  "transition_info",
  "native_context",
]);
/** The engine's own lists and caches among the roots. */
const ENGINE_ROOTS = new Set([
  "(Builtins)",
  "(Compilation cache)",
  "(Debugger)",
  "(Eternal handles)",
  "(Extensions)",
  "(Internalized strings)",
  "(Read-only roots)",
  "(Shareable object cache)",
  "(Startup object cache)",
  "(Strong root list)",
  "(Weak roots)",
]);
/** The references of a context of the page that lead to objects of the page. */
const CONTEXT_EDGES = new Set([
  "embedder_data",
  "extension",
  "global_object",
  "global_proxy_object",
  "script_context_table",
]);
const ENGINE_TYPES = new Set(["code", "object shape", "hidden", "synthetic"]);
/** Chromium 150 gives these objects of JavaScript the type "native". */
const NATIVE_OF_PAGE =
  /^system \/ (PropertyArray|JSProxy|PromiseReaction|PromiseCapability|AccessorPair|AsyncGeneratorRequest|\w*RegExpData)/;

/**
 * What the page's own objects take: everything that the roots of the heap reach, without the engine's code, hidden classes and caches, builtin functions and the interfaces
 * of the DOM. A blank page has about 40 kB of it.
 */
export function appBytesOf(file: V8HeapSnapshot): AppBytes {
  const heap = new Heap(file);
  const seen = new Uint8Array(heap.nodeCount);
  const pending = [0];
  seen[0] = 1;
  let heapBytes = 0;
  let buffers = 0;
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const type = heap.typeOf(node);
    if (type === "native") {
      if (heap.nameOf(node).includes("ArrayBufferData")) buffers += heap.sizeOf(node);
      else if (NATIVE_OF_PAGE.test(heap.nameOf(node))) heapBytes += heap.sizeOf(node);
    } else if (!ENGINE_TYPES.has(type)) heapBytes += heap.sizeOf(node);
    for (const { label, to } of heap.strongEdgesOf(node)) {
      if (seen[to] !== 0 || !heap.isOfPage(node, label, to)) continue;
      seen[to] = 1;
      pending.push(to);
    }
  }
  return { heap: heapBytes, buffers };
}

interface Edge {
  /** "" for an index. */
  readonly label: string;
  readonly to: number;
}

class Heap {
  readonly nodeCount: number;
  readonly #file: V8HeapSnapshot;
  readonly #nodeWidth: number;
  readonly #edgeWidth: number;
  readonly #typeAt: number;
  readonly #nameAt: number;
  readonly #sizeAt: number;
  readonly #firstEdge: Uint32Array;

  constructor(file: V8HeapSnapshot) {
    const { node_fields, edge_fields } = file.snapshot.meta;
    this.#file = file;
    this.#nodeWidth = node_fields.length;
    this.#edgeWidth = edge_fields.length;
    this.#typeAt = node_fields.indexOf("type");
    this.#nameAt = node_fields.indexOf("name");
    this.#sizeAt = node_fields.indexOf("self_size");
    const countAt = node_fields.indexOf("edge_count");
    this.nodeCount = file.nodes.length / this.#nodeWidth;
    this.#firstEdge = new Uint32Array(this.nodeCount + 1);
    for (let node = 0; node < this.nodeCount; node++) {
      this.#firstEdge[node + 1] = this.#firstEdge[node]! + file.nodes[node * this.#nodeWidth + countAt]!;
    }
  }

  typeOf(node: number): string {
    return this.#file.snapshot.meta.node_types[0][this.#file.nodes[node * this.#nodeWidth + this.#typeAt]!]!;
  }

  nameOf(node: number): string {
    return this.#file.strings[this.#file.nodes[node * this.#nodeWidth + this.#nameAt]!]!;
  }

  sizeOf(node: number): number {
    return this.#file.nodes[node * this.#nodeWidth + this.#sizeAt]!;
  }

  *strongEdgesOf(node: number): Generator<Edge> {
    const { edges, strings, snapshot } = this.#file;
    for (let e = this.#firstEdge[node]!; e < this.#firstEdge[node + 1]!; e++) {
      const at = e * this.#edgeWidth;
      const type = snapshot.meta.edge_types[0][edges[at]!]!;
      if (type === "weak") continue;
      const label = type === "element" || type === "hidden" ? "" : strings[edges[at + 1]!]!;
      yield { label, to: edges[at + 2]! / this.#nodeWidth };
    }
  }

  /** Whether a reference leads to something of the page. */
  isOfPage(from: number, label: string, to: number): boolean {
    if (ENGINE_EDGES.has(label)) return false;
    if (this.#isContextOfPage(from) && !CONTEXT_EDGES.has(label)) return false;
    const type = this.typeOf(to);
    if (type === "code" || type === "object shape") return false;
    if (type === "synthetic") return !ENGINE_ROOTS.has(this.nameOf(to));
    if (type === "object") return !/ \(prototype\)( \/|$)/.test(this.nameOf(to));
    return type !== "closure" || !this.#isBuiltin(to);
  }

  #isContextOfPage(node: number): boolean {
    return this.nameOf(node).startsWith("system / NativeContext");
  }

  /** A function of the engine or the browser: it belongs to a context of the page and to no script. */
  #isBuiltin(closure: number): boolean {
    let isOfContext = false;
    for (const { label, to } of this.strongEdgesOf(closure)) {
      if (label === "bound_function") return false;
      if (label === "context") isOfContext = this.#isContextOfPage(to);
      if (label === "shared" && this.#hasScript(to)) return false;
    }
    return isOfContext;
  }

  #hasScript(shared: number): boolean {
    for (const { label, to } of this.strongEdgesOf(shared)) {
      if (label === "script") return true;
      if (label === "script_or_debug_info" && !this.nameOf(to).includes("undefined")) return true;
    }
    return false;
  }
}
