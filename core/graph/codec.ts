import { isCellWithin, MAX_NODES } from "./cell.ts";
import {
  type Graph,
  type GraphTables,
  type GraphWarning,
  KIND_FIELD,
  KIND_STORAGE,
  KIND_TYPE,
  type PlaceTable,
  type RootTable,
  SHAPE_COUNTED,
  type ShapeTable,
} from "./graph.ts";
import { CellsDoNotFitError, toGraph } from "./locate-cells.ts";

/*
 * A graph as bytes, little-endian:
 *
 *   u32 magic "ALLO" · u32 version · u32 word size · u32 number of sections · then per section
 *   u32 rows · u32 zero · the rows, padded to 8 bytes
 *
 * Sections stand in the order of SECTIONS. What can be derived (where a node's cells begin) is left out. Names are UTF-16 code units, because
 * the keys of a page may hold lone surrogates. Rows of one-byte columns and of node shapes take the fewest bytes that hold them.
 */

export const SNAPSHOT_MAGIC = 0x4f4c4c41;
export const SNAPSHOT_VERSION = 2;
const HEADER_BYTES = 16;
const SECTION_HEADER_BYTES = 8;

/** A walk writes places nested two deep. */
const MAX_PLACE_DEPTH = 16;

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/* Taken at load: encoding runs in the page. `length` and the like of a typed array are accessors that a page can replace. */
const { call, bind } = Function.prototype;
const Bytes = Uint8Array;
const Words = Uint32Array;
const SignedWords = Int32Array;
const Halves = Uint16Array;
const uncurry = (f: unknown) => (bind as (this: unknown, ...args: unknown[]) => unknown).call(call, f);
const setBytes = uncurry(Uint8Array.prototype.set) as (self: Uint8Array, source: Uint8Array, at: number) => void;
const charCodeAt = uncurry(String.prototype.charCodeAt) as (self: string, at: number) => number;
const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const getterOf = (key: string) => uncurry(Object.getOwnPropertyDescriptor(TypedArrayPrototype, key)!.get);
const lengthOf = getterOf("length") as (self: Column) => number;
const byteOffsetOf = getterOf("byteOffset") as (self: Column) => number;
const bufferOf = getterOf("buffer") as (self: Column) => ArrayBuffer;

/** The graph as bytes of SNAPSHOT_VERSION. Costs a copy of the columns. */
export function encodeGraph(graph: GraphTables): Uint8Array<ArrayBuffer> {
  const { places, shapes, roots } = graph;
  const texts = textsOf(graph);
  const columns: readonly Column[] = [
    texts.lengths,
    texts.units,
    places.parent,
    places.name,
    places.kind,
    places.flags,
    shapes.typeName,
    shapes.flags,
    shapes.headerSize,
    shapes.headerMaxSize,
    shapes.firstSlot,
    shapes.firstRepeat,
    shapes.firstStorage,
    shapes.slotPlace,
    shapes.slotSize,
    shapes.slotMaxSize,
    shapes.slotFlags,
    shapes.storagePlace,
    shapes.storageSize,
    shapes.storageMaxSize,
    shapes.storageItemSize,
    shapes.storageItemMaxSize,
    shapes.count <= 0x10000 ? new Halves(graph.nodeShape) : graph.nodeShape,
    graph.cells,
    graph.largeBytes,
    roots.name,
    roots.cell,
    texts.nodes,
  ];
  let size = HEADER_BYTES;
  for (let i = 0; i < columns.length; i++) size += SECTION_HEADER_BYTES + padded(byteLengthOf(columns[i]!));
  const bytes = new Bytes(size);
  /* As little-endian as the columns: all engines run on such machines. */
  const words = new Words(bufferOf(bytes));
  words[0] = SNAPSHOT_MAGIC;
  words[1] = SNAPSHOT_VERSION;
  words[2] = graph.wordSize;
  words[3] = columns.length;
  let at = HEADER_BYTES;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    const byteLength = byteLengthOf(column);
    words[at / 4] = lengthOf(column);
    words[at / 4 + 1] = column.BYTES_PER_ELEMENT;
    at += SECTION_HEADER_BYTES;
    setBytes(bytes, new Bytes(bufferOf(column), byteOffsetOf(column), byteLength), at);
    at += padded(byteLength);
  }
  return bytes;
}

function byteLengthOf(column: Column): number {
  return lengthOf(column) * column.BYTES_PER_ELEMENT;
}

function padded(byteLength: number): number {
  return byteLength + (-byteLength & 7);
}

