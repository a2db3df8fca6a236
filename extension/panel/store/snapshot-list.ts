import { NO_MATCHES } from "../frames/search.ts";
import { siteOf } from "./page-name.ts";
import type { Diff, DiffSide, DiffSides, PanelState, Snapshot, Taken } from "./state.ts";
import { NO_MENU, NO_SEARCH, roundsOf, sidesOf } from "./state.ts";

/** Longer ones would be cut in the list anyway. */
const MAX_TITLE_LENGTH = 80;
/** A few sentences. */
export const MAX_NOTE_LENGTH = 500;

export function sideOf(snapshot: Taken): DiffSide {
  const { number, title, kind, derived } = snapshot;
  const { totalSize, usedHeapSize, keptBytes, hasClosures, counts } = derived;
  return { number, title, kind, hasClosures, page: pageOf(snapshot), totalSize, usedHeapSize, keptBytes, counts };
}

/** As a snapshot of the page is called until the user names it. */
export function numberedTitleOf(number: number): string {
  return `Snapshot ${number}`;
}

/** Name of the page that was measured; `null` if there is none, or if it is not known. */
function pageOf(snapshot: Taken): string | null {
  return snapshot.kind === "walked" ? snapshot.page : null;
}

export function titleOfDiff(sides: DiffSides): string {
  return `${sides.before.title} → ${sides.after.title}${roundsText(sides)}`;
}

function roundsText(sides: DiffSides): string {
  const rounds = roundsOf(sides);
  return rounds === 0 ? "" : `, ${rounds} rounds`;
}

/** As it stands below the head "Snapshots", where there is little room: of a comparison of snapshots without a name `1 → 2`. */
export function shortTitleOf(snapshot: Snapshot): string {
  if (snapshot.kind !== "diff" || snapshot.isNamed) return snapshot.title;
  return `${shortSideOf(snapshot.before)} → ${shortSideOf(snapshot.after)}${roundsText(snapshot)}`;
}

function shortSideOf({ number, title }: DiffSide): string {
  return title === numberedTitleOf(number) ? `${number}` : title;
}

/** The diff of these snapshots, in this order; `null` if there is none. */
export function diffOfAll(state: PanelState, numbers: readonly number[]): Diff | null {
  const wanted = numbers.join();
  const isSame = (one: Snapshot): one is Diff =>
    one.kind === "diff" &&
    sidesOf(one)
      .map(({ number }) => number)
      .join() === wanted;
  return state.snapshots.find(isSame) ?? null;
}

/** The last snapshot before this one that was taken of the same site, or opened from the same kind of file; `null` if there is none, and for diffs. */
export function previousOf(snapshots: readonly Snapshot[], snapshot: Snapshot): Snapshot | null {
  const series = seriesOf(snapshots, snapshot);
  return series[series.indexOf(snapshot) - 1] ?? null;
}

/** The one whose series is charted: the displayed one, else the last; `null` for none. A comparison has no size of its own. */
export function chartedSnapshotOf({ snapshots, current }: Pick<PanelState, "snapshots" | "current">): Snapshot | null {
  return (
    snapshots.find(({ number, kind }) => number === current && kind !== "diff") ??
    snapshots.findLast(({ kind }) => kind !== "diff") ??
    null
  );
}

/** All whose sizes can be set beside that of this one: of the same site, or from the same kind of file; empty for a diff. */
export function seriesOf(snapshots: readonly Snapshot[], snapshot: Snapshot): readonly Snapshot[] {
  if (snapshot.kind === "diff") return [];
  const site = siteOf(pageOf(snapshot) ?? "");
  return snapshots.filter(
    (one) => one.kind !== "diff" && one.source === snapshot.source && siteOf(pageOf(one) ?? "") === site,
  );
}

/** Names of the pages that the snapshot, or those of the diff, are of; each once. */
export function pagesOf(snapshot: Snapshot): readonly string[] {
  const pages = snapshot.kind === "diff" ? sidesOf(snapshot).map(({ page }) => page) : [pageOf(snapshot)];
  return [...new Set(pages)].filter((page) => page !== null);
}

/** With a change of that one; the same state if there is none. */
export function withSnapshot(state: PanelState, number: number, change: (snapshot: Snapshot) => Snapshot): PanelState {
  const index = state.snapshots.findIndex((snapshot) => snapshot.number === number);
  const before = state.snapshots[index];
  if (before === undefined) return state;
  const after = change(before);
  return after === before ? state : { ...state, snapshots: state.snapshots.with(index, after) };
}

/** Diffs that carry the title carry the new one. A title of blanks alone changes nothing. */
export function withTitle(state: PanelState, number: number, text: string): PanelState {
  const title = text.trim().slice(0, MAX_TITLE_LENGTH);
  if (title === "") return state;
  const retitled = (side: DiffSide): DiffSide => (side.number === number ? { ...side, title } : side);
  const snapshots = state.snapshots.map((snapshot): Snapshot => {
    if (snapshot.number === number) return snapshot.title === title ? snapshot : { ...snapshot, title, isNamed: true };
    if (snapshot.kind !== "diff" || sidesOf(snapshot).every((side) => side.number !== number)) return snapshot;
    const { before, between, after } = snapshot;
    const diff = { ...snapshot, before: retitled(before), between: between.map(retitled), after: retitled(after) };
    return { ...diff, title: diff.isNamed ? diff.title : titleOfDiff(diff) };
  });
  return { ...state, snapshots };
}

/** With what the user wrote about it; blanks alone are nothing. */
export function withNote(state: PanelState, number: number, text: string): PanelState {
  const note = text.trim().slice(0, MAX_NOTE_LENGTH);
  return withSnapshot(state, number, (snapshot) => (snapshot.note === note ? snapshot : { ...snapshot, note }));
}

/** Whether the user gave it a name or a note: then it leaves the list by the user alone. */
export function isMarked({ isNamed, note }: Snapshot): boolean {
  return isNamed || note !== "";
}

/** Without that one, which can be brought back; its neighbour is displayed instead. No menu is about it any more. */
export function withoutSnapshot(state: PanelState, number: number): PanelState {
  const index = state.snapshots.findIndex((snapshot) => snapshot.number === number);
  const snapshot = state.snapshots[index];
  if (snapshot === undefined) return state;
  const snapshots = state.snapshots.toSpliced(index, 1);
  const neighbour = snapshots[Math.min(index, snapshots.length - 1)];
  const current = state.current === number ? (neighbour?.number ?? null) : state.current;
  const search = current === null ? { ...state.search, matches: NO_MATCHES, inFocus: NO_SEARCH.inFocus } : state.search;
  return { ...state, snapshots, current, search, menu: NO_MENU, deletion: { snapshot, index } };
}

/** None of them can be brought back. */
export function withoutAnySnapshot(state: PanelState): PanelState {
  const search = { ...state.search, matches: NO_MATCHES, index: null };
  return { ...state, snapshots: [], deletion: null, current: null, ticked: [], search };
}

/** With the one that was deleted last, in its place. */
export function withDeletedAgain(state: PanelState): PanelState {
  const { deletion } = state;
  if (deletion === null) return state;
  return { ...state, snapshots: state.snapshots.toSpliced(deletion.index, 0, deletion.snapshot), deletion: null };
}

export function withoutSnapshots(state: PanelState, numbers: readonly number[]): PanelState {
  if (numbers.length === 0) return state;
  return { ...state, snapshots: state.snapshots.filter(({ number }) => !numbers.includes(number)) };
}
