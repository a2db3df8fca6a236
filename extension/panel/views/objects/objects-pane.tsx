import { useCallback, useEffect, useMemo } from "preact/hooks";
import { IN_AFTER } from "../../../../core/flamegraph/diff.ts";
import { boxLabelOf, headOf, NO_BOX, readableName } from "../../frames/box.ts";
import { writeCount, writeSize, writeSizeRange } from "../../frames/figures.ts";
import { objectAt, objectSortOf, unreadReasonOf } from "../../store/object-state.ts";
import type { FoundObjects, Snapshot } from "../../store/state.ts";
import type { ObjectContents, ObjectTarget } from "../../worker/frame-api.ts";
import { Grid } from "../grid/grid.tsx";
import type { GridRows } from "../grid/rows-text.ts";
import { Icon } from "../parts/icon.tsx";
import { usePanel, usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { OBJECT_COLUMNS, type ShownObject } from "./object-columns.tsx";
import "../side/pane-head.css";
import "./objects.css";
import { SizeHistogram } from "./size-histogram.tsx";
import { useObjects } from "./use-objects.ts";

interface ObjectsPaneProps {
  readonly snapshot: Snapshot;
  readonly isOpen: boolean;
}

/** Objects one by one: the entries of a container, the objects of any other box or of a type. */
export function ObjectsPane({ snapshot, isOpen }: ObjectsPaneProps) {
  const { dispatch } = usePanel().store;
  return (
    <section class="objects" aria-label="Objects">
      <header class="pane-head">
        <span class="objects-toggle">
          <button
            type="button"
            class="pane-toggle"
            aria-expanded={isOpen}
            onClick={() => dispatch({ type: "objects-pane-set", isOpen: !isOpen })}
          >
            <span class={isOpen ? "pane-twisty open" : "pane-twisty"}>
              <Icon name="twisty" />
            </span>
            Objects
          </button>
        </span>
        <Summary snapshot={snapshot} />
      </header>
      {isOpen && <Objects snapshot={snapshot} />}
    </section>
  );
}

/** What is listed, and how large its rows are. */
function Summary({ snapshot }: { readonly snapshot: Snapshot }) {
  const found = usePanelState(({ objects }) => objects.found);
  if (found?.derived !== snapshot.derived || found.list.list === null) return null;
  const { count, shownCount, statistics } = found.list;
  const counts = shownCount === count ? writeCount(count) : `${writeCount(shownCount)} of ${writeCount(count)}`;
  return (
    <span class="objects-summary quiet">
      <bdi>{titleOf(snapshot, found)}</bdi>
      <span>
        {counts}
        {count > 1 && ` · median ${writeSize(statistics.median)}`}
        {count > 0 && ` · largest ${writeSizeRange(statistics.largest, statistics.largestMost)}`}
      </span>
    </span>
  );
}

function titleOf(snapshot: Snapshot, { query: { target }, list }: FoundObjects): string {
  const { frames } = snapshot.derived;
  const about = target.of === "type" ? typeTextOf(target) : boxLabelOf(frames, headOf(frames, target.frame));
  return `${list.of === "entries" ? "Entries" : "Objects"} of ${about}${placeOf(snapshot)}`;
}

/** Of which snapshot of a comparison the objects are. */
function placeOf(snapshot: Snapshot): string {
  return snapshot.kind === "diff" ? ` in ${readableName(snapshot.after.title)}` : "";
}

function typeTextOf({ name, shape }: Extract<ObjectTarget, { of: "type" }>): string {
  return shape === undefined ? `the type ${readableName(name)}` : `${readableName(name)} ${readableName(shape)}`;
}

function Objects({ snapshot }: { readonly snapshot: Snapshot }) {
  const { found, isBehind } = useObjects(snapshot);
  if (found === null) return <p class="objects-note late quiet">Listing the objects…</p>;
  if (found.list.list === null) return isBehind ? null : <NoObjects snapshot={snapshot} found={found} />;
  return (
    <>
      <ObjectTools found={found} />
      <UnreadNote />
      <ObjectGrid snapshot={snapshot} found={found} isBehind={isBehind} />
    </>
  );
}

/** Why the rows have types in place of what stands in them. */
function UnreadNote() {
  const reason = usePanelState(({ objects }) => unreadReasonOf(objects));
  return reason === "" ? null : <p class="objects-reason quiet">{readableName(reason)}</p>;
}

interface NoObjectsProps {
  readonly snapshot: Snapshot;
  readonly found: FoundObjects;
}

function NoObjects({ snapshot, found: { query } }: NoObjectsProps) {
  const { changes } = snapshot.derived;
  const isGone =
    changes !== null && query.target.of === "frame" && (changes.sides[query.target.frame] & IN_AFTER) === 0;
  return isGone ? (
    <p class="objects-note quiet">
      This box is gone<bdi>{placeOf(snapshot)}</bdi>: there are no objects to list.
    </p>
  ) : (
    <p class="objects-note quiet">
      The changes in Path have put this box together from several others, so it has no list of objects. Remove a change
      to list them.
    </p>
  );
}

/** Filters, and what is listed. */
function ObjectTools({ found }: { readonly found: FoundObjects }) {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const { bucket, text, reading } = usePanelState((state) => state.objects);
  const { of, containerCount, objectCount, statistics } = found.list;
  const choose = (contents: ObjectContents): void => dispatch({ type: "object-contents-chosen", contents });
  return (
    <div class="objects-tools">
      <input
        class="input objects-filter"
        type="search"
        aria-label="Filter objects"
        placeholder="Filter by key or preview"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          dispatch({ type: "objects-filtered", text: event.currentTarget.value });
          panel.listing.searchPreviews();
        }}
      />
      {containerCount > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own
        <div class="objects-switch" role="group" aria-label="Listed">
          <button type="button" class="button" aria-pressed={of === "objects"} onClick={() => choose("objects")}>
            {objectCount === 1 ? "Object" : "Objects"}
          </button>
          <button type="button" class="button" aria-pressed={of === "entries"} onClick={() => choose("entries")}>
            Entries
          </button>
        </div>
      )}
      <SizeHistogram counts={statistics.counts} chosen={bucket} />
      <span class="objects-progress quiet" aria-live="polite">
        {reading !== null && `Read ${writeCount(reading.done)} of ${writeCount(reading.total)} previews`}
      </span>
      {reading !== null && (
        <button type="button" class="button small" onClick={() => panel.listing.cancelSearch()}>
          Cancel
        </button>
      )}
    </div>
  );
}