/** All texts in one run: the names, then three for each warning. */
function textsOf(graph: GraphTables): { lengths: Uint32Array; units: Uint16Array; nodes: Int32Array } {
  const { names, warnings } = graph;
  const count = names.length + warnings.length * 3;
  const lengths = new Words(count);
  const textAt = (i: number): string => {
    if (i < names.length) return names[i]!;
    const warning = warnings[((i - names.length) / 3) | 0]!;
    const member = (i - names.length) % 3;
    return member === 0 ? warning.code : member === 1 ? warning.path : warning.detail;
  };
  let total = 0;
  for (let i = 0; i < count; i++) {
    lengths[i] = textAt(i).length;
    total += lengths[i]!;
  }
  const units = new Halves(total);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const text = textAt(i);
    for (let c = 0; c < text.length; c++) units[at++] = charCodeAt(text, c);
  }
  const nodes = new SignedWords(warnings.length);
  for (let i = 0; i < warnings.length; i++) nodes[i] = warnings[i]!.node;
  return { lengths, units, nodes };
}

export type Decoded =
  | { readonly ok: true; readonly graph: Graph }
  /** A sentence: what came, what was expected, where. */
  | { readonly ok: false; readonly error: string };

/** Thrown inside the decoder only; `decodeGraph` turns it into a result. */
class Malformed extends Error {}

/** Whether the bytes begin like a snapshot. */
export function isSnapshot(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === SNAPSHOT_MAGIC;
}

/**
 * Reads bytes that may come from anywhere. Every length, index and flag is checked, so that no reader of the tables needs to; the graph may
 * still hold any reference between its nodes, cycles included. No table has more rows than there are bytes for them.
 */
export function decodeGraph(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, graph: decode(bytes) };
  } catch (error) {
    if (error instanceof Malformed || error instanceof CellsDoNotFitError || error instanceof RangeError)
      return { ok: false, error: error.message };
    throw error;
  }
}

function expect(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Malformed(message);
}

interface ColumnType<C extends Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): C;
}

type ColumnTypes = Readonly<Record<string, ColumnType<Column>>>;

type ColumnsOf<Types extends ColumnTypes> = { readonly [Name in keyof Types]: InstanceType<Types[Name]> };

/** Reads one section after the other. */
class SectionReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = HEADER_BYTES;

  constructor(bytes: Uint8Array) {
    /* Not `bytes` itself: a Buffer of Node has a `slice` that copies nothing. */
    this.#bytes = new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** The next section, of as many rows as are expected: any number unless told. A copy, aligned. */
  column<C extends Column>(name: string, type: ColumnType<C>, expectedRows?: number): C {
    const at = this.#at;
    const section = `section "${name}" at byte ${at}`;
    const start = at + SECTION_HEADER_BYTES;
    const { length } = this.#bytes;
    expect(start <= length, `${section}: the snapshot ends at byte ${length}`);
    const rows = this.uint32(at);
    const width = this.uint32(at + 4);
    expect(
      width === type.BYTES_PER_ELEMENT,
      `${section}: elements of ${width} bytes, expected ${type.BYTES_PER_ELEMENT}`,
    );
    expect(expectedRows === undefined || rows === expectedRows, `${section}: ${rows} rows, expected ${expectedRows}`);
    const end = start + rows * width;
    expect(end <= length, `${section}: ${end - start} bytes expected, ${length - start} left`);
    this.#at = start + padded(end - start);
    return new type(this.#bytes.slice(start, end).buffer);
  }

  /** A column whose elements take two bytes where that is enough. */
  narrowColumn(name: string): Uint32Array {
    const isNarrow = this.#at + SECTION_HEADER_BYTES <= this.#bytes.length && this.uint32(this.#at + 4) === 2;
    return isNarrow ? Uint32Array.from(this.column(name, Uint16Array)) : this.column(name, Uint32Array);
  }

  /** The next columns of a table: all of as many rows. */
  table<Types extends ColumnTypes>(table: string, types: Types): { readonly count: number } & ColumnsOf<Types> {
    let count: number | undefined;
    const columns: Record<string, Column> = {};
    for (const name of Object.keys(types)) {
      columns[name] = this.column(`${table}.${name}`, types[name]!, count);
      count = columns[name].length;
    }
    return { count: count ?? 0, ...(columns as ColumnsOf<Types>) };
  }

  expectEnd(): void {
    expect(this.#at === this.#bytes.length, `${this.#bytes.length - this.#at} bytes after the last section`);
  }
}

function expectBelow(name: string, column: Uint32Array, limit: number): void {
  for (let i = 0; i < column.length; i++) {
    if (column[i]! >= limit)
      throw new Malformed(`column "${name}", row ${i}: index ${column[i]}, expected less than ${limit}`);
  }
}

function expectCells(name: string, cells: Int32Array, nodeCount: number, largeBytes: Float64Array): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (!isCellWithin(cell, nodeCount, largeBytes.length)) {
      throw new Malformed(`column "${name}", row ${i}: ${cell} refers to nothing; there are ${nodeCount} nodes`);
    }
  }
}

