import { CELL_EMPTY, toNodeCell } from "../graph/cell.ts";
import { SHAPE_CONTENT } from "../graph/graph.ts";
import { type Layout, stringSizeOf } from "../layout/layout.ts";
import { contentHashOf, LONGEST_HASHED, stringWidthOf } from "../realm/introspect.ts";
import {
  createSafeList,
  createSafeMap,
  createSafeWeakMap,
  type SafeList,
  type SafeWeakMap,
} from "../realm/safe-collections.ts";
import { type Column, createSignedColumn, GrowingList, IndexedColumn } from "./columns.ts";
import { lastWalk, roomFor } from "./last-walk.ts";
import type { NameTable } from "./name-table.ts";
import type { ShapeTree } from "./shape-tree.ts";
import { StringTable } from "./string-table.ts";

/** Something in a node's cells: a live value with a node of its own. */
export type NodeValue = object | string | bigint | symbol;

/** A Map of V8 holds 2^24 entries at most, and throws when one more is set. The rest is for objects that are left out. */
const MAX_IDENTITIES = 2 ** 24 - 2 ** 14;

/** Objects of the last walk for which the next one has room from the beginning. */
const LEAST_ROOM = 1 << 10;

type Identities = Pick<SafeWeakMap<object, number>, "get" | "delete" | "getOrInsert"> & {
  set(object: object, node: number): unknown;
};

/** The index for which `toNodeCell` gives CELL_EMPTY. */
const NO_NODE = -1;
/** In place of a string's node and 1: it was not met, or is the engine's and was not met. */
const NOT_MET = 0;
const ENGINE_STRING = -1;

/** Strings up to this many bytes have a shape for each size, and no cells. */
export const LARGEST_TEXT_SHAPE = 1 << 14;

/**
 * The nodes met so far, each value once, in the order in which they were met. Those that need a description are the
 * worklist of the walk: all but most strings, which have only a size.
 */
export class NodeList {
  readonly maxCount: number;
  count = 0;
  /** Values to be described, by node in ascending order. Dropped with the walk. */
  readonly work = new GrowingList<NodeValue>(roomFor(lastWalk.objectCount));
  workCount = 0;
  /** References to values that were left out because `maxCount` was reached. */
  leftOutCount = 0;

  /** Means nothing: without a use of what is loaded the compiler would leave it out. */
  loaded = 0;

  readonly #layout: Layout;
  readonly #names: NameTable;
  readonly #shapes: ShapeTree;
  /* A WeakMap is a table of slots, where a Map follows chains through memory. But it costs more to grow. */
  readonly #nodeOfObject: Identities =
    lastWalk.objectCount < LEAST_ROOM ? createSafeMap() : createSafeWeakMap(lastWalk.objectCount);
  readonly #nodeOfValue = createSafeMap<symbol | bigint, number>();
  readonly #strings = new StringTable(lastWalk.stringCount);
  /** Node by row of `#strings`, and 1 more. */
  readonly #nodeOfString = new IndexedColumn(roomFor(lastWalk.stringCount));
  /** Shape by node, and 1 more; 0 while the node is not described. */
  readonly #shape = new IndexedColumn(roomFor(lastWalk.nodeCount));
  /** Shape by the size of a string, in units of a word; 0 for none yet, else row + 1. */
  readonly #textShapes = createSignedColumn(LARGEST_TEXT_SHAPE / 4 + 1);

  /* What `goBack` goes back to. */
  #countBefore = 0;
  #workBefore = 0;
  #leftOutBefore = 0;
  /** Rows of the strings that were met since. */
  readonly #newStrings: SafeList<number> = createSafeList<number>();
  #newStringCount = 0;
  readonly #newEngineStrings: SafeList<number> = createSafeList<number>();
  #newEngineStringCount = 0;

  constructor(layout: Layout, maxCount: number, names: NameTable, shapes: ShapeTree) {
    this.#layout = layout;
    this.maxCount = maxCount < MAX_IDENTITIES ? maxCount : MAX_IDENTITIES;
    this.#names = names;
    this.#shapes = shapes;
  }

  /** References to `object` are taken as if they were to nothing: it belongs to the engine. */
  leaveOut(object: object): void {
    this.#nodeOfObject.set(object, NO_NODE);
  }

  /** The string costs nothing at least: the engine has it anyway. A page may have copies. Before any value is met. */
  addEngineString(text: string): void {
    this.#nodeOfString.set(this.#strings.rowOfText(text), ENGINE_STRING);
  }

  /** The node of an object that was met; undefined for any other. */
  nodeOf(object: object): number | undefined {
    return this.#nodeOfObject.get(object);
  }

