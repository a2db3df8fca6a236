import { shareOf } from "../../frames/box.ts";
import { sortAfterPress } from "../../frames/column-sort.ts";
import { writeBytesRange, writeCount, writeCountCell, writeShare, writeSize } from "../../frames/figures.ts";
import type { TypeColumn, TypeSort, TypeTable } from "../../frames/types.ts";
import { averageSizeOf } from "../../frames/types.ts";
import type { Snapshot } from "../../store/state.ts";
import { SortHead } from "../grid/sort-head.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { TypeGrid } from "./type-grid.tsx";

/** CSS pixels, as in tree-table.css. */
const HEAD_HEIGHT = 24;

const HEADS: readonly { readonly column: TypeColumn; readonly name: string; readonly meaning: string }[] = [
  { column: "name", name: "Type", meaning: "Name of the class" },
  { column: "self", name: "Own", meaning: "Least bytes of its objects, with their fields and storages" },
  {
    column: "total",
    name: "Total",
    meaning: "Least bytes of its objects and all inside them; an object in another of the type counts once",
  },
  { column: "objects", name: "Objects", meaning: "How many there are; strings are not counted as objects" },
  { column: "average", name: "Average", meaning: "Own bytes of an object, at least" },
  { column: "frames", name: "Boxes", meaning: "Boxes of this type" },
];

interface TypesTableProps {
  readonly snapshot: Snapshot;
  readonly types: TypeTable;
  /** Rows of `types`, as sorted and filtered. */
  readonly rows: Uint32Array;
  readonly selectedRow: number;
}

/** Each row leads to the largest box of the type. */
export function TypesTable({ snapshot, types, rows, selectedRow }: TypesTableProps) {
  const sort = usePanelState((state) => state.types.sort);
  return (
    <TypeGrid
      snapshot={snapshot}
      rows={rows}
      selectedRow={selectedRow}
      gridClass="types-table"
      head={
        <tr class="tree-table-row" aria-rowindex={1}>
          {HEADS.map((head) => (
            <Head key={head.column} {...head} sort={sort} />
          ))}
        </tr>
      }
      headHeight={HEAD_HEIGHT}
      frames={types.largest}
      cells={(row) => <Cells types={types} row={row} />}
    />
  );
}

interface HeadProps {
  readonly column: TypeColumn;
  readonly name: string;
  readonly meaning: string;
  readonly sort: TypeSort;
}

function Head({ column, name, meaning, sort }: HeadProps) {
  const { dispatch } = usePanel().store;
  return (
    <SortHead
      name={name}
      meaning={meaning}
      direction={column === sort.column ? sort.direction : "none"}
      cellClass={`tree-table-cell ${column}`}
      onSort={() => dispatch({ type: "types-sorted", sort: sortAfterPress(sort, column, "name") })}
    />
  );
}

function Cells({ types, row }: { readonly types: TypeTable; readonly row: number }) {
  const self = types.selfSize[row]!;
  const total = types.totalSize[row]!;
  const objects = types.objectCount[row]!;
  return (
    <>
      <td class="tree-table-cell self" title={writeBytesRange(self, types.selfMaxSize[row]!)}>
        <span class="share-bar" style={{ width: `${100 * Math.min(1, shareOf(self, types.wholeSize))}%` }} />
        <span title={`${writeShare(shareOf(self, types.wholeSize))} of all`}>{writeSize(self)}</span>
      </td>
      <td class="tree-table-cell" title={writeBytesRange(total, types.totalMaxSize[row]!)}>
        {writeSize(total)}
      </td>
      <td class="tree-table-cell">{writeCountCell(objects)}</td>
      <td class="tree-table-cell">{objects > 0 ? writeSize(averageSizeOf(types, row)) : "–"}</td>
      <td class="tree-table-cell">{writeCount(types.frameCount[row]!)}</td>
    </>
  );
}
