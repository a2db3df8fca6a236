import type { Transform } from "../../../core/flamegraph/transforms/transform.ts";
import { hasChildren, isInside, NO_BOX, parentBoxOf, TOP_BOX } from "../frames/box.ts";
import { missingReasonOf, writeTransform } from "../frames/box-transform.ts";
import { carryBox, carryBoxes, carryTrail, FrameCarrier } from "../frames/carry.ts";
import { boxTowards, type Direction, focusToShow, trailTo } from "../frames/navigation.ts";
import { expandedToShow } from "../frames/tree-rows.ts";
import { isSameZoom, isWhole, WHOLE } from "../frames/zoom.ts";
import type { Derivation, DerivedSnapshot } from "../worker/frame-api.ts";
import type { Action } from "./actions.ts";
import { withTick } from "./compared.ts";
import { withHolderIgnored } from "./holder-state.ts";
import { withPaneSize, withPaneToggled } from "./layout.ts";
import { withLeakCheck } from "./leak-check-rounds.ts";
import {
  withObjectSelected,
  withObjects,
  withObjectsFound,
  withObjectsOfTarget,
  withoutReadings,
  withPagePreviewed,
  withPageRead,
} from "./object-state.ts";
import { type Recording, recordingFrom, withEvent, withMoment } from "./recording.ts";
import { CLOSURES_KEY, closuresAskedAgain, withFoundTicked } from "./root-choices.ts";
import {
  matchToVisit,
  typeToVisit,
  withFocusMatches,
  withNamesMatched,
  withNamesRefused,
  withOptionToggled,
  withSearch,
} from "./searching.ts";
import { shownArrangementOf } from "./shown-arrangement.ts";
import {
  numberedTitleOf,
  withDeletedAgain,
  withNote,
  withoutAnySnapshot,
  withoutSnapshot,
  withoutSnapshots,
  withSnapshot,
  withTitle,
} from "./snapshot-list.ts";
import type { BusyKind, Menu, PanelState, RootsState, Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf, NO_MENU, NO_OBJECTS, scopeOf, shownNamesOf, sidesOf } from "./state.ts";
import { NO_TICKS } from "./ticks.ts";
import type { TransformHistory } from "./transform-history.ts";
import { broughtTo, redone, undone, withoutTransform, withTransform } from "./transform-history.ts";
import { NO_VISITS } from "./visited-place.ts";
import { carryVisits, wentBack, wentForward, withVisit } from "./visits.ts";

/** A box that the user goes to takes at least this part of the width. */
const MIN_VISITED_SHARE = 0.06;

/** The state after the action. Pure; returns the same state if nothing changes. */
export function reduce(state: PanelState, action: Action): PanelState {
  return withObjectsOfTarget(withoutStaleAnswers(changed(state, action), state), state);
}

/** Answers about frames that are there no more are let go, and the frames with them. */
function withoutStaleAnswers(state: PanelState, before: PanelState): PanelState {
  if (state.snapshots === before.snapshots && state.deletion === before.deletion) return state;
  const isThere = (answer: { readonly derived: DerivedSnapshot } | null): boolean =>
    state.snapshots.some(({ derived }) => derived === answer?.derived);
  const waste = isThere(state.waste) ? state.waste : null;
  const referrers = isThere(state.referrers) ? state.referrers : null;
  const detached = isThere(state.detached) ? state.detached : null;
  const sample = isThere(state.sample) ? state.sample : null;
  const holders = isThere(state.holders.found) ? state.holders : { ...state.holders, found: null };
  const isSame =
    waste === state.waste && referrers === state.referrers && detached === state.detached && sample === state.sample;
  if (isSame && holders.found === state.holders.found) return state;
  return { ...state, waste, referrers, detached, sample, holders };
}

function changed(state: PanelState, action: Action): PanelState {
  const isStepThere = action.type === "went-back" || action.type === "went-forward";
  const after = isStepThere ? reduced(state, action) : withVisit(state, reduced(state, action));
  /* A zoom is a part of one focus. */
  return isSameFocus(state, after) ? after : withFocusMatches(isWhole(after.zoom) ? after : { ...after, zoom: WHOLE });
}

function isSameFocus(before: PanelState, after: PanelState): boolean {
  const one = currentSnapshotOf(before);
  const other = currentSnapshotOf(after);
  if (one === other) return true;
  if (one === null || other === null) return false;
  return one.derived === other.derived && focusOf(one) === focusOf(other);
}

