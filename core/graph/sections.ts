/*
 * Columns as bytes, little-endian:
 *
 *   u32 magic "ALLO" · u32 version · u32 word size · u32 number of sections · then for each section
 *   u32 rows · u32 bytes of an element · u32 bytes of the name · the name, in ASCII · the rows
 *
 * The name and the rows are each padded, so that what follows begins at a multiple of 8. SECTIONS lists the sections. A column without rows is not written, and a section that
 * is absent is a column without rows. A reader skips sections that it does not know. So a new column needs no new version.
 * A column of 32-bit indices may be stored in elements of two bytes.
 *
 * Version 2 had no names: the header of a section was `u32 rows · u32 bytes of an element`, and all of the first 28 sections were there, in
 * the order of SECTIONS.
 */

export const SNAPSHOT_MAGIC = 0x4f4c4c41;
export const SNAPSHOT_VERSION = 3;
const UNNAMED_VERSION = 2;
const UNNAMED_SECTIONS = 28;

const HEADER_BYTES = 16;
const SECTION_HEADER_BYTES = 12;
const UNNAMED_HEADER_BYTES = 8;
const MAX_NAME_BYTES = 64;

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/* Taken at load: writing runs in the page. `length` and the like of a typed array are accessors that a page can replace. */
const { call, bind } = Function.prototype;
const Bytes = Uint8Array;
const Words = Uint32Array;
const SignedWords = Int32Array;
const Halves = Uint16Array;
const Doubles = Float64Array;
const uncurry = (f: unknown) => (bind as (this: unknown, ...args: unknown[]) => unknown).call(call, f);
const setBytes = /* @__PURE__ */ uncurry(Uint8Array.prototype.set) as (
  self: Uint8Array,
  source: Uint8Array,
  at: number,
) => void;
const charCodeAt = /* @__PURE__ */ uncurry(String.prototype.charCodeAt) as (self: string, at: number) => number;
const TypedArrayPrototype = /* @__PURE__ */ Object.getPrototypeOf(Uint8Array.prototype) as object;
const getterOf = (key: string) => uncurry(Object.getOwnPropertyDescriptor(TypedArrayPrototype, key)?.get);
const lengthOf = /* @__PURE__ */ getterOf("length") as (self: Column) => number;
const byteOffsetOf = /* @__PURE__ */ getterOf("byteOffset") as (self: Column) => number;
const bufferOf = /* @__PURE__ */ getterOf("buffer") as (self: Column) => ArrayBuffer;

/** Table, column and type of each section, in the order of the bytes. New ones go to the end. What can be derived is left out. */
const SECTIONS = [
  ["texts", "lengths", Words],
  ["texts", "units", Halves],
  ["places", "parent", SignedWords],
  ["places", "name", Words],
  ["places", "kind", Bytes],
  ["places", "flags", Bytes],
  ["shapes", "typeName", Words],
  ["shapes", "flags", Halves],
  ["shapes", "headerSize", Words],
  ["shapes", "headerMaxSize", Words],
  ["shapes", "firstSlot", Words],
  ["shapes", "firstRepeat", Words],
  ["shapes", "firstStorage", Words],
  ["shapes", "slotPlace", Words],
  ["shapes", "slotSize", Words],
  ["shapes", "slotMaxSize", Words],
  ["shapes", "slotFlags", Bytes],
  ["shapes", "storagePlace", Words],
  ["shapes", "storageSize", Words],
  ["shapes", "storageMaxSize", Words],
  ["shapes", "storageItemSize", Words],
  ["shapes", "storageItemMaxSize", Words],
  ["nodes", "shape", Words],
  ["nodes", "cells", SignedWords],
  ["nodes", "largeBytes", Doubles],
  ["roots", "name", Words],
  ["roots", "cell", SignedWords],
  ["warnings", "node", SignedWords],
  ["roots", "kind", Bytes],
  ["roots", "group", Words],
  ["realm", "usedHeapSize", Doubles],
  ["names", "minified", Words],
  ["timeline", "counts", Doubles],
  ["shapes", "script", Words],
  ["dom", "counts", Doubles],
  ["watched", "ageMs", Doubles],
  ["watched", "kind", Bytes],
  ["watched", "line", Words],
  ["watched", "column", Words],
  ["watched", "count", Words],
  ["watched", "size", Doubles],
  ["watched", "lengths", Words],
  ["watched", "units", Halves],
  ["realm", "engine", Bytes],
] as const;

