import { useState } from "preact/hooks";
import { commandOf } from "../../store/shortcuts.ts";
import { usePanel } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import type { GridProps } from "./grid-props.ts";
import type { GridStep } from "./grid-step.ts";
import { gridStepOf, NO_ROW, WHOLE_ROW } from "./grid-step.ts";
import { copyRows } from "./rows-text.ts";
import type { SelectedRows } from "./use-selected-rows.ts";

interface GridKeysOptions<Row> {
  readonly shownColumns: readonly Column<Row>[];
  /** Steps of Page Up and Page Down. */
  readonly rowsPerPage: number;
  readonly selection: SelectedRows;
  openMenu(): void;
}

interface GridKeys {
  /** The active cell of the current row, or WHOLE_ROW. */
  readonly activeColumn: number;
  onKeyDown(event: KeyboardEvent): void;
}

/** What the keys do in a grid; it holds the active column, to which keys alone lead. */
export function useGridKeys<Row>(props: GridProps<Row>, options: GridKeysOptions<Row>): GridKeys {
  const { role, rows, current, tree, onEnter, onBack } = props;
  const { shownColumns, rowsPerPage, selection, openMenu } = options;
  const panel = usePanel();
  const [column, setColumn] = useState(WHOLE_ROW);
  const activeColumn = Math.min(column, shownColumns.length - 1);

  const take = (step: GridStep, row: Row | null, isExtended: boolean): void => {
    if (step.type === "to-column") setColumn(step.column);
    else if (step.type === "to-row") {
      if (isExtended) selection.extendTo(step.row);
      else selection.selectOnly(step.row);
    } else if (row !== null) tree?.setOpen(row, step.type === "open");
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
        onBack?.();
        break;
      case "menu":
        openMenu();
        break;
      case "select-all":
        selection.selectAll();
        break;
      case "copy":
        if (selection.first === NO_ROW) return;
        void copyRows(shownColumns, rows, selection.first, selection.last, panel.copyText);
        break;
      default: {
        const step = gridStepOf(command, {
          row: current,
          rowCount: rows.count,
          rowsPerPage,
          column: activeColumn,
          lastColumn: role === "tree" ? WHOLE_ROW : shownColumns.length - 1,
          state: row === null || !tree?.canOpen(row) ? "leaf" : tree.isOpen(row) ? "open" : "closed",
          parent: tree === undefined || current === NO_ROW ? NO_ROW : tree.parentOf(current),
        });
        if (step !== null) take(step, row, command === "extend-next" || command === "extend-previous");
      }
    }
    event.preventDefault();
  };
  return { activeColumn, onKeyDown };
}