/** It is long because it is a table: one case for each action. What takes more than a few lines is a function below. */
function reduced(state: PanelState, action: Action): PanelState {
  switch (action.type) {
    case "went-back":
      return wentBack(state);
    case "went-forward":
      return wentForward(state);
    case "theme-changed":
      return { ...state, theme: action.theme };
    case "work-began":
      return withWorkBegun(state, action.kind);
    case "file-progressed":
      return state.busy === null ? state : { ...state, busy: { ...state.busy, share: action.share } };
    case "work-progressed":
      return state.busy === null
        ? state
        : { ...state, busy: { kind: state.busy.kind, objectCount: action.objectCount } };
    case "asking-progressed": {
      const { asked, toAsk } = action;
      return state.busy === null ? state : { ...state, busy: { ...state.busy, asking: { asked, toAsk } } };
    }
    case "work-ended":
      return { ...state, busy: null };
    case "snapshot-added":
      return withSnapshotAdded(state, action);
    case "snapshot-restored":
      return withSnapshotRestored(state, action);
    case "recording-began":
      return { ...state, recording: recordingFrom(action.at), overTime: { ...state.overTime, source: "recording" } };
    case "moment-recorded":
      return withRecording(state, (recording) => withMoment(recording, action.moment));
    case "recording-event":
      return withRecording(state, (recording) => withEvent(recording, action.event));
    case "recording-ended":
      return withRecording(state, (recording) => ({ ...recording, endedAt: action.at }));
    case "recording-choices-made":
      return { ...state, recordingChoices: { ...state.recordingChoices, ...action.choices } };
    case "over-time-shown":
      return { ...state, overTime: { ...state.overTime, source: action.source } };
    case "over-time-tab-chosen":
      return { ...state, overTime: { ...state.overTime, tab: action.tab } };
    case "snapshot-painted":
      return withSnapshot(state, action.number, (snapshot) =>
        snapshot.elapsedMs === null ? { ...snapshot, elapsedMs: action.at - snapshot.askedAt } : snapshot,
      );
    case "snapshot-shown":
      return withShown(state, action.number);
    case "measure-chosen":
      return state.measure === action.measure ? state : { ...state, measure: action.measure, hovered: NO_BOX };
    case "order-chosen":
      return state.order === action.order ? state : { ...state, order: action.order, hovered: NO_BOX };
    case "pane-resized":
      return { ...state, layout: withPaneSize(state.layout, action.pane, action.size) };
    case "pane-toggled":
      return { ...state, layout: withPaneToggled(state.layout, action.pane) };
    case "size-unit-chosen":
      return state.sizeUnit === action.sizeUnit ? state : { ...state, sizeUnit: action.sizeUnit };
    case "found-roots-chosen":
      return withRoots(state, { takesFound: action.takesFound });
    case "snapshots-cleared":
      return withoutAnySnapshot(state);
    case "part-chosen":
      return state.part === action.part ? state : { ...state, part: action.part, hovered: NO_BOX };
    case "zoomed":
      return isSameZoom(state.zoom, action.zoom) ? state : { ...state, zoom: action.zoom };
    case "snapshot-renamed":
      return withTitle(state, action.number, action.title);
    case "snapshot-noted":
      return withNote(state, action.number, action.note);
    case "snapshot-deleted": {
      const rest = withoutSnapshot(state, action.number);
      return rest.current === null || rest.current === state.current ? rest : withShown(rest, rest.current);
    }
    case "deletion-undone":
      return state.deletion === null ? state : withShown(withDeletedAgain(state), state.deletion.snapshot.number);
    case "deletion-ended":
      return state.deletion === null ? state : { ...state, deletion: null };
    case "snapshots-dropped":
      return withoutSnapshots(state, action.numbers);
    case "snapshot-ticked":
      return { ...state, ticked: withTick(state.ticked, action.number) };
    case "scope-chosen":
      return state.scope === action.scope
        ? state
        : { ...state, scope: action.scope, failure: null, notice: null, menu: NO_MENU };
    case "sharing-chosen":
      return state.sharing === action.sharing
        ? state
        : { ...state, sharing: action.sharing, failure: null, notice: null, menu: NO_MENU };
    case "names-chosen":
      return state.names === action.names
        ? state
        : { ...state, names: action.names, failure: null, notice: null, menu: NO_MENU };
    case "transformed":
      return withTransformsOf(
        state,
        withTransform(state.transforms, withNamesOf(state, action.transform)),
        `Path: ${writeTransform(action.transform)}.`,
      );
    case "transform-removed":
      return withTransformsOf(state, withoutTransform(state.transforms, action.index), "Removed from Path.");
    case "transform-undone":
      return withTransformsOf(state, undone(state.transforms), "Undone.");
    case "transform-redone":
      return withTransformsOf(state, redone(state.transforms), "Redone.");
    case "derivation-kept": {
      const { sharing, names, transforms, scope } = action.derivation;
      return { ...state, sharing, names, scope, transforms: broughtTo(state.transforms, transforms) };
    }
    case "snapshot-derived":
      return withDerivedAnew(state, action);
    case "view-chosen":
      return state.view === action.view && state.part === "view"
        ? state
        : { ...state, view: action.view, part: "view", hovered: NO_BOX };
    case "waste-found":
      return { ...state, waste: action.waste };
    case "detached-found":
      return { ...state, detached: action.detached };
    case "sample-read":
      return { ...state, sample: action.sample };
    case "referrers-found":
      return { ...state, referrers: action.referrers };
    case "type-parts-found":
      return { ...state, typeParts: action.found };
    case "type-selected":
      return { ...state, types: { selected: action.name, shape: action.shape ?? null } };
    case "objects-pane-set":
      return { ...state, layout: { ...state.layout, objects: action.isOpen ? "open" : "closed" } };
    case "objects-found":
      return withObjectsFound(state, action.found);
    case "object-page-read":
      return withPageRead(state, action.list, action.page, action.rows);
    case "object-page-previewed":
      return withPagePreviewed(state, action.list, action.page, action.readings);
    case "object-readings-dropped":
      return withoutReadings(state);
    case "object-contents-chosen":
      return withObjects(state, { ...NO_OBJECTS, contents: action.contents, found: state.objects.found });
    case "object-bucket-chosen":
      return withObjects(state, { bucket: action.bucket });
    case "objects-filtered":
      return withObjects(state, { text: action.text, previewed: [], reading: null });
    case "previews-read":
      return action.text === state.objects.text
        ? withObjects(state, { previewed: action.previewed, reading: action.reading })
        : state;
    case "object-selected":
      return withObjectSelected(state, action.index);
    case "holders-found":
      return { ...state, holders: { ...state.holders, found: action.found } };
    case "holder-ignored":
      return { ...state, holders: withHolderIgnored(state.holders, action.holder) };
    case "holder-restored": {
      const ignored = state.holders.ignored.filter((_, index) => index !== action.index);
      return { ...state, holders: { ...state.holders, ignored } };
    }
    case "path-steps-chosen":
      return { ...state, holders: { ...state.holders, steps: action.steps } };
    case "grid-sorted":
      return { ...state, sorts: new Map(state.sorts).set(action.grid, action.sort) };
    case "columns-chosen":
      return { ...state, columns: new Map(state.columns).set(action.grid, action.choices) };
    case "box-revealed":
      return { ...withVisited(state, action.box), view: "icicle", part: "view" };
    case "box-focused":
      return withFocus(state, action.box);
    case "focus-undone":
      return withFocusUndone(state);
    case "box-selected":
      return withCurrent(state, (snapshot) => selected(snapshot, action.box));
    case "box-hovered":
      return state.hovered === action.box ? state : { ...state, hovered: action.box };
    case "box-expanded":
      return withCurrent(state, (snapshot) =>
        snapshot.expanded.has(action.box) || !hasChildren(snapshot.derived.frames, action.box)
          ? snapshot
          : { ...snapshot, expanded: new Set(snapshot.expanded).add(action.box) },
      );
    case "box-collapsed":
      return withCurrent(state, (snapshot) => collapsed(snapshot, action.box));
    case "selection-moved":
      return withCurrent(state, (snapshot) => withSelectionMoved(snapshot, state, action.direction));
    case "selection-focused": {
      const box = currentSnapshotOf(state)?.selected ?? NO_BOX;
      return box === NO_BOX ? state : withFocus(state, box);
    }
    case "escaped":
      return withEscaped(state);
    case "searched":
      return withSearch(state, action.query);
    case "find-option-toggled":
      return withOptionToggled(state, action.option);
    case "names-matched":
      return withNamesMatched(state, action.wanted, action.derived, action.found);
    case "names-refused":
      return withNamesRefused(state, action.wanted, action.message);
    case "matches-listed":
      return { ...state, search: { ...state.search, listed: action.listed } };
    case "match-visited": {
      const type = typeToVisit(state, action.step);
      if (type !== undefined) return { ...state, types: { selected: type, shape: null }, part: "view" };
      const box = matchToVisit(state, action.step);
      if (box === undefined) return state;
      return { ...withCurrent(state, (snapshot) => selected(snapshot, box)), part: "view", hovered: NO_BOX };
    }
    case "roots-listed":
      return withRoots(state, {
        listed: action.roots,
        failure: null,
        site: action.site,
        isWatched: action.isWatched,
        /* Those of the same site may be newer than what was read. */
        ticks: action.site === state.roots.site ? state.roots.ticks : action.ticks,
      });
    case "workers-listed":
      return withRoots(state, {
        listed: state.roots.listed && [
          ...state.roots.listed.filter(({ origin }) => origin !== "worker"),
          ...action.workers,
        ],
      });
    case "roots-failed":
      return withRoots(state, { listed: null, failure: action.message });
    case "root-ticked":
      return withRoots(state, {
        ticks: new Map(state.roots.ticks).set(action.key, action.isTicked),
        ...(action.key === CLOSURES_KEY && { closures: closuresAskedAgain(state.roots) }),
      });
    case "found-roots-added":
      return withRoots(state, { ticks: withFoundTicked(state.roots), closures: closuresAskedAgain(state.roots) });
    case "closures-ended":
      return withRoots(state, { closures: "bar-closed" });
    case "ticks-cleared":
      return withRoots(state, { ticks: NO_TICKS });
    case "expression-included":
      return withRoots(state, { excluded: without(state.roots.excluded, action.name) });
    case "expression-excluded":
      return withRoots(state, { excluded: new Set(state.roots.excluded).add(action.name) });
    case "expression-added":
      return withRoots(state, {
        expressions: [...state.roots.expressions.filter(({ name }) => name !== action.root.name), action.root],
        excluded: without(state.roots.excluded, action.root.name),
        expressionFailure: null,
      });
    case "expression-removed":
      return withRoots(state, {
        expressions: state.roots.expressions.filter(({ name }) => name !== action.name),
        excluded: without(state.roots.excluded, action.name),
      });
    case "expression-refused":
      return withRoots(state, { expressionFailure: action.message });
    case "expression-edited":
      return state.roots.expressionFailure === null ? state : withRoots(state, { expressionFailure: null });
    case "failed":
      return { ...state, failure: action.failure, notice: null };
    case "failure-dismissed":
      return { ...state, failure: null };
    case "noticed":
      return { ...state, notice: action.notice };
    case "menu-opened":
      return withMenu(state, action.menu);
    case "menu-closed":
      return withMenu(state, NO_MENU);
    case "leak-check-began":
    case "leak-check-stepped":
    case "leak-round-taken":
    case "leak-check-refused":
    case "leak-expression-edited":
    case "leak-rounds-chosen":
    case "leak-check-ended":
    case "leak-answer-focused":
    case "leak-answer-held":
      return withLeakCheck(state, action);
  }
}