  /** Whether the value was met, or belongs to the engine. */
  has(value: unknown): boolean {
    if (typeof value === "string") return this.#nodeOfString.at(this.#strings.rowOfText(value)) !== NOT_MET;
    return (isObject(value) ? this.#nodeOfObject.get(value) : this.#nodeOfValue.get(value as symbol)) !== undefined;
  }

  /** The cell that refers to the value's node, which is new where the value is. */
  cellOf(value: NodeValue): number {
    if (isObject(value)) return this.cellOfObject(value);
    return typeof value === "string" ? this.cellOfString(value, contentHashOf(value)) : this.#cellOfOther(value);
  }

  /**
   * Finds objects for nothing but to have the processor load where they stand: it loads for several at once as long as no result is waited for. `cellOfObject` then finds
   * them without a wait.
   */
  loadObjects(objects: SafeList<object>, start: number, end: number): void {
    const nodeOfObject = this.#nodeOfObject;
    let loaded = 0;
    for (let i = start; i < end; i++) if (nodeOfObject.get(objects[i]) !== undefined) loaded++;
    this.loaded = loaded;
  }

  /** The same for `count` values of the worklist, before they are described. */
  loadWork(row: number, count: number): void {
    const end = row + count < this.workCount ? row + count : this.workCount;
    let loaded = 0;
    for (let i = row; i < end; i++) if (typeof this.work.at(i) === "function") loaded++;
    this.loaded = loaded;
  }

  /** The same for strings, by their hashes. */
  loadStrings(hashes: Column, start: number, end: number): void {
    this.loaded = this.#strings.load(hashes, start, end);
  }

  cellOfObject(object: object): number {
    const node = this.count;
    const known = this.#nodeOfObject.getOrInsert(object, node);
    if (known !== node) return toNodeCell(known);
    if (node >= this.maxCount) {
      this.#nodeOfObject.delete(object);
      this.leftOutCount++;
      return CELL_EMPTY;
    }
    this.count = node + 1;
    this.work.set(this.workCount++, object);
    return toNodeCell(node);
  }

  /** `hash` as in `StringTable`. */
  cellOfString(text: string, hash: number): number {
    const row = this.#strings.rowOf(text, hash);
    const known = this.#nodeOfString.at(row);
    if (known > 0) return toNodeCell(known - 1);
    const node = this.count;
    if (node >= this.maxCount) {
      this.leftOutCount++;
      return CELL_EMPTY;
    }
    this.count = node + 1;
    this.#nodeOfString.set(row, node + 1);
    if (known === ENGINE_STRING) {
      this.#newEngineStrings[this.#newEngineStringCount++] = row;
      this.#takeEngineString(node, text);
    } else {
      this.#newStrings[this.#newStringCount++] = row;
      if (!this.#takeText(node, text, hash)) this.work.set(this.workCount++, text);
    }
    return toNodeCell(node);
  }

  #cellOfOther(value: symbol | bigint): number {
    const node = this.count;
    const known = this.#nodeOfValue.getOrInsert(value, node);
    if (known !== node) return toNodeCell(known);
    if (node >= this.maxCount) {
      this.#nodeOfValue.delete(value);
      this.leftOutCount++;
      return CELL_EMPTY;
    }
    this.count = node + 1;
    this.work.set(this.workCount++, value);
    return toNodeCell(node);
  }

  #takeEngineString(node: number, text: string): void {
    const most = stringSizeOf(this.#layout, text.length, stringWidthOf(text) === "one-byte" ? 1 : 2);
    const head = this.#shapes.head("string", this.#names.rowOf("string"), 0, SHAPE_CONTENT, most);
    this.#shape.set(node, this.#shapes.rowOf(head) + 1);
  }

  /** The first node after `node` that is not described. */
  nextAfter(node: number): number {
    let next = node + 1;
    while (this.#shape.at(next) !== 0) next++;
    return next;
  }

  setShape(node: number, row: number): void {
    this.#shape.set(node, row + 1);
  }

  /** Once all nodes are described: a step towards the column of their shapes, and at last that. */
  joinShapes(): Uint32Array<ArrayBuffer> | undefined {
    lastWalk.objectCount = this.workCount;
    lastWalk.stringCount = this.#strings.count;
    lastWalk.nodeCount = this.count;
    return this.#shape.joinNext(this.count);
  }

  /** How many nodes there were at the last mark. */
  get countBefore(): number {
    return this.#countBefore;
  }

  markBefore(): void {
    this.#countBefore = this.count;
    this.#workBefore = this.workCount;
    this.#leftOutBefore = this.leftOutCount;
    this.#newStringCount = 0;
    this.#newEngineStringCount = 0;
  }

  /** Forgets the nodes that were met since `markBefore`. */
  goBack(): void {
    for (let row = this.#workBefore; row < this.workCount; row++) {
      const value = this.work.at(row);
      if (isObject(value)) this.#nodeOfObject.delete(value);
      else if (typeof value !== "string") this.#nodeOfValue.delete(value);
    }
    for (let i = 0; i < this.#newStringCount; i++) this.#nodeOfString.set(this.#newStrings[i], NOT_MET);
    for (let i = 0; i < this.#newEngineStringCount; i++)
      this.#nodeOfString.set(this.#newEngineStrings[i], ENGINE_STRING);
    for (let node = this.#countBefore; node < this.count; node++) this.#shape.set(node, 0);
    this.count = this.#countBefore;
    this.workCount = this.#workBefore;
    this.leftOutCount = this.#leftOutBefore;
    this.#newStringCount = 0;
    this.#newEngineStringCount = 0;
  }

  /** Whether the shape of a string describes it completely. */
  #takeText(node: number, text: string, hash: number): boolean {
    const { length } = text;
    const width = length > LONGEST_HASHED ? stringWidthOf(text) : hash < 0 ? "two-byte" : "one-byte";
    const size = stringSizeOf(this.#layout, length, width === "two-byte" ? 2 : 1);
    if (size > LARGEST_TEXT_SHAPE || width === "unknown") return false;
    const shape = this.#textShapes[size >> 2];
    this.#shape.set(node, shape !== 0 ? shape : this.#addTextShape(size));
    return true;
  }

  #addTextShape(size: number): number {
    const row = this.#shapes.rowOf(this.#shapes.head("string", this.#names.rowOf("string"), size, SHAPE_CONTENT));
    this.#textShapes[size >> 2] = row + 1;
    return row + 1;
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" ? value !== null : typeof value === "function";
}

/** Whether the value has a node of its own: what else there is stands in its cell. */
export function isNode(value: unknown): value is NodeValue {
  switch (typeof value) {
    case "object":
      return value !== null;
    case "string":
      /* The engine has one empty string. */
      return value !== "";
    case "function":
    case "symbol":
    case "bigint":
      return true;
    default:
      return false;
  }
}
