import { CELL_EMPTY, toBytesCell, toCountCell, toNodeCell } from "../graph/cell.ts";
import {
  type GraphTables,
  KIND_FIELD,
  KIND_STORAGE,
  PLACE_SELF,
  SHAPE_DETACHED,
  SHAPE_NEEDLESS,
  SHAPE_OBJECT,
} from "../graph/graph.ts";
import { PairMap } from "../graph/pair-map.ts";
import {
  PLACE_ANY_KEY,
  PLACE_ELEMENTS,
  PLACE_PROPERTIES,
  PLACE_TABLE,
  PLACE_TABLE_KEY,
  PLACE_TABLE_VALUE,
} from "../graph/standard-places.ts";
import { ClosurePlaces } from "./closure-places.ts";
import { kindOfEdge, nameRowOf, numberOf } from "./edge-label.ts";
import { FIRST_PLACE, type HeapLabels } from "./heap-labels.ts";
import { internalNameOf, isEngineName, typeNameOf, UNNAMED_INTERNAL } from "./heap-names.ts";
import type { HeapRoots } from "./heap-roots.ts";
import {
  EDGE_ELEMENT,
  EDGE_PROPERTY,
  type HeapTables,
  NO_NODE,
  NODE_ARRAY,
  NODE_CLOSURE,
  NODE_NATIVE,
  NODE_NUMBER,
  NODE_OBJECT,
  NODE_REGEXP,
  NODE_SYNTHETIC,
} from "./heap-tables.ts";
import { NameList } from "./name-list.ts";
import { NeedlessNodes } from "./needless-nodes.ts";
import { PlaceList } from "./place-list.ts";
import { ShapeList } from "./shape-list.ts";
import { entryAt, entryPlaceOf, TableLayout } from "./table-layout.ts";

/** An object of more fields is a dictionary, as in the walk of a page. A global object never is. */
const MAX_FIELDS = 64;
/** Internal edges of a node that are shown by name; and edges without a name that still need no list. */
const MAX_STORAGES = 64;
const MAX_UNNAMED_SLOTS = 8;
/** Past it, shapes have no fields by name: such a file was made to take memory. */
const MAX_SHAPE_SLOTS = 1 << 22;

/** Nodes of the graph that the heap does not have. */
const MAX_LISTS = 2;

/** What a node refers to at a place that may repeat. */
interface CellList {
  readonly place: number;
  /** Up to this many cells the list has one slot for each, instead of repetitions. */
  readonly shortLength: number;
  readonly cells: number[];
}

/** Takes node after node, breadth-first, and describes each: its shape and its cells. */
export class HeapWalk {
  readonly names = new NameList();
  readonly #heap: HeapTables;
  readonly #partOf: Int32Array;
  readonly #wordSize: 4 | 8;
  readonly #globals: ReadonlySet<number>;
  readonly #engineRoots: ReadonlySet<number>;
  readonly #needless: NeedlessNodes;
  readonly #places: PlaceList;
  readonly #shapes = new ShapeList();

  /** Node of the heap by node of the graph, and the other way round: one more than its index, 0 before it was met. */
  readonly #order: Int32Array;
  readonly #numberOf: Int32Array;
  #met = 0;
  #described = 0;
  readonly #nodeShape: Uint32Array<ArrayBuffer>;
  #cells: Int32Array<ArrayBuffer>;
  #cellCount = 0;
  readonly #largeBytes: number[] = [];

  /** The head step of a type by (row of the name; kind, detachedness, whether it is wrapped and whether it is needless). */
  readonly #heads = new PairMap();
  /** By row of `strings`: the place of a field, of a storage, and one more; 0 before it was asked for. */
  readonly #fieldPlaces: Int32Array;
  readonly #storagePlaces: Int32Array;
  readonly #protoRow: number;