/** A path holds in the names that the displayed frames have, as long as they can have others. */
function withNamesOf(state: PanelState, transform: Transform): Transform {
  const snapshot = currentSnapshotOf(state);
  const names = snapshot === null ? null : shownNamesOf(snapshot);
  return names === null ? transform : { ...transform, names };
}

function withTransformsOf(state: PanelState, transforms: TransformHistory, notice: string): PanelState {
  return transforms === state.transforms ? state : { ...state, transforms, failure: null, notice, menu: NO_MENU };
}

function withWorkBegun(state: PanelState, kind: BusyKind): PanelState {
  const begun = { ...state, busy: { kind, objectCount: 0 } };
  /* Frames may be derived on the heels of other work, whose result is still to be read. */
  return kind === "derive" ? begun : { ...begun, failure: null, notice: null, menu: NO_MENU };
}

function withSnapshotAdded(state: PanelState, added: Extract<Action, { type: "snapshot-added" }>): PanelState {
  const snapshot = snapshotOf(added);
  /* What changed has views of its own; everything else begins with the picture of the whole. */
  const view = snapshot.kind === "diff" ? state.view : "icicle";
  const scope = scopeOf(snapshot) ?? state.scope;
  return withShown({ ...state, snapshots: [...state.snapshots, snapshot], view, scope, part: "view" }, added.number);
}

