import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import type { CountRow, PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import { steadyStepOf } from "./steady-growth.ts";

/** Totals of the page alone, in which each one is something that the page made. Others are of its whole process, or count what the browser trims. */
const OF_THE_PAGE: readonly string[] = ["DOM elements", "User Timing marks", "User Timing measures"];

/** What became of a count. */
export interface CountChange {
  readonly name: string;
  /** In each snapshot of the comparison, in its order. */
  readonly counts: readonly number[];
  /** Whether it grew from each to the next. */
  readonly isSteady: boolean;
}

/** The counts that all snapshots of a comparison know, and that changed: first those that grew from each to the next, what was watched by its place, then listeners by target and type, before what counts more than them, and the more the earlier. */
export function countChangesOf(snapshots: readonly PageCounts[], scope: DiffScope): readonly CountChange[] {
  const listeners = snapshots.every(({ hasAllListeners }) => hasAllListeners)
    ? namesIn(snapshots.map((one) => one.listeners))
    : namesInEach(snapshots.map((one) => one.listeners));
  const watched = snapshots.every(({ isWatched }) => isWatched) ? namesIn(snapshots.map((one) => one.watched)) : [];
  const ofTotals = namesInEach(snapshots.map(({ totals }) => totals));
  return [
    ...changesOf(
      watched,
      snapshots.map((one) => one.watched),
      scope,
    ),
    ...changesOf(
      listeners,
      snapshots.map((one) => one.listeners),
      scope,
    ),
    ...changesOf(
      ofTotals,
      snapshots.map(({ totals }) => totals),
      scope,
    ),
  ].toSorted((one, other) => Number(other.isSteady) - Number(one.isSteady));
}

/** Of those names; a snapshot that has no row of one has none of it. */
function changesOf(
  names: readonly string[],
  lists: readonly (readonly CountRow[])[],
  scope: DiffScope,
): readonly CountChange[] {
  const known = lists.map((rows) => new Map(rows.map(({ name, count }) => [name, count])));
  return names
    .map((name) => known.map((counts) => counts.get(name) ?? 0))
    .map((counts, row): CountChange => ({ name: names[row], counts, isSteady: isSteady(counts) }))
    .filter(({ counts }) => isWithin(scope, deltaOf(counts)))
    .toSorted((one, other) => deltaOf(other.counts) - deltaOf(one.counts));
}

/** Of what no snapshot reaches as objects: the counts that grew in every round, by the same number or nearly. */
export function steadyCountsOf(snapshots: readonly PageCounts[]): readonly CountChange[] {
  const watched = new Set(snapshots.flatMap((one) => one.watched.map(({ name }) => name)));
  return countChangesOf(snapshots, "growth").filter(
    ({ name, counts }) => (OF_THE_PAGE.includes(name) || watched.has(name)) && steadyStepOf(counts, 1, 1) > 0,
  );
}

function isWithin(scope: DiffScope, delta: number): boolean {
  return scope === "growth" ? delta > 0 : scope === "shrunk" ? delta < 0 : delta !== 0;
}

function deltaOf(counts: readonly number[]): number {
  return counts[counts.length - 1] - counts[0];
}

function isSteady(counts: readonly number[]): boolean {
  return counts.every((count, i) => i === 0 || count > counts[i - 1]);
}

function namesIn(lists: readonly (readonly CountRow[])[]): readonly string[] {
  return [...new Set(lists.flat().map(({ name }) => name))];
}

/** Those that no list is without. */
function namesInEach(lists: readonly (readonly CountRow[])[]): readonly string[] {
  return namesIn(lists).filter((name) => lists.every((rows) => rows.some((row) => row.name === name)));
}