/** The sizes of a column, at least, are not above those at most. */
function expectOrdered(name: string, sizes: Uint32Array, maxSizes: Uint32Array): void {
  for (let i = 0; i < sizes.length; i++) {
    if (maxSizes[i]! < sizes[i]!)
      throw new Malformed(`column "${name}", row ${i}: at least ${sizes[i]} bytes, at most ${maxSizes[i]}`);
  }
}

function decode(bytes: Uint8Array): Graph {
  expect(bytes.length >= HEADER_BYTES, `${bytes.length} bytes are no snapshot: its header alone takes ${HEADER_BYTES}`);
  const reader = new SectionReader(bytes);
  expect(isSnapshot(bytes), `the first bytes are 0x${reader.uint32(0).toString(16)}, not those of a snapshot`);
  const version = reader.uint32(4);
  expect(
    version === SNAPSHOT_VERSION,
    `a snapshot of version ${version}; this build reads version ${SNAPSHOT_VERSION}`,
  );
  const wordSize = reader.uint32(8);
  expect(wordSize === 4 || wordSize === 8, `word size ${wordSize}, expected 4 or 8`);

  const lengths = reader.column("text lengths", Uint32Array);
  const units = reader.column("text units", Uint16Array);
  const places = decodePlaces(reader);
  const shapes = decodeShapes(reader, places.count);
  const nodeShape = reader.narrowColumn("node shapes");
  const cells = reader.column("cells", Int32Array);
  const largeBytes = reader.column("large sizes", Float64Array);
  const roots: RootTable = reader.table("roots", { name: Uint32Array, cell: Int32Array });
  const warningNodes = reader.column("warnings", Int32Array);
  const warningCount = warningNodes.length;
  reader.expectEnd();

  const nameCount = lengths.length - 3 * warningCount;
  expect(nameCount >= 0, `${warningCount} warnings need three texts each; there are ${lengths.length} texts`);
  const texts = decodeTexts(lengths, units);
  const names = texts.slice(0, nameCount);
  const warnings: GraphWarning[] = [];
  for (let i = nameCount; i < texts.length; i += 3) {
    const node = warningNodes[warnings.length]!;
    if (node < -1 || node >= nodeShape.length)
      throw new Malformed(`warning ${warnings.length}: node ${node}; there are ${nodeShape.length}`);
    warnings.push({ code: texts[i]!, node, path: texts[i + 1]!, detail: texts[i + 2]! });
  }
  const nodeCount = nodeShape.length;
  expect(nodeCount <= MAX_NODES, `${nodeCount} nodes, expected at most ${MAX_NODES}`);
  expectBelow("places.name", places.name, nameCount);
  expectBelow("shapes.typeName", shapes.typeName, nameCount);
  expectBelow("roots.name", roots.name, nameCount);
  expect(new Set(roots.name).size === roots.count, "two roots have the same name");
  expectBelow("node shapes", nodeShape, shapes.count);
  for (let i = 0; i < largeBytes.length; i++) {
    const size = largeBytes[i]!;
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new Malformed(`large size ${i} is ${size}, expected whole bytes`);
  }
  expectCells("roots.cell", roots.cell, nodeCount, largeBytes);
  expectCells("cells", cells, nodeCount, largeBytes);
  const graph = toGraph({ wordSize, names, places, shapes, nodeCount, nodeShape, cells, largeBytes, roots, warnings });
  /* Asked for now: cells that do not fit are refused here. */
  graph.firstCell;
  return graph;
}

/** Texts that stand together are made at once and cut apart: there may be half a million short ones. */
const RUN_UNITS = 4096;

