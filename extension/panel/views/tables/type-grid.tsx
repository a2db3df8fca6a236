import { useLayoutEffect, useMemo } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { frameNameOf } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, headOf } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import type { GridId } from "../../store/column-choices.ts";
import type { Snapshot } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { NO_ROW } from "../grid/grid-step.ts";
import { listRows } from "../grid/rows-text.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

interface TypeGridProps {
  readonly id: GridId;
  readonly snapshot: Snapshot;
  /** Rows of a table of types, as sorted and filtered. */
  readonly rows: Uint32Array;
  readonly selectedRow: number;
  /** Whether Find has found none of them, so that all are shown. */
  readonly isMissing: boolean;
  readonly columns: readonly SortableColumn<number>[];
  readonly sort: ColumnSort;
  /** By row: the frame of the type to which it leads. */
  readonly frames: Uint32Array;
}

/** Types as rows: one is selected, each leads to one of its boxes, and Find goes through those that it has found. */
export function TypeGrid({
  id,
  snapshot,
  rows,
  selectedRow,
  isMissing,
  columns,
  sort,
  frames: frameOf,
}: TypeGridProps) {
  const { dispatch } = usePanel().store;
  const { frames } = snapshot.derived;
  const list = useMemo(() => listRows(rows), [rows]);
  const current = useMemo(() => (selectedRow < 0 ? NO_ROW : rows.indexOf(selectedRow)), [rows, selectedRow]);
  const isSearched = usePanelState((state) => state.search.matches.types.length > 0) && !isMissing;
  const listed = useMemo(
    () => (isSearched ? Array.from(rows, (row) => frameNameOf(frames, frameOf[row])) : []),
    [isSearched, rows, frames, frameOf],
  );
  useLayoutEffect(() => {
    dispatch({ type: "matches-listed", listed: { of: "types", rows: listed } });
    return () => dispatch({ type: "matches-listed", listed: null });
  }, [listed]);
  const boxOf = (row: number): number => headOf(frames, frameOf[row]);
  return (
    <Grid
      id={id}
      role="grid"
      name="Types"
      columns={columns}
      rows={list}
      current={current}
      sort={sort}
      keyOf={(row) => row}
      boxOf={boxOf}
      onCurrent={(index) => dispatch({ type: "type-selected", name: frameNameOf(frames, frameOf[list.at(index)]) })}
      onEnter={(row) => dispatch({ type: "box-revealed", box: boxOf(row) })}
    />
  );
}

/** The column of names, as the panel writes them: a page may call a class anything. */
export function typeNameColumn(
  frames: FrameTable,
  frameOf: Uint32Array,
  rankOf: Uint32Array,
  width: number,
): SortableColumn<number> {
  return {
    id: "name",
    head: "Type",
    meaning: "Name of the class",
    width,
    align: "start",
    text: (row) => boxLabelOf(frames, frameOf[row]),
    sortKey: (row) => rankOf[row],
  };
}
