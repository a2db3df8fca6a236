import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import type { SharingPolicy } from "../../../core/flamegraph/owners/sharing-policy.ts";
import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import type { ShownNames } from "../../../core/graph/shown-names.ts";
import type { RootDescription } from "../../protocol/messages.ts";
import type { Order } from "../frames/arrangement.ts";
import type { ColumnSort } from "../frames/column-sort.ts";
import type { SizeUnit } from "../frames/figures.ts";
import type { PathSteps } from "../frames/held-path.ts";
import type { Measure } from "../frames/measure.ts";
import type { MomentEvent } from "../frames/moments.ts";
import type { Direction } from "../frames/navigation.ts";
import type { FindOption, Query } from "../frames/query.ts";
import type { Zoom } from "../frames/zoom.ts";
import type { Derivation, DerivedSnapshot, ObjectContents, ObjectRow } from "../worker/frame-api.ts";
import type { ColumnChoices, GridId } from "./column-choices.ts";
import type { FoundHolders, IgnoredHolder } from "./holder-state.ts";
import type { ClosableId, PaneId } from "./layout.ts";
import type { LeakCheckAction } from "./leak-check-state.ts";
import type { OverTimeSource, OverTimeTab } from "./over-time.ts";
import type { NewMoment, RecordingChoices } from "./recording.ts";
import type { RootExpression } from "./root-expression.ts";
import type { ObjectReading, Theme } from "./services.ts";
import type {
  BusyKind,
  Failure,
  FoundDetached,
  FoundObjects,
  FoundReferrers,
  FoundSample,
  FoundTypeParts,
  FoundWaste,
  ListedMatches,
  Menu,
  ObjectsState,
  Part,
  SnapshotOrigin,
} from "./state.ts";
import type { TakesFound } from "./takes-found.ts";
import type { Ticks } from "./ticks.ts";
import type { ViewName } from "./view-name.ts";