function decodeTexts(lengths: Uint32Array, units: Uint16Array): string[] {
  const texts: string[] = [];
  let at = 0;
  for (let i = 0; i < lengths.length; ) {
    const start = at;
    const first = i;
    for (; i < lengths.length && at - start < RUN_UNITS; i++) {
      at += lengths[i]!;
      if (at > units.length) throw new Malformed(`text ${i} ends at unit ${at} of ${units.length}`);
    }
    const run = textOfUnits(units, start, at);
    let end = 0;
    for (let t = first; t < i; t++) {
      const begin = end;
      end += lengths[t]!;
      texts.push(run.slice(begin, end));
    }
  }
  expect(at === units.length, `${units.length - at} units after the last text`);
  return texts;
}

/** `String.fromCharCode` takes its units as arguments: not too many at once. */
function textOfUnits(units: Uint16Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += 4096) {
    text += String.fromCharCode(...units.subarray(at, Math.min(end, at + 4096)));
  }
  return text;
}

function decodePlaces(reader: SectionReader): PlaceTable {
  const places = reader.table("places", { parent: Int32Array, name: Uint32Array, kind: Uint8Array, flags: Uint8Array });
  const { count, parent, kind } = places;
  expect(count > 0 && parent[0] === -1 && kind[0] === KIND_TYPE, "place 0 is not the type frame");
  const depth = new Uint8Array(count);
  for (let i = 1; i < count; i++) {
    /* A parent before its child: no place can enclose itself. */
    const at = parent[i]!;
    if (at < 0 || at >= i) throw new Malformed(`place ${i} has parent ${at}, expected 0 to ${i - 1}`);
    if (kind[i] !== KIND_FIELD && kind[i] !== KIND_STORAGE) throw new Malformed(`place ${i} has kind ${kind[i]}`);
    depth[i] = depth[at]! + 1;
    if (depth[i]! > MAX_PLACE_DEPTH) throw new Malformed(`place ${i} is nested more than ${MAX_PLACE_DEPTH} deep`);
  }
  return places;
}

function decodeShapes(reader: SectionReader, placeCount: number): ShapeTable {
  const headers = reader.table("shapes", {
    typeName: Uint32Array,
    flags: Uint8Array,
    headerSize: Uint32Array,
    headerMaxSize: Uint32Array,
  });
  const { count } = headers;
  const firstSlot = reader.column("shapes.firstSlot", Uint32Array, count + 1);
  const firstRepeat = reader.column("shapes.firstRepeat", Uint32Array, count);
  const firstStorage = reader.column("shapes.firstStorage", Uint32Array, count + 1);
  const slots = reader.table("shapes", {
    slotPlace: Uint32Array,
    slotSize: Uint32Array,
    slotMaxSize: Uint32Array,
    slotFlags: Uint8Array,
  });
  const storages = reader.table("shapes", {
    storagePlace: Uint32Array,
    storageSize: Uint32Array,
    storageMaxSize: Uint32Array,
    storageItemSize: Uint32Array,
    storageItemMaxSize: Uint32Array,
  });
  expectBelow("shapes.slotPlace", slots.slotPlace, placeCount);
  expectOrdered("shapes.headerSize", headers.headerSize, headers.headerMaxSize);
  expectOrdered("shapes.slotSize", slots.slotSize, slots.slotMaxSize);
  expectBelow("shapes.storagePlace", storages.storagePlace, placeCount);
  expectOrdered("shapes.storageSize", storages.storageSize, storages.storageMaxSize);
  expectOrdered("shapes.storageItemSize", storages.storageItemSize, storages.storageItemMaxSize);
  expect(
    firstSlot[0] === 0 && firstSlot[count] === slots.count,
    "the slots of the shapes do not cover the slot columns",
  );
  expect(
    firstStorage[0] === 0 && firstStorage[count] === storages.count,
    "the storages of the shapes do not cover the storage columns",
  );
  for (let s = 0; s < count; s++) {
    const start = firstSlot[s]!;
    const repeat = firstRepeat[s]!;
    const end = firstSlot[s + 1]!;
    if (start > repeat || repeat > end)
      throw new Malformed(`shape ${s}: slots ${start} to ${end} with repeats from ${repeat}`);
    if (repeat < end && (headers.flags[s]! & SHAPE_COUNTED) === 0)
      throw new Malformed(`shape ${s}: repeated slots without a number of repetitions`);
    if (firstStorage[s]! > firstStorage[s + 1]!)
      throw new Malformed(`shape ${s}: storages ${firstStorage[s]} to ${firstStorage[s + 1]}`);
  }
  return { ...slots, ...storages, ...headers, firstSlot, firstRepeat, firstStorage };
}
