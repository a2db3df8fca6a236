import { countOf, isCellWithin, MAX_NODES } from "./cell.ts";
import {
  type Graph,
  KIND_FIELD,
  KIND_STORAGE,
  KIND_TYPE,
  type PlaceTable,
  type RootTable,
  type ShapeTable,
  type Warning,
} from "./graph.ts";

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
export const SNAPSHOT_VERSION = 1;
const HEADER_BYTES = 16;
const SECTION_HEADER_BYTES = 8;

/** Most names, shapes and so on that a decoder takes: far above what a walk writes. */
const MAX_SMALL_ROWS = 1 << 26;

/** A walk writes places nested two deep. */
const MAX_PLACE_DEPTH = 16;

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/* Taken at load: encoding runs in the page. `length` and the like of a typed array are accessors that a page can replace. */
const { call, bind } = Function.prototype;
const Bytes = Uint8Array;
const Words = Uint32Array;
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
export function encodeGraph(graph: Graph): Uint8Array<ArrayBuffer> {
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
    shapes.slotPlace,
    shapes.slotSize,
    shapes.slotMaxSize,
    shapes.slotFlags,
    shapes.count <= 0x10000 ? new Halves(graph.nodeShape) : graph.nodeShape,
    graph.cells,
    graph.largeBytes,
    roots.name,
    roots.cell,
    texts.warnings,
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
function textsOf(graph: Graph): { lengths: Uint32Array; units: Uint16Array; warnings: Uint32Array } {
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
  const numbers = new Words(1);
  numbers[0] = warnings.length;
  return { lengths, units, warnings: numbers };
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
 * still hold any reference between its nodes, cycles included.
 */
export function decodeGraph(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, graph: decode(bytes) };
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return { ok: false, error: error.message };
    throw error;
  }
}

function expect(holds: boolean, message: () => string): void {
  if (!holds) throw new Malformed(message());
}

class SectionReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = HEADER_BYTES;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** The next section; its elements have one of `widths` bytes. */
  next(name: string, widths: readonly number[], maxRows: number): { start: number; rows: number; width: number } {
    const at = this.#at;
    expect(
      at + SECTION_HEADER_BYTES <= this.#bytes.length,
      () => `the snapshot ends at byte ${this.#bytes.length}, before section "${name}"`,
    );
    const rows = this.uint32(at);
    const width = this.uint32(at + 4);
    expect(
      widths.includes(width),
      () => `section "${name}" at byte ${at}: elements of ${width} bytes, expected ${widths.join(" or ")}`,
    );
    expect(rows <= maxRows, () => `section "${name}" at byte ${at}: ${rows} rows, expected at most ${maxRows}`);
    const start = at + SECTION_HEADER_BYTES;
    const byteLength = rows * width;
    expect(
      start + byteLength <= this.#bytes.length,
      () => `section "${name}" at byte ${at}: ${byteLength} bytes expected, ${this.#bytes.length - start} left`,
    );
    this.#at = start + padded(byteLength);
    return { start, rows, width };
  }

  /** A copy of the section's bytes, aligned. */
  bytesOf(section: { start: number; rows: number; width: number }): ArrayBuffer {
    return this.#bytes.slice(section.start, section.start + section.rows * section.width).buffer as ArrayBuffer;
  }

  uint8(name: string, maxRows: number): Uint8Array {
    return new Uint8Array(this.bytesOf(this.next(name, [1], maxRows)));
  }

  uint16(name: string, maxRows: number): Uint16Array {
    return new Uint16Array(this.bytesOf(this.next(name, [2], maxRows)));
  }

  uint32s(name: string, maxRows: number): Uint32Array {
    return new Uint32Array(this.bytesOf(this.next(name, [4], maxRows)));
  }

  int32s(name: string, maxRows: number): Int32Array {
    return new Int32Array(this.bytesOf(this.next(name, [4], maxRows)));
  }

  float64s(name: string, maxRows: number): Float64Array {
    return new Float64Array(this.bytesOf(this.next(name, [8], maxRows)));
  }

  narrowUint32s(name: string, maxRows: number): Uint32Array {
    const section = this.next(name, [2, 4], maxRows);
    const buffer = this.bytesOf(section);
    return section.width === 4 ? new Uint32Array(buffer) : Uint32Array.from(new Uint16Array(buffer));
  }

  expectEnd(): void {
    expect(this.#at === this.#bytes.length, () => `${this.#bytes.length - this.#at} bytes after the last section`);
  }
}

function expectRows(name: string, rows: number, expected: number): void {
  expect(rows === expected, () => `column "${name}" has ${rows} rows, expected ${expected}`);
}

function expectBelow(name: string, column: Uint32Array, limit: number): void {
  for (let i = 0; i < column.length; i++) {
    if (column[i]! >= limit)
      throw new Malformed(`column "${name}", row ${i}: index ${column[i]}, expected less than ${limit}`);
  }
}