/** Everything that can happen to the panel's state. */
export type Action =
  | { readonly type: "theme-changed"; readonly theme: Theme }
  | { readonly type: "work-began"; readonly kind: BusyKind }
  | { readonly type: "work-progressed"; readonly objectCount: number }
  /** Functions are asked for their closures. */
  | { readonly type: "asking-progressed"; readonly asked: number; readonly toAsk: number }
  | { readonly type: "file-progressed"; readonly share: number }
  | { readonly type: "work-ended" }
  | {
      readonly type: "snapshot-added";
      readonly number: number;
      readonly title: string;
      readonly origin: SnapshotOrigin;
      readonly derived: DerivedSnapshot;
      readonly derivation: Derivation;
      readonly askedAt: number;
    }
  /** One that was taken before, or besides: from the archive, from a file of several, or kept by a recording. It comes into the list and is not shown. */
  | {
      readonly type: "snapshot-restored";
      readonly number: number;
      readonly title: string;
      readonly note: string;
      readonly origin: SnapshotOrigin;
      readonly derived: DerivedSnapshot;
      readonly derivation: Derivation;
      readonly askedAt: number;
      readonly elapsedMs: number;
    }
  | { readonly type: "recording-began"; readonly at: number }
  | { readonly type: "moment-recorded"; readonly moment: NewMoment }
  | { readonly type: "recording-event"; readonly event: MomentEvent }
  | { readonly type: "recording-ended"; readonly at: number }
  | { readonly type: "recording-choices-made"; readonly choices: Partial<RecordingChoices> }
  /** `null` closes the pane. */
  | { readonly type: "over-time-shown"; readonly source: OverTimeSource | null }
  | { readonly type: "over-time-tab-chosen"; readonly tab: OverTimeTab }
  | { readonly type: "snapshot-painted"; readonly number: number; readonly at: number }
  | { readonly type: "snapshot-shown"; readonly number: number }
  | { readonly type: "measure-chosen"; readonly measure: Measure }
  | { readonly type: "order-chosen"; readonly order: Order }
  /** By its splitter; `null` gives it its usual size. */
  | { readonly type: "pane-resized"; readonly pane: PaneId; readonly size: number | null }
  | { readonly type: "pane-toggled"; readonly pane: ClosableId }
  | { readonly type: "size-unit-chosen"; readonly sizeUnit: SizeUnit }
  | { readonly type: "found-roots-chosen"; readonly takesFound: TakesFound }
  /** All of them, for good. */
  | { readonly type: "snapshots-cleared" }
  | { readonly type: "part-chosen"; readonly part: Part }
  | { readonly type: "zoomed"; readonly zoom: Zoom }
  | { readonly type: "snapshot-renamed"; readonly number: number; readonly title: string }
  | { readonly type: "snapshot-noted"; readonly number: number; readonly note: string }
  | { readonly type: "snapshot-deleted"; readonly number: number }
  | { readonly type: "deletion-undone" }
  /** It cannot be undone any more. */
  | { readonly type: "deletion-ended" }
  /** To make room. */
  | { readonly type: "snapshots-dropped"; readonly numbers: readonly number[] }
  /** To compare it; again, to compare it no more. */
  | { readonly type: "snapshot-ticked"; readonly number: number }
  | { readonly type: "scope-chosen"; readonly scope: DiffScope }
  | { readonly type: "sharing-chosen"; readonly sharing: SharingPolicy }
  | { readonly type: "names-chosen"; readonly names: ShownNames }
  | { readonly type: "transformed"; readonly transform: Transform }
  | { readonly type: "transform-removed"; readonly index: number }
  | { readonly type: "transform-undone" }
  | { readonly type: "transform-redone" }
  /** The choice is withdrawn: the displayed frames remain. */
  | { readonly type: "derivation-kept"; readonly derivation: Derivation }
  | {
      readonly type: "snapshot-derived";
      readonly number: number;
      readonly derived: DerivedSnapshot;
      readonly derivation: Derivation;
    }
  | { readonly type: "went-back" }
  | { readonly type: "went-forward" }
  | { readonly type: "view-chosen"; readonly view: ViewName }
  | { readonly type: "waste-found"; readonly waste: FoundWaste }
  | { readonly type: "detached-found"; readonly detached: FoundDetached }
  | { readonly type: "sample-read"; readonly sample: FoundSample }
  | { readonly type: "referrers-found"; readonly referrers: FoundReferrers }
  | { readonly type: "type-parts-found"; readonly found: FoundTypeParts }
  | { readonly type: "type-selected"; readonly name: string | null; readonly shape?: string | null }
  | { readonly type: "objects-pane-set"; readonly isOpen: boolean }
  | { readonly type: "objects-found"; readonly found: FoundObjects }
  /** Of the list of that number. */
  | {
      readonly type: "object-page-read";
      readonly list: number;
      readonly page: number;
      readonly rows: readonly ObjectRow[];
    }
  | {
      readonly type: "object-page-previewed";
      readonly list: number;
      readonly page: number;
      readonly readings: readonly ObjectReading[];
    }
  /** What stands in the page is to be read again. */
  | { readonly type: "object-readings-dropped" }
  | { readonly type: "object-contents-chosen"; readonly contents: ObjectContents }
  /** A column of the histogram; `null` for all rows. */
  | { readonly type: "object-bucket-chosen"; readonly bucket: number | null }
  | { readonly type: "objects-filtered"; readonly text: string }
  /** Of the text: rows with it in their preview, among those that were read by now; `null` ends the reading. */
  | {
      readonly type: "previews-read";
      readonly text: string;
      readonly previewed: readonly number[];
      readonly reading: ObjectsState["reading"];
    }
  /** By its index in the list. */
  | { readonly type: "object-selected"; readonly index: number }
  | { readonly type: "holders-found"; readonly found: FoundHolders }
  | { readonly type: "holder-ignored"; readonly holder: IgnoredHolder }
  /** By its index among those that are ignored. */
  | { readonly type: "holder-restored"; readonly index: number }
  | { readonly type: "path-steps-chosen"; readonly steps: PathSteps }
  | { readonly type: "grid-sorted"; readonly grid: GridId; readonly sort: ColumnSort }
  | { readonly type: "columns-chosen"; readonly grid: GridId; readonly choices: ColumnChoices }
  /** From another view to the box in the icicle, as wide as it must be to be seen. */
  | { readonly type: "box-revealed"; readonly box: number }
  | { readonly type: "box-focused"; readonly box: number }
  | { readonly type: "focus-undone" }
  | { readonly type: "box-selected"; readonly box: number }
  | { readonly type: "box-hovered"; readonly box: number }
  | { readonly type: "box-expanded"; readonly box: number }
  | { readonly type: "box-collapsed"; readonly box: number }
  | { readonly type: "selection-moved"; readonly direction: Direction }
  /** The selected box gets the focus. */
  | { readonly type: "selection-focused" }
  /** Ends the next thing that Escape ends. */
  | { readonly type: "escaped" }
  | { readonly type: "searched"; readonly query: string }
  | { readonly type: "find-option-toggled"; readonly option: FindOption }
  /** Which names have a pattern, by the query's patterns; of `wanted`, in the frames of `derived`. */
  | {
      readonly type: "names-matched";
      readonly wanted: Query;
      readonly derived: DerivedSnapshot;
      readonly found: readonly Uint8Array[];
    }
  | { readonly type: "names-refused"; readonly wanted: Query; readonly message: string }
  /** The rows with a match in the displayed view, if its rows are not all boxes. */
  | { readonly type: "matches-listed"; readonly listed: ListedMatches | null }
  /** The next match, or the one before, is selected. */
  | { readonly type: "match-visited"; readonly step: 1 | -1 }
  /** `ticks` are those that are kept for the site. */
  | {
      readonly type: "roots-listed";
      readonly roots: readonly RootDescription[];
      readonly site: string | null;
      readonly isWatched: boolean;
      readonly ticks: Ticks;
    }
  /** The workers that there are by now. */
  | { readonly type: "workers-listed"; readonly workers: readonly RootDescription[] }
  | { readonly type: "roots-failed"; readonly message: string }
  /** A box under Roots, by its key. */
  | { readonly type: "root-ticked"; readonly key: string; readonly isTicked: boolean }
  | { readonly type: "found-roots-added" }
  /** The user closed the browser's bar about the debugger. */
  | { readonly type: "closures-ended" }
  /** All that was ticked, at any site, is forgotten. */
  | { readonly type: "ticks-cleared" }
  | { readonly type: "expression-included"; readonly name: string }
  | { readonly type: "expression-excluded"; readonly name: string }
  | { readonly type: "expression-added"; readonly root: RootExpression }
  | { readonly type: "expression-removed"; readonly name: string }
  | { readonly type: "expression-refused"; readonly message: string }
  /** The expression in the box is another one: what was wrong with it is not. */
  | { readonly type: "expression-edited" }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "failure-dismissed" }
  | { readonly type: "noticed"; readonly notice: string }
  /** In place of the one that is open. The box of a menu is selected. */
  | { readonly type: "menu-opened"; readonly menu: Menu }
  | { readonly type: "menu-closed" }
  | LeakCheckAction;
