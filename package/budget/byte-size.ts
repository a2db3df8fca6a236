/** Bytes of each unit that a size can be given in: decimal ones, and the binary ones that the panel writes. */
const BYTES_OF_UNIT = new Map([
  ["B", 1],
  ["kB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
]);

export const BYTE_UNITS: readonly string[] = [...BYTES_OF_UNIT.keys()];

/** A size as the user wrote it. */
export interface ByteSize {
  /** Whole, above 0. */
  readonly bytes: number;
  /** One of `BYTE_UNITS`. */
  readonly unit: string;
  /** Number and unit, such as `1.5 MiB`. */
  readonly text: string;
}

const SIZE = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/;

/** `5MB`, `1.5 MiB`; `undefined` for all else, sizes below a byte and above 2^53 - 1 bytes among it. */
export function parseByteSize(text: string): ByteSize | undefined {
  const [, number, unit] = SIZE.exec(text.trim()) ?? [];
  const bytesOfUnit = unit === undefined ? undefined : BYTES_OF_UNIT.get(unit);
  if (number === undefined || unit === undefined || bytesOfUnit === undefined) return undefined;
  const bytes = Math.round(Number(number) * bytesOfUnit);
  return bytes > 0 && Number.isSafeInteger(bytes) ? { bytes, unit, text: `${number} ${unit}` } : undefined;
}

/** `6.21 MB`, in the given unit of `BYTE_UNITS`, however large or small that makes the number. */
export function writeBytesIn(unit: string, bytes: number): string {
  const bytesOfUnit = BYTES_OF_UNIT.get(unit);
  if (bytesOfUnit === undefined) throw new RangeError(`not a unit of bytes: ${unit}`);
  const number = bytes / bytesOfUnit;
  return `${unit === "B" ? grouped(number) : number.toFixed(2)} ${unit}`;
}

/** `12,345 bytes`. */
export function writeExactBytes(bytes: number): string {
  return `${grouped(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
}

function grouped(number: number): string {
  return number.toLocaleString("en-US");
}
