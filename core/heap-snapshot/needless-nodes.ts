import { kindOfEdge, nameRowOf } from "./edge-label.ts";
import {
  EDGE_INTERNAL,
  EDGE_PROPERTY,
  FIRST_CONTENT,
  type HeapTables,
  NO_NODE,
  NODE_CLOSURE,
  NODE_OBJECT,
  NODE_STRING,
} from "./heap-tables.ts";

/** Words of `{}`: V8 makes it with room for four fields. Of an array: hidden class, properties, elements, length. */
const OBJECT_WORDS = 7;
const ARRAY_WORDS = 4;

/** An object with nothing in it refers to its prototype and its hidden class. */
const EMPTY_EDGES = 2;

/**
 * Finds nodes that are certainly empty or duplicates:
 *
 * - A string whose content exists already. The first one asked about counts as needed. V8 writes a character of code 0
 *   as a space, so those two look equal.
 * - An array without elements.
 * - A plain object of the hidden class that `{}` has. Fields with small integers in them leave no edge behind, so an object without edges is not empty for that; but each field makes
 *   another hidden class.
 *
 * Small integers in a Map or a Set leave no edge, so a Map or Set is never known to be empty.
 */
export class NeedlessNodes {
  readonly #heap: HeapTables;
  readonly #wordSize: 4 | 8;
  /** Bits by number of the content: there is such a string. */
  readonly #isThere: Uint8Array;
  readonly #actualRow: number;
  readonly #mapRow: number;
  readonly #protoRow: number;
  readonly #arrayRow: number;
  readonly #objectRow: number;
  readonly #arrayPrototypes: ReadonlySet<number>;
  readonly #plainMaps: ReadonlySet<number>;

  constructor(heap: HeapTables, wordSize: 4 | 8) {
    const { strings, contentCount } = heap;
    this.#heap = heap;
    this.#wordSize = wordSize;
    this.#isThere = new Uint8Array(Math.ceil(contentCount / 8));
    this.#actualRow = strings.indexOf("actual");
    this.#mapRow = strings.indexOf("map");
    this.#protoRow = strings.indexOf("__proto__");
    this.#arrayRow = strings.indexOf("Array");
    this.#objectRow = strings.indexOf("Object");
    /* One of each for every context. A class of the page may have these names, but not what these functions have. */
    this.#arrayPrototypes = this.#keptBy(this.#arrayRow, "isArray", EDGE_PROPERTY, "prototype");
    this.#plainMaps = this.#keptBy(this.#objectRow, "create", EDGE_INTERNAL, "initial_map");
  }

  /** To be asked once about each node. Hot: bench "heap-snapshot". */
  isNeedless(node: number): boolean {
    const { nodeKind, nodeName } = this.#heap;
    const kind = nodeKind[node];
    const name = nodeName[node];
    if (kind === NODE_STRING) return name <= FIRST_CONTENT && this.#isCopy(node, FIRST_CONTENT - name);
    if (kind !== NODE_OBJECT) return false;
    if (name === this.#arrayRow) return this.#isEmptyArray(node);
    return name === this.#objectRow && this.#isEmptyObject(node);
  }

  /** One without bytes is the engine's. One that has become another, its `actual` text, is left of it what refers to that. */
  #isCopy(node: number, content: number): boolean {
    if (this.#heap.selfSize[node] === 0) return false;
    if (this.#actualRow >= 0 && this.#targetOf(node, EDGE_INTERNAL, this.#actualRow) !== NO_NODE) return false;
    const byte = content >>> 3;
    const bit = 1 << (content & 7);
    if ((this.#isThere[byte] & bit) !== 0) return true;
    this.#isThere[byte] |= bit;
    return false;
  }

  #isEmptyArray(node: number): boolean {
    return (
      this.#isBare(node, ARRAY_WORDS) &&
      this.#arrayPrototypes.has(this.#targetOf(node, EDGE_PROPERTY, this.#protoRow)) &&
      this.#targetOf(node, EDGE_INTERNAL, this.#mapRow) !== NO_NODE
    );
  }

  #isEmptyObject(node: number): boolean {
    return (
      this.#isBare(node, OBJECT_WORDS) &&
      this.#plainMaps.has(this.#targetOf(node, EDGE_INTERNAL, this.#mapRow)) &&
      this.#targetOf(node, EDGE_PROPERTY, this.#protoRow) !== NO_NODE
    );
  }

  #isBare(node: number, words: number): boolean {
    const { firstEdge, selfSize } = this.#heap;
    return firstEdge[node + 1] - firstEdge[node] === EMPTY_EDGES && selfSize[node] === words * this.#wordSize;
  }

  /** What closures of a name refer to by an edge, if they have the field `mark`. */
  #keptBy(nameRow: number, mark: string, edgeKind: number, edgeName: string): ReadonlySet<number> {
    const { nodeCount, nodeKind, nodeName, strings } = this.#heap;
    const markRow = strings.indexOf(mark);
    const edgeRow = strings.indexOf(edgeName);
    const found = new Set<number>();
    if (nameRow < 0 || markRow < 0 || edgeRow < 0) return found;
    for (let node = 0; node < nodeCount; node++) {
      if (nodeName[node] !== nameRow || nodeKind[node] !== NODE_CLOSURE) continue;
      if (this.#targetOf(node, EDGE_PROPERTY, markRow) === NO_NODE) continue;
      found.add(this.#targetOf(node, edgeKind, edgeRow));
    }
    found.delete(NO_NODE);
    return found;
  }

  #targetOf(node: number, kind: number, nameRow: number): number {
    const { firstEdge, edgeLabel, edgeTo } = this.#heap;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const label = edgeLabel[edge];
      if (kindOfEdge(label) === kind && nameRowOf(label) === nameRow) return edgeTo[edge];
    }
    return NO_NODE;
  }
}
