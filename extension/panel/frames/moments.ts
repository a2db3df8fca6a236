import type { PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import type { RootTotal } from "./root-totals.ts";

/** A root over all moments, by its kind and name. */
export type MomentRoot = Pick<RootTotal, "name" | "kind">;

/** All figures of one moment. What was not counted is NaN. Times are milliseconds. */
export interface Moment {
  /** `performance.now()` of the panel. */
  readonly at: number;
  /** Total size of each root, in the order of `MomentSeries.roots`; roots that came later have none. */
  readonly totals: Float64Array;
  readonly totalSize: number;
  readonly objectCount: number;
  /** Of the DOM. */
  readonly elements: number;
  readonly detached: number;
  readonly listeners: number;
  /** Entries of the performance timeline. */
  readonly entries: number;
  /** How long the page was held up, in all and at a time. */
  readonly pageMs: number;
  readonly pauseMs: number;
  /** Number of its snapshot; `null` if it was not kept. It may have left the list since. */
  readonly snapshot: number | null;
}

/** What happened at a time between moments. */
export interface MomentEvent {
  readonly at: number;
  /** `"gap"`: the page could not be asked, or the panel did not run. */
  readonly kind: "mark" | "navigation" | "gap";
  /** Of a mark its name, of a navigation the page, of a gap the reason as a sentence. */
  readonly text: string;
  /** Of a mark: as `RecordedMark.startMs`. */
  readonly startMs?: number;
}

/** How totals went, moment by moment, oldest first. */
export interface MomentSeries {
  readonly startedAt: number;
  /** In the order in which they came. */
  readonly roots: readonly MomentRoot[];
  readonly moments: readonly Moment[];
  /** By their time. */
  readonly events: readonly MomentEvent[];
}

/** The counts of a moment, from those of its snapshot. */
export function momentCountsOf({
  totals,
}: PageCounts): Pick<Moment, "elements" | "detached" | "listeners" | "entries"> {
  const countOf = (name: string): number => totals.find((row) => row.name === name)?.count ?? Number.NaN;
  return {
    elements: countOf("DOM elements"),
    detached: countOf("detached DOM nodes"),
    listeners: countOf("listeners"),
    entries: countOf("User Timing marks") + countOf("User Timing measures") + countOf("resource timings"),
  };
}

/** The totals in the order of all roots that there were; those that are new come last. */
export function totalsIn(
  known: readonly MomentRoot[],
  found: readonly RootTotal[],
): Pick<MomentSeries, "roots"> & Pick<Moment, "totals"> {
  const places = new Map(known.map((root, place) => [keyOf(root), place]));
  const fresh = found.filter((root) => !places.has(keyOf(root)));
  const roots = fresh.length === 0 ? known : [...known, ...fresh.map(({ name, kind }) => ({ name, kind }))];
  for (const root of fresh) places.set(keyOf(root), places.size);
  const totals = new Float64Array(roots.length).fill(Number.NaN);
  for (const root of found) totals[places.get(keyOf(root)) ?? 0] = root.totalSize;
  return { roots, totals };
}

function keyOf({ kind, name }: MomentRoot): string {
  return `${kind} ${name}`;
}

/** Total size of a root at a moment; NaN if it was not there. */
export function totalAt({ totals }: Moment, root: number): number {
  return root < totals.length ? totals[root] : Number.NaN;
}

/** `0.3 ms`, `120 ms`, `9.5 s`. */
export function writeMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 9.95 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `0:35`, `12:05`, `1:02:03`. */
export function writeElapsed(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const two = (part: number): string => String(part).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
