import { useMemo } from "preact/hooks";
import type { DiffScope, FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, NO_BOX, TOP_BOX } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount } from "../../frames/figures.ts";
import { type GrowthRows, growthRowsOf } from "../../frames/growth-rows.ts";
import type { Diff, Snapshot } from "../../store/state.ts";
import { focusOf, roundsOf } from "../../store/state.ts";
import { useLeakAnswer } from "../find-leak/use-leak-answer.ts";
import type { SortableColumn } from "../grid/column.ts";
import { sortedRows } from "../grid/column.ts";
import { bytesColumn, differenceColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { listRows } from "../grid/rows-text.ts";
import { useBoxRows } from "../grid/use-box-rows.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { useListedMatches } from "../grid/use-listed-matches.ts";
import { usePanel } from "../parts/panel-context.ts";
import { Caveats } from "./caveats.tsx";
import { RoundsView } from "./rounds-view.tsx";
import { placesOf } from "./row-places.ts";
import { pathColumn } from "./steady-grid.tsx";
import "./listing.css";

const CAUSE_FIRST: ColumnSort = { column: "own", direction: "descending" };

/** What changed in focus, a row for each cause. Of rounds, growth is what grew in every one; all else is from the first snapshot to the last. */
export function ChangesView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { changes } = snapshot.derived;
  if (changes === null || snapshot.kind !== "diff") return null;
  return roundsOf(snapshot) > 0 && snapshot.scope === "growth" ? (
    <RoundsView snapshot={snapshot} changes={changes} />
  ) : (
    <ChangesTable snapshot={snapshot} changes={changes} />
  );
}

interface ChangesTableProps {
  readonly snapshot: Diff;
  readonly changes: FrameChanges;
}

function ChangesTable({ snapshot, changes }: ChangesTableProps) {
  const { dispatch } = usePanel().store;
  const { scope } = snapshot;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const sort = useGridSort("changes", CAUSE_FIRST);
  const growth = useMemo(() => growthRowsOf(frames, changes, focus, scope), [frames, changes, focus, scope]);
  const columns = useMemo(() => columnsOf(frames, growth), [frames, growth]);
  const sorted = useMemo(() => sortedRows(growth.box, columns, sort), [growth, columns, sort]);
  const rows = useMemo(() => listRows(sorted), [sorted]);
  const boxRows = useBoxRows(snapshot, rows, (box) => sorted.indexOf(box));
  const matches = useListedMatches(sorted);
  const takesFocus = useLeakAnswer(snapshot, sorted[0] ?? NO_BOX);
  if (rows.count === 0) return <NothingChanged snapshot={snapshot} focus={focus} />;
  return (
    <div class="listing">
      <Caveats snapshot={snapshot} />
      <Grid
        {...boxRows}
        rowClass={matches.rowClass}
        id="changes"
        role="grid"
        name="Changes"
        columns={columns}
        sort={sort}
        takesFocus={takesFocus}
        onEnter={(box) => dispatch({ type: "box-revealed", box })}
      />
    </div>
  );
}

function columnsOf(frames: FrameTable, growth: GrowthRows): readonly SortableColumn<number>[] {
  const rowOf = placesOf(growth.box);
  const countText = (box: number): string => {
    const before = growth.countBefore[rowOf(box)];
    const after = growth.countAfter[rowOf(box)];
    return before === after ? "–" : `${writeCount(before)} → ${writeCount(after)}`;
  };
  return [
    pathColumn(frames),
    differenceColumn(
      {
        id: "own",
        head: "Delta (own)",
        meaning:
          "Bytes more or less that no other row has. What several boxes hold counts at one of them, so this may be above Delta (total). Sorted by it, a cause stands before what it holds",
        width: 92,
        /* The order of the rows: a container with many more children stands before what grew in it. */
        sortKey: (box) => -rowOf(box),
      },
      "size",
      (box) => ({ before: 0, after: growth.own[rowOf(box)] }),
    ),
    differenceColumn(
      { id: "delta", head: "Delta (total)", meaning: "Bytes more or less, with all inside the box", width: 94 },
      "size",
      (box) => ({ before: growth.before[rowOf(box)], after: growth.after[rowOf(box)] }),
    ),
    bytesColumn(
      {
        id: "before",
        head: "Before",
        meaning: "Bytes of the box and all inside it, in the first snapshot",
        width: 72,
      },
      (box) => growth.before[rowOf(box)],
    ),
    bytesColumn(
      { id: "after", head: "After", meaning: "The same in the second snapshot", width: 72 },
      (box) => growth.after[rowOf(box)],
    ),
    {
      id: "count",
      head: "Count",
      meaning: "Objects that the box holds as its children, before and after, where their number changed",
      width: 84,
      align: "end",
      text: countText,
      sortKey: (box) => growth.countAfter[rowOf(box)] - growth.countBefore[rowOf(box)],
    },
  ];
}

const NO_CHANGE: Readonly<Record<DiffScope, { readonly head: string; readonly text: string }>> = {
  growth: { head: "Nothing grew", text: "No path has more bytes or objects after than before." },
  all: { head: "Nothing changed", text: "Every path has as many bytes and objects after as before." },
  shrunk: { head: "Nothing shrank", text: "No path has fewer bytes or objects after than before." },
};

function NothingChanged({ snapshot, focus }: { readonly snapshot: Diff; readonly focus: number }) {
  const label = boxLabelOf(snapshot.derived.frames, focus);
  const { head, text } = NO_CHANGE[snapshot.scope];
  return (
    <div class="listing-empty">
      <h2>{head}</h2>
      <p>{text}</p>
      {focus !== TOP_BOX && (
        <p class="quiet">
          Only boxes in focus are listed: <bdi>{label}</bdi>.
        </p>
      )}
    </div>
  );
}
