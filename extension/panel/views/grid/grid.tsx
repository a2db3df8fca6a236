import { useRef, useState } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import type { GridId } from "../../store/column-choices.ts";
import { NO_COLUMN_CHOICES } from "../../store/column-choices.ts";
import { commandOf } from "../../store/shortcuts.ts";
import { menuByKey, menuByPointer, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import { shownColumnsOf, templateOf, widthOf } from "./column.ts";
import { ColumnMenu } from "./column-menu.tsx";
import "./grid.css";
import { GridHead } from "./grid-head.tsx";
import type { RowTree } from "./grid-row.tsx";
import { GridRow } from "./grid-row.tsx";
import { gridStepOf, NO_ROW, WHOLE_ROW } from "./grid-step.ts";
import type { GridRole } from "./grid-tags.ts";
import { tagsOf } from "./grid-tags.ts";
import { useRowWindow } from "./row-window.ts";
import type { GridRows } from "./rows-text.ts";
import { rowsText } from "./rows-text.ts";
import { useColumnWidths } from "./use-column-widths.ts";
import { useSelectedRows } from "./use-selected-rows.ts";

/** CSS pixels. grid.css reads them as `--row-height`, `--head-height`, `--groups-height` and `--indent`. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;
const GROUPS_HEIGHT = 18;
const INDENT = 12;
const MIN_INDENTED_LEVELS = 3;

interface GridProps<Row> {
  /** By it the user's choices are stored, and the elements of the rows are called. */
  readonly id: GridId;
  readonly role: GridRole;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: GridRows<Row>;
  /** Index of the current row; NO_ROW for none. */
  readonly current: number;
  /** How the rows stand; left out where they cannot be sorted. */
  readonly sort?: ColumnSort;
  readonly tree?: RowTree<Row>;
  /** Unique among the rows. */
  keyOf(row: Row, index: number): number;
  /** The box that the menu of a row is about, or NO_BOX. */
  boxOf(row: Row): number;
  rowClass?(row: Row): string;
  onCurrent(index: number): void;
  /** Enter, or a double click. */
  onEnter(row: Row): void;
  /** Backspace. */
  onBack?(): void;
}

