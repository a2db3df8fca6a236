/* Typed-array members are taken at load: a page may replace them while it is measured. */
const Uint32 = Uint32Array;
const { call, bind } = Function.prototype;
const setAll = (bind as (this: unknown, ...args: unknown[]) => unknown).call(call, Uint32Array.prototype.set) as (
  self: Uint32Array,
  source: Uint32Array,
) => void;

/** A copy of `column` with room for `needed` rows, and for as many again as it had. */
export function grown(column: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  const doubled = column.length * 2;
  const larger = new Uint32(needed > doubled ? needed : doubled);
  setAll(larger, column);
  return larger;
}

export function createColumn(rows: number): Uint32Array<ArrayBuffer> {
  return new Uint32(rows);
}

const Uint8 = Uint8Array;
const Int32 = Int32Array;
const Float64 = Float64Array;
const subarrayOf = (bind as (this: unknown, ...args: unknown[]) => unknown).call(
  call,
  Uint32Array.prototype.subarray,
) as (self: Uint32Array, start: number, end: number) => Uint32Array<ArrayBuffer>;

/** The first `rows` rows, in the same memory. */
export function trimmed(column: Uint32Array<ArrayBuffer>, rows: number): Uint32Array<ArrayBuffer> {
  return column.length === rows ? column : subarrayOf(column, 0, rows);
}

export function createByteColumn(rows: number): Uint8Array<ArrayBuffer> {
  return new Uint8(rows);
}

export function createSignedColumn(rows: number): Int32Array<ArrayBuffer> {
  return new Int32(rows);
}

export function createDoubleColumn(rows: number): Float64Array<ArrayBuffer> {
  return new Float64(rows);
}
