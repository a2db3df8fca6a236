import { NO_MATCHES } from "../frames/search.ts";
import { siteOf } from "./page-name.ts";
import type { Diff, DiffSide, PanelState, Snapshot } from "./state.ts";
import { hasGraph } from "./state.ts";

/** Longer ones would be cut in the list anyway. */
const MAX_TITLE_LENGTH = 80;

export function sideOf(snapshot: Snapshot): DiffSide {
  const { number, title, page, derived } = snapshot;
  const { objects, totalSize, keptBytes } = derived;
  return { number, title, page, hasGraph: hasGraph(snapshot), objects, totalSize, keptBytes };
}

/** As a snapshot of the page is called until the user names it. */
export function numberedTitleOf(number: number): string {
  return `Snapshot ${number}`;
}

export function titleOfDiff({ before, after }: Diff): string {
  return `${before.title} → ${after.title}`;
}

/** The diff of these two, in this order; `null` where there is none. */
export function diffOfTwo(state: PanelState, before: number, after: number): Snapshot | null {
  const isSame = ({ diff }: Snapshot): boolean => diff?.before.number === before && diff.after.number === after;
  return state.snapshots.find(isSame) ?? null;
}

/** The last snapshot before this one that was taken of the same site, or opened from the same kind of file; `null` if there is none, and for diffs. */
export function previousOf(snapshots: readonly Snapshot[], snapshot: Snapshot): Snapshot | null {
  if (snapshot.diff !== null) return null;
  const site = siteOf(snapshot.page);
  const like = ({ source, page }: Snapshot): boolean => source === snapshot.source && siteOf(page) === site;
  const index = snapshots.indexOf(snapshot);
  return snapshots.findLast((one, at) => at < index && like(one)) ?? null;
}

/** Names of the pages that the snapshot, or the two of the diff, are of: one, two, or none. */
export function pagesOf({ page, diff }: Snapshot): readonly string[] {
  const pages = diff === null ? [page] : [diff.before.page, diff.after.page];
  return [...new Set(pages)].filter((one) => one !== "");
}

/** Diffs that carry the title carry the new one. A title of blanks alone changes nothing. */
export function withTitle(state: PanelState, number: number, text: string): PanelState {
  const title = text.trim().slice(0, MAX_TITLE_LENGTH);
  if (title === "") return state;
  const retitled = (side: DiffSide): DiffSide => (side.number === number ? { ...side, title } : side);
  const snapshots = state.snapshots.map((snapshot): Snapshot => {
    if (snapshot.number === number) return snapshot.title === title ? snapshot : { ...snapshot, title, isNamed: true };
    const { diff } = snapshot;
    if (diff === null || (diff.before.number !== number && diff.after.number !== number)) return snapshot;
    const changed = { ...diff, before: retitled(diff.before), after: retitled(diff.after) };
    return { ...snapshot, diff: changed, title: snapshot.isNamed ? snapshot.title : titleOfDiff(changed) };
  });
  return { ...state, snapshots };
}

/** Without that one, which can be brought back; its neighbour is on show where it was. */
export function withoutSnapshot(state: PanelState, number: number): PanelState {
  const index = state.snapshots.findIndex((snapshot) => snapshot.number === number);
  const snapshot = state.snapshots[index];
  if (snapshot === undefined) return state;
  const snapshots = state.snapshots.toSpliced(index, 1);
  const neighbour = snapshots[Math.min(index, snapshots.length - 1)];
  const current = state.current === number ? (neighbour?.number ?? 0) : state.current;
  const search = current === 0 ? { ...state.search, matches: NO_MATCHES, index: -1 } : state.search;
  return { ...state, snapshots, current, search, deletion: { snapshot, index } };
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
