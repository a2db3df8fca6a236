/** What the engine itself says about the functions of a script: their text, their place, their `[[Scopes]]` and the sizes of their contexts. */

/** The debugger of one target, as `node:inspector` and CDP have it. */
export interface Debugger {
  send(method: string, params?: object): Promise<unknown>;
  on(event: string, listener: (params: never) => void): void;
  importModule(url: string): Promise<unknown>;
}

export interface EngineScope {
  readonly description: string;
  readonly names: readonly string[];
}

export interface EngineFunction {
  readonly text: string;
  /** In the source. */
  readonly offset: number;
  /** Innermost first, without those of the script and the realm. */
  readonly scopes: readonly EngineScope[];
  readonly objectId: string;
}

interface RemoteObject {
  readonly objectId: string;
  readonly description: string;
  readonly value: unknown;
}

interface Property {
  readonly name: string;
  readonly value: RemoteObject;
}

interface Script {
  readonly scriptId: string;
  readonly url: string;
}

const IS_INDEX = /^\d+$/;
/* Leaves out the functions of anything else that runs in the realm. */
const FIND = `function (sources) {
  const text = Function.prototype.toString;
  return this.filter((candidate) => {
    try {
      const own = text.call(candidate);
      return sources.some((source) => source.includes(own));
    } catch { return false; }
  });
}`;

/** Runs scripts, and finds the functions of their sources that are alive then. */
export class EngineFunctions {
  readonly #debugger: Debugger;
  readonly #scripts: Script[] = [];
  readonly #chunks: string[] = [];

