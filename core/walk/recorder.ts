import { CELL_EMPTY, isNodeCell, nodeOf, toBytesCell, toCountCell } from "../graph/cell.ts";
import {
  type GraphTables,
  type GraphWarning,
  KIND_FIELD,
  KIND_STORAGE,
  PLACE_SELF,
  type RootKind,
  SHAPE_ARRAY,
  SHAPE_CONTENT,
  SHAPE_NO_PROTOTYPE,
  SHAPE_OBJECT,
  SHAPE_PLAIN,
  SLOT_ACCESSOR,
  SLOT_BORROWED,
  SLOT_MAX_ONLY,
  type TimelineCounts,
} from "../graph/graph.ts";
import { PLACE_ELEMENTS, PLACE_ELEMENTS_UNUSED } from "../graph/standard-places.ts";
import type { Watched } from "../graph/watched.ts";
import {
  denseElementsOf,
  ITEMS_DOUBLES,
  ITEMS_INTEGERS,
  ITEMS_TAGGED,
  type ItemsKind,
  itemsKindOf,
  type StorageSizes,
} from "../layout/dense-elements.ts";
import { bigIntSizeOf, isSmallInteger, isSpiderMonkey, type Layout, stringSizeOf } from "../layout/layout.ts";
import { classSlotRoomOf, type SlotRoom, slotRoomOf } from "../layout/spider-monkey.ts";
import { unseenObjectSizeOf, unseenStringSizeOf } from "../layout/unseen.ts";
import {
  append,
  bitLengthOf,
  contentHashOf,
  descriptionOf,
  isNotANumber,
  ownPropertyOf,
  stringWidthOf,
} from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";
import { type Describe, type ItemLists, MAX_FIELDS, type Sink } from "../sink/sink.ts";
import { Chain, type Keys } from "./chain.ts";
import {
  ChunkList,
  type Column,
  copyRows,
  createSignedColumn,
  toByteColumn,
  toColumn,
  toDoubleColumn,
  toSignedColumn,
} from "./columns.ts";
import { lastWalk, roomFor } from "./last-walk.ts";
import { NameTable, type RenamedNames } from "./name-table.ts";
import { isNode, isObject, LARGEST_TEXT_SHAPE, NodeList, type NodeValue } from "./node-list.ts";
import { Places } from "./places.ts";
import {
  ADDS_COUNT,
  ADDS_REPEATED_SLOT,
  ADDS_SLOT,
  ADDS_STORAGE,
  type Addition,
  addition,
  NO_STEP,
  type ShapeHead,
  type ShapeStep,
  ShapeTree,
} from "./shape-tree.ts";

/** Past this many shapes objects are described as dictionaries: the shapes would take more than the cells. */
const MAX_SHAPES = 1 << 16;

/** Types whose first step is found without a table; a power of two. */
const HEAD_CACHE_ROWS = 32;

/** The same for storages: their keys are large numbers, which cost the engine an allocation each. */
const STORAGE_CACHE_ROWS = 32;

/** Nodes looked up at once, between two descriptions; and the most that are put off. */
const SETTLED_AT_ONCE = 1024;
const UNSETTLED_ROWS = 4096;
/** Up to so many are not worth loading before they are looked up. */
const LEAST_LOADED = 4;
/** An object with more keys is no link of a chain. */
const MOST_KEYS_OF_LINK = 64;

/** Storages up to this many bytes have a shape for each size, and no cells. */
const LARGEST_STORAGE_SHAPE = 1 << 16;

/* A slot without a key is identified by its place and one of these. */
const SLOT_BYTES = 0;
const SLOT_POSSIBLE = 1;
const SLOT_REFERENCE = 2;
const SLOT_ITEM = 3;
const SLOT_FIELD = 4;
const SLOT_LENT = 5;
const SLOT_LENT_REFERENCE = 6;
const SLOT_ROLES = 8;

const MAX_STORAGE_PLACES = 64;

/** A cell holds no larger number of repetitions. */
const MAX_VIEWED = 2 ** 30;

const COUNT = /* @__PURE__ */ addition(ADDS_COUNT, PLACE_SELF, 0);

/** Cells of a node that are written when it is known what they refer to. */
export interface LateCells {
  /** Index of the first among all cells; -1 until its node is described. */
  at: number;
}

interface DenseAdditions {
  readonly elements: Addition;
  readonly spare: Addition;
}

function denseAdditionsOf(layout: Layout, kind: ItemsKind): DenseAdditions {
  const { elements, spare } = denseElementsOf(layout, kind);
  return { elements: storageAt(PLACE_ELEMENTS, elements), spare: storageAt(PLACE_ELEMENTS_UNUSED, spare) };
}

function storageAt(place: number, { size, maxSize, itemSize, itemMaxSize }: StorageSizes): Addition {
  return addition(ADDS_STORAGE, place, size, maxSize, itemSize, itemMaxSize);
}

/**
 * Writes graph tables from the descriptions of impls. Nodes get their index when first met, and are described in that order, so the
 * cells of all nodes stand in one run and the walk is breadth-first.
 *
 * It is long because it is one hot loop: the input of the sink, the step in the tree of shapes and the current cells
 * change together with each field, and separate parts would pass all of it back and forth. Nodes, shapes, places, names
 * and columns are separate.
 */
