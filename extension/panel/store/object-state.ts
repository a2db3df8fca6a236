import { isBottomUp, tailOf } from "../frames/box.ts";
import type { ColumnSort } from "../frames/column-sort.ts";
import { REST_OF_PARTS } from "../frames/type-tree.ts";
import type { ObjectQuery, ObjectRow, ObjectTarget } from "../worker/frame-api.ts";
import type { ObjectReading } from "./services.ts";
import type { ObjectPage, ObjectsState, PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, detailedBoxOf, listedSnapshotOf, NO_OBJECT, NO_OBJECTS, shownViewOf } from "./state.ts";

/* What can happen to the list of objects, as pure functions of the state. */

/** Rows that are read, and looked up in the page, at a time. */
export const PAGE_ROWS = 64;
/** Pages that are kept: several screens of rows. */
const KEPT_PAGES = 24;

const LARGEST_FIRST: ObjectQuery["sort"] = { column: "retained", direction: "descending" };

/** Whose objects are listed; `null` where the displayed frames have none. */
export function objectTargetOf(state: PanelState): ObjectTarget | null {
  const snapshot = currentSnapshotOf(state);
  if (snapshot === null || listedSnapshotOf(snapshot) === null || snapshot.derived.frames.count <= 1) return null;
  return selectedTargetOf(state, snapshot);
}

/** The selected type in Types, else the selected box. */
export function selectedTargetOf(state: PanelState, snapshot: Snapshot): ObjectTarget {
  const { frames } = snapshot.derived;
  const type = shownViewOf(state, snapshot) === "types" && !isBottomUp(frames) ? state.types.selected : null;
  if (type === null) return { of: "frame", frame: tailOf(frames, detailedBoxOf(snapshot)) };
  const { shape } = state.types;
  /* Those without a row of their own have no label. */
  return shape === null || shape === REST_OF_PARTS ? { of: "type", name: type } : { of: "type", name: type, shape };
}

/** The list as the user wants it; `null` for none. */
export function wantedObjectsOf(state: PanelState): ObjectQuery | null {
  const target = objectTargetOf(state);
  if (target === null) return null;
  const { contents, bucket, text, previewed } = state.objects;
  const found = previewed.length === 0 ? null : Int32Array.from(previewed);
  return { target, contents, sort: objectSortOf(state), bucket, text: text.trim(), found };
}

export function objectSortOf({ sorts }: PanelState): ObjectQuery["sort"] {
  const sort = sorts.get("objects");
  return sort === undefined || !isObjectSort(sort) ? LARGEST_FIRST : sort;
}

function isObjectSort(sort: ColumnSort): sort is ObjectQuery["sort"] {
  return ["key", "retained", "self", "references"].includes(sort.column);
}

/** Filters, selection and choice of contents are about one target: for another one they begin anew. */
export function withObjectsOfTarget(state: PanelState, before: PanelState): PanelState {
  if (state.objects === NO_OBJECTS) return state;
  const isThere = state.snapshots.some(({ derived }) => derived === state.objects.found?.derived);
  const isSame =
    currentSnapshotOf(state)?.derived === currentSnapshotOf(before)?.derived &&
    isSameTarget(objectTargetOf(state), objectTargetOf(before));
  if (isSame) return isThere || state.objects.found === null ? state : withObjects(state, { found: null });
  /* The rows of before stay until the next ones are there. */
  return { ...state, objects: { ...NO_OBJECTS, found: isThere ? state.objects.found : null } };
}

export function isSameTarget(one: ObjectTarget | null, other: ObjectTarget | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.of === "frame") return other.of === "frame" && one.frame === other.frame;
  return other.of === "type" && one.name === other.name && one.shape === other.shape;
}

export function withObjects(state: PanelState, change: Partial<ObjectsState>): PanelState {
  return { ...state, objects: { ...state.objects, ...change } };
}

export function withObjectsFound(state: PanelState, found: NonNullable<ObjectsState["found"]>): PanelState {
  return withObjects(state, { found, current: NO_OBJECT });
}

/** The row that was selected is found again when its page is there. */
export function withPageRead(state: PanelState, list: number, page: number, rows: readonly ObjectRow[]): PanelState {
  const { selected, current } = state.objects;
  const changed = withPage(state, list, page, () => ({ rows, readings: null }));
  if (changed === state) return state;
  if (current !== NO_OBJECT) {
    const row = rows[current - page * PAGE_ROWS];
    return row === undefined ? changed : withObjects(changed, { selected: row });
  }
  const at = selected === null ? -1 : rows.findIndex(({ row }) => row === selected.row);
  return at === -1 ? changed : withObjects(changed, { current: page * PAGE_ROWS + at });
}

export function withPagePreviewed(
  state: PanelState,
  list: number,
  page: number,
  readings: readonly ObjectReading[],
): PanelState {
  return withPage(state, list, page, (known) => known && { ...known, readings });
}

export function withoutReadings(state: PanelState): PanelState {
  const { found } = state.objects;
  if (found === null) return state;
  const pages = new Map([...found.pages].map(([page, { rows }]) => [page, { rows, readings: null }]));
  return withObjects(state, { found: { ...found, pages } });
}

function withPage(
  state: PanelState,
  list: number,
  page: number,
  change: (known: ObjectPage | undefined) => ObjectPage | undefined,
): PanelState {
  const { found } = state.objects;
  if (found === null || found.list.list !== list) return state;
  const next = change(found.pages.get(page));
  if (next === undefined) return state;
  const pages = new Map(found.pages);
  /* The page that was looked at last stands last. */
  pages.delete(page);
  pages.set(page, next);
  for (const oldest of pages.keys()) {
    if (pages.size <= KEPT_PAGES) break;
    pages.delete(oldest);
  }
  return withObjects(state, { found: { ...found, pages } });
}

/** A row of the list and its reading, if they are known by now. */
export function objectAt(
  { found }: ObjectsState,
  index: number,
): { readonly row: ObjectRow; readonly reading: ObjectReading | null } | null {
  const page = found?.pages.get(Math.floor(index / PAGE_ROWS));
  const row = page?.rows[index % PAGE_ROWS];
  return row === undefined ? null : { row, reading: page?.readings?.[index % PAGE_ROWS] ?? null };
}

/** Why none of the rows in a page can be read, as a sentence; `""` where some can, or none was tried. */
export function unreadReasonOf({ found }: ObjectsState): string {
  for (const { readings } of found?.pages.values() ?? []) {
    const first = readings?.[0];
    if (readings === null || first === undefined) continue;
    return readings.every(({ state, preview }) => state === "unread" && preview === first.preview) ? first.preview : "";
  }
  return "";
}

export function withObjectSelected(state: PanelState, index: number): PanelState {
  return withObjects(state, { current: index, selected: objectAt(state.objects, index)?.row ?? null });
}