/** In its place by number. It is shown if nothing else is. */
function withSnapshotRestored(
  state: PanelState,
  { elapsedMs, note, ...restored }: Extract<Action, { type: "snapshot-restored" }>,
): PanelState {
  const { number, title } = restored;
  const isNamed = title !== numberedTitleOf(number);
  const snapshot = { ...snapshotOf(restored), elapsedMs, isNamed, note };
  const later = state.snapshots.findIndex((one) => one.number > number);
  const snapshots = state.snapshots.toSpliced(later < 0 ? state.snapshots.length : later, 0, snapshot);
  return state.current === null ? withShown({ ...state, snapshots }, number) : { ...state, snapshots };
}

function snapshotOf(added: Omit<Extract<Action, { type: "snapshot-added" }>, "type">): Snapshot {
  const frames = added.derived.frames;
  const onlyRoot = frames.count > 1 && frames.subtreeEnd[1] === frames.count ? 1 : NO_BOX;
  return {
    ...kindOf(added),
    number: added.number,
    title: added.title,
    isNamed: false,
    note: "",
    derived: added.derived,
    names: added.derivation.names,
    transforms: added.derivation.transforms,
    askedAt: added.askedAt,
    elapsedMs: null,
    trail: [TOP_BOX],
    selected: NO_BOX,
    expanded: onlyRoot === NO_BOX ? new Set() : new Set([onlyRoot]),
    visits: NO_VISITS,
  };
}