function decode(bytes: Uint8Array): Graph {
  expect(
    bytes.length >= HEADER_BYTES,
    () => `${bytes.length} bytes are no snapshot: its header alone takes ${HEADER_BYTES}`,
  );
  const reader = new SectionReader(bytes);
  expect(isSnapshot(bytes), () => `the first bytes are 0x${reader.uint32(0).toString(16)}, not those of a snapshot`);
  expect(
    reader.uint32(4) === SNAPSHOT_VERSION,
    () => `a snapshot of version ${reader.uint32(4)}; this build reads version ${SNAPSHOT_VERSION}`,
  );
  const wordSize = reader.uint32(8);
  if (wordSize !== 4 && wordSize !== 8) throw new Malformed(`word size ${wordSize}, expected 4 or 8`);

  const lengths = reader.uint32s("text lengths", MAX_SMALL_ROWS);
  const units = reader.uint16("text units", 2 ** 30);
  const places = decodePlaces(reader);
  const shapes = decodeShapes(reader, places.count);
  const nodeShape = reader.narrowUint32s("node shapes", MAX_NODES);
  const cells = reader.int32s("cells", 2 ** 32 - 1);
  const largeBytes = reader.float64s("large sizes", MAX_SMALL_ROWS);
  const rootName = reader.uint32s("root names", MAX_SMALL_ROWS);
  const rootCell = reader.int32s("root cells", MAX_SMALL_ROWS);
  const warningCount = reader.uint32s("warnings", 1);
  reader.expectEnd();

  expectRows("warnings", warningCount.length, 1);
  const nameCount = lengths.length - 3 * warningCount[0]!;
  expect(nameCount >= 0, () => `${warningCount[0]} warnings need three texts each; there are ${lengths.length} texts`);
  const texts = decodeTexts(lengths, units);
  const names = texts.slice(0, nameCount);
  const warnings: Warning[] = [];
  for (let i = nameCount; i < texts.length; i += 3) {
    warnings.push({ code: texts[i]!, path: texts[i + 1]!, detail: texts[i + 2]! });
  }
  expectBelow("place names", places.name, nameCount);
  expectBelow("type names", shapes.typeName, nameCount);
  expectBelow("root names", rootName, nameCount);
  expect(new Set(rootName).size === rootName.length, () => "two roots have the same name");
  expectBelow("node shapes", nodeShape, shapes.count);
  for (let i = 0; i < largeBytes.length; i++) {
    const size = largeBytes[i]!;
    if (!(Number.isSafeInteger(size) && size >= 0))
      throw new Malformed(`large size ${i} is ${size}, expected whole bytes`);
  }
  const nodeCount = nodeShape.length;
  const roots: RootTable = { count: rootName.length, name: rootName, cell: rootCell };
  expectRows("root cells", rootCell.length, rootName.length);
  expectCells("root cells", rootCell, nodeCount, largeBytes);
  expectCells("cells", cells, nodeCount, largeBytes);
  const firstCell = locateCells(shapes, nodeShape, cells);
  return { wordSize, names, places, shapes, nodeCount, nodeShape, firstCell, cells, largeBytes, roots, warnings };
}

function decodeTexts(lengths: Uint32Array, units: Uint16Array): string[] {
  const texts: string[] = [];
  const decoder = new TextChunks(units);
  let at = 0;
  for (let i = 0; i < lengths.length; i++) {
    const end = at + lengths[i]!;
    expect(end <= units.length, () => `text ${i} ends at unit ${end} of ${units.length}`);
    texts.push(decoder.slice(at, end));
    at = end;
  }
  expect(at === units.length, () => `${units.length - at} units after the last text`);
  return texts;
}

/** `String.fromCharCode` takes its units as arguments: not too many at once. */
class TextChunks {
  readonly #units: Uint16Array;
  constructor(units: Uint16Array) {
    this.#units = units;
  }
  slice(start: number, end: number): string {
    let text = "";
    for (let at = start; at < end; at += 4096) {
      text += String.fromCharCode.apply(
        null,
        this.#units.subarray(at, Math.min(end, at + 4096)) as unknown as number[],
      );
    }
    return text;
  }
}

