import type { ColumnMenuState } from "../../store/state.ts";
import { MenuChoice, MenuGroup, MenuItem, PointMenu } from "../menu/menu.tsx";
import type { Column } from "./column.ts";
import "./column-menu.css";
import { headTextOf } from "./rows-text.ts";

interface ColumnMenuProps<Row> {
  readonly place: ColumnMenuState;
  readonly columns: readonly Column<Row>[];
  readonly hidden: ReadonlySet<string>;
  /** Makes the column wider by a step, or narrower. */
  onWiden(column: Column<Row>, direction: 1 | -1): void;
  onHidden(hidden: ReadonlySet<string>): void;
  /** Every column as it was at first. */
  onReset(): void;
  onClose(): void;
}

/** What can be done with the columns of a table, and with the one where the menu was asked for. */
export function ColumnMenu<Row>(props: ColumnMenuProps<Row>) {
  const { place, columns, hidden, onWiden, onHidden, onReset, onClose } = props;
  const column = columns.find(({ id }) => id === place.column);
  const setHidden = (id: string, isHidden: boolean): void => {
    const changed = new Set(hidden);
    if (isHidden) changed.add(id);
    else changed.delete(id);
    onHidden(changed);
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
        <MenuGroup name={headTextOf(column)}>
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
          name="Reset columns"
          onChoose={() => {
            onReset();
            onClose();
          }}
        />
      </MenuGroup>
    </PointMenu>
  );
}
