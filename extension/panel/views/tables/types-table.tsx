import { useRef } from "preact/hooks";
import { boxLabelOf, headOf, shareOf, tailOf } from "../../frames/box.ts";
import { writeBytesRange, writeCount, writeShare, writeSize } from "../../frames/figures.ts";
import { rowAfter } from "../../frames/row-step.ts";
import type { TypeColumn, TypeSort, TypeTable } from "../../frames/types.ts";
import { averageSizeOf, typeNameOf, typeSortAfterPress } from "../../frames/types.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { isAskedByKey, openBoxMenuAt } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState } from "../panel-context.ts";
import { useRowWindow } from "./row-window.ts";
import { SortHead } from "./sort-head.tsx";

/** CSS pixels, as in tree-table.css. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;

const HEADS: readonly { readonly column: TypeColumn; readonly name: string; readonly meaning: string }[] = [
  { column: "name", name: "Type", meaning: "Name of the class" },
  { column: "self", name: "Own", meaning: "Least bytes of its objects, with their fields and storages" },
  {
    column: "total",
    name: "Total",
    meaning: "Least bytes of its objects and all inside them; an object in another of the type counts once",
  },
  { column: "objects", name: "Objects", meaning: "How many there are" },
  { column: "average", name: "Average", meaning: "Own bytes of one object" },
  { column: "frames", name: "Boxes", meaning: "Places where they stand" },
];

interface TypesTableProps {
  readonly snapshot: Snapshot;
  readonly types: TypeTable;
  /** Rows of `types`, as sorted and filtered. */
  readonly rows: Uint32Array;
  readonly selectedRow: number;
}

export function TypesTable({ snapshot, types, rows, selectedRow }: TypesTableProps) {
  const { dispatch } = usePanel().store;
  const sort = usePanelState((state) => state.types.sort);
  const pane = useRef<HTMLTableElement>(null);
  const { frames } = snapshot.derived;
  const current = rows.indexOf(selectedRow);
  const { first, end, slotCount, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    current,
  });

  const select = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row !== undefined) dispatch({ type: "type-selected", name: typeNameOf(frames, types, row) });
  };
  const reveal = (row: number): void => dispatch({ type: "box-revealed", box: boxOf(snapshot, types, row) });

  /** About the largest box of the type. */
  const openMenu = (): void => {
    if (current < 0) return;
    const { left, bottom } = (document.getElementById(idOf(selectedRow)) ?? pane.current!).getBoundingClientRect();
    dispatch({ type: "box-menu-opened", place: { box: boxOf(snapshot, types, selectedRow), x: left, y: bottom } });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.target === event.currentTarget ? commandOf("tree-table", event) : null;
    const to = rowAfter(command, current, rows.length, rowsPerPage);
    if (to !== null) select(to);
    switch (command) {
      case "focus":
        if (selectedRow >= 0) reveal(selectedRow);
        break;
      case "menu":
        openMenu();
        break;
      default:
        if (to === null) return;
    }
    event.preventDefault();
  };

  const shown: number[] = [];
  for (let index = first; index < end; index++) shown.push(index);
  return (
    <table
      ref={pane}
      class="tree-table types-table"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that takes keys
      role="grid"
      aria-label="Types"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={current >= first && current < end ? idOf(selectedRow) : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        if (!isAskedByKey(event)) return;
        event.preventDefault();
        openMenu();
      }}
    >
      <thead class="tree-table-head">
        <tr class="tree-table-row" aria-rowindex={1}>
          {HEADS.map((head) => (
            <Head key={head.column} {...head} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody class="tree-table-sheet" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {shown.map((index) => (
          <Row
            key={index % slotCount}
            snapshot={snapshot}
            types={types}
            row={rows[index]!}
            index={index}
            isSelected={index === current}
            onSelect={() => select(index)}
            onReveal={() => reveal(rows[index]!)}
          />
        ))}
      </tbody>
    </table>
  );
}

function idOf(row: number): string {
  return `type-row-${row}`;
}

/** The largest box of the type. */
function boxOf({ derived }: Snapshot, types: TypeTable, row: number): number {
  return headOf(derived.frames, types.largest[row]!);
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
      onSort={() => dispatch({ type: "types-sorted", sort: typeSortAfterPress(sort, column) })}
    />
  );
}

interface RowProps {
  readonly snapshot: Snapshot;
  readonly types: TypeTable;
  readonly row: number;
  readonly index: number;
  readonly isSelected: boolean;
  onSelect(): void;
  onReveal(): void;
}

function Row({ snapshot, types, row, index, isSelected, onSelect, onReveal }: RowProps) {
  const panel = usePanel();
  const { frames } = snapshot.derived;
  const box = boxOf(snapshot, types, row);
  /* As the panel writes names: a page may call a class anything. */
  const label = boxLabelOf(frames, tailOf(frames, box));
  const self = types.selfSize[row]!;
  const total = types.totalSize[row]!;
  const objects = types.objectCount[row]!;
  return (
    <tr
      id={idOf(row)}
      class="tree-table-row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ top: `${index * ROW_HEIGHT}px` }}
      onClick={onSelect}
      onDblClick={onReveal}
      onContextMenu={(event) => {
        if (!isAskedByKey(event)) openBoxMenuAt(panel, box, event);
      }}
    >
      <th scope="row" class="tree-table-cell name">
        <bdi title={label}>{label}</bdi>
      </th>
      <td class="tree-table-cell self" title={writeBytesRange(self, types.selfMaxSize[row]!)}>
        <span class="share-bar" style={{ width: `${100 * Math.min(1, shareOf(self, types.wholeSize))}%` }} />
        <span title={`${writeShare(shareOf(self, types.wholeSize))} of all`}>{writeSize(self)}</span>
      </td>
      <td class="tree-table-cell" title={writeBytesRange(total, types.totalMaxSize[row]!)}>
        {writeSize(total)}
      </td>
      <td class="tree-table-cell">{writeCount(objects)}</td>
      <td class="tree-table-cell">{objects > 0 ? writeSize(averageSizeOf(types, row)) : "–"}</td>
      <td class="tree-table-cell">{writeCount(types.frameCount[row]!)}</td>
    </tr>
  );
}