function decodePlaces(reader: SectionReader): PlaceTable {
  const parent = reader.int32s("place parents", MAX_SMALL_ROWS);
  const name = reader.uint32s("place names", MAX_SMALL_ROWS);
  const kind = reader.uint8("place kinds", MAX_SMALL_ROWS);
  const flags = reader.uint8("place flags", MAX_SMALL_ROWS);
  const count = parent.length;
  expectRows("place names", name.length, count);
  expectRows("place kinds", kind.length, count);
  expectRows("place flags", flags.length, count);
  expect(count > 0 && parent[0] === -1 && kind[0] === KIND_TYPE, () => "place 0 is not the type frame");
  const depth = new Uint8Array(count);
  for (let i = 1; i < count; i++) {
    /* A parent before its child: no place can enclose itself. */
    const at = parent[i]!;
    if (at < 0 || at >= i) throw new Malformed(`place ${i} has parent ${at}, expected 0 to ${i - 1}`);
    if (kind[i] !== KIND_FIELD && kind[i] !== KIND_STORAGE) throw new Malformed(`place ${i} has kind ${kind[i]}`);
    depth[i] = depth[at]! + 1;
    if (depth[i]! > MAX_PLACE_DEPTH) throw new Malformed(`place ${i} is nested more than ${MAX_PLACE_DEPTH} deep`);
  }
  return { count, parent, name, kind, flags };
}

function decodeShapes(reader: SectionReader, placeCount: number): ShapeTable {
  const typeName = reader.uint32s("type names", MAX_SMALL_ROWS);
  const flags = reader.uint8("shape flags", MAX_SMALL_ROWS);
  const headerSize = reader.uint32s("header sizes", MAX_SMALL_ROWS);
  const headerMaxSize = reader.uint32s("header max sizes", MAX_SMALL_ROWS);
  const firstSlot = reader.uint32s("first slots", MAX_SMALL_ROWS);
  const firstRepeat = reader.uint32s("first repeats", MAX_SMALL_ROWS);
  const slotPlace = reader.uint32s("slot places", MAX_SMALL_ROWS);
  const slotSize = reader.uint32s("slot sizes", MAX_SMALL_ROWS);
  const slotMaxSize = reader.uint32s("slot max sizes", MAX_SMALL_ROWS);
  const slotFlags = reader.uint8("slot flags", MAX_SMALL_ROWS);
  const count = typeName.length;
  expectRows("shape flags", flags.length, count);
  expectRows("header sizes", headerSize.length, count);
  expectRows("header max sizes", headerMaxSize.length, count);
  expectRows("first slots", firstSlot.length, count + 1);
  expectRows("first repeats", firstRepeat.length, count);
  const slotCount = slotPlace.length;
  expectRows("slot sizes", slotSize.length, slotCount);
  expectRows("slot max sizes", slotMaxSize.length, slotCount);
  expectRows("slot flags", slotFlags.length, slotCount);
  expectBelow("slot places", slotPlace, placeCount);
  expect(
    firstSlot[0] === 0 && firstSlot[count] === slotCount,
    () => "the slots of the shapes do not cover the slot columns",
  );
  for (let s = 0; s < count; s++) {
    const start = firstSlot[s]!;
    const repeat = firstRepeat[s]!;
    const end = firstSlot[s + 1]!;
    if (start > repeat || repeat > end)
      throw new Malformed(`shape ${s}: slots ${start} to ${end} with repeats from ${repeat}`);
    if (headerMaxSize[s]! < headerSize[s]!)
      throw new Malformed(`shape ${s}: a header of at most ${headerMaxSize[s]} bytes, at least ${headerSize[s]}`);
  }
  for (let i = 0; i < slotCount; i++) {
    if (slotMaxSize[i]! < slotSize[i]!)
      throw new Malformed(`slot ${i}: at most ${slotMaxSize[i]} bytes, at least ${slotSize[i]}`);
  }
  return {
    count,
    typeName,
    flags,
    headerSize,
    headerMaxSize,
    firstSlot,
    firstRepeat,
    slotPlace,
    slotSize,
    slotMaxSize,
    slotFlags,
  };
}

function expectCells(name: string, cells: Int32Array, nodeCount: number, largeBytes: Float64Array): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (!isCellWithin(cell, nodeCount, largeBytes.length)) {
      throw new Malformed(`column "${name}", row ${i}: ${cell} refers to nothing; there are ${nodeCount} nodes`);
    }
  }
}

/** Where each node's cells begin, from its shape and the number of repetitions that stands among them. */
function locateCells(shapes: ShapeTable, nodeShape: Uint32Array, cells: Int32Array): Uint32Array {
  const { firstSlot, firstRepeat } = shapes;
  const nodeCount = nodeShape.length;
  const firstCell = new Uint32Array(nodeCount + 1);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    firstCell[node] = at;
    const shape = nodeShape[node]!;
    const repeat = firstRepeat[shape]!;
    const period = firstSlot[shape + 1]! - repeat;
    at += repeat - firstSlot[shape]!;
    if (period > 0) {
      const count = at < cells.length ? countOf(cells[at]!) : -1;
      if (count < 0) {
        throw new Malformed(`node ${node}: cell ${at} is no number of repetitions`);
      }
      at += 1 + count * period;
    }
    if (at > cells.length) throw new Malformed(`node ${node} needs cells up to ${at}; there are ${cells.length}`);
  }
  firstCell[nodeCount] = at;
  expect(at === cells.length, () => `${cells.length - at} cells after those of the last node`);
  return firstCell;
}
