import { useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, NO_BOX } from "../../frames/box.ts";
import type { BeforeAfter } from "../../frames/change.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { writeCount } from "../../frames/figures.ts";
import type { Diff } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import { type SortableColumn, sortedRows } from "../grid/column.ts";
import { bytesColumn, differenceColumn } from "../grid/figure-columns.tsx";
import { listRows } from "../grid/rows-text.ts";
import { useBoxRows } from "../grid/use-box-rows.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { usePanel } from "../parts/panel-context.ts";

const CAUSE_FIRST: ColumnSort = { column: "own", direction: "descending" };

/** Goes on with the meaning of own changes. */
export const WHAT_SEVERAL_HOLD =
  "What several boxes hold counts at one of them, so this may be above Delta (total). Sorted by it, a cause stands before what it holds";

/** Rows of a comparison, each a box, the cause first; as props of their grid. `first`: the box of the first row, NO_BOX for none. */
export function useCauseRows(
  snapshot: Diff,
  id: "changes" | "once",
  boxes: Uint32Array,
  columns: readonly SortableColumn<number>[],
) {
  const { dispatch } = usePanel().store;
  const sort = useGridSort(id, CAUSE_FIRST);
  const sorted = useMemo(() => sortedRows(boxes, columns, sort), [boxes, columns, sort]);
  const rows = useMemo(() => listRows(sorted), [sorted]);
  const boxRows = useBoxRows(snapshot, rows, (box) => sorted.indexOf(box));
  const onEnter = (box: number): void => dispatch({ type: "box-revealed", box });
  return {
    sorted,
    first: sorted[0] ?? NO_BOX,
    gridProps: { ...boxRows, id, role: "grid" as const, columns, sort, onEnter },
  };
}

export function pathColumn(frames: FrameTable): SortableColumn<number> {
  return {
    id: "path",
    head: "Path",
    meaning: "As the boxes stand in the icicle",
    width: 128,
    align: "start",
    text: (box) => boxPathTextOf(frames, box),
    cell: (box) => <BoxLink frames={frames} box={box} path="exact" />,
    sortKey: (box) => box,
  };
}

/** Its order is that of the rows: a container with many more children stands before what grew in it. */
export function ownColumn(
  meaning: string,
  rowOf: (box: number) => number,
  changeOf: (box: number) => BeforeAfter,
): SortableColumn<number> {
  return differenceColumn(
    { id: "own", head: "Delta (own)", meaning, width: 92, sortKey: (box) => -rowOf(box) },
    "size",
    changeOf,
  );
}

/** Of the box and all inside it: by how much it changed, and what it was. `last` is what the snapshot after is called. */
export function totalColumns(last: "last" | "second", totalsOf: (box: number) => BeforeAfter) {
  return {
    delta: differenceColumn<number>(
      { id: "delta", head: "Delta (total)", meaning: "Bytes more or less, with all inside the box", width: 94 },
      "size",
      totalsOf,
    ),
    before: bytesColumn<number>(
      {
        id: "before",
        head: "Before",
        meaning: "Bytes of the box and all inside it, in the first snapshot",
        width: 68,
      },
      (box) => totalsOf(box).before,
    ),
    after: bytesColumn<number>(
      { id: "after", head: "After", meaning: `The same in the ${last} snapshot`, width: 68 },
      (box) => totalsOf(box).after,
    ),
  };
}

/** How many children a box has, where their number changed. */
export function childrenColumn(countsOf: (box: number) => BeforeAfter): SortableColumn<number> {
  return {
    id: "count",
    head: "Count",
    meaning: "Objects that the box holds as its children, before and after, where their number changed",
    width: 80,
    align: "end",
    text: (box) => {
      const { before, after } = countsOf(box);
      return before === after ? "–" : `${writeCount(before)} → ${writeCount(after)}`;
    },
    sortKey: (box) => {
      const { before, after } = countsOf(box);
      return after - before;
    },
  };
}
