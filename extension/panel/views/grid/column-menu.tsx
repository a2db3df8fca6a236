import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ColumnMenuState } from "../../store/state.ts";
import { MENU_ENTRIES, moveInMenu } from "../box-menu/menu-keys.ts";
import type { Column } from "./column.ts";
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
  const menu = useRef<HTMLDivElement>(null);

  /* A popover of the browser's own: it lies above everything, a press beside it closes it, and it gives the keyboard focus back. */
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(0, Math.min(place.x, innerWidth - width))}px`;
    element.style.top = `${Math.max(0, Math.min(place.y, innerHeight - height))}px`;
    element.querySelector<HTMLElement>(MENU_ENTRIES)?.focus();
    return () => element.hidePopover();
  }, [place]);

  const column = columns.find(({ id }) => id === place.column);
  const setHidden = (id: string, isHidden: boolean): void => {
    const changed = new Set(hidden);
    if (isHidden) changed.add(id);
    else changed.delete(id);
    onHidden(changed);
  };
  return (
    <div
      ref={menu}
      popover="auto"
      class="menu column-menu"
      role="menu"
      aria-label="Columns"
      onToggle={(event) => {
        if (event.newState === "closed") onClose();
      }}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Tab") moveInMenu(event.currentTarget, event);
        else {
          event.preventDefault();
          onClose();
        }
      }}
    >
      {column !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
        <div class="menu-group" role="group" aria-label={headTextOf(column)}>
          <Item name="Wider" hint="Shift+→" onClick={() => onWiden(column, 1)} />
          <Item name="Narrower" hint="Shift+←" onClick={() => onWiden(column, -1)} />
          {column !== columns[0] && (
            <Item
              name={`Hide ${headTextOf(column)}`}
              onClick={() => {
                setHidden(column.id, true);
                onClose();
              }}
            />
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div class="menu-group" role="group" aria-label="Shown columns">
        {columns.slice(1).map((one) => (
          <button
            key={one.id}
            type="button"
            role="menuitemcheckbox"
            aria-checked={!hidden.has(one.id)}
            tabIndex={-1}
            onClick={() => setHidden(one.id, !hidden.has(one.id))}
          >
            {headTextOf(one)}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div class="menu-group" role="group" aria-label="All columns">
        <Item
          name="Reset columns"
          onClick={() => {
            onReset();
            onClose();
          }}
        />
      </div>
    </div>
  );
}

interface ItemProps {
  readonly name: string;
  readonly hint?: ComponentChildren;
  onClick(): void;
}

function Item({ name, hint, onClick }: ItemProps) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onClick}>
      <span>{name}</span>
      {hint !== undefined && <span class="quiet">{hint}</span>}
    </button>
  );
}
