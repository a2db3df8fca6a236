import { useMemo } from "preact/hooks";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount, writeDelta } from "../../frames/figures.ts";
import type { OnceRows } from "../../frames/once-rows.ts";
import type { Diff } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { sortedRows } from "../grid/column.ts";
import { differenceColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { listRows } from "../grid/rows-text.ts";
import { useBoxRows } from "../grid/use-box-rows.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { usePanel } from "../parts/panel-context.ts";
import { placesOf } from "./row-places.ts";
import { pathColumn } from "./steady-grid.tsx";

const CAUSE_FIRST: ColumnSort = { column: "own", direction: "descending" };

interface OnceGridProps {
  readonly snapshot: Diff;
  readonly rows: OnceRows;
}

/** What grew in some rounds alone, such as caches that are filled, or unevenly. */
export function OnceGrid({ snapshot, rows }: OnceGridProps) {
  const { dispatch } = usePanel().store;
  const sort = useGridSort("once", CAUSE_FIRST);
  const columns = useMemo(() => columnsOf(snapshot, rows), [snapshot.derived, rows]);
  const sorted = useMemo(() => sortedRows(rows.box, columns, sort), [rows, columns, sort]);
  const listed = useMemo(() => listRows(sorted), [sorted]);
  const boxRows = useBoxRows(snapshot, listed, (box) => sorted.indexOf(box));
  return (
    <Grid
      {...boxRows}
      id="once"
      role="grid"
      name="Grew once"
      columns={columns}
      sort={sort}
      onEnter={(box) => dispatch({ type: "box-revealed", box })}
    />
  );
}

function columnsOf({ derived: { frames } }: Diff, rows: OnceRows): readonly SortableColumn<number>[] {
  const { snapshots, ownBySnapshot } = rows;
  const rowOf = placesOf(rows.box);
  const stepsOf = (box: number): number[] => {
    const first = rowOf(box) * snapshots;
    return Array.from(
      { length: snapshots - 1 },
      (_, round) => ownBySnapshot[first + round + 1] - ownBySnapshot[first + round],
    );
  };
  return [
    pathColumn(frames),
    differenceColumn(
      {
        id: "own",
        head: "Delta (own)",
        meaning: "Bytes more that no other row of both tables has",
        width: 92,
        sortKey: (box) => -rowOf(box),
      },
      "size",
      (box) => ({ before: 0, after: rows.own[rowOf(box)] }),
    ),
    {
      id: "rounds",
      head: "Rounds",
      meaning: "What each round added to it, first to last",
      width: 190,
      align: "end",
      text: (box) => stepsOf(box).map(writeDelta).join(", "),
      sortKey: (box) => Math.max(...stepsOf(box)),
    },
    {
      id: "count",
      head: "Count",
      meaning: "Objects that the box holds as its children, before and after, where their number changed",
      width: 84,
      align: "end",
      text: (box) => {
        const [before, after] = [rows.countBefore[rowOf(box)], rows.countAfter[rowOf(box)]];
        return before === after ? "–" : `${writeCount(before)} → ${writeCount(after)}`;
      },
      sortKey: (box) => rows.countAfter[rowOf(box)] - rows.countBefore[rowOf(box)],
    },
  ];
}
