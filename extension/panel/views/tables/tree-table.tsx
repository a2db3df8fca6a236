import { useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, boxSelfSizeOf, hasChildren, shareOf } from "../../frames/box.ts";
import { rowsFrom } from "../../frames/box-rows.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { hasCounts } from "../../frames/measure.ts";
import { nameKeyOf, siblingOrderOf } from "../../frames/sibling-order.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { sortColumnOf } from "../grid/column.ts";
import { bytesColumn, countColumn, shareColumn } from "../grid/figure-columns.tsx";
import { Grid } from "../grid/grid.tsx";
import { useBoxTree } from "../grid/use-box-rows.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";
import { usePanel } from "../parts/panel-context.ts";

/** As the frames stand. */
const LARGEST_FIRST: ColumnSort = { column: "total", direction: "descending" };

/** The boxes below the focus with all their figures. */
export function TreeTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const { frames } = snapshot.derived;
  const { expanded } = snapshot;
  const focus = focusOf(snapshot);
  const sort = useGridSort("tree-table", LARGEST_FIRST);
  const columns = useMemo(() => columnsOf(frames, focus), [frames, focus]);
  const rows = useMemo(() => {
    const { sortKey } = sortColumnOf(columns, sort);
    return rowsFrom(siblingOrderOf(frames, sort, sortKey), focus, expanded);
  }, [columns, frames, sort, focus, expanded]);
  /* The focus is always open: closed, it would leave nothing to see. */
  const boxes = useBoxTree(snapshot, rows, (box) => box !== focus && hasChildren(frames, box));
  return (
    <Grid
      {...boxes}
      id="tree-table"
      role="treegrid"
      name="Tree table"
      columns={columns}
      sort={sort}
      onEnter={(box) => dispatch({ type: "box-focused", box })}
      onBack={() => dispatch({ type: "focus-undone" })}
    />
  );
}

function columnsOf(frames: FrameTable, focus: number): readonly SortableColumn<number>[] {
  const labelOf = (box: number): string => boxLabelOf(frames, box);
  const totalOf = (box: number): number => frames.totalSize[box];
  const name: SortableColumn<number> = {
    id: "name",
    head: "Name",
    meaning: "Field and type",
    width: 180,
    align: "start",
    text: labelOf,
    sortKey: nameKeyOf(frames),
  };
  const objects = countColumn<number>(
    { id: "objects", head: "Objects", meaning: "Objects in the box and all inside it", width: 80 },
    (box) => frames.totalCount[box],
  );
  return [
    name,
    bytesColumn({ id: "self", head: "Self", meaning: "Minimum size of the box itself", width: 76 }, (box) =>
      boxSelfSizeOf(frames, box),
    ),
    bytesColumn(
      { id: "total", head: "Total", meaning: "Minimum size of the box and all inside it", width: 76 },
      totalOf,
    ),
    bytesColumn(
      {
        id: "max",
        head: "Maximum",
        meaning: "Maximum size of the box and all inside it: JavaScript cannot see all that the engine keeps",
        width: 92,
      },
      (box) => frames.totalMaxSize[box],
    ),
    ...(hasCounts(frames) ? [objects] : []),
    shareColumn(
      {
        id: "share",
        head: "Share",
        meaning: "Part of the minimum size of the focus, which is the first row",
        width: 68,
      },
      (box) => shareOf(totalOf(box), totalOf(focus)),
    ),
  ];
}