function kindOf({ origin, derived, derivation }: Omit<Extract<Action, { type: "snapshot-added" }>, "type">) {
  const { sharing, scope } = derivation;
  switch (origin.source) {
    case "page":
      return { kind: "walked", source: origin.source, page: origin.page, sharing } as const;
    case "snapshot-file":
      return derived.objects === "of V8"
        ? ({ kind: "heap", source: origin.source, sharing } as const)
        : ({ kind: "walked", source: origin.source, page: origin.page ?? null, sharing } as const);
    case "heap-snapshot":
      return { kind: "heap", source: origin.source, sharing } as const;
    case "folded-file":
      return { kind: "stacks", source: origin.source } as const;
    case "diff": {
      const { before, between, after, caveats } = origin;
      const isOfStacks = sidesOf(origin).every(({ kind }) => kind === "stacks");
      return { kind: "diff", before, between, after, caveats, sharing: isOfStacks ? null : sharing, scope } as const;
    }
  }
}

function withShown(state: PanelState, number: number): PanelState {
  /* The menu of a box belongs to the frames displayed before. */
  const { kind } = state.menu;
  const menu = kind === "box" || kind === "object" || kind === "columns" ? NO_MENU : state.menu;
  const shown: PanelState = { ...state, current: number, hovered: NO_BOX, menu };
  const snapshot = currentSnapshotOf(shown);
  if (snapshot === null) return state;
  return withSearch(shown, state.search.query);
}

/** Other frames of the same objects: what the user looks at is looked up in them. */
function withDerivedAnew(state: PanelState, anew: Extract<Action, { type: "snapshot-derived" }>): PanelState {
  const changed = withSnapshot(state, anew.number, (snapshot) => carried(snapshot, anew.derived, anew.derivation));
  return anew.number === state.current ? withMissingNoticed(withShown(changed, anew.number), anew) : changed;
}

/** Says why a transform that was just added changes nothing, if there is more to say than that. */
function withMissingNoticed(
  state: PanelState,
  { derived, derivation }: Extract<Action, { type: "snapshot-derived" }>,
): PanelState {
  const last = derivation.transforms.at(-1);
  const isMissing = derived.found[derivation.transforms.length - 1] === false;
  const notice = last !== undefined && isMissing ? missingReasonOf(last) : null;
  return notice === null ? state : { ...state, notice };
}

function carried(snapshot: Snapshot, derived: DerivedSnapshot, derivation: Derivation): Snapshot {
  const carrier = new FrameCarrier(snapshot.derived.frames, derived.frames);
  const selected = carryBox(carrier, snapshot.selected);
  const open = [...carryBoxes(carrier, snapshot.expanded)].filter((box) => hasChildren(derived.frames, box));
  return {
    ...withDerivation(snapshot, derivation),
    derived,
    trail: carryTrail(carrier, snapshot.trail),
    selected,
    expanded: expandedToShow(derived.frames, new Set(open), selected),
    visits: carryVisits(carrier, snapshot.visits),
  };
}