interface ObjectGridProps {
  readonly snapshot: Snapshot;
  readonly found: FoundObjects;
  readonly isBehind: boolean;
}

function ObjectGrid({ snapshot, found, isBehind }: ObjectGridProps) {
  const panel = useWholePanel();
  const { dispatch } = panel.store;
  const objects = usePanelState((state) => state.objects);
  const sort = usePanelState(objectSortOf);
  const { list, shownCount, count } = found.list;
  const rows = useMemo<GridRows<ShownObject>>(
    () => ({
      count: shownCount,
      at: (index) => ({ index, listed: objectAt(panel.store.state.objects, index) }),
      load: async (first, end) =>
        (await panel.listing.rowsOf(first, end)).map((listed, at) => ({ index: first + at, listed })),
    }),
    [panel, list, shownCount],
  );
  /* The page is not asked about rows that are out of view. */
  useEffect(() => () => panel.listing.show(0, 0), [panel]);
  const onRowsInView = useCallback((first: number, end: number) => panel.listing.show(first, end), [panel]);
  if (shownCount === 0)
    return <p class="objects-note quiet">{count === 0 ? emptinessOf(snapshot, found) : "No row has it."}</p>;
  return (
    <div class="objects-grid" aria-busy={isBehind}>
      <Grid
        id="objects"
        role="grid"
        name="Objects"
        columns={OBJECT_COLUMNS}
        rows={rows}
        current={objects.current}
        sort={sort}
        keyOf={({ index }) => index}
        boxOf={() => NO_BOX}
        onCurrent={(index) => dispatch({ type: "object-selected", index })}
        onRowMenu={(index, x, y) => dispatch({ type: "menu-opened", menu: { kind: "object", index, x, y } })}
        onRowsInView={onRowsInView}
        onEnter={() => {}}
        onBack={() => {
          if (snapshot.trail.length > 0) dispatch({ type: "focus-undone" });
        }}
      />
    </div>
  );
}

function emptinessOf(snapshot: Snapshot, { list, query }: FoundObjects): string {
  const text =
    list.of === "entries"
      ? "It has no entries"
      : query.target.of === "type"
        ? "There is no such object"
        : "This box has no objects";
  return `${text}${placeOf(snapshot)}.`;
}