export class Recorder implements Sink {
  readonly layout: Layout;
  readonly nodes: NodeList;
  readonly #chain: Chain;
  /** The keys of the fields that were described last, and the node that has them. */
  #keys: Keys = createSafeList<string | symbol>();
  #nodeOfKeys = -1;
  readonly #recentHeads: SafeList<ShapeStep | undefined> = createSafeList();
  readonly #names: NameTable;
  readonly #shapes = new ShapeTree();
  readonly #places: Places;
  /* Cells of the nodes before the current chunk; those of one node are never in two chunks. */
  readonly #fullCells = new ChunkList();
  /** Rows of the current chunk. */
  #room = this.#fullCells.rowsOfNextChunk(roomFor(lastWalk.cellCount));
  #cells = createSignedColumn(this.#room);
  /** Cells in the current chunk; so are the other positions of cells below. */
  #cellCount = 0;
  /** By class, rows of names plus 1. */
  readonly #scripts = createSafeMap<string, number>();
  readonly #storages = createSafeMap<number, Addition>();
  readonly #recentStorages: SafeList<Addition | undefined> = createSafeList();
  readonly #largeBytes: SafeList<number> = createSafeList<number>();
  readonly #rootNames: SafeList<number> = createSafeList<number>();
  readonly #takenRootNames = createSafeMap<string, true>();
  readonly #rootCells: SafeList<number> = createSafeList<number>();
  readonly #rootKinds: SafeList<number> = createSafeList<number>();
  readonly #rootGroups: SafeList<number> = createSafeList<number>();
  /** By node: how it is described, if what refers to it knows that better than its impl. */
  readonly #partDescribers = createSafeMap<number, Describe>();
  /** Those that are described in the same way again. */
  readonly #repeatingParts = createSafeMap<number, true>();
  /** The nodes of the current description among them. */
  readonly #newParts: SafeList<number> = createSafeList<number>();
  readonly #notes: SafeList<GraphWarning> = createSafeList();
  /* Cells that were filled late: in which, which of those, and the cell. */
  readonly #filledCells: SafeList<LateCells> = createSafeList<LateCells>();
  readonly #filledIndices: SafeList<number> = createSafeList<number>();
  readonly #fillings: SafeList<number> = createSafeList<number>();

  #nodeShape: Uint32Array<ArrayBuffer> | undefined;
  #joinedCells: Column | undefined;

  /* The current description. */
  #node = -1;
  /* Values of nodes whose cells are not written yet, and where those stand: objects, and what else has a node. */
  readonly #unsettledObjects: SafeList<object> = createSafeList<object>();
  readonly #unsettledObjectsAt = createSignedColumn(UNSETTLED_ROWS);
  #unsettledObjectCount = 0;
  readonly #unsettledOthers: SafeList<Exclude<NodeValue, object>> = createSafeList<Exclude<NodeValue, object>>();
  readonly #unsettledOthersAt = createSignedColumn(UNSETTLED_ROWS);
  readonly #hashes = createSignedColumn(UNSETTLED_ROWS);
  #unsettledOtherCount = 0;
  /* How many of them were there before it. */
  #objectsBefore = 0;
  #othersBefore = 0;
  #start = 0;
  #step = NO_STEP;
  /** The step before the current items. */
  #stepBefore = NO_STEP;
  /** The rest of the description: returns true at its end. */
  #rest: (() => boolean) | undefined;
  #countCell = -1;
  #groupCount = 0;
  #storageCell = -1;
  #hasNode = false;
  #hasBox = false;
  #hasOther = false;
  /** The late cell that the description is to begin with. */
  #attachment: LateCells | undefined;
  /** Whether the nodes that are new in the description are anchors. */
  #anchorsReferences = false;
  /* Nodes that are anchors: runs from the first one up to the last one, in turn, in ascending order. Each begins with what is new in a description, or with a root. */
  readonly anchorRuns: SafeList<number> = createSafeList<number>();
  /** The late cells of the description, and where they stand from its first cell. */
  #lateCells: LateCells | undefined;
  #lateOffset = 0;

  readonly #boxCell: number;
  readonly #word: number;
  /** The storages of an array without holes, by ItemsKind. */
  readonly #denseElements: readonly DenseAdditions[];

  constructor(layout: Layout, maxNodes: number, renamedNames?: RenamedNames) {
    this.layout = layout;
    this.#names = new NameTable(renamedNames);
    this.#places = new Places(this.#names);
    this.nodes = new NodeList(layout, maxNodes, this.#names, this.#shapes);
    this.#chain = new Chain(this.nodes);
    this.#word = layout.wordSize;
    this.#boxCell = -layout.heapNumberSize;
    for (let i = 0; i < HEAD_CACHE_ROWS; i++) this.#recentHeads[i] = undefined;
    for (let i = 0; i < STORAGE_CACHE_ROWS; i++) this.#recentStorages[i] = undefined;
    this.#denseElements = [
      denseAdditionsOf(layout, ITEMS_TAGGED),
      denseAdditionsOf(layout, ITEMS_INTEGERS),
      denseAdditionsOf(layout, ITEMS_DOUBLES),
    ];
  }

