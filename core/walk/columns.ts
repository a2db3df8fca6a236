import { typedArrayBufferOf, uncurry } from "../realm/introspect.ts";
import { createSafeList, type SafeList } from "../realm/safe-collections.ts";

/* Typed-array members are taken at load: a page may replace them while it is measured. */
const Uint8 = Uint8Array;
const Uint16 = Uint16Array;
const Int32 = Int32Array;
const Uint32 = Uint32Array;
const Float64 = Float64Array;
const setAll = /* @__PURE__ */ uncurry(Int32Array.prototype.set) as (
  self: Int32Array,
  source: Int32Array,
  at: number,
) => void;

/** Rows of a column, without a copy. `subarray` would ask the column for its constructor. */
function rowsOf(column: Column, start: number, rows: number): Column {
  return new Int32(typedArrayBufferOf(column) as ArrayBuffer, start * 4, rows);
}

/** A column that grows. Cells are signed; indices are far below 2^31. */
export type Column = Int32Array<ArrayBuffer>;

export function createSignedColumn(rows: number): Column {
  return new Int32(rows);
}

interface Numbers {
  readonly [row: number]: number;
  readonly length: number;
}

export function toColumn(numbers: Numbers): Uint32Array<ArrayBuffer> {
  return filled(new Uint32(numbers.length), numbers);
}

export function toByteColumn(numbers: Numbers): Uint8Array<ArrayBuffer> {
  return filled(new Uint8(numbers.length), numbers);
}

export function toHalfColumn(numbers: Numbers): Uint16Array<ArrayBuffer> {
  return filled(new Uint16(numbers.length), numbers);
}

export function toSignedColumn(numbers: Numbers): Column {
  return filled(new Int32(numbers.length), numbers);
}

export function toDoubleColumn(numbers: Numbers): Float64Array<ArrayBuffer> {
  return filled(new Float64(numbers.length), numbers);
}

function filled<C extends { [row: number]: number }>(column: C, numbers: Numbers): C {
  for (let i = 0; i < numbers.length; i++) column[i] = numbers[i];
  return column;
}

/* Columns grow by chunks: a growing array would be copied over and over, and each of its large buffers hurries the garbage collector. */
const FIRST_CHUNK_ROWS = 1 << 10;
const CHUNK_ROWS = 1 << 18;

/** Chunks that are full, in order. */
export class ChunkList {
  readonly #chunks: SafeList<Column> = createSafeList<Column>();
  readonly #chunkRows: SafeList<number> = createSafeList<number>();
  #rows = 0;
  #joined: Column | undefined;
  #joinedChunks = 0;
  #joinedRows = 0;

  /** Rows of all chunks. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes the first `rows` rows of a chunk. */
  add(chunk: Column, rows: number): void {
    this.#chunkRows[this.#chunks.length] = rows;
    this.#chunks[this.#chunks.length] = chunk;
    this.#rows += rows;
  }

  /** Rows for a new chunk: more the more there are already, and room for `needed`. */
  rowsOfNextChunk(needed: number): number {
    const usual = this.#rows < CHUNK_ROWS ? FIRST_CHUNK_ROWS + this.#rows : CHUNK_ROWS;
    return needed > usual ? needed : usual;
  }

  /** Joins one more chunk to the run of all rows, `last` after them: that run once all are in it, undefined before. Nothing may be added after the first call. */
  joinNext(last: Column, lastRows: number): Column | undefined {
    if (this.#chunks.length === 0) return rowsOf(last, 0, lastRows);
    this.#joined ??= new Int32(this.#rows + lastRows);
    const next = this.#joinedChunks++;
    const chunk = this.#chunks[next];
    const rows = this.#chunkRows[next] ?? lastRows;
    setAll(this.#joined, rowsOf(chunk ?? last, 0, rows), this.#joinedRows);
    this.#joinedRows += rows;
    return chunk === undefined ? this.#joined : undefined;
  }
}

/** Rows brought to their last form at once. */
const ROWS_AT_ONCE = 1 << 14;

/** A column whose rows are set in any order, none far beyond those set before. Rows are 0 until set. */
export class IndexedColumn {
  #rows: Column;
  #room: number;
  #joinedRows = 0;

  /** `room`: rows for which there is room from the beginning. */
  constructor(room: number) {
    this.#room = room < FIRST_CHUNK_ROWS ? FIRST_CHUNK_ROWS : room;
    this.#rows = createSignedColumn(this.#room);
  }

  at(row: number): number {
    return row < this.#room ? this.#rows[row] : 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#room) this.#grow(row);
    this.#rows[row] = value;
  }

  #grow(row: number): void {
    const rows = createSignedColumn(2 * row);
    copyRows(rows, this.#rows, 0, this.#room);
    this.#rows = rows;
    this.#room = 2 * row;
  }

  /** Subtracts 1 from some more of the first `rows` rows, all of which were set: those rows once it is done, undefined before. Nothing may be set after the first call. */
  joinNext(rows: number): Uint32Array<ArrayBuffer> | undefined {
    const column = this.#rows;
    let at = this.#joinedRows;
    if (at >= rows) return new Uint32(typedArrayBufferOf(column) as ArrayBuffer, 0, rows);
    const end = rows - at < ROWS_AT_ONCE ? rows : at + ROWS_AT_ONCE;
    for (; at < end; at++) column[at]--;
    this.#joinedRows = at;
    return undefined;
  }
}

/** The first `rows` rows of `source` from `start` on, into `target`. */
export function copyRows(target: Column, source: Column, start: number, rows: number): void {
  setAll(target, rowsOf(source, start, rows), 0);
}

/* A chunk of so many values is too large for the engine to copy it when it collects what is young. */
const LIST_CHUNK_BITS = 16;

/** A list of values that is only added to; in chunks, for the same reason. */
export class GrowingList<T> {
  readonly #room: number;
  /** The first values. */
  readonly #first: SafeList<T>;
  readonly #chunks: SafeList<SafeList<T>> = createSafeList<SafeList<T>>();

  /** `room`: values for which there is room from the beginning. */
  constructor(room: number) {
    this.#room = room;
    this.#first = createSafeList<T>(room);
  }

  at(index: number): T {
    const row = index - this.#room;
    return row < 0 ? this.#first[index] : this.#chunks[row >> LIST_CHUNK_BITS][row & ((1 << LIST_CHUNK_BITS) - 1)];
  }

  /** `index` is the number of values set before. */
  set(index: number, value: T): void {
    const row = index - this.#room;
    if (row < 0) {
      this.#first[index] = value;
      return;
    }
    const place = row & ((1 << LIST_CHUNK_BITS) - 1);
    if (place === 0) this.#chunks[row >> LIST_CHUNK_BITS] = createSafeList<T>(1 << LIST_CHUNK_BITS);
    this.#chunks[row >> LIST_CHUNK_BITS][place] = value;
  }
}
