import type { BeforeAfter } from "../../frames/change.ts";
import { sortAfterPress } from "../../frames/column-sort.ts";
import { writeBytes, writeCount, writeSize } from "../../frames/figures.ts";
import type { TypeChangeColumn, TypeChangeSort, TypeChanges } from "../../frames/type-changes.ts";
import { objectsOfTypeChange, sizesOfTypeChange, TYPE_CHANGE_COLUMNS } from "../../frames/type-changes.ts";
import type { Snapshot } from "../../store/state.ts";
import { SortHead } from "../grid/sort-head.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { DifferenceCell } from "./difference-cell.tsx";
import { TypeGrid } from "./type-grid.tsx";

/** CSS pixels of both rows of the head, as in tree-table.css and changes.css. */
const HEAD_HEIGHT = 24 + 18;

/** Of two columns each, after the name. */
const GROUPS = ["Difference", "Before", "After"];

interface HeadTexts {
  readonly name: string;
  /** What its group says of it. */
  readonly side: string;
  readonly meaning: string;
}

const HEADS: Readonly<Record<TypeChangeColumn, HeadTexts>> = {
  name: { name: "Type", side: "", meaning: "Name of the class" },
  objects: { name: "Objects", side: "difference", meaning: "Objects more or less" },
  size: {
    name: "Bytes",
    side: "difference",
    meaning: "Least bytes more or less, of its objects, their fields and storages",
  },
  "objects-before": { name: "Objects", side: "before", meaning: "Objects in the first snapshot" },
  "size-before": { name: "Bytes", side: "before", meaning: "Own bytes in the first snapshot" },
  "objects-after": { name: "Objects", side: "after", meaning: "Objects in the second snapshot" },
  "size-after": { name: "Bytes", side: "after", meaning: "Own bytes in the second snapshot" },
};

interface TypeChangesTableProps {
  readonly snapshot: Snapshot;
  readonly types: TypeChanges;
  /** Rows of `types`, as sorted and filtered. */
  readonly rows: Uint32Array;
  readonly selectedRow: number;
}

/** Each row leads to the box of the type that changed most. */
export function TypeChangesTable({ snapshot, types, rows, selectedRow }: TypeChangesTableProps) {
  const sort = usePanelState((state) => state.types.changeSort);
  return (
    <TypeGrid
      snapshot={snapshot}
      rows={rows}
      selectedRow={selectedRow}
      gridClass="type-changes-table"
      head={
        <>
          {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: it takes no focus; the names of the columns say all of it */}
          <tr class="tree-table-row head-groups" aria-hidden="true">
            <td class="tree-table-cell name" />
            {GROUPS.map((group) => (
              <td key={group} class="tree-table-cell head-group" colSpan={2}>
                {group}
              </td>
            ))}
          </tr>
          <tr class="tree-table-row" aria-rowindex={1}>
            {TYPE_CHANGE_COLUMNS.map((column) => (
              <Head key={column} column={column} sort={sort} />
            ))}
          </tr>
        </>
      }
      headHeight={HEAD_HEIGHT}
      frames={types.mostChanged}
      cells={(row) => <Cells types={types} row={row} />}
    />
  );
}

function Head({ column, sort }: { readonly column: TypeChangeColumn; readonly sort: TypeChangeSort }) {
  const { dispatch } = usePanel().store;
  const { name, side, meaning } = HEADS[column];
  return (
    <SortHead
      name={
        <>
          {name}
          {side !== "" && <span class="for-screen-readers"> {side}</span>}
        </>
      }
      meaning={meaning}
      direction={column === sort.column ? sort.direction : "none"}
      cellClass={`tree-table-cell ${column}`}
      onSort={() => dispatch({ type: "type-changes-sorted", sort: sortAfterPress(sort, column, "name") })}
    />
  );
}

function Cells({ types, row }: { readonly types: TypeChanges; readonly row: number }) {
  const objects = objectsOfTypeChange(types, row);
  const sizes = sizesOfTypeChange(types, row);
  return (
    <>
      <DifferenceCell change={objects} measure="count" />
      <DifferenceCell change={sizes} measure="size" />
      <Side objects={objects} sizes={sizes} side="before" />
      <Side objects={objects} sizes={sizes} side="after" />
    </>
  );
}

interface SideProps {
  readonly objects: BeforeAfter;
  readonly sizes: BeforeAfter;
  readonly side: keyof BeforeAfter;
}

function Side({ objects, sizes, side }: SideProps) {
  return (
    <>
      <td class="tree-table-cell">{writeCount(objects[side])}</td>
      <td class="tree-table-cell" title={writeBytes(sizes[side])}>
        {writeSize(sizes[side])}
      </td>
    </>
  );
}