type Section = (typeof SECTIONS)[number];
type InstanceOf<Type> = Type extends { readonly prototype: infer Instance } ? Instance : never;

/** All columns of a graph, by table. `texts` are the names of the graph, then three for each warning: UTF-16 code units, because the keys of a page may hold lone surrogates. */
export type Tables = {
  readonly [Table in Section[0]]: {
    readonly [Entry in Extract<Section, readonly [Table, string, unknown]> as Entry[1]]: InstanceOf<Entry[2]>;
  };
};

/** As `Tables`; a column of 32-bit indices may have elements of two bytes. */
export type WritableTables = { readonly [Table in keyof Tables]: { readonly [Name in keyof Tables[Table]]: Column } };

/** The bytes are wrong: a sentence with the value found, the expected one, and the place. */
export class MalformedSnapshotError extends Error {
  override readonly name = "MalformedSnapshotError";
}

/** Costs a copy of the columns. */
export function writeSections(tables: WritableTables, wordSize: 4 | 8): Uint8Array<ArrayBuffer> {
  let size = HEADER_BYTES;
  let count = 0;
  for (let i = 0; i < SECTIONS.length; i++) {
    const column = columnOf(tables, i);
    if (lengthOf(column) === 0) continue;
    size += SECTION_HEADER_BYTES + paddedName(i) + padded(byteLengthOf(column));
    count++;
  }
  const bytes = new Bytes(size);
  /* As little-endian as the columns: all engines run on such machines. */
  const words = new Words(bufferOf(bytes));
  words[0] = SNAPSHOT_MAGIC;
  words[1] = SNAPSHOT_VERSION;
  words[2] = wordSize;
  words[3] = count;
  let at = HEADER_BYTES;
  for (let i = 0; i < SECTIONS.length; i++) {
    const column = columnOf(tables, i);
    const rows = lengthOf(column);
    if (rows === 0) continue;
    const name = nameOf(i);
    words[at / 4] = rows;
    words[at / 4 + 1] = column.BYTES_PER_ELEMENT;
    words[at / 4 + 2] = name.length;
    at += SECTION_HEADER_BYTES;
    for (let c = 0; c < name.length; c++) bytes[at + c] = charCodeAt(name, c);
    at += paddedName(i);
    setBytes(bytes, new Bytes(bufferOf(column), byteOffsetOf(column), byteLengthOf(column)), at);
    at += padded(byteLengthOf(column));
  }
  return bytes;
}

function columnOf(tables: WritableTables, index: number): Column {
  const section = SECTIONS[index];
  return (tables[section[0]] as Readonly<Record<string, Column>>)[section[1]];
}

function nameOf(index: number): string {
  const section = SECTIONS[index];
  return `${section[0]}.${section[1]}`;
}

/** Bytes of the name up to where the rows begin: a header takes 12 bytes, so 4 are left over. */
function paddedName(index: number): number {
  return padded(nameOf(index).length + SECTION_HEADER_BYTES) - SECTION_HEADER_BYTES;
}

function byteLengthOf(column: Column): number {
  return lengthOf(column) * column.BYTES_PER_ELEMENT;
}

function padded(byteLength: number): number {
  return byteLength + (-byteLength & 7);
}

export interface StoredTables {
  /** As it came; not checked. */
  readonly wordSize: number;
  readonly tables: Tables;
}

/** Whether the bytes begin like a snapshot. */
export function isSnapshot(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === SNAPSHOT_MAGIC;
}

/**
 * Reads bytes that may come from anywhere. Each column is a copy, of as many rows as there are bytes for; what they contain is not checked.
 *
 * @throws MalformedSnapshotError
 */
export function readSections(bytes: Uint8Array): StoredTables {
  const reader = new SectionReader(bytes);
  const columns = reader.columns();
  const tables: Record<string, Record<string, Column>> = {};
  for (const [index, [table, column, type]] of SECTIONS.entries()) {
    tables[table] ??= {};
    tables[table][column] = columns.get(nameOf(index)) ?? new type(0);
  }
  return { wordSize: reader.wordSize, tables: tables as Tables };
}

interface ColumnType {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): Column;
}

/** The type of a column; undefined for a name that no column has. */
function typeOf(name: string): ColumnType | undefined {
  for (let i = 0; i < SECTIONS.length; i++) if (nameOf(i) === name) return SECTIONS[i][2];
  return undefined;
}

class SectionReader {
  readonly wordSize: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #version: number;
  readonly #sectionCount: number;