function withDerivation(snapshot: Snapshot, { sharing, names, transforms, scope }: Derivation): Snapshot {
  switch (snapshot.kind) {
    case "walked":
    case "heap":
      return { ...snapshot, names, transforms, sharing };
    case "stacks":
      return { ...snapshot, names, transforms };
    case "diff":
      return { ...snapshot, names, transforms, sharing: snapshot.sharing === null ? null : sharing, scope };
  }
}

function withFocus(state: PanelState, box: number): PanelState {
  const changed = withCurrent(state, (snapshot) => {
    const trail = trailTo(snapshot.derived.frames, snapshot.trail, box);
    return { ...selected(snapshot, box), trail };
  });
  return { ...changed, hovered: NO_BOX, zoom: WHOLE };
}

/** One step out: to all of the focus; then to the focus before it, or to the parent if there was none. */
function withFocusUndone(state: PanelState): PanelState {
  if (!isWhole(state.zoom)) return { ...state, zoom: WHOLE, hovered: NO_BOX };
  const changed = withCurrent(state, (snapshot) => {
    const focus = focusOf(snapshot);
    if (focus === TOP_BOX) return snapshot.selected === NO_BOX ? snapshot : { ...snapshot, selected: NO_BOX };
    const trail = snapshot.trail.slice(0, -1);
    return { ...snapshot, trail: trail.length > 0 ? trail : [parentBoxOf(snapshot.derived.frames, focus)] };
  });
  return changed === state ? state : { ...changed, hovered: NO_BOX };
}

/** One thing at a time: an open menu, the search, then a step out of the focus. */
function withEscaped(state: PanelState): PanelState {
  if (state.menu.kind !== "none") return withMenu(state, NO_MENU);
  /* A tooltip goes along with the next step: under a resting pointer it would cost a key press every time. */
  const rest = state.hovered === NO_BOX ? state : { ...state, hovered: NO_BOX };
  return rest.search.query === "" ? withFocusUndone(rest) : withSearch(rest, "");
}

/** Selected, under a focus that shows it. */
function withVisited(state: PanelState, box: number): PanelState {
  const changed = withCurrent(state, (snapshot) => {
    const frames = snapshot.derived.frames;
    const arrangement = shownArrangementOf(snapshot, state);
    const focus = focusToShow(arrangement, focusOf(snapshot), box, MIN_VISITED_SHARE);
    return { ...selected(snapshot, box), trail: trailTo(frames, snapshot.trail, focus) };
  });
  return { ...changed, hovered: NO_BOX, zoom: WHOLE };
}

function withSelectionMoved(snapshot: Snapshot, state: PanelState, direction: Direction): Snapshot {
  const from = snapshot.selected === NO_BOX ? focusOf(snapshot) : snapshot.selected;
  return selected(snapshot, boxTowards(shownArrangementOf(snapshot, state), from, direction));
}

function selected(snapshot: Snapshot, box: number): Snapshot {
  if (snapshot.selected === box) return snapshot;
  if (box === NO_BOX) return { ...snapshot, selected: NO_BOX };
  return { ...snapshot, selected: box, expanded: expandedToShow(snapshot.derived.frames, snapshot.expanded, box) };
}

/** The selection never stays behind in a collapsed row. */
function collapsed(snapshot: Snapshot, box: number): Snapshot {
  if (!snapshot.expanded.has(box)) return snapshot;
  const isHidden = snapshot.selected !== box && isInside(snapshot.derived.frames, snapshot.selected, box);
  return {
    ...snapshot,
    expanded: without(snapshot.expanded, box),
    selected: isHidden ? box : snapshot.selected,
  };
}

function withCurrent(state: PanelState, change: (snapshot: Snapshot) => Snapshot): PanelState {
  return state.current === null ? state : withSnapshot(state, state.current, change);
}

function withMenu(state: PanelState, menu: Menu): PanelState {
  if (menu.kind === "none" && state.menu.kind === "none") return state;
  const about = menu.kind === "box" ? withCurrent(state, (snapshot) => selected(snapshot, menu.box)) : state;
  return { ...about, menu };
}

function withRecording(state: PanelState, change: (recording: Recording) => Recording): PanelState {
  return state.recording === null ? state : { ...state, recording: change(state.recording) };
}

function withRoots(state: PanelState, change: Partial<RootsState>): PanelState {
  return { ...state, roots: { ...state.roots, ...change } };
}

function without<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  if (!set.has(member)) return set;
  const rest = new Set(set);
  rest.delete(member);
  return rest;
}
