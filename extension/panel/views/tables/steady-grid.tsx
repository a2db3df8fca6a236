import { useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount, writeDelta } from "../../frames/figures.ts";
import { smallestStepOf } from "../../frames/steady-growth.ts";
import type { SteadyRows } from "../../frames/steady-rows.ts";
import type { Diff } from "../../store/state.ts";
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
import { placesOf } from "./row-places.ts";

const CAUSE_FIRST: ColumnSort = { column: "own", direction: "descending" };

interface SteadyGridProps {
  readonly snapshot: Diff;
  readonly rows: SteadyRows;
  readonly takesFocus: boolean;
}

/** What grew in every round, the cause first. */
export function SteadyGrid({ snapshot, rows, takesFocus }: SteadyGridProps) {
  const { dispatch } = usePanel().store;
  const sort = useGridSort("changes", CAUSE_FIRST);
  const columns = useMemo(() => columnsOf(snapshot, rows), [snapshot.derived, rows]);
  const sorted = useMemo(() => sortedRows(rows.box, columns, sort), [rows, columns, sort]);
  const listed = useMemo(() => listRows(sorted), [sorted]);
  const boxRows = useBoxRows(snapshot, listed, (box) => sorted.indexOf(box));
  const matches = useListedMatches(sorted);
  return (
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
  );
}

export function pathColumn(frames: FrameTable): SortableColumn<number> {
  return {
    id: "path",
    head: "Path",
    meaning: "As the boxes stand in the icicle",
    width: 180,
    align: "start",
    text: (box) => boxPathTextOf(frames, box),
    cell: (box) => <BoxLink frames={frames} box={box} path="exact" />,
    sortKey: (box) => box,
  };
}

function columnsOf({ derived }: Diff, rows: SteadyRows): readonly SortableColumn<number>[] {
  const { frames, changes } = derived;
  const { snapshots } = rows;
  const rowOf = placesOf(rows.box);
  const at = (column: Float64Array, box: number, snapshot: number): number => column[rowOf(box) * snapshots + snapshot];
  const seriesOf = (column: Float64Array, box: number): Float64Array =>
    column.subarray(rowOf(box) * snapshots, (rowOf(box) + 1) * snapshots);
  const isCounted = (box: number): boolean => rows.counted[rowOf(box)] !== "nothing";
  const stepOf = (box: number): number => smallestStepOf(seriesOf(rows.own, box));
  const beforeOf = (box: number): number => changes?.beforeTotal[box] ?? 0;
  const afterOf = (box: number): number => changes?.afterTotal[box] ?? 0;
  const eachOf = (box: number): string => {
    const bytes = writeDelta(stepOf(box));
    return isCounted(box) ? `+${writeCount(smallestStepOf(seriesOf(rows.counts, box)))} · ${bytes}` : bytes;
  };
  const countOf = (box: number): string =>
    isCounted(box)
      ? `${writeCount(at(rows.counts, box, 0))} → ${writeCount(at(rows.counts, box, snapshots - 1))}`
      : "–";
  return [
    pathColumn(frames),
    differenceColumn(
      {
        id: "own",
        head: "Delta (own)",
        meaning:
          "Bytes more that no other row has. What several boxes hold counts at one of them, so this may be above Delta (total). Sorted by it, a cause stands before what it holds",
        width: 92,
        /* The order of the rows. */
        sortKey: (box) => -rowOf(box),
      },
      "size",
      (box) => ({ before: at(rows.own, box, 0), after: at(rows.own, box, snapshots - 1) }),
    ),
    differenceColumn(
      { id: "delta", head: "Delta (total)", meaning: "Bytes more or less, with all inside the box", width: 94 },
      "size",
      (box) => ({ before: beforeOf(box), after: afterOf(box) }),
    ),
    {
      id: "each",
      head: "Each round",
      meaning: "What each round after the first added at least: objects, entries or roots, and bytes",
      width: widthOf(rows.box, eachOf, 110),
      align: "end",
      text: eachOf,
      sortKey: stepOf,
    },
    bytesColumn(
      {
        id: "before",
        head: "Before",
        meaning: "Bytes of the box and all inside it, in the first snapshot",
        width: 72,
      },
      beforeOf,
    ),
    bytesColumn({ id: "after", head: "After", meaning: "The same in the last snapshot", width: 72 }, afterOf),
    {
      id: "count",
      head: "Count",
      meaning: "Objects, entries or roots, before and after, where their number changed",
      width: widthOf(rows.box, countOf, 84),
      align: "end",
      text: countOf,
      sortKey: (box) => at(rows.counts, box, snapshots - 1) - at(rows.counts, box, 0),
    },
  ];
}

/** Pixels of a figure and of the space around a text. */
const FIGURE_WIDTH = 7;
const AROUND = 14;

/** Room for the longest text, in pixels: a number that is cut off reads as another. */
function widthOf(boxes: Uint32Array, textOf: (box: number) => string, least: number): number {
  return boxes.reduce((width, box) => Math.max(width, textOf(box).length * FIGURE_WIDTH + AROUND), least);
}