  constructor(bytes: Uint8Array) {
    const { length } = bytes;
    if (length < HEADER_BYTES) {
      throw new MalformedSnapshotError(`${length} bytes are not a snapshot: its header alone takes ${HEADER_BYTES}`);
    }
    /* Not `bytes` itself: a Buffer of Node has a `slice` that copies nothing. */
    this.#bytes = new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!isSnapshot(bytes)) {
      throw new MalformedSnapshotError(
        `the first bytes are 0x${this.#uint32(0).toString(16)}, not those of a snapshot`,
      );
    }
    this.#version = this.#uint32(4);
    this.wordSize = this.#uint32(8);
    this.#sectionCount = this.#uint32(12);
    if (this.#version !== SNAPSHOT_VERSION && this.#version !== UNNAMED_VERSION) {
      throw new MalformedSnapshotError(
        `a snapshot of version ${this.#version}; this build reads versions ${UNNAMED_VERSION} and ${SNAPSHOT_VERSION}`,
      );
    }
    if (this.#version === UNNAMED_VERSION && this.#sectionCount !== UNNAMED_SECTIONS) {
      throw new MalformedSnapshotError(
        `${this.#sectionCount} sections in a snapshot of version ${UNNAMED_VERSION}, expected ${UNNAMED_SECTIONS}`,
      );
    }
  }

  /** By name. Sections that no column of ours has are left out. */
  columns(): ReadonlyMap<string, Column> {
    const columns = new Map<string, Column>();
    let at = HEADER_BYTES;
    for (let i = 0; i < this.#sectionCount; i++) {
      const { name, rows, width, start } =
        this.#version === UNNAMED_VERSION ? this.#unnamed(at, i) : this.#named(at, i);
      const end = start + rows * width;
      if (end > this.#bytes.length) throw this.#endsTooEarly(`section "${name}"`, at);
      at = start + padded(end - start);
      const type = typeOf(name);
      if (type === undefined) continue;
      if (columns.has(name)) throw new MalformedSnapshotError(`section "${name}" is there twice`);
      columns.set(name, columnFrom(this.#bytes.slice(start, end).buffer, type, width, name));
    }
    if (at !== this.#bytes.length) {
      throw new MalformedSnapshotError(`${this.#bytes.length - at} bytes after the last section`);
    }
    return columns;
  }

  #named(at: number, index: number): SectionHead {
    const nameAt = at + SECTION_HEADER_BYTES;
    if (nameAt > this.#bytes.length) throw this.#endsTooEarly(`section ${index}`, at);
    const nameBytes = this.#uint32(at + 8);
    const start = at + padded(SECTION_HEADER_BYTES + nameBytes);
    if (nameBytes > MAX_NAME_BYTES) {
      throw new MalformedSnapshotError(
        `section ${index} at byte ${at}: a name of ${nameBytes} bytes, expected at most ${MAX_NAME_BYTES}`,
      );
    }
    if (start > this.#bytes.length) throw this.#endsTooEarly(`section ${index}`, at);
    const name = String.fromCharCode(...this.#bytes.subarray(nameAt, nameAt + nameBytes));
    return { name, rows: this.#uint32(at), width: this.#uint32(at + 4), start };
  }

  #unnamed(at: number, index: number): SectionHead {
    const name = nameOf(index);
    const start = at + UNNAMED_HEADER_BYTES;
    if (start > this.#bytes.length) throw this.#endsTooEarly(`section "${name}"`, at);
    return { name, rows: this.#uint32(at), width: this.#uint32(at + 4), start };
  }

  #endsTooEarly(section: string, at: number): MalformedSnapshotError {
    return new MalformedSnapshotError(`${section} at byte ${at}: the snapshot ends at byte ${this.#bytes.length}`);
  }

  #uint32(at: number): number {
    return this.#view.getUint32(at, true);
  }
}

interface SectionHead {
  readonly name: string;
  readonly rows: number;
  /** Bytes of an element. */
  readonly width: number;
  /** Where the rows begin, in bytes. */
  readonly start: number;
}

function columnFrom(buffer: ArrayBuffer, type: ColumnType, width: number, name: string): Column {
  if (width === type.BYTES_PER_ELEMENT) return new type(buffer);
  if (type === Uint32Array && width === 2) return Uint32Array.from(new Uint16Array(buffer));
  /* Earlier versions had flags of one byte. */
  if (type === Uint16Array && width === 1) return Uint16Array.from(new Uint8Array(buffer));
  throw new MalformedSnapshotError(`section "${name}": elements of ${width} bytes, expected ${type.BYTES_PER_ELEMENT}`);
}
