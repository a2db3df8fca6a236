import { useLayoutEffect, useRef } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import { NO_COLUMN_CHOICES } from "../../store/column-choices.ts";
import { menuByKey, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { shownColumnsOf, templateOf, widthOf } from "./column.ts";
import { ColumnMenu } from "./column-menu.tsx";
import "./grid.css";
import { GridHead } from "./grid-head.tsx";
import type { GridProps } from "./grid-props.ts";
import type { RowTree } from "./grid-row.tsx";
import { GridSheet } from "./grid-sheet.tsx";
import { NO_ROW, WHOLE_ROW } from "./grid-step.ts";
import { tagsOf } from "./grid-tags.ts";
import { indentOf } from "./indent.ts";
import type { RowWindow } from "./row-window.ts";
import { useRowWindow } from "./row-window.ts";
import { copyRows } from "./rows-text.ts";
import { useColumnWidths } from "./use-column-widths.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useSelectedRows } from "./use-selected-rows.ts";

/** CSS pixels. grid.css reads them as `--row-height`, `--head-height`, `--groups-height` and `--indent`. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;
const GROUPS_HEIGHT = 18;

/** Rows of one height, of which those in sight are in the document, with all that a table of the panel can do. */
export function Grid<Row>(props: GridProps<Row>) {
  const { id, role, name, columns, rows, current, tree, keyOf, boxOf, onCurrent } = props;
  const panel = usePanel();
  const choices = usePanelState((state) => state.columns.get(id) ?? NO_COLUMN_CHOICES);
  const pane = useRef<HTMLTableElement & HTMLDivElement>(null);
  const shownColumns = shownColumnsOf(columns, choices);
  const widths = useColumnWidths(id, shownColumns, choices);
  const hasGroups = shownColumns.some(({ group }) => group !== undefined);
  const tags = tagsOf(role);
  const { Pane } = tags;
  const isTree = role === "tree";
  const headHeight = isTree ? 0 : HEAD_HEIGHT + (hasGroups ? GROUPS_HEIGHT : 0);
  const view = useRowWindow({ pane, count: rows.count, rowHeight: ROW_HEIGHT, headHeight, current });
  const selection = useSelectedRows(rows, current, onCurrent);

  const rowIdOf = (index: number): string => `${id}-row-${keyOf(rows.at(index), index)}`;
  const openMenu = (): void => {
    if (current === NO_ROW) return;
    if (props.onRowMenu !== undefined) {
      const { left, bottom } = (document.getElementById(rowIdOf(current)) ?? pane.current)?.getBoundingClientRect() ?? {
        left: 0,
        bottom: 0,
      };
      props.onRowMenu(current, left, bottom);
      return;
    }
    const box = boxOf(rows.at(current));
    if (box !== NO_BOX) openBoxMenuBelow(panel, document.getElementById(rowIdOf(current)) ?? pane.current, box);
  };
  const { rowsPerPage } = view;
  const { activeColumn, onKeyDown } = useGridKeys(props, { shownColumns, rowsPerPage, selection, openMenu });
  const activeIdOf = (index: number): string =>
    activeColumn === WHOLE_ROW ? rowIdOf(index) : `${rowIdOf(index)}-${shownColumns[activeColumn].id}`;

  const { onRowsInView } = props;
  useLayoutEffect(() => onRowsInView?.(view.first, view.end), [onRowsInView, rows, view.first, view.end]);

  const { takesFocus = false } = props;
  useLayoutEffect(() => {
    if (takesFocus) pane.current?.focus();
  }, [takesFocus]);

  const isCurrentShown = current >= view.first && current < view.end;
  const leastWidth = shownColumns.reduce((sum, one) => sum + widthOf(one, choices), 0);
  const indent = indentOf(tree === undefined ? 1 : deepestOf(tree, view), view.width - leastWidth);
  const head = <GridHead grid={id} tags={tags} columns={shownColumns} sort={props.sort ?? null} widths={widths} />;
  return (
    <div
      class="grid"
      style={{
        "--row-height": `${ROW_HEIGHT}px`,
        "--head-height": `${HEAD_HEIGHT}px`,
        "--groups-height": `${GROUPS_HEIGHT}px`,
        "--indent": `${indent.step}px`,
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
        <GridSheet
          {...props}
          {...{ tags, shownColumns, view, selection, activeColumn, rowIdOf }}
          outdent={indent.outdent}
        />
      </Pane>
      <ColumnMenu
        grid={id}
        columns={columns}
        choices={choices}
        onWiden={widths.widen}
        onCopy={() => void copyRows(shownColumns, rows, 0, rows.count - 1, panel.copyText)}
      />
    </div>
  );
}

/** The deepest level in sight; aria-level says the level of each row, however it is indented. */
function deepestOf(tree: RowTree<never>, view: RowWindow): number {
  const first = Math.max(view.first, view.firstVisible);
  const end = Math.min(view.end, view.endVisible);
  let deepest = 1;
  for (let index = first; index < end; index++) deepest = Math.max(deepest, tree.levelOf(index));
  return deepest;
}