  addRoot(name: string, value: unknown, kind: RootKind, group: string): void {
    const row = this.#rootNames.length;
    const groupRow = group === "" ? 0 : this.#names.rowOf(group) + 1;
    this.#rootNames[row] = this.#rootNameRowOf(name, kind, groupRow);
    const before = this.nodes.count;
    this.#rootCells[row] = isNode(value) ? this.nodes.cellOf(value) : this.#cellOf(value, 0);
    this.#addAnchorRun(before);
    this.#rootKinds[row] = kind;
    this.#rootGroups[row] = groupRow;
  }

  /** Row of a name that no other root of the kind and group has: long names that were cut may be equal. */
  #rootNameRowOf(name: string, kind: RootKind, group: number): number {
    for (let n = 1; ; n++) {
      const row = this.#names.rowOf(n === 1 ? name : `(${n}) ${name}`);
      const key = `${row} ${kind} ${group}`;
      if (this.#takenRootNames.get(key)) continue;
      this.#takenRootNames.set(key, true);
      return row;
    }
  }

  /** Makes anchors of the nodes that are new since there were `before`. */
  #addAnchorRun(before: number): void {
    const runs = this.anchorRuns;
    const { count } = this.nodes;
    if (count === before) return;
    if (runs.length > 0 && runs[runs.length - 1] === before) {
      runs[runs.length - 1] = count;
      return;
    }
    runs[runs.length] = before;
    runs[runs.length] = count;
  }

  anchorReferences(): void {
    this.#anchorsReferences = true;
  }

  /** The current node. */
  get node(): number {
    return this.#node;
  }

  /** Starts the description of the next node of the worklist; `begin` follows. */
  open(): void {
    this.#node = this.nodes.nextAfter(this.#node);
    if (this.#newParts.length > 0) this.#newParts.length = 0;
    this.#start = this.#cellCount;
    this.nodes.markBefore();
    this.#objectsBefore = this.#unsettledObjectCount;
    this.#othersBefore = this.#unsettledOtherCount;
    this.#step = NO_STEP;
    this.#rest = undefined;
    this.#countCell = -1;
    this.#storageCell = -1;
    this.#anchorsReferences = false;
  }

  /** Whether the description has a rest. */
  get hasRest(): boolean {
    return this.#rest !== undefined;
  }

  /** Describes the next part of the rest. */
  continueDescription(): void {
    if (this.#rest?.()) this.#rest = undefined;
  }

  goOn(rest: () => boolean): void {
    this.#rest = rest() ? undefined : rest;
  }

  /** Ends the current description. */
  close(): void {
    if (this.#step === NO_STEP) throw new Error("no begin");
    if (this.#countCell >= 0) this.#endGroups();
    this.nodes.setShape(this.#node, this.#shapes.rowOf(this.#step));
    if (this.#lateCells !== undefined) {
      this.#lateCells.at = this.#fullCells.rows + this.#start + this.#lateOffset;
      this.#lateCells = undefined;
    }
    if (this.#anchorsReferences) {
      this.settle();
      this.#addAnchorRun(this.nodes.countBefore);
    } else if (this.#unsettledObjectCount >= SETTLED_AT_ONCE || this.#unsettledOtherCount >= SETTLED_AT_ONCE)
      this.settle();
  }

  /** Forgets the current description, and the nodes first met in it: nothing else refers to them yet. */
  reopen(): void {
    for (let i = 0; i < this.#newParts.length; i++) this.#partDescribers.delete(this.#newParts[i]);
    this.nodes.goBack();
    this.#attachment = undefined;
    this.#lateCells = undefined;
    this.#unsettledObjectCount = this.#objectsBefore;
    this.#unsettledOtherCount = this.#othersBefore;
    this.#cellCount = this.#start;
    this.#step = NO_STEP;
    this.#rest = undefined;
    this.#countCell = -1;
    this.#storageCell = -1;
  }

  /** A string with a size of its own, in cells. */
  describeString(text: string): void {
    const { layout } = this;
    const width = stringWidthOf(text);
    this.#step = this.#shapes.head("string", this.#names.rowOf("string"), 0, SHAPE_CONTENT);
    const least = stringSizeOf(layout, text.length, width === "two-byte" ? 2 : 1);
    this.bytes(PLACE_SELF, least);
    if (width === "unknown") this.possibleBytes(PLACE_SELF, stringSizeOf(layout, text.length, 2) - least);
  }

  describeBigInt(value: bigint): void {
    this.#step = this.#shapes.head("bigint", this.#names.rowOf("bigint"), 0, SHAPE_CONTENT);
    this.bytes(PLACE_SELF, bigIntSizeOf(this.layout, bitLengthOf(value)));
  }

  describeSymbol(value: symbol): void {
    this.#step = this.#shapes.head("symbol", this.#names.rowOf("symbol"), this.layout.symbolSize, 0);
    this.reference(this.placeOf(PLACE_SELF, "description", KIND_STORAGE), descriptionOf(value));
  }

  begin(typeName: string, headerSize: number, shapeFlags = 0): void {
    this.#begin(typeName, headerSize, SHAPE_OBJECT | shapeFlags);
  }

  beginInternal(typeName: string, headerSize: number, shapeFlags: number): void {
    this.#begin(typeName, headerSize, shapeFlags);
  }

  #begin(typeName: string, headerSize: number, flags: number): void {
    const heads = this.#recentHeads;
    const row = (typeName.length + headerSize) & (HEAD_CACHE_ROWS - 1);
    const first = heads[row];
    /* Those of one row, such as Map and Set, often come in turn. */
    const other = heads[row ^ 1];
    if (isHeadOf(first, typeName, headerSize, flags)) this.#step = first;
    else if (isHeadOf(other, typeName, headerSize, flags)) this.#step = other;
    else {
      heads[row ^ 1] = first;
      heads[row] = this.#shapes.head(typeName, this.#names.rowOf(typeName), headerSize, flags);
      this.#step = heads[row];
    }
    if (this.#attachment !== undefined) this.#addAttachment(this.#attachment);
  }

  classIn(typeName: string, shapeFlags: number, script: string): void {
    this.#scripts.set(classKeyOf(typeName, SHAPE_OBJECT | shapeFlags), this.#names.rowOf(script) + 1);
  }

  beginBetween(typeName: string, headerSize: number, headerMaxSize: number, shapeFlags = 0): void {
    const flags = SHAPE_OBJECT | shapeFlags;
    this.#step = this.#shapes.head(typeName, this.#names.rowOf(typeName), headerSize, flags, headerMaxSize);
    if (this.#attachment !== undefined) this.#addAttachment(this.#attachment);
  }

  /** Has the next description begin with a late cell, for what is added to it later: where it stands is where the object does. */
  attach(cells: LateCells): void {
    this.#attachment = cells;
  }

  #addAttachment(cells: LateCells): void {
    this.#attachment = undefined;
    this.#lateCells = cells;
    this.#lateOffset = this.#cellCount - this.#start;
    this.#addSlot(PLACE_SELF, SLOT_REFERENCE);
    this.#push(CELL_EMPTY);
  }

  /** Whether the current description is of an object of the page. */
  get isObject(): boolean {
    return (this.#step.head.flags & SHAPE_OBJECT) !== 0;
  }

  /** How the current node is described; undefined for its impl. */
  get partDescriber(): Describe | undefined {
    return this.#partDescribers.size === 0 ? undefined : this.#partDescribers.get(this.#node);
  }

  /** Whether the current node is a part that is described in the same way again. */
  get isRepeatingPart(): boolean {
    return this.#repeatingParts.size > 0 && this.#repeatingParts.get(this.#node) !== undefined;
  }

  part(object: object, describe: Describe, repeats = false): void {
    /* Its node must be known now, and those that were met before come before it. */
    this.settle();
    const cell = this.nodes.cellOf(object);
    if (!isNodeCell(cell)) return;
    const node = nodeOf(cell);
    if (node <= this.#node || this.#partDescribers.get(node) !== undefined) return;
    this.#partDescribers.set(node, describe);
    if (repeats) this.#repeatingParts.set(node, true);
    this.#newParts[this.#newParts.length] = node;
  }

  get hasRoomForShapes(): boolean {
    return this.#shapes.count < MAX_SHAPES;
  }

  field(key: string | symbol, value: unknown): void {
    const step = this.#step;
    this.#step = ShapeTree.next(step, key) ?? this.#addField(step, key);
    this.#reserve(1);
    this.#cells[this.#cellCount] = this.#cellOf(value, this.#cellCount);
    this.#cellCount++;
  }

  /* Hot: bench "walk". The cells and the step are held in locals; `cellOf` touches neither. */
  fieldsOf(object: object, keys: Keys, first: number): number {
    this.#keys = keys;
    this.#nodeOfKeys = this.#node;
    let wordless = 0;
    const end = keys.length - first > MAX_FIELDS ? first + MAX_FIELDS : keys.length;
    if (end < keys.length) this.#warnOfFields(keys.length - first);
    this.#reserve(end - first);
    let cells = this.#cells;
    let cellCount = this.#cellCount;
    let step = this.#step;
    for (let i = first; i < end; i++) {
      const key = keys[i];
      const property = ownPropertyOf(object, key);
      if (property !== undefined && property.get === undefined && property.set === undefined) {
        cells[cellCount] = this.#cellOf(property.value, cellCount);
        step = (step.lastKey === key ? step.lastStep : ShapeTree.next(step, key)) ?? this.#addField(step, key);
        cellCount++;
        continue;
      }
      this.#step = step;
      this.#cellCount = cellCount;
      if (property === undefined) this.opaqueField(key);
      else {
        wordless++;
        this.accessorField(key, property.get, property.set);
      }
      this.#reserve(end - i);
      cells = this.#cells;
      cellCount = this.#cellCount;
      step = this.#step;
    }
    this.#step = step;
    this.#cellCount = cellCount;
    return end - first - wordless;
  }

  #warnOfFields(count: number): void {
    this.warn(
      "too-many-fields",
      `The object has ${count} properties beside what it contains. The bytes of the first ${MAX_FIELDS} are counted, and those of the others are not.`,
    );
  }

  opaqueField(key: string | symbol): void {
    const step = this.#step;
    this.#step = ShapeTree.next(step, key) ?? this.#addField(step, key);
    this.#push(CELL_EMPTY);
  }

  accessorField(
    key: string | symbol,
    get: (() => unknown) | undefined,
    set: ((value: unknown) => void) | undefined,
  ): void {
    const place = this.#places.ofField(key);
    const pair = this.layout.accessorPairSize;
    /* Objects with the same functions may have the same hidden class, and with it the same pair. */
    const hasOwnPair = (get !== undefined && !this.isMet(get)) || (set !== undefined && !this.isMet(set));
    const step = this.#step;
    const slot = -place;
    this.#step =
      ShapeTree.next(step, slot) ??
      ShapeTree.add(step, slot, addition(ADDS_SLOT, place, 0, this.#word + pair, 0, 0, SLOT_ACCESSOR));
    this.#push(hasOwnPair ? toBytesCell(pair, this.#largeBytes) : CELL_EMPTY);
    this.reference(this.placeOf(place, "get", KIND_STORAGE), get);
    this.reference(this.placeOf(place, "set", KIND_STORAGE), set);
  }

  bytes(place: number, size: number): void {
    this.#addSlot(place, SLOT_BYTES);
    this.#push(toBytesCell(size, this.#largeBytes));
  }

  possibleBytes(place: number, size: number): void {
    this.#addSlot(place, SLOT_POSSIBLE);
    this.#push(toBytesCell(size, this.#largeBytes));
  }

  reference(place: number, value: unknown): void {
    this.#addSlot(place, SLOT_REFERENCE);
    this.#pushItem(value);
  }

  fieldAt(place: number, value: unknown): void {
    this.#fieldWith(place, SLOT_FIELD, value);
  }

  borrowedAt(place: number, value: unknown): void {
    this.#fieldWith(place, SLOT_LENT, value);
  }

  borrowed(place: number, value: unknown): void {
    this.#fieldWith(place, SLOT_LENT_REFERENCE, typeof value === "number" ? undefined : value);
  }

  #fieldWith(place: number, role: number, value: unknown): void {
    this.#addSlot(place, role);
    this.#reserve(1);
    this.#cells[this.#cellCount] = this.#cellOf(value, this.#cellCount);
    this.#cellCount++;
  }

  viewed(byteLength: number): void {
    this.#push(toCountCell(byteLength < MAX_VIEWED ? byteLength : MAX_VIEWED));
    this.#add(COUNT);
  }

  beginElements(): void {
    this.#addSlot(PLACE_ELEMENTS, SLOT_BYTES);
    this.#storageCell = this.#cellCount;
    this.#push(CELL_EMPTY);
    this.beginItems(PLACE_ELEMENTS);
  }

  endElements(taggedSize: number, doubleSize: number): void {
    const size = this.#endItems() === ITEMS_DOUBLES ? doubleSize : taggedSize;
    this.#cells[this.#storageCell] = toBytesCell(size, this.#largeBytes);
  }

  endDenseElements(): void {
    const { elements, spare } = this.#denseElements[this.#endItems()];
    this.#endGroups();
    this.#countCell = -1;
    this.#add(elements);
    this.#add(spare);
  }

  #endItems(): ItemsKind {
    const kind = itemsKindOf(this.#hasNode || this.#hasOther, this.#hasBox);
    if (kind === ITEMS_DOUBLES) this.#hasBox = false;
    return kind;
  }

  storage(place: number, size: number, maxSize: number): void {
    if (maxSize <= LARGEST_STORAGE_SHAPE && place < MAX_STORAGE_PLACES) {
      const row = ((size >> 2) + place) & (STORAGE_CACHE_ROWS - 1);
      let storage = this.#recentStorages[row];
      if (storage?.size !== size || storage.maxSize !== maxSize || storage.place !== place) {
        storage = this.#storageOf(place, size, maxSize);
        this.#recentStorages[row] = storage;
      }
      this.#add(storage);
      return;
    }
    this.bytes(place, size);
    if (maxSize > size) this.possibleBytes(place, maxSize - size);
  }

  #storageOf(place: number, size: number, maxSize: number): Addition {
    const key = (size * (LARGEST_STORAGE_SHAPE + 1) + maxSize) * MAX_STORAGE_PLACES + place;
    let storage = this.#storages.get(key);
    if (storage === undefined) {
      storage = addition(ADDS_STORAGE, place, size, maxSize);
      this.#storages.set(key, storage);
    }
    return storage;
  }

  beginItems(place: number): void {
    this.#stepBefore = this.#step;
    this.#addSlot(place, SLOT_ITEM);
    this.#beginGroups();
  }

  item(value: unknown): void {
    this.#groupCount++;
    this.#pushItem(value);
  }

  /* Hot: bench "walk". */
  itemsOf(array: object, start: number, end: number): void {
    this.#reserve(end - start);
    let cells = this.#cells;
    let cellCount = this.#cellCount;
    let count = 0;
    for (let i = start; i < end; i++) {
      const property = ownPropertyOf(array, i);
      if (property === undefined) {
        this.#hasOther = true;
        cells[cellCount++] = CELL_EMPTY;
        count++;
        continue;
      }
      if (property.get === undefined && property.set === undefined) {
        cells[cellCount] = this.#itemCellOf(property.value, cellCount);
        cellCount++;
        count++;
        continue;
      }
      this.#cellCount = cellCount;
      this.item(property.get);
      this.item(property.set);
      this.#reserve(end - i);
      cells = this.#cells;
      cellCount = this.#cellCount;
    }
    this.#cellCount = cellCount;
    this.#groupCount += count;
  }

  beginPairs(keyPlace: number, valuePlace: number): void {
    this.#stepBefore = this.#step;
    this.#addSlot(keyPlace, SLOT_ITEM);
    this.#addSlot(valuePlace, SLOT_ITEM);
    this.#beginGroups();
  }

  pair(key: unknown, value: unknown): void {
    this.#groupCount++;
    this.#pushItem(key);
    this.#pushItem(value);
  }

  rows(places: { readonly [index: number]: number; readonly length: number }, lists: ItemLists): void {
    let count = 0;
    this.#stepBefore = this.#step;
    for (let i = 0; i < places.length; i++) {
      this.#addSlot(places[i], SLOT_ITEM);
      if (lists[i].length > count) count = lists[i].length;
    }
    this.#beginGroups();
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < places.length; i++) {
        const list = lists[i];
        this.#pushItem(row < list.length ? list[row] : undefined);
      }
    }
    this.#groupCount = count;
  }

  /** `count` items that `fill` may set later; the only late cells of the description. */
  lateItems(count: number, cells: LateCells): void {
    this.#lateCells = cells;
    this.#lateOffset = this.#cellCount - this.#start;
    this.#groupCount += count;
    this.#hasNode = true;
    for (let i = 0; i < count; i++) this.#push(CELL_EMPTY);
  }

  /** Has one of the late cells refer to `value`. Between two descriptions. */
  fill(cells: LateCells, index: number, value: object): void {
    this.settle();
    const row = this.#fillings.length;
    this.#filledCells[row] = cells;
    this.#filledIndices[row] = index;
    this.#fillings[row] = this.nodes.cellOf(value);
  }

  isDescribed(object: object): boolean {
    const node = this.nodes.nodeOf(object);
    return node !== undefined && node <= this.#node;
  }

  isMet(value: unknown): boolean {
    this.settle();
    return this.nodes.has(value);
  }

  warn(code: string, detail: string): void {
    this.#notes[this.#notes.length] = { code, node: this.#node, path: "", detail };
  }

  /** The place `name` inside `parent`. */
  placeOf(parent: number, name: string, kind: number, flags = 0): number {
    if (parent === PLACE_SELF && kind === KIND_FIELD && flags === 0) return this.#places.ofField(name);
    return this.#places.rowOf(parent, name, kind, flags);
  }

  #addField(step: ShapeStep, key: string | symbol): ShapeStep {
    return ShapeTree.add(step, key, this.#fieldAt(this.#places.ofField(key)));
  }

  #fieldAt(place: number, flags = 0): Addition {
    return addition(ADDS_SLOT, place, this.#word, this.#word, 0, 0, flags);
  }

  #addSlot(place: number, role: number): void {
    const step = this.#step;
    const key = place * SLOT_ROLES + role;
    this.#step = ShapeTree.next(step, key) ?? ShapeTree.add(step, key, this.#additionOf(place, role));
  }

  #additionOf(place: number, role: number): Addition {
    switch (role) {
      case SLOT_POSSIBLE:
        return addition(ADDS_SLOT, place, 0, 0, 0, 0, SLOT_MAX_ONLY);
      case SLOT_ITEM:
        return addition(ADDS_REPEATED_SLOT, place, 0);
      case SLOT_FIELD:
        return this.#fieldAt(place);
      case SLOT_LENT:
        return this.#fieldAt(place, SLOT_BORROWED);
      case SLOT_LENT_REFERENCE:
        return addition(ADDS_SLOT, place, 0, 0, 0, 0, SLOT_BORROWED);
      default:
        return addition(ADDS_SLOT, place, 0);
    }
  }

  #add(addition: Addition): void {
    const step = this.#step;
    this.#step = ShapeTree.next(step, addition) ?? ShapeTree.add(step, addition, addition);
  }

  #beginGroups(): void {
    this.#countCell = this.#cellCount;
    this.#groupCount = 0;
    this.#hasNode = false;
    this.#hasBox = false;
    this.#hasOther = false;
    this.#push(0);
  }

  #endGroups(): void {
    this.#cells[this.#countCell] = toCountCell(this.#groupCount);
    /* Items that take nothing besides their words need no cells. */
    if (!this.#hasNode && !this.#hasBox) {
      this.#cellCount = this.#countCell + 1;
      this.#step = this.#stepBefore;
      this.#add(COUNT);
    }
  }

  #pushItem(value: unknown): void {
    this.#reserve(1);
    this.#cells[this.#cellCount] = this.#itemCellOf(value, this.#cellCount);
    this.#cellCount++;
  }

  #push(cell: number): void {
    if (this.#cellCount === this.#room) this.#nextChunk(1 + this.#cellCount - this.#start);
    this.#cells[this.#cellCount++] = cell;
  }

  /** Makes sure that `count` more cells fit the current chunk. */
  #reserve(count: number): void {
    if (this.#cellCount + count > this.#room) this.#nextChunk(count);
  }

  /** Goes on in a new chunk, with the cells of the current node and room for `count` more. */
  #nextChunk(count: number): void {
    this.settle();
    const cells = this.#cells;
    const start = this.#start;
    const fullCells = this.#fullCells;
    const rows = this.#cellCount - start;
    fullCells.add(cells, start);
    /* Twice the rows: a long object that is described in parts is not copied for each. */
    this.#room = fullCells.rowsOfNextChunk(rows + (count > rows ? count : rows));
    this.#cells = createSignedColumn(this.#room);
    copyRows(this.#cells, cells, start, rows);
    this.#start = 0;
    this.#cellCount = rows;
    if (this.#countCell >= 0) this.#countCell -= start;
    if (this.#storageCell >= 0) this.#storageCell -= start;
  }

  /**
   * The cell for the value of a field, at position `at`: the bytes it takes besides its word. A node's cell is written later: what it costs is the look-up of an
   * identity, and look-ups that follow one another at once wait for memory together.
   */
  #cellOf(value: unknown, at: number): number {
    if (isNode(value)) {
      if (isObject(value)) {
        if (this.#unsettledObjectCount === UNSETTLED_ROWS) this.settle();
        this.#unsettledObjects[this.#unsettledObjectCount] = value;
        this.#unsettledObjectsAt[this.#unsettledObjectCount++] = at;
      } else {
        if (this.#unsettledOtherCount === UNSETTLED_ROWS) this.settle();
        this.#unsettledOthers[this.#unsettledOtherCount] = value;
        this.#unsettledOthersAt[this.#unsettledOtherCount++] = at;
      }
      return CELL_EMPTY;
    }
    return typeof value === "number" && !isSmallInteger(this.layout, value) ? this.#boxCell : CELL_EMPTY;
  }

  /** The cell for a value among items; notes what kinds of items there are. */
  #itemCellOf(value: unknown, at: number): number {
    if (isNode(value)) {
      this.#hasNode = true;
      return this.#cellOf(value, at);
    }
    if (typeof value !== "number") this.#hasOther = true;
    else if (!isSmallInteger(this.layout, value)) {
      this.#hasBox = true;
      /* NaN in a tagged word is one shared object; in a field of doubles it has a box as any other. */
      return isNotANumber(value) ? CELL_EMPTY : this.#boxCell;
    }
    return CELL_EMPTY;
  }

  /** As `settle`, when no other value waits for its turn: that at `row` of the worklist was described last. */
  settleLast(row: number): void {
    const count = this.#unsettledObjectCount;
    const keys = this.#keys;
    if (count > 0 && count <= LEAST_LOADED && this.#nodeOfKeys === this.#node && keys.length <= MOST_KEYS_OF_LINK)
      this.#chain.load(this.nodes.work.at(row) as object, keys, this.#unsettledObjects, count);
    this.settle();
  }

  /** Writes the cells of nodes that were put off. All are in the current chunk. */
  settle(): void {
    const objects = this.#objectsBefore;
    const others = this.#othersBefore;
    /* Where no earlier description put off a node, `open` set the mark. A long description comes here many times, and all of its nodes are after the mark. */
    if (objects > 0 || others > 0) {
      this.#settleObjects(0, objects);
      this.#settleOthers(0, others);
      this.nodes.markBefore();
    }
    this.#settleObjects(objects, this.#unsettledObjectCount);
    this.#settleOthers(others, this.#unsettledOtherCount);
    this.#unsettledObjectCount = 0;
    this.#unsettledOtherCount = 0;
    this.#objectsBefore = 0;
    this.#othersBefore = 0;
  }

  /* Hot: bench "walk". */
  #settleObjects(start: number, end: number): void {
    const { nodes } = this;
    const values = this.#unsettledObjects;
    const at = this.#unsettledObjectsAt;
    const cells = this.#cells;
    if (end - start > LEAST_LOADED) nodes.loadObjects(values, start, end);
    for (let i = start; i < end; i++) cells[at[i]] = nodes.cellOfObject(values[i]);
  }

  #settleOthers(start: number, end: number): void {
    const { nodes } = this;
    const values = this.#unsettledOthers;
    const at = this.#unsettledOthersAt;
    const hashes = this.#hashes;
    const cells = this.#cells;
    for (let i = start; i < end; i++) {
      const value = values[i];
      hashes[i] = typeof value === "string" ? contentHashOf(value) : 0;
    }
    if (end - start > LEAST_LOADED) nodes.loadStrings(hashes, start, end);
    for (let i = start; i < end; i++) {
      const value = values[i];
      cells[at[i]] = typeof value === "string" ? nodes.cellOfString(value, hashes[i]) : nodes.cellOf(value);
    }
  }

  /** Once all nodes are described: a step towards the tables; true when `toTables` has nothing left that takes long. */
  join(): boolean {
    if (this.#joinedCells === undefined) {
      this.#joinedCells = this.#fullCells.joinNext(this.#cells, this.#cellCount);
      if (this.#joinedCells !== undefined) {
        lastWalk.cellCount = this.#fullCells.rows + this.#cellCount;
        this.#writeFillings(this.#joinedCells);
      }
    }
    this.#nodeShape ??= this.nodes.joinShapes();
    return this.#joinedCells !== undefined && this.#nodeShape !== undefined;
  }

  #writeFillings(cells: Column): void {
    for (let i = 0; i < this.#fillings.length; i++) {
      const { at } = this.#filledCells[i];
      if (at >= 0) cells[at + this.#filledIndices[i]] = this.#fillings[i];
    }
  }

  /** The tables, once they are joined. */
  toTables(
    otherWarnings: readonly GraphWarning[],
    usedHeapSize: number,
    timeline: TimelineCounts | undefined,
    domCounts: Float64Array | undefined,
    watched: Watched | undefined,
  ): GraphTables {
    const nodeCount = this.nodes.count;
    const nodeShape = this.#nodeShape;
    const cells = this.#joinedCells;
    if (nodeShape === undefined || cells === undefined) throw new Error("the tables are not joined yet");
    const counts = this.#nodesByShape(nodeShape);
    const shapes = this.#shapes.toTable(
      counts,
      (head, fields, hasAccessors, hasItems, count) => this.#unseenSizeOf(head, fields, hasAccessors, hasItems, count),
      isSpiderMonkey(this.layout)
        ? (head, fields, words, count) => slotRoomOfHead(this.layout, head, fields, words, count)
        : undefined,
      (head) => this.#scripts.get(classKeyOf(head.typeText, head.flags)) ?? 0,
    );
    const names: string[] = [];
    for (let i = 0; i < this.#names.strings.length; i++) append(names, this.#names.strings[i]);
    const warnings: GraphWarning[] = [];
    for (let i = 0; i < this.#notes.length; i++) append(warnings, this.#notes[i]);
    for (let i = 0; i < otherWarnings.length; i++) append(warnings, otherWarnings[i]);
    return {
      wordSize: this.layout.wordSize,
      engine: isSpiderMonkey(this.layout) ? "SpiderMonkey" : undefined,
      names,
      minifiedNames: this.#names.hasMinified ? toColumn(this.#names.minifiedRows) : undefined,
      places: this.#places.toTable(),
      shapes,
      nodeCount,
      nodeShape,
      cells,
      largeBytes: toDoubleColumn(this.#largeBytes),
      roots: {
        count: this.#rootNames.length,
        name: toColumn(this.#rootNames),
        cell: toSignedColumn(this.#rootCells),
        kind: toByteColumn(this.#rootKinds),
        group: toColumn(this.#rootGroups),
      },
      warnings,
      usedHeapSize,
      timeline,
      domCounts,
      watched,
    };
  }

  #nodesByShape(nodeShape: Uint32Array): Int32Array {
    const counts = createSignedColumn(this.#shapes.count);
    for (let node = 0; node < this.nodes.count; node++) counts[nodeShape[node]]++;
    return counts;
  }

  #unseenSizeOf(head: ShapeHead, fields: number, hasAccessors: boolean, hasItems: boolean, count: number): number {
    const { typeText: typeName, headerSize, headerMaxSize, flags } = head;
    if ((flags & SHAPE_OBJECT) !== 0) {
      if (headerSize === 0 || isSpiderMonkey(this.layout)) return 0;
      return unseenObjectSizeOf(this.layout, {
        isPlain: (flags & SHAPE_PLAIN) !== 0,
        hasPrototype: (flags & SHAPE_NO_PROTOTYPE) === 0,
        headerSize,
        fields,
        hasAccessors,
        isEmptyArray: (flags & SHAPE_ARRAY) !== 0 && !hasItems,
        count,
      });
    }
    /* The shape of a long string does not have its size. A context has the name of its function, and that may be any. */
    return typeName === "string" && (flags & SHAPE_CONTENT) !== 0
      ? unseenStringSizeOf(this.layout, headerMaxSize === 0 ? LARGEST_TEXT_SHAPE : headerMaxSize)
      : 0;
  }
}

/** What the words of objects take besides those of their fields, in SpiderMonkey: at least, too. */
function slotRoomOfHead(
  { objectHeaderSize }: Layout,
  { headerSize, flags }: ShapeHead,
  fields: number,
  words: number,
  count: number,
): SlotRoom | undefined {
  if ((flags & SHAPE_OBJECT) === 0 || headerSize === 0) return undefined;
  return headerSize === objectHeaderSize && (flags & SHAPE_ARRAY) === 0
    ? slotRoomOf(fields, words, count)
    : classSlotRoomOf(fields, words);
}

function isHeadOf(step: ShapeStep | undefined, typeName: string, headerSize: number, flags: number): step is ShapeStep {
  if (step === undefined) return false;
  const { head } = step;
  return head.typeText === typeName && head.headerSize === headerSize && head.flags === flags;
}

function classKeyOf(typeName: string, flags: number): string {
  return `${flags} ${typeName}`;
}
