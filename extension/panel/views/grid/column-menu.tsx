import type { ColumnChoices, GridId } from "../../store/column-choices.ts";
import { NO_COLUMN_CHOICES } from "../../store/column-choices.ts";
import { MenuChoice, MenuGroup, MenuItem, PointMenu } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import "./column-menu.css";
import { headTextOf } from "./rows-text.ts";

interface ColumnMenuProps<Row> {
  readonly grid: GridId;
  readonly columns: readonly Column<Row>[];
  readonly choices: ColumnChoices;
  /** Makes the column wider by a step, or narrower. */
  onWiden(column: Column<Row>, direction: 1 | -1): void;
  /** Copies all rows of the table. */
  onCopy(): void;
}

/** What can be done with the columns of a table, and with the one that the menu was opened for. */
export function ColumnMenu<Row>(props: ColumnMenuProps<Row>) {
  const { grid, columns, choices, onWiden, onCopy } = props;
  const { hidden } = choices;
  const { dispatch } = usePanel().store;
  const place = usePanelState(({ menu }) => (menu.kind === "columns" && menu.grid === grid ? menu : null));
  if (place === null) return null;
  const onClose = (): void => dispatch({ type: "menu-closed" });
  const column = columns.find(({ id }) => id === place.column);
  const setHidden = (id: string, isHidden: boolean): void => {
    const changed = new Set(hidden);
    if (isHidden) changed.add(id);
    else changed.delete(id);
    dispatch({ type: "columns-chosen", grid, choices: { widths: choices.widths, hidden: changed } });
  };
  return (
    <PointMenu
      key={`${place.column} ${place.x} ${place.y}`}
      class="column-menu"
      name="Columns"
      x={place.x}
      y={place.y}
      onClose={onClose}
    >
      {column !== undefined && (
        <MenuGroup name={headTextOf(column)} note={column.meaning}>
          <MenuItem name="Wider" hint="Shift+→" onChoose={() => onWiden(column, 1)} />
          <MenuItem name="Narrower" hint="Shift+←" onChoose={() => onWiden(column, -1)} />
          {column !== columns[0] && (
            <MenuItem
              name={`Hide ${headTextOf(column)}`}
              onChoose={() => {
                setHidden(column.id, true);
                onClose();
              }}
            />
          )}
        </MenuGroup>
      )}
      <MenuGroup name="Shown columns">
        {columns.slice(1).map((one) => (
          <MenuChoice
            key={one.id}
            role="menuitemcheckbox"
            name={headTextOf(one)}
            isChosen={!hidden.has(one.id)}
            onChoose={() => setHidden(one.id, !hidden.has(one.id))}
          />
        ))}
      </MenuGroup>
      <MenuGroup name="All columns">
        <MenuItem
          name="Copy all rows"
          hint="Ctrl+A, Ctrl+C"
          onChoose={() => {
            onClose();
            onCopy();
          }}
        />
        <MenuItem
          name="Reset columns"
          onChoose={() => {
            dispatch({ type: "columns-chosen", grid, choices: NO_COLUMN_CHOICES });
            onClose();
          }}
        />
      </MenuGroup>
    </PointMenu>
  );
}
