import { NO_BOX } from "../../frames/box.ts";
import { isAskedByKey, menuByPointer } from "../box-menu/open-box-menu.ts";
import { openAfterPress } from "../menu/after-press.ts";
import { usePanel } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import type { GridProps } from "./grid-props.ts";
import { GridRow } from "./grid-row.tsx";
import { WHOLE_ROW } from "./grid-step.ts";
import type { GridTags } from "./grid-tags.ts";
import type { RowWindow } from "./row-window.ts";
import type { SelectedRows } from "./use-selected-rows.ts";

interface GridSheetProps<Row> extends GridProps<Row> {
  readonly tags: GridTags;
  readonly shownColumns: readonly Column<Row>[];
  readonly view: RowWindow;
  readonly selection: SelectedRows;
  /** The active cell of the current row, or WHOLE_ROW. */
  readonly activeColumn: number;
  /** Levels that are not indented. */
  readonly outdent: number;
  /** Of the element of a row. */
  rowIdOf(index: number): string;
}

/** As high as all rows; the rows in sight are in it. */
export function GridSheet<Row>(props: GridSheetProps<Row>) {
  const { role, columns, rows, current, tree, boxOf, rowClass, hiddenMatchesOf, onEnter } = props;
  const { onRowMenu } = props;
  const { tags, shownColumns, view, selection, activeColumn, outdent, rowIdOf } = props;
  const panel = usePanel();
  const { Sheet } = tags;
  const shown: { readonly index: number; readonly row: Row }[] = [];
  for (let index = view.first; index < view.end; index++) shown.push({ index, row: rows.at(index) });
  return (
    <Sheet class="grid-sheet" role={role === "tree" ? "none" : undefined} style={{ height: `${view.sheetHeight}px` }}>
      {shown.map(({ index, row }) => (
        <GridRow
          key={index % view.slotCount}
          tags={tags}
          id={rowIdOf(index)}
          row={row}
          index={index}
          top={view.topOf(index)}
          columns={columns}
          shownColumns={shownColumns}
          tree={tree ?? null}
          outdent={outdent}
          isSelected={index >= selection.first && index <= selection.last}
          activeColumn={index === current ? activeColumn : WHOLE_ROW}
          rowClass={rowClass?.(row) ?? ""}
          hiddenMatches={hiddenMatchesOf?.(row) ?? 0}
          onPress={(event) => (event.shiftKey ? selection.extendTo(index) : selection.selectOnly(index))}
          onEnter={() => onEnter(row)}
          onMenu={
            onRowMenu !== undefined
              ? menuAtRow(index, onRowMenu)
              : boxOf(row) === NO_BOX
                ? preventDefault
                : menuByPointer(panel, boxOf(row))
          }
        />
      ))}
    </Sheet>
  );
}

/** For a row with a menu of its own, when a pointer asks for it. */
function menuAtRow(index: number, open: (index: number, x: number, y: number) => void): (event: MouseEvent) => void {
  return (event) => {
    const { clientX, clientY } = event;
    if (!isAskedByKey(event)) openAfterPress(event, () => open(index, clientX, clientY));
  };
}

/** For a row that is about no box: the browser's own menu has nothing for it. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
