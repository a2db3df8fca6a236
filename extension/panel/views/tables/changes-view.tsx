import { useMemo } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, boxPathTextOf, TOP_BOX } from "../../frames/box.ts";
import { totalsOfChange, writeChangeOf } from "../../frames/change.ts";
import { changedBoxesOf } from "../../frames/changed-rows.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import type { SortableColumn } from "../grid/column.ts";
import { sortedRows } from "../grid/column.ts";
import { bytesColumn, differenceColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { listRows } from "../grid/rows-text.ts";
import { useBoxRows } from "../grid/use-box-rows.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { useListedMatches } from "../grid/use-listed-matches.ts";
import { usePanel } from "../parts/panel-context.ts";
import "./listing.css";

const MOST_GROWN_FIRST: ColumnSort = { column: "delta", direction: "descending" };

/** What changed in focus, as rows: of a chain of boxes with one and the same change the last one. */
export function ChangesView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { changes } = snapshot.derived;
  return changes === null ? null : <ChangesTable snapshot={snapshot} changes={changes} />;
}

interface ChangesTableProps {
  readonly snapshot: Snapshot;
  readonly changes: FrameChanges;
}

function ChangesTable({ snapshot, changes }: ChangesTableProps) {
  const { dispatch } = usePanel().store;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const sort = useGridSort("changes", MOST_GROWN_FIRST);
  const columns = useMemo(() => columnsOf(frames, changes), [frames, changes]);
  const boxes = useMemo(() => changedBoxesOf(frames, changes, focus), [frames, changes, focus]);
  const sorted = useMemo(() => sortedRows(boxes, columns, sort), [boxes, columns, sort]);
  const rows = useMemo(() => listRows(sorted), [sorted]);
  const boxRows = useBoxRows(snapshot, rows, (box) => sorted.indexOf(box));
  const matches = useListedMatches(sorted);
  if (rows.count === 0) return <NothingChanged snapshot={snapshot} focus={focus} />;
  return (
    <Grid
      {...boxRows}
      rowClass={matches.rowClass}
      id="changes"
      role="grid"
      name="Changes"
      columns={columns}
      sort={sort}
      onEnter={(box) => dispatch({ type: "box-revealed", box })}
    />
  );
}

function columnsOf(frames: FrameTable, changes: FrameChanges): readonly SortableColumn<number>[] {
  const beforeOf = (box: number): number => changes.beforeTotal[box];
  const afterOf = (box: number): number => changes.afterTotal[box];
  return [
    {
      id: "path",
      head: "Path",
      meaning: "As the boxes stand in the icicle",
      width: 180,
      align: "start",
      text: (box) => boxPathTextOf(frames, box),
      cell: (box) => <BoxLink frames={frames} box={box} path="exact" />,
      sortKey: (box) => box,
    },
    differenceColumn({ id: "delta", head: "Delta", meaning: "Bytes more or less", width: 96 }, "size", (box) =>
      totalsOfChange(changes, box, "size"),
    ),
    {
      id: "percent",
      head: "Percent",
      meaning: "Of the bytes before",
      width: 80,
      align: "end",
      text: (box) => writeChangeOf(changes, box, "size"),
      sortKey: (box) => (beforeOf(box) === afterOf(box) ? 0 : (afterOf(box) - beforeOf(box)) / beforeOf(box)),
    },
    bytesColumn(
      {
        id: "before",
        head: "Before",
        meaning: "Bytes of the box and all inside it, in the first snapshot",
        width: 80,
      },
      beforeOf,
    ),
    bytesColumn({ id: "after", head: "After", meaning: "The same in the second snapshot", width: 80 }, afterOf),
    differenceColumn(
      { id: "objects", head: "Objects", meaning: "Objects more or less, in the box and all inside it", width: 76 },
      "count",
      (box) => totalsOfChange(changes, box, "count"),
    ),
  ];
}

function NothingChanged({ snapshot, focus }: { readonly snapshot: Snapshot; readonly focus: number }) {
  const label = boxLabelOf(snapshot.derived.frames, focus);
  return (
    <div class="listing-empty">
      <h2>Nothing changed</h2>
      <p>Every path has as many bytes and objects after as before.</p>
      {focus !== TOP_BOX && (
        <p class="quiet">
          Only boxes in focus are listed: <bdi>{label}</bdi>.
        </p>
      )}
    </div>
  );
}
