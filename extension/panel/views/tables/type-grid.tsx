import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { headOf, NO_BOX, readableName } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import type { TypeTree } from "../../frames/type-tree.ts";
import type { GridId } from "../../store/column-choices.ts";
import type { Snapshot } from "../../store/state.ts";
import { hasGraph } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { sortedRows } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { NO_ROW } from "../grid/grid-step.ts";
import { listRows } from "../grid/rows-text.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

interface TypeGridProps {
  readonly id: GridId;
  readonly snapshot: Snapshot;
  /** Rows of types, as sorted and filtered. */
  readonly rows: Uint32Array;
  /** What stands below them. */
  readonly tree: TypeTree;
  /** By row: the name of its type, as an index into the names of the frames. */
  readonly names: Uint32Array;
  readonly selectedRow: number;
  /** Whether Find has found none of them, so that all are shown. */
  readonly isMissing: boolean;
  readonly columns: readonly SortableColumn<number>[];
  readonly sort: ColumnSort;
  /** By row: the frame to which it leads, or NO_BOX. */
  readonly frames: Int32Array;
}

/** Types as rows, with their parts below them: one is selected, each leads to one of its boxes, and Find goes through the types that it has found. */
export function TypeGrid(props: TypeGridProps) {
  const { id, snapshot, rows, tree, names, selectedRow, isMissing, columns, sort, frames: frameOf } = props;
  const { dispatch } = usePanel().store;
  const { frames } = snapshot.derived;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const nameOf = (row: number): string => frames.names[names[row]];
  const around = selectedRow < 0 ? NO_ROW : tree.typeOf(selectedRow);
  const visible = useMemo(
    () =>
      Uint32Array.from(
        Array.from(rows).flatMap((row) =>
          open.has(nameOf(row)) ? [row, ...sortedParts(tree, row, columns, sort)] : [row],
        ),
      ),
    [rows, open, tree, columns, sort],
  );
  const list = useMemo(() => listRows(visible), [visible]);
  const current = useMemo(() => (selectedRow < 0 ? NO_ROW : visible.indexOf(selectedRow)), [visible, selectedRow]);
  const isSearched = usePanelState((state) => state.search.matches.types.length > 0) && !isMissing;
  const listed = useMemo(() => (isSearched ? Array.from(rows, nameOf) : []), [isSearched, rows, names, frames]);
  useLayoutEffect(() => {
    dispatch({ type: "matches-listed", listed: { of: "types", rows: listed } });
    return () => dispatch({ type: "matches-listed", listed: null });
  }, [listed]);
  /* The selected one is seen, also where another view or another snapshot has selected it. */
  useLayoutEffect(() => {
    if (around >= 0 && !open.has(nameOf(around))) setOpen(new Set(open).add(nameOf(around)));
  }, [selectedRow, around]);
  const boxOf = (row: number): number => (frameOf[row] === NO_BOX ? NO_BOX : headOf(frames, frameOf[row]));
  const select = (row: number): void => dispatch({ type: "type-selected", name: nameOf(row), shape: tree.keyOf(row) });
  return (
    <Grid
      id={id}
      role={hasGraph(snapshot) ? "treegrid" : "grid"}
      name="Types"
      columns={columns}
      rows={list}
      current={current}
      sort={sort}
      {...(hasGraph(snapshot) && {
        tree: {
          levelOf: (index: number) => (tree.typeOf(visible[index]) < 0 ? 1 : 2),
          canOpen: (row: number) => tree.partsOf(row).length > 0,
          isOpen: (row: number) => open.has(nameOf(row)),
          setOpen(row: number, isOpen: boolean) {
            const changed = new Set(open);
            if (isOpen) changed.add(nameOf(row));
            else changed.delete(nameOf(row));
            setOpen(changed);
            /* Nothing that is not to be seen stays selected. */
            if (!isOpen && around === row) select(row);
          },
          parentOf: (index: number) => {
            const type = tree.typeOf(visible[index]);
            return type < 0 ? NO_ROW : visible.indexOf(type);
          },
        },
      })}
      keyOf={(row) => row}
      boxOf={boxOf}
      onCurrent={(index) => select(list.at(index))}
      onEnter={(row) => {
        const box = boxOf(row);
        if (box !== NO_BOX) dispatch({ type: "box-revealed", box });
      }}
    />
  );
}

/** In the order of the types; what stands for the rest comes last. */
function sortedParts(
  tree: TypeTree,
  row: number,
  columns: readonly SortableColumn<number>[],
  sort: ColumnSort,
): Uint32Array {
  const sorted = sortedRows(tree.partsOf(row), columns, sort);
  const rest = sorted.findIndex((part) => tree.isRest(part));
  if (rest < 0) return sorted;
  return Uint32Array.of(...sorted.subarray(0, rest), ...sorted.subarray(rest + 1), sorted[rest]);
}

/** Of the selected type, or of the selected one of its parts; -1 for none. Where there is no such part, it is the type. */
export function selectedRowOf(typeRow: number, shape: string | null, tree: TypeTree): number {
  if (typeRow < 0 || shape === null) return typeRow;
  const part = tree.partCalled(typeRow, shape);
  return part < 0 ? typeRow : part;
}

/** The column of names, as the panel writes them: a page may call a class anything. */
export function typeNameColumn(
  frames: FrameTable,
  names: Uint32Array,
  tree: TypeTree,
  rankOf: Uint32Array,
  width: number,
): SortableColumn<number> {
  return {
    id: "name",
    head: "Type",
    meaning: "Name of the class; of plain objects below it, their keys",
    width,
    align: "start",
    text: (row) => readableName(tree.labelOf(row) ?? frames.names[names[row]]),
    sortKey: (row) => rankOf[row],
  };
}