  /* Of the node that is being described. */
  /** By node of the heap: one more than the node that was last found to refer to it. */
  readonly #referredBy: Int32Array;
  #step = 0;
  readonly #slots: number[] = [];
  readonly #anyKey = listAt(PLACE_ANY_KEY);
  readonly #elements = listAt(PLACE_ELEMENTS);
  readonly #properties = listAt(PLACE_PROPERTIES);
  readonly #table = listAt(PLACE_TABLE);
  readonly #tableKeys = listAt(PLACE_TABLE_KEY);
  readonly #tableValues = listAt(PLACE_TABLE_VALUE);
  readonly #members: CellList;
  readonly #unnamed: CellList;
  readonly #lists: readonly CellList[];

  constructor(heap: HeapTables, partOf: Int32Array, { globals, others }: HeapRoots, wordSize: 4 | 8) {
    this.#heap = heap;
    this.#partOf = partOf;
    this.#globals = new Set(globals);
    this.#engineRoots = new Set(others);
    this.#places = new PlaceList(this.names);
    this.#wordSize = wordSize;
    this.#needless = new NeedlessNodes(heap, wordSize);
    this.#members = listAt(this.#places.rowOf("members", KIND_STORAGE), MAX_UNNAMED_SLOTS);
    this.#unnamed = listAt(this.#places.rowOf(UNNAMED_INTERNAL, KIND_STORAGE), MAX_UNNAMED_SLOTS);
    this.#lists = [
      this.#anyKey,
      this.#elements,
      this.#properties,
      this.#table,
      this.#tableKeys,
      this.#tableValues,
      this.#members,
      this.#unnamed,
    ];
    const { nodeCount, firstEdge, strings } = heap;
    this.#order = new Int32Array(nodeCount + MAX_LISTS);
    this.#numberOf = new Int32Array(nodeCount);
    this.#nodeShape = new Uint32Array(nodeCount + MAX_LISTS);
    this.#referredBy = new Int32Array(nodeCount);
    this.#cells = new Int32Array(firstEdge[nodeCount] + 2 * nodeCount + 1024);
    this.#fieldPlaces = new Int32Array(strings.length);
    this.#storagePlaces = new Int32Array(strings.length);
    this.#protoRow = strings.indexOf("__proto__");
  }

  /** Whether the node is neither met nor a part of one. */
  isLeft(node: number): boolean {
    return this.#numberOf[node] === 0 && this.#partOf[node] === -1;
  }

  /** The cell that refers to a node of the heap: it is met, and will be described. */
  cellOf(node: number): number {
    let number = this.#numberOf[node];
    if (number === 0) {
      this.#order[this.#met++] = node;
      number = this.#met;
      this.#numberOf[node] = number;
    }
    return toNodeCell(number - 1);
  }

  /** Describes the nodes met so far, and those met on the way. */
  describeAll(): void {
    for (; this.#described < this.#met; this.#described++) this.#describe(this.#order[this.#described]);
  }

  /** One more node, when all that was met is described: a list of cells. Gives its own. */
  addList(cells: readonly number[]): number {
    const head = this.#shapes.head(this.names.rowOf("roots"), 0);
    this.#nodeShape[this.#met] = this.#shapes.rowOf(this.#shapes.repeatedSlot(head, this.#members.place));
    this.#reserve(cells.length + 1);
    this.#cells[this.#cellCount++] = toCountCell(cells.length);
    for (const cell of cells) this.#cells[this.#cellCount++] = cell;
    this.#described++;
    this.#order[this.#met] = NO_NODE;
    return toNodeCell(this.#met++);
  }

  /** Of the nodes of the graph. Lists are nodes that V8 does not have. */
  labels(): HeapLabels {
    const { nodeId, nodeText, texts } = this.#heap;
    const id = new Uint32Array(this.#met);
    const text = new Int32Array(this.#met).fill(-1);
    const places = new ClosurePlaces(this.#heap);
    for (let node = 0; node < this.#met; node++) {
      const from = this.#order[node];
      if (from === NO_NODE) continue;
      id[node] = nodeId[from];
      const place = nodeText[from] < -1 ? places.placeOf(from) : -1;
      text[node] = place >= 0 ? FIRST_PLACE - place : Math.max(nodeText[from], -1);
    }
    return { id, text, texts, places: places.finish() };
  }

  finish(): Omit<GraphTables, "wordSize" | "roots" | "warnings" | "usedHeapSize"> {
    return {
      names: this.names.strings,
      places: this.#places.toTable(),
      shapes: this.#shapes.toTable(),
      nodeCount: this.#met,
      nodeShape: this.#nodeShape.subarray(0, this.#met),
      cells: this.#cells.subarray(0, this.#cellCount),
      largeBytes: Float64Array.from(this.#largeBytes),
    };
  }

  /** Hot: bench "heap-snapshot". */
  #describe(node: number): void {
    const { nodeKind, selfSize, firstEdge } = this.#heap;
    const kind = nodeKind[node];
    const first = firstEdge[node];
    const end = firstEdge[node + 1];
    const isLoose = this.#shapes.slotCount > MAX_SHAPE_SLOTS;
    this.#step = this.#headOf(node, kind);
    this.#slots.length = 0;
    for (let i = 0; i < this.#lists.length; i++) {
      const { cells } = this.#lists[i];
      if (cells.length > 0) cells.length = 0;
    }
    this.#addSlot(PLACE_SELF, toBytesCell(selfSize[node], this.#largeBytes));

    /* The best name comes first: a node that is both a field and in a storage gets the name of the field. */
    this.#describeFields(node, first, end, isLoose);
    this.#describeNamed(node, first, end, isLoose);
    this.#describeUnnamed(node, first, end);
    this.#write();
  }

  /** Fields, variables and items. */
  #describeFields(node: number, first: number, end: number, isLoose: boolean): void {
    const { nodeKind, edgeLabel, edgeTo } = this.#heap;
    const isDictionary =
      isLoose || (end - first > MAX_FIELDS && !this.#globals.has(node) && this.#fieldCountOf(node) > MAX_FIELDS);
    const hasItems = !hasMembers(nodeKind[node]);
    for (let edge = first; edge < end; edge++) {
      const label = edgeLabel[edge];
      const kind = kindOfEdge(label);
      if (kind > EDGE_PROPERTY || (kind === EDGE_ELEMENT && !hasItems)) continue;
      const to = edgeTo[edge];
      if (to === NO_NODE || this.#referredBy[to] === node + 1 || this.#isStorageOf(node, to)) continue;
      const row = nameRowOf(label);
      if (kind === EDGE_PROPERTY && this.#isProto(row)) continue;
      this.#referredBy[to] = node + 1;
      const cell = this.#cellWithin(node, to);
      if (kind === EDGE_ELEMENT) this.#elements.cells.push(cell);
      /* Variables are named by code, so they are not without number. */ else if (
        row < 0 ||
        (kind === EDGE_PROPERTY ? isDictionary : isLoose)
      )
        this.#anyKey.cells.push(cell);
      else this.#addSlot(this.#fieldPlaceOf(row), cell);
    }
  }

  /** What the engine refers to by a name, and the storages of the object. */
  #describeNamed(node: number, first: number, end: number, isLoose: boolean): void {
    const { edgeLabel, edgeTo } = this.#heap;
    const fields = this.#slots.length;
    for (let edge = first; edge < end; edge++) {
      const label = edgeLabel[edge];
      const kind = kindOfEdge(label);
      const row = nameRowOf(label);
      if (row < 0 || kind < EDGE_PROPERTY || (kind === EDGE_PROPERTY && !this.#isProto(row))) continue;
      const to = edgeTo[edge];
      if (to === NO_NODE || this.#referredBy[to] === node + 1) continue;
      this.#referredBy[to] = node + 1;
      if (this.#partOf[to] === node) this.#describeStorage(node, to, this.#storagePlaceOf(row));
      else if (isLoose || this.#slots.length - fields >= MAX_STORAGES) this.#unnamed.cells.push(this.cellOf(to));
      else this.#addSlot(this.#storagePlaceOf(row), this.cellOf(to));
    }
  }

  /** The rest: numbered, hidden, members of C++ objects. */
  #describeUnnamed(node: number, first: number, end: number): void {
    const { nodeKind, edgeLabel, edgeTo } = this.#heap;
    const numbered = nodeKind[node] === NODE_ARRAY ? this.#elements : this.#unnamed;
    for (let edge = first; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE || this.#referredBy[to] === node + 1) continue;
      this.#referredBy[to] = node + 1;
      const list = kindOfEdge(edgeLabel[edge]) === EDGE_ELEMENT ? this.#members : numbered;
      list.cells.push(this.#cellWithin(node, to));
    }
  }

  /** A storage that belongs to the node alone: its bytes, and what it refers to. */
  #describeStorage(node: number, storage: number, place: number): void {
    const { selfSize, firstEdge, edgeLabel, edgeTo } = this.#heap;
    const bytes = selfSize[storage];
    this.#addSlot(place, toBytesCell(bytes, this.#largeBytes));
    const layout = place === PLACE_TABLE ? new TableLayout(this.#typeTextOf(node), bytes, this.#wordSize) : undefined;
    const end = firstEdge[storage + 1];
    let entry = -1;
    for (let edge = firstEdge[storage]; edge < end; edge++) {
      const to = edgeTo[edge];
      if (to === NO_NODE || to === node || this.#referredBy[to] === node + 1) continue;
      this.#referredBy[to] = node + 1;
      const cell = this.#cellWithin(node, to);
      const index = numberOf(edgeLabel[edge]);
      const at = layout === undefined ? place : entryPlaceOf(layout, index);
      if (layout !== undefined && at !== place && entryAt(layout, index) !== entry) {
        this.#evenOutEntries();
        entry = entryAt(layout, index);
      }
      this.#listOf(at).push(cell);
    }
    if (entry !== -1) this.#endEntries();
  }

  /** A key and its value stand side by side: where V8 has an edge to one of them alone, the other is empty. */
  #evenOutEntries(): void {
    const keys = this.#tableKeys.cells;
    const values = this.#tableValues.cells;
    if (keys.length < values.length) keys.push(CELL_EMPTY);
    else if (values.length < keys.length) values.push(CELL_EMPTY);
  }

  /** A list without any edge is none: that of a Set's values, or of small integers. */
  #endEntries(): void {
    this.#evenOutEntries();
    for (const { cells } of [this.#tableKeys, this.#tableValues]) {
      if (cells.every((cell) => cell === CELL_EMPTY)) cells.length = 0;
    }
  }

  #isProto(row: number): boolean {
    return row >= 0 && row === this.#protoRow;
  }

  #isStorageOf(node: number, to: number): boolean {
    return this.#partOf[to] === node && this.#heap.nodeKind[to] !== NODE_NUMBER;
  }

  /** The cell for a reference out of `node` or its storage: bytes for a part of it that is a number. */
  #cellWithin(node: number, to: number): number {
    const { nodeKind, selfSize } = this.#heap;
    return this.#partOf[to] === node && nodeKind[to] === NODE_NUMBER
      ? toBytesCell(selfSize[to], this.#largeBytes)
      : this.cellOf(to);
  }

  #addSlot(place: number, cell: number): void {
    this.#step = this.#shapes.slot(this.#step, place);
    this.#slots.push(cell);
  }

  #listOf(place: number): number[] {
    for (let i = 0; i < this.#lists.length; i++) if (this.#lists[i].place === place) return this.#lists[i].cells;
    return this.#unnamed.cells;
  }

  /** Ends the shape, and writes the cells: slots, then the lists side by side. */
  #write(): void {
    const filled: number[][] = [];
    for (let i = 0; i < this.#lists.length; i++) {
      const { place, shortLength, cells } = this.#lists[i];
      if (cells.length <= shortLength) for (let c = 0; c < cells.length; c++) this.#addSlot(place, cells[c]);
    }
    let step = this.#step;
    let longest = 0;
    for (let i = 0; i < this.#lists.length; i++) {
      const { place, shortLength, cells } = this.#lists[i];
      if (cells.length <= shortLength) continue;
      step = this.#shapes.repeatedSlot(step, place);
      filled.push(cells);
      if (cells.length > longest) longest = cells.length;
    }
    this.#nodeShape[this.#described] = this.#shapes.rowOf(step);
    const slots = this.#slots;
    this.#reserve(slots.length + 1 + longest * filled.length);
    const cells = this.#cells;
    let at = this.#cellCount;
    for (let i = 0; i < slots.length; i++) cells[at++] = slots[i];
    if (filled.length > 0) {
      cells[at++] = toCountCell(longest);
      for (let i = 0; i < longest; i++) {
        for (let l = 0; l < filled.length; l++) {
          const list = filled[l];
          cells[at++] = i < list.length ? list[i] : 0;
        }
      }
    }
    this.#cellCount = at;
  }

  #reserve(more: number): void {
    if (this.#cellCount + more <= this.#cells.length) return;
    const longer = new Int32Array(Math.max(Math.floor(this.#cells.length * 1.5), this.#cellCount + more));
    longer.set(this.#cells.subarray(0, this.#cellCount));
    this.#cells = longer;
  }

  #fieldCountOf(node: number): number {
    const { firstEdge, edgeLabel } = this.#heap;
    let count = 0;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (kindOfEdge(edgeLabel[edge]) === EDGE_PROPERTY) count++;
    }
    return count;
  }

  /** V8 reports a C++ object that JavaScript sees together with its wrapper, which has a prototype. */
  #hasPrototype(node: number): boolean {
    const { firstEdge, edgeLabel } = this.#heap;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const label = edgeLabel[edge];
      if (kindOfEdge(label) === EDGE_PROPERTY && this.#isProto(nameRowOf(label))) return true;
    }
    return false;
  }

  #fieldPlaceOf(row: number): number {
    if (this.#fieldPlaces[row] === 0)
      this.#fieldPlaces[row] = this.#places.rowOf(this.#heap.strings[row], KIND_FIELD) + 1;
    return this.#fieldPlaces[row] - 1;
  }

  #storagePlaceOf(row: number): number {
    if (this.#storagePlaces[row] === 0) {
      const text = internalNameOf(this.#heap.strings[row]);
      this.#storagePlaces[row] = this.#places.rowOf(/^\d/.test(text) ? UNNAMED_INTERNAL : text, KIND_STORAGE) + 1;
    }
    return this.#storagePlaces[row] - 1;
  }

  #typeTextOf(node: number): string {
    const row = this.#heap.nodeName[node];
    return row < 0 ? "" : this.#heap.strings[row];
  }

  /** The step that shapes of the node's type begin with. */
  #headOf(node: number, kind: number): number {
    if (this.#engineRoots.has(node)) return this.#shapes.head(this.names.rowOf("roots"), 0);
    const detached = this.#heap.isDetached[node];
    const isWrapped = kind === NODE_NATIVE && this.#hasPrototype(node);
    /* The nearest to the roots comes first: of equal strings that is the one that is needed. */
    const needless = this.#needless.isNeedless(node) ? SHAPE_NEEDLESS : 0;
    const row = Math.max(this.#heap.nodeName[node], -1) + 1;
    const variant = ((kind * 2 + detached) * 2 + (isWrapped ? 1 : 0)) * 2 + (needless > 0 ? 1 : 0);
    const known = this.#heads.get(row, variant);
    if (known >= 0) return known;
    const text = this.#typeTextOf(node);
    const type = typeNameOf(kind, text);
    const isOfLanguage = kind === NODE_OBJECT || kind === NODE_CLOSURE || kind === NODE_REGEXP;
    const isObject = isWrapped || (isOfLanguage && !isEngineName(text));
    const head = this.#shapes.head(
      this.names.rowOf(detached === 1 && !type.startsWith("Detached") ? `Detached ${type}` : type),
      needless | (isObject ? SHAPE_OBJECT : 0) | (detached === 1 ? SHAPE_DETACHED : 0),
    );
    this.#heads.add(row, variant, head);
    return head;
  }
}

/** Whether elements of such a node are what C++ refers to, and no items. */
function hasMembers(kind: number): boolean {
  return kind === NODE_NATIVE || kind === NODE_SYNTHETIC;
}

function listAt(place: number, shortLength = 0): CellList {
  return { place, shortLength, cells: [] };
}
