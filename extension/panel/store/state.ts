import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { DetachedRow } from "../../../core/flamegraph/questions/detached.ts";
import type { PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import type { Referrers } from "../../../core/flamegraph/questions/referrers.ts";
import type { WasteRow } from "../../../core/flamegraph/questions/waste.ts";
import type { ShownNames } from "../../../core/graph/shown-names.ts";
import type { RootDescription } from "../../protocol/messages.ts";
import type { Order } from "../frames/arrangement.ts";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import type { ColumnSort } from "../frames/column-sort.ts";
import type { SizeUnit } from "../frames/figures.ts";
import type { Measure } from "../frames/measure.ts";
import type { FindOptions, Query } from "../frames/query.ts";
import { NO_OPTIONS } from "../frames/query.ts";
import type { FocusMatches, Matches } from "../frames/search.ts";
import { NO_MATCHES } from "../frames/search.ts";
import type { Zoom } from "../frames/zoom.ts";
import { WHOLE } from "../frames/zoom.ts";
import type {
  Derivation,
  DerivedSnapshot,
  ObjectContents,
  ObjectList,
  ObjectQuery,
  ObjectRow,
  TypePartsOfSides,
} from "../worker/frame-api.ts";
import type { ColumnChoicesByGrid, GridId } from "./column-choices.ts";
import { type HoldersState, NO_HOLDERS_STATE } from "./holder-state.ts";
import type { Layout } from "./layout.ts";
import { USUAL_LAYOUT } from "./layout.ts";
import { type LeakCheckState, NO_LEAK_CHECK } from "./leak-check-state.ts";
import { NO_OVER_TIME, type OverTimeState } from "./over-time.ts";
import { type Recording, type RecordingChoices, USUAL_RECORDING } from "./recording.ts";
import type { RootExpression } from "./root-expression.ts";
import type { ClosuresAccess, ObjectReading, Theme } from "./services.ts";
import type { TakesFound } from "./takes-found.ts";
import type { Ticks } from "./ticks.ts";
import { NO_TICKS } from "./ticks.ts";
import type { TransformHistory } from "./transform-history.ts";
import { NO_TRANSFORMS, transformsOf } from "./transform-history.ts";
import type { ViewName } from "./view-name.ts";
import { VIEW_NAMES } from "./view-name.ts";
import type { Visits } from "./visited-place.ts";

/** A walk over the objects of a page: of the inspected one, or from a snapshot file. */
export interface Walked extends SnapshotBase {
  readonly kind: "walked";
  readonly source: "page" | "snapshot-file";
  /** Name of the page that was measured; `null` if it is not known, as of a file. */
  readonly page: string | null;
  /** The policy of `derived`. */
  readonly sharing: SharingPolicy;
}

/** The objects on V8's heap. */
export interface HeapFile extends SnapshotBase {
  readonly kind: "heap";
  readonly source: "heap-snapshot" | "snapshot-file";
  /** The policy of `derived`. */
  readonly sharing: SharingPolicy;
}

/** A file of stacks. It has no graph, so no sharing policy, and it cannot be written as a snapshot file. */
export interface Stacks extends SnapshotBase {
  readonly kind: "stacks";
  readonly source: "folded-file";
}

/** A comparison of two snapshots, or of more of them for rounds, which may be gone. */
export interface Diff extends SnapshotBase, DiffSides {
  readonly kind: "diff";
  /** The policy of `derived`; `null` if both sides are files of stacks. */
  readonly sharing: SharingPolicy | null;
  /** The part of the diff that is in `derived`. */
  readonly scope: DiffScope;
}

/** What is no diff. */
export type Taken = Walked | HeapFile | Stacks;

export type Snapshot = Taken | Diff;

export interface DiffSides {
  readonly before: DiffSide;
  /** In order: a round is from each snapshot to the next. None in a plain comparison, which has no rounds. */
  readonly between: readonly DiffSide[];
  readonly after: DiffSide;
  /** What stood in the way of comparing them, as sentences. */
  readonly caveats: readonly string[];
}

/** What a diff knows of one of its snapshots. */
export interface DiffSide {
  readonly number: number;
  readonly title: string;
  readonly kind: Taken["kind"];
  /** As `DerivedSnapshot.hasClosures`. */
  readonly hasClosures: boolean;
  /** As `Walked.page`. */
  readonly page: string | null;
  readonly totalSize: number;
  /** As `DerivedSnapshot.usedHeapSize`. */
  readonly usedHeapSize: number;
  /** As `DerivedSnapshot.keptBytes`. */
  readonly keptBytes: number;
  readonly counts: PageCounts;
}

/** Where a snapshot that comes into the list is from. Whose objects a snapshot file has is known when it is read. */
export type SnapshotOrigin =
  | { readonly source: "page"; readonly page: string | null }
  /** A file of several says of which page each is. */
  | { readonly source: "snapshot-file"; readonly page?: string | null }
  | { readonly source: "heap-snapshot" | "folded-file" }
  | ({ readonly source: "diff" } & DiffSides);

interface SnapshotBase {
  /** Counts from 1, of diffs down from -1; never given twice. */
  readonly number: number;
  /** `Snapshot 1`, the name of the file, `Snapshot 1 → Snapshot 2`, `Snapshot 1 → Snapshot 4, 3 rounds`, or what the user named it. */
  readonly title: string;
  /** By the user. */
  readonly isNamed: boolean;
  /** What the user wrote about it; `""` for nothing. */
  readonly note: string;
  readonly derived: DerivedSnapshot;
  /** The names of `derived`, if it has others. */
  readonly names: ShownNames;
  /** Those that have made the frames of `derived`. */
  readonly transforms: Derivation["transforms"];
  /** `performance.now()` when the user asked for it. */
  readonly askedAt: number;
  /** Milliseconds from the click to the painted icicle; `null` until it is painted. */
  readonly elapsedMs: number | null;
  /** Steps by which the user zoomed in; the last one is the focus. Boxes, as are the next two. */
  readonly trail: readonly number[];
  readonly selected: number;
  /** Open rows of the object tree. */
  readonly expanded: ReadonlySet<number>;
  readonly visits: Visits;
}

export interface Deletion {
  readonly snapshot: Snapshot;
  /** Where it stood in the list, which stays as it is as long as the deletion can be undone. */
  readonly index: number;
}

/** `"round"`: what the page is to do in a round of Find a leak. */
export type BusyKind = "snapshot" | "round" | "open" | "derive" | "diff" | "find" | "export";

export interface Busy {
  readonly kind: BusyKind;
  /** Objects walked so far. */
  readonly objectCount: number;
  /** Of a large file: how much of it was read, from 0 to 1. */
  readonly share?: number;
  /** Functions that were asked for their closures, of those that will be; both are 0 until they are found. Not there while objects are walked. */
  readonly asking?: { readonly asked: number; readonly toAsk: number };
}

/** What went wrong, as a sentence; `retry` names the step that may be tried again. */
export interface Failure {
  readonly message: string;
  readonly retry: "snapshot" | "round" | "roots" | null;
}

export interface RootsState {
  readonly takesFound: TakesFound;
  /** `null` until the page was asked. */
  readonly listed: readonly RootDescription[] | null;
  /** Why the page could not be asked; `null` if it could. */
  readonly failure: string | null;
  /** Origin of the page that was asked last; `null` where it has none, or none that lasts. */
  readonly site: string | null;
  /** Whether the page is watched, as it was asked last. */
  readonly isWatched: boolean;
  /** What the user chose for the site. */
  readonly ticks: Ticks;
  /** Whether closures can be among the roots. The user ends them for this tab by closing the browser's bar, until they are ticked again. */
  readonly closures: ClosuresAccess | "bar-closed";
  /** Expressions the user added, in that order. */
  readonly expressions: readonly RootExpression[];
  /** Names of those that are unticked. */
  readonly excluded: ReadonlySet<string>;
  /** What is wrong with the expression in the box; `null` for nothing. */
  readonly expressionFailure: string | null;
}

/** The worker's answer about the frames of `derived`; it says nothing about others. */
export interface FoundWaste {
  readonly derived: DerivedSnapshot;
  /** `null` if the question failed. */
  readonly rows: readonly WasteRow[] | null;
}

/** What one string is. */
export interface FoundSample {
  readonly derived: DerivedSnapshot;
  readonly node: number;
  /** In quotes and cut; `""` where it cannot be read. */
  readonly text: string;
}

/** The same about detached DOM trees. */
export interface FoundDetached {
  readonly derived: DerivedSnapshot;
  /** `null` if the question failed. */
  readonly rows: readonly DetachedRow[] | null;
}

/** The same about one frame. */
export interface FoundReferrers {
  readonly derived: DerivedSnapshot;
  readonly frame: number;
  readonly referrers: Referrers;
}

/** Rows of a list of objects, and how they are read in the page; `null` before that. */
export interface ObjectPage {
  readonly rows: readonly ObjectRow[];
  readonly readings: readonly ObjectReading[] | null;
}

/** The worker's answer about objects of `derived`. */
export interface FoundObjects {
  readonly derived: DerivedSnapshot;
  readonly query: ObjectQuery;
  readonly list: ObjectList;
  /** By number: those that were looked at last. */
  readonly pages: ReadonlyMap<number, ObjectPage>;
}

/** How the list of objects is looked at, until it is about something else. */
export interface ObjectsState {
  readonly contents: ObjectContents;
  readonly bucket: number | null;
  readonly text: string;
  /** Rows whose preview in the page has the text. */
  readonly previewed: readonly number[];
  /** How many of all rows were read for the text; `null` while none are. */
  readonly reading: { readonly done: number; readonly total: number } | null;
  readonly found: FoundObjects | null;
  /** Index of the current row as the list is sorted and filtered; NO_OBJECT for none. */
  readonly current: number;
  /** The row itself, once it is known. */
  readonly selected: ObjectRow | null;
}

export const NO_OBJECT = -1;

export const NO_OBJECTS: ObjectsState = {
  contents: "usual",
  bucket: null,
  text: "",
  previewed: [],
  reading: null,
  found: null,
  current: NO_OBJECT,
  selected: null,
};

/** Types in parts, of the objects in one frame of `derived`. */
export interface FoundTypeParts {
  readonly derived: DerivedSnapshot;
  readonly focus: number;
  /** `null` if the question failed. */
  readonly sides: TypePartsOfSides | null;
}

export interface TypesState {
  /** Name of the type whose owners and contents are shown; `null` for none. A name holds in every snapshot. */
  readonly selected: string | null;
  /**
   * Which of its objects: the key of a row below the type (`TypeTree.keyOf`), such as `{id, sku, price}`; `null` for all. It holds in every snapshot, too, and may have no
   * objects there.
   */
  readonly shape: string | null;
}

export interface Search {
  /** As it stands in the field. */
  readonly query: string;
  readonly options: FindOptions;
  /** What is looked for; `null` for nothing, as when the query is not valid. */
  readonly wanted: Query | null;
  /** What is wrong with the query, as a sentence; `null` for nothing. */
  readonly failure: string | null;
  /** Whether names are still matched: then there are no matches yet. */
  readonly isPending: boolean;
  readonly matches: Matches;
  /** Those of the displayed focus. */
  readonly inFocus: FocusMatches;
  /** In a view whose rows are not all boxes; `null` in other views. */
  readonly listed: ListedMatches | null;
}

/** The rows with a match, each once: by their boxes, or by the names of types. */
export type ListedMatches =
  | { readonly of: "boxes"; readonly rows: readonly number[] }
  | { readonly of: "types"; readonly rows: readonly string[] };

/**
 * The menu, dialog or name box that is open above the panel: one at a time, with all that it is about. `x` and `y` are where it was asked for, in CSS pixels of the
 * panel.
 */
export type Menu =
  | { readonly kind: "none" }
  | { readonly kind: "export" }
  | { readonly kind: "view" }
  /** Of a narrow toolbar. */
  | { readonly kind: "more" }
  | { readonly kind: "help" }
  | { readonly kind: "settings" }
  /** Of the snapshot of that number, in the list: its name and its note. */
  | { readonly kind: "rename"; readonly number: number }
  | BoxMenuState
  | ObjectMenuState
  | ColumnMenuState;

export interface BoxMenuState {
  readonly kind: "box";
  readonly box: number;
  readonly x: number;
  readonly y: number;
}

/** Of a row of Objects; `index` is where it stands in the list. */
export interface ObjectMenuState {
  readonly kind: "object";
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

interface ColumnMenuState {
  readonly kind: "columns";
  readonly grid: GridId;
  /** Where the menu was asked for. */
  readonly column: string;
  readonly x: number;
  readonly y: number;
}

/** Of a narrow panel, one part at a time is in view: the chosen view, or what stands beside it in a wide one. */
export type Part = "view" | "snapshots" | "details";

export const NO_MENU: Menu = { kind: "none" };

export interface PanelState {
  readonly theme: Theme;
  /** Those that are kept, and diffs of them, oldest first. */
  readonly snapshots: readonly Snapshot[];
  /** The last one, as long as it can be undone. */
  readonly deletion: Deletion | null;
  /** Number of the displayed one; `null` for none. */
  readonly current: number | null;
  /** Numbers of those that are ticked to be compared, two at most; some may be gone. */
  readonly ticked: readonly number[];
  /**
   * The policy that the user wants, for this snapshot and the next ones. The displayed one is behind it while the
   * worker derives.
   */
  readonly sharing: SharingPolicy;
  /** The names that the user wants, as with `sharing`. */
  readonly names: ShownNames;
  /** What the user wants to see of diffs, as with `sharing`. */
  readonly scope: DiffScope;
  readonly view: ViewName;
  /** Those that there are at all: the page of an exported file has fewer. */
  readonly views: readonly ViewName[];
  readonly sizeUnit: SizeUnit;
  readonly layout: Layout;
  readonly part: Part;
  /** Those that the user wants, as with `sharing`. */
  readonly transforms: TransformHistory;
  /** By which column the rows of a table stand, if the user chose one. */
  readonly sorts: ReadonlyMap<GridId, ColumnSort>;
  readonly columns: ColumnChoicesByGrid;
  /** The measure of a box's width, and the order of siblings. */
  readonly measure: Measure;
  readonly order: Order;
  /** The part of the focus that the icicle shows. */
  readonly zoom: Zoom;
  readonly waste: FoundWaste | null;
  readonly detached: FoundDetached | null;
  readonly sample: FoundSample | null;
  readonly referrers: FoundReferrers | null;
  readonly types: TypesState;
  readonly objects: ObjectsState;
  readonly typeParts: FoundTypeParts | null;
  readonly holders: HoldersState;
  readonly leakCheck: LeakCheckState;
  /** Box under the pointer, in the displayed snapshot. */
  readonly hovered: number;
  readonly search: Search;
  readonly busy: Busy | null;
  readonly failure: Failure | null;
  /** Good news, such as "Copied."; `null` for none. */
  readonly notice: string | null;
  readonly roots: RootsState;
  readonly menu: Menu;
  /** The last one; `null` before the first. */
  readonly recording: Recording | null;
  /** Of the recording that runs, too. */
  readonly recordingChoices: RecordingChoices;
  readonly overTime: OverTimeState;
}

export const NO_SEARCH: Search = {
  query: "",
  options: NO_OPTIONS,
  wanted: null,
  failure: null,
  isPending: false,
  matches: NO_MATCHES,
  inFocus: { first: 0, end: 0, totalSize: 0 },
  listed: null,
};

export function createInitialState(theme: Theme, closures: ClosuresAccess): PanelState {
  return {
    theme,
    snapshots: [],
    deletion: null,
    current: null,
    ticked: [],
    sharing: "owner",
    names: "original",
    scope: "growth",
    view: "icicle",
    views: VIEW_NAMES,
    layout: USUAL_LAYOUT,
    part: "view",
    transforms: NO_TRANSFORMS,
    sorts: new Map(),
    columns: new Map(),
    measure: "size",
    order: "size",
    zoom: WHOLE,
    waste: null,
    detached: null,
    sample: null,
    referrers: null,
    types: { selected: null, shape: null },
    objects: NO_OBJECTS,
    typeParts: null,
    holders: NO_HOLDERS_STATE,
    leakCheck: NO_LEAK_CHECK,
    hovered: NO_BOX,
    search: NO_SEARCH,
    busy: null,
    failure: null,
    notice: null,
    sizeUnit: "binary",
    roots: {
      takesFound: "without-registered",
      listed: null,
      failure: null,
      site: null,
      isWatched: false,
      ticks: NO_TICKS,
      closures,
      expressions: [],
      excluded: new Set(),
      expressionFailure: null,
    },
    menu: NO_MENU,
    recording: null,
    recordingChoices: USUAL_RECORDING,
    overTime: NO_OVER_TIME,
  };
}

export function currentSnapshotOf(state: PanelState): Snapshot | null {
  return state.snapshots.find((snapshot) => snapshot.number === state.current) ?? null;
}

/** The others are sizes, and a diff has two of each. */
const VIEWS_OF_DIFF: readonly ViewName[] = ["icicle", "changes", "types", "warnings"];
const VIEWS_OF_SNAPSHOT = VIEW_NAMES.filter((view) => view !== "changes");

/** The views that there are of a snapshot, in the order of their tabs. */
export function viewsOf({ views }: Pick<PanelState, "views">, snapshot: Snapshot): readonly ViewName[] {
  const all = snapshot.kind === "diff" ? VIEWS_OF_DIFF : VIEWS_OF_SNAPSHOT;
  return all.filter((view) => views.includes(view));
}

/** The chosen view, or the icicle if the snapshot has no such view. */
export function shownViewOf(state: Pick<PanelState, "view" | "views">, snapshot: Snapshot): ViewName {
  return viewsOf(state, snapshot).includes(state.view) ? state.view : "icicle";
}

/** How the user wants frames. */
export function wantedDerivationOf({ sharing, names, transforms, scope }: PanelState): Derivation {
  return { sharing, names, transforms: transformsOf(transforms), scope };
}

/** The sharing policy of the displayed frames; `null` if no policy changes them. */
export function sharingOf(snapshot: Snapshot): SharingPolicy | null {
  return snapshot.kind === "stacks" ? null : snapshot.sharing;
}

/** The names of the displayed frames; `null` if they have only one of each. */
export function shownNamesOf({ derived, names }: Snapshot): ShownNames | null {
  return derived.hasMinifiedNames ? names : null;
}

/** The snapshots of a diff in order. */
export function sidesOf({ before, between, after }: DiffSides): readonly DiffSide[] {
  return [before, ...between, after];
}

/** How many rounds the diff is of; 0 for a plain comparison. */
export function roundsOf({ between }: DiffSides): number {
  return between.length === 0 ? 0 : between.length + 1;
}

/** The displayed scope of a diff; `null` for others. */
export function scopeOf(snapshot: Snapshot): DiffScope | null {
  return snapshot.kind === "diff" ? snapshot.scope : null;
}

/** How the displayed frames were made. What changes nothing of them is as by default. */
export function shownDerivationOf(snapshot: Snapshot): Derivation {
  const { names, transforms } = snapshot;
  return { sharing: sharingOf(snapshot) ?? "owner", names, transforms, scope: scopeOf(snapshot) ?? "all" };
}

/** Whether there are objects behind the frames, so that a sharing policy changes them. */
export function hasGraph(snapshot: Snapshot): boolean {
  return sharingOf(snapshot) !== null;
}

/** The snapshot whose objects can be listed one by one: a comparison has those of the snapshot after. `null` where there are none. */
export function listedSnapshotOf(snapshot: Snapshot): Pick<DiffSide, "title" | "kind"> | null {
  const listed = snapshot.kind === "diff" ? snapshot.after : snapshot;
  return listed.kind === "stacks" ? null : listed;
}

/** Whether the worker has the objects behind these very frames. A diff has those of two snapshots. */
export function hasObjects(snapshot: Snapshot): snapshot is Walked | HeapFile {
  return snapshot.kind === "walked" || snapshot.kind === "heap";
}

export function focusOf(snapshot: Snapshot): number {
  return snapshot.trail[snapshot.trail.length - 1] ?? TOP_BOX;
}

/** The box that Details is about: the selected one, else the focus. */
export function detailedBoxOf(snapshot: Snapshot): number {
  return snapshot.selected === NO_BOX ? focusOf(snapshot) : snapshot.selected;
}
