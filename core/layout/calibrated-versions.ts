/** Major versions of Chromium and Node on which the sizes were held against V8's heap snapshot, in order. */
export const CHROMIUM_VERSIONS: readonly number[] = [148, 149, 150, 152, 153, 156];
export const NODE_VERSIONS: readonly number[] = [20, 22, 24, 26];

/** Bytes on each calibrated version, in their order; one number where all agree. */
export type SizeByVersion = number | readonly number[];

/** The calibrated versions that an engine may be, or lies between: rows of the list, the last one included. */
export interface VersionSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * A version that was calibrated stands for itself, and one between two may be as either of them. A version that is older or newer than all, or
 * that is not known, may be as any.
 */
export function spanOf(versions: readonly number[], version: number | undefined): VersionSpan {
  const all = { first: 0, last: versions.length - 1 };
  if (version === undefined) return all;
  let row = 0;
  while (row < versions.length && versions[row] < version) row++;
  if (row === versions.length) return all;
  if (versions[row] === version) return { first: row, last: row };
  return row === 0 ? all : { first: row - 1, last: row };
}

export function leastOf(size: SizeByVersion, { first, last }: VersionSpan): number {
  if (typeof size === "number") return size;
  let least = size[first];
  for (let row = first + 1; row <= last; row++) if (size[row] < least) least = size[row];
  return least;
}

export function mostOf(size: SizeByVersion, { first, last }: VersionSpan): number {
  if (typeof size === "number") return size;
  let most = size[first];
  for (let row = first + 1; row <= last; row++) if (size[row] > most) most = size[row];
  return most;
}