/** Rows of one height, of which those in sight are in the document, with all that a table of the panel can do. */
export function Grid<Row>(props: GridProps<Row>) {
  const { id, role, name, columns, rows, current, sort, tree, keyOf, boxOf, rowClass, onCurrent, onEnter } = props;
  const panel = usePanel();
  const { dispatch } = panel.store;
  const choices = usePanelState((state) => state.columns.get(id) ?? NO_COLUMN_CHOICES);
  const menuPlace = usePanelState(({ menu }) => (menu.kind === "columns" && menu.grid === id ? menu : null));
  const pane = useRef<HTMLTableElement & HTMLDivElement>(null);
  const [column, setColumn] = useState(WHOLE_ROW);
  const shownColumns = shownColumnsOf(columns, choices);
  const widths = useColumnWidths(id, shownColumns, choices);
  const hasGroups = shownColumns.some(({ group }) => group !== undefined);
  const tags = tagsOf(role);
  const { Pane, Sheet } = tags;
  const isTree = role === "tree";
  const headHeight = HEAD_HEIGHT + (hasGroups ? GROUPS_HEIGHT : 0);
  const view = useRowWindow({
    pane,
    count: rows.count,
    rowHeight: ROW_HEIGHT,
    headHeight: isTree ? 0 : headHeight,
    current,
  });
  const selection = useSelectedRows(rows, current, onCurrent);

  const rowIdOf = (index: number): string => `${id}-row-${keyOf(rows.at(index), index)}`;
  const activeColumn = Math.min(column, shownColumns.length - 1);
  const activeIdOf = (index: number): string =>
    activeColumn === WHOLE_ROW ? rowIdOf(index) : `${rowIdOf(index)}-${shownColumns[activeColumn].id}`;

  const openMenu = (): void => {
    if (current === NO_ROW) return;
    const row = rows.at(current);
    if (boxOf(row) !== NO_BOX)
      openBoxMenuBelow(panel, document.getElementById(rowIdOf(current)) ?? pane.current, boxOf(row));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    /* The buttons of the table have keys of their own. */
    const command = event.target === event.currentTarget ? commandOf("grid", event) : null;
    if (command === null) return;
    const row = current === NO_ROW ? null : rows.at(current);
    switch (command) {
      case "focus":
        if (row !== null) onEnter(row);
        break;
      case "focus-undo":
        props.onBack?.();
        break;
      case "menu":
        openMenu();
        break;
      case "select-all":
        selection.selectAll();
        break;
      case "copy":
        if (selection.first === NO_ROW) return;
        void panel.copyText(rowsText(shownColumns, rows, selection.first, selection.last));
        break;
      default: {
        const step = gridStepOf(command, {
          row: current,
          rowCount: rows.count,
          rowsPerPage: view.rowsPerPage,
          column: activeColumn,
          lastColumn: isTree ? WHOLE_ROW : shownColumns.length - 1,
          state: row === null || !tree?.canOpen(row) ? "leaf" : tree.isOpen(row) ? "open" : "closed",
          parent: tree === undefined || current === NO_ROW ? NO_ROW : tree.parentOf(current),
        });
        if (step?.type === "to-column") setColumn(step.column);
        else if (step?.type === "to-row") {
          if (command === "extend-next" || command === "extend-previous") selection.extendTo(step.row);
          else selection.selectOnly(step.row);
        } else if (step !== null && row !== null) tree?.setOpen(row, step.type === "open");
      }
    }
    event.preventDefault();
  };

  const shown: { readonly index: number; readonly row: Row }[] = [];
  let deepest = 1;
  for (let index = view.first; index < view.end; index++) {
    const row = rows.at(index);
    shown.push({ index, row });
    if (tree !== undefined && index >= view.firstVisible && index < view.endVisible)
      deepest = Math.max(deepest, tree.levelOf(index));
  }
  /* Deep down all rows move to the left, so that their names stay in sight; aria-level says where they are. */
  const leastWidth = shownColumns.reduce((sum, one) => sum + widthOf(one, choices), 0);
  const indented = Math.max(MIN_INDENTED_LEVELS, Math.floor((view.width - leastWidth) / INDENT));
  const isCurrentShown = current >= view.first && current < view.end;
  const head = (
    <GridHead
      grid={id}
      tags={tags}
      columns={shownColumns}
      sort={sort ?? null}
      onWiden={widths.widen}
      onBoundary={widths.moveBoundary}
      onMenu={(one, x, y) =>
        dispatch({ type: "menu-opened", menu: { kind: "columns", grid: id, column: one.id, x, y } })
      }
    />
  );
  return (
    <div
      class="grid"
      style={{
        "--row-height": `${ROW_HEIGHT}px`,
        "--head-height": `${HEAD_HEIGHT}px`,
        "--groups-height": `${GROUPS_HEIGHT}px`,
        "--indent": `${INDENT}px`,
        "--columns": templateOf(shownColumns, widths.shown),
      }}
    >
      {isTree && head}
      <Pane
        ref={pane}
        class="grid-pane"
        role={role}
        aria-label={name}
        aria-rowcount={isTree ? undefined : rows.count + 1}
        aria-colcount={isTree ? undefined : shownColumns.length}
        aria-multiselectable={true}
        aria-activedescendant={isCurrentShown ? activeIdOf(current) : undefined}
        tabIndex={0}
        onScroll={view.onScroll}
        onKeyDown={onKeyDown}
        onContextMenu={menuByKey(openMenu)}
      >
        {!isTree && head}
        <Sheet class="grid-sheet" role={isTree ? "none" : undefined} style={{ height: `${view.sheetHeight}px` }}>
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
              outdent={Math.max(0, deepest - indented)}
              isSelected={index >= selection.first && index <= selection.last}
              activeColumn={index === current ? activeColumn : WHOLE_ROW}
              rowClass={rowClass?.(row) ?? ""}
              onPress={(event) => (event.shiftKey ? selection.extendTo(index) : selection.selectOnly(index))}
              onEnter={() => onEnter(row)}
              onMenu={boxOf(row) === NO_BOX ? preventDefault : menuByPointer(panel, boxOf(row))}
            />
          ))}
        </Sheet>
      </Pane>
      {menuPlace !== null && (
        <ColumnMenu
          place={menuPlace}
          columns={columns}
          hidden={choices.hidden}
          onWiden={widths.widen}
          onHidden={(hidden) =>
            dispatch({ type: "columns-chosen", grid: id, choices: { widths: choices.widths, hidden } })
          }
          onReset={() => dispatch({ type: "columns-chosen", grid: id, choices: NO_COLUMN_CHOICES })}
          onClose={() => dispatch({ type: "menu-closed" })}
        />
      )}
    </div>
  );
}

/** Where a row is about no box: the browser's own menu has nothing for it. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
