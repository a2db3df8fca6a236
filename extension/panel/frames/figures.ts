import { shareOf } from "./box.ts";

/* Figures as the panel writes them: sizes with one decimal, thousands set off by a comma. */

const SIZE_UNITS = {
  binary: { base: 1024, names: ["KiB", "MiB", "GiB", "TiB"] },
  decimal: { base: 1000, names: ["kB", "MB", "GB", "TB"] },
} as const;

/** Whether a step from one unit to the next is 1,024 bytes or 1,000. */
export type SizeUnit = keyof typeof SIZE_UNITS;

export function isSizeUnit(value: unknown): value is SizeUnit {
  return value === "binary" || value === "decimal";
}

/** One for all figures of the panel, as its user chose. It is no parameter because two units side by side would be a mistake. */
let sizeUnit: SizeUnit = "binary";

export function setSizeUnit(unit: SizeUnit): void {
  sizeUnit = unit;
}

/** `512 B`, `1.2 MiB`. */
export function writeSize(bytes: number): string {
  const { base, names } = SIZE_UNITS[sizeUnit];
  if (bytes < base) return `${Math.round(bytes)} B`;
  let value = bytes / base;
  let unit = 0;
  /* 1023.95 would be written "1024.0". */
  while (value >= base - 0.05 && unit < names.length - 1) {
    value /= base;
    unit++;
  }
  return `${value.toFixed(1)} ${names[unit]}`;
}

/** `+1.2 MiB`, `−512 B`, `±0 B`. */
export function writeDelta(bytes: number): string {
  return bytes === 0 ? "±0 B" : `${signOf(bytes)}${writeSize(Math.abs(bytes))}`;
}

/** From so many times as much on, a percentage says less than the factor; and from so many on, no figure says anything. */
const LEAST_FACTOR = 100;
const MOST_FACTOR = 999_999;

/** `+12 %`, `−3.4 %`, `< 0.1 %` up or down, `±0 %`: the part of `before` by which it changed. `×780` if it is many times as much, `"new"` if nothing was before. */
export function writeChange(before: number, after: number): string {
  if (before === after) return "±0 %";
  if (before === 0) return "new";
  const factor = after / before;
  if (factor > MOST_FACTOR) return `> ×${writeCount(MOST_FACTOR)}`;
  if (factor >= LEAST_FACTOR) return `×${writeCount(factor)}`;
  const percent = (Math.abs(after - before) / before) * 100;
  if (percent < 0.1) return "< 0.1 %";
  return `${signOf(after - before)}${percent < 9.95 ? percent.toFixed(1) : writeCount(percent)} %`;
}

function signOf(figure: number): string {
  return figure > 0 ? "+" : "−";
}

/** `123,456`. Not by locale: the status line is the same everywhere. */
export function writeCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `12,345 bytes`, exact. */
export function writeBytes(bytes: number): string {
  return `${writeCount(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
}

/** A most that is above the least by no more than this part of it is not worth a second figure. */
const CLOSE = 0.015;

/** Whether least and most are worth two figures. */
export function hasRange(size: number, maxSize: number): boolean {
  return maxSize > size * (1 + CLOSE);
}

/** `5.2 MiB – 9.8 MiB`, least and most; one figure if they are close. */
export function writeSizeRange(size: number, maxSize: number): string {
  const least = writeSize(size);
  const most = writeSize(maxSize);
  return hasRange(size, maxSize) && most !== least ? `${least} – ${most}` : least;
}

/** `5,452,595 bytes minimum, 10,276,044 maximum`; one figure if they are close. */
export function writeBytesRange(size: number, maxSize: number): string {
  return hasRange(size, maxSize) ? `${writeBytes(size)} minimum, ${writeCount(maxSize)} maximum` : writeBytes(size);
}

/** `5,452,595 – 10,276,044 bytes`, what `writeSizeRange` has rounded; `""` if it has not. */
export function writeExact(size: number, maxSize = size): string {
  if (maxSize < SIZE_UNITS[sizeUnit].base) return "";
  return hasRange(size, maxSize) ? `${writeCount(size)} – ${writeBytes(maxSize)}` : writeBytes(size);
}

/** Bytes, the least and the most. */
export interface SizeRange {
  readonly size: number;
  readonly maxSize: number;
}

/**
 * `465.7 KiB of 9.7 MiB (4.7 %) minimum, 7.0 MiB of 20.1 MiB (35 %) maximum`: the minimum stands beside the minimum and the maximum beside the maximum, as a share of one
 * bound in the other says nothing. Of an exact part: `5.0 MiB of 9.7 MiB – 20.1 MiB (25 % – 52 %)`.
 */
export function writePart(part: SizeRange, whole: SizeRange): string {
  const wholeText = writeSizeRange(whole.size, whole.maxSize);
  const leastShare = writeShare(shareOf(part.size, whole.size));
  if (!hasRange(part.size, part.maxSize)) {
    const ofMost = writeShare(shareOf(part.size, whole.maxSize));
    const isOne = !hasRange(whole.size, whole.maxSize) || ofMost === leastShare;
    return `${writeSize(part.size)} of ${wholeText} (${isOne ? leastShare : `${ofMost} – ${leastShare}`})`;
  }
  const mostShare = writeShare(shareOf(part.maxSize, whole.maxSize));
  const least = `${writeSize(part.size)} of ${writeSize(whole.size)} (${leastShare}) minimum`;
  return `${least}, ${writeSize(part.maxSize)} of ${writeSize(whole.maxSize)} (${mostShare}) maximum`;
}

/** `34 %`, `3.4 %`, `< 0.1 %`. */
export function writeShare(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return "0 %";
  if (percent < 0.1) return "< 0.1 %";
  if (percent < 9.95) return `${percent.toFixed(1)} %`;
  /* 100 % is said of the whole alone. */
  if (percent < 100 && percent > 99) return `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
  return `${Math.round(percent)} %`;
}

export function writeTypes(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "type" : "types"}`;
}

/** `1 object`, `12 objects`. */
export function writeObjects(count: number): string {
  return `${writeCount(count)} ${count === 1 ? "object" : "objects"}`;
}

/** `, 12 objects` after other figures; `""` for none: strings, fields and the frames of a file of stacks are not counted as objects. */
export function writeObjectsAfter(count: number): string {
  return count > 0 ? `, ${writeObjects(count)}` : "";
}

/** The count for a cell; `–` if nothing is counted there. */
export function writeCountCell(count: number): string {
  return count > 0 ? writeCount(count) : "–";
}