  private constructor(target: Debugger) {
    this.#debugger = target;
    target.on("Debugger.scriptParsed", (script: Script) => this.#scripts.push(script));
    target.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }: { chunk: string }) => this.#chunks.push(chunk));
  }

  static async start(target: Debugger): Promise<EngineFunctions> {
    const functions = new EngineFunctions(target);
    await target.send("Debugger.enable");
    return functions;
  }

  /** The functions of each source. To find them the engine collects garbage, so that one search for all takes as long as for one. */
  async run(sources: readonly { readonly source: string; readonly isModule: boolean }[]): Promise<EngineFunction[][]> {
    const byScript = new Map<string, { readonly source: string; readonly functions: EngineFunction[] }>();
    const functionsOf: EngineFunction[][] = [];
    for (const { source, isModule } of sources) {
      const before = this.#scripts.length;
      const url = isModule ? `data:text/javascript,${encodeURIComponent(source)}` : `allocative-trap-${before}`;
      if (isModule) await this.#debugger.importModule(url);
      else await this.#evaluate(`${source}\n//# sourceURL=${url}`);
      const functions: EngineFunction[] = [];
      functionsOf.push(functions);
      const script = this.#scripts.slice(before).find((parsed) => parsed.url === url);
      if (!script) throw new Error(`The engine reported no script for ${source}`);
      byScript.set(script.scriptId, { source, functions });
    }
    const prototype = await this.#evaluate("Function.prototype");
    const { objects } = await this.#send<{ objects: RemoteObject }>("Runtime.queryObjects", {
      prototypeObjectId: prototype.objectId,
    });
    const found = await this.#call(objects.objectId, FIND, [{ value: sources.map(({ source }) => source) }]);
    for (const { value } of await this.#items(found.objectId)) {
      const { internalProperties } = await this.#properties(value.objectId);
      const place = propertyNamed(internalProperties, "[[FunctionLocation]]")?.value as
        | { scriptId: string; lineNumber: number; columnNumber: number }
        | undefined;
      const scopes = propertyNamed(internalProperties, "[[Scopes]]");
      const script = place && byScript.get(place.scriptId);
      if (!script || !scopes) continue;
      const text = await this.#call(value.objectId, "function () { return Function.prototype.toString.call(this); }");
      script.functions.push({
        text: text.value as string,
        offset: offsetOf(script.source, place.lineNumber, place.columnNumber),
        scopes: await this.#scopes(scopes.objectId),
        objectId: value.objectId,
      });
    }
    return functionsOf;
  }

  /** Of each function, the words for variables of its contexts, innermost first, as a heap snapshot has them. */
  async contextSlots(functions: readonly EngineFunction[], wordBytes: number): Promise<number[][]> {
    await this.#debugger.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    const heap = new Heap(JSON.parse(this.#chunks.join("")), wordBytes);
    this.#chunks.length = 0;
    const slots: number[][] = [];
    for (const { objectId } of functions) {
      const { heapSnapshotObjectId } = await this.#send<{ heapSnapshotObjectId: string }>(
        "HeapProfiler.getHeapObjectId",
        { objectId },
      );
      slots.push(heap.contextSlots(Number(heapSnapshotObjectId)));
    }
    return slots;
  }

  async #scopes(objectId: string): Promise<EngineScope[]> {
    const scopes: EngineScope[] = [];
    for (const { value } of await this.#items(objectId)) {
      if (/^(?:Global|Script|Module)/.test(value.description)) continue;
      const { result } = await this.#properties(value.objectId);
      scopes.push({ description: value.description, names: result.map(({ name }) => name) });
    }
    return scopes;
  }

  async #evaluate(expression: string): Promise<RemoteObject> {
    const answer = await this.#send<{ result: RemoteObject; exceptionDetails?: object }>("Runtime.evaluate", {
      expression,
    });
    if (answer.exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(answer.exceptionDetails)}`);
    return answer.result;
  }

  async #call(objectId: string, functionDeclaration: string, args: readonly object[] = []): Promise<RemoteObject> {
    const params = { objectId, functionDeclaration, arguments: args };
    return (await this.#send<{ result: RemoteObject }>("Runtime.callFunctionOn", params)).result;
  }

  #properties(objectId: string): Promise<{ result: readonly Property[]; internalProperties: readonly Property[] }> {
    return this.#send("Runtime.getProperties", { objectId, ownProperties: true });
  }

  async #items(objectId: string): Promise<readonly Property[]> {
    return (await this.#properties(objectId)).result.filter(({ name }) => IS_INDEX.test(name));
  }

  #send<Answer>(method: string, params: object): Promise<Answer> {
    return this.#debugger.send(method, params) as Promise<Answer>;
  }
}

function propertyNamed(properties: readonly Property[], name: string): RemoteObject | undefined {
  return properties.find((property) => property.name === name)?.value;
}

function offsetOf(source: string, line: number, column: number): number {
  let at = 0;
  for (let i = 0; i < line; i++) at = source.indexOf("\n", at) + 1;
  return at + column;
}

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly edge_fields: readonly string[];
      readonly edge_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

/** Map, length, scope info, the context above. */
const CONTEXT_HEADER_WORDS = 4;

/** Just enough of a heap snapshot to go from a function to its contexts. */
class Heap {
  readonly #heap: HeapSnapshot;
  readonly #wordBytes: number;
  readonly #nodeWidth: number;
  readonly #edgeWidth: number;
  /** By id: where its node is, and its first edge. */
  readonly #places = new Map<number, { readonly node: number; readonly edge: number }>();
  readonly #edgeOf = new Map<number, number>();

  constructor(heap: HeapSnapshot, wordBytes: number) {
    this.#heap = heap;
    this.#wordBytes = wordBytes;
    const { node_fields, edge_fields } = heap.snapshot.meta;
    this.#nodeWidth = node_fields.length;
    this.#edgeWidth = edge_fields.length;
    let edge = 0;
    for (let node = 0; node < heap.nodes.length; node += this.#nodeWidth) {
      this.#places.set(this.#field(node, "id"), { node, edge });
      this.#edgeOf.set(node, edge);
      edge += this.#field(node, "edge_count") * this.#edgeWidth;
    }
  }

  contextSlots(functionId: number): number[] {
    const slots: number[] = [];
    const place = this.#places.get(functionId);
    if (!place) throw new Error("The heap snapshot has no such function.");
    let context = this.#target(place.node, "context");
    while (context !== undefined && this.#nameOf(context).startsWith("system / Context")) {
      slots.push(this.#field(context, "self_size") / this.#wordBytes - CONTEXT_HEADER_WORDS);
      context = this.#target(context, "previous");
    }
    return slots;
  }

  #field(node: number, name: string): number {
    return this.#heap.nodes[node + this.#heap.snapshot.meta.node_fields.indexOf(name)]!;
  }

  #nameOf(node: number): string {
    return this.#heap.strings[this.#field(node, "name")]!;
  }

  /** Where the engine's own edge of that name leads. */
  #target(node: number, name: string): number | undefined {
    const { edges, strings, snapshot } = this.#heap;
    const types = snapshot.meta.edge_types[0];
    let edge = this.#edgeOf.get(node)!;
    for (let i = 0; i < this.#field(node, "edge_count"); i++, edge += this.#edgeWidth) {
      if (types[edges[edge]!] === "internal" && strings[edges[edge + 1]!] === name) return edges[edge + 2];
    }
    return undefined;
  }
}
