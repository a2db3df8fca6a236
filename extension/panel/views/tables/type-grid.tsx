import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { frameNameOf } from "../../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, headOf } from "../../frames/box.ts";
import { rowAfter } from "../../frames/row-step.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { menuByKey, menuByPointer, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { useRowWindow } from "../grid/row-window.ts";
import { usePanel } from "../parts/panel-context.ts";

/** CSS pixels, as in tree-table.css. */
const ROW_HEIGHT = 20;

interface TypeGridProps {
  readonly snapshot: Snapshot;
  /** Rows of a table of types, as sorted and filtered. */
  readonly rows: Uint32Array;
  readonly selectedRow: number;
  /** Beside those of all tables. */
  readonly gridClass: string;
  /** Rows of the head, and their height in CSS pixels. */
  readonly head: ComponentChildren;
  readonly headHeight: number;
  /** The frame of the type to which a row leads. */
  readonly frames: Uint32Array;
  /** What stands beside the name. */
  cells(row: number): ComponentChildren;
}

/** Types as rows: one is selected, and each leads to one of its boxes. */
export function TypeGrid(props: TypeGridProps) {
  const { snapshot, rows, selectedRow, gridClass, head, headHeight, cells } = props;
  const panel = usePanel();
  const { dispatch } = panel.store;
  const pane = useRef<HTMLTableElement>(null);
  const { frames } = snapshot.derived;
  const current = rows.indexOf(selectedRow);
  const { first, end, slotCount, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headHeight,
    current,
  });

  const frameOf = (row: number): number => props.frames[row]!;
  const boxOf = (row: number): number => headOf(frames, frameOf(row));
  const select = (index: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row !== undefined) dispatch({ type: "type-selected", name: frameNameOf(frames, frameOf(row)) });
  };
  const reveal = (row: number): void => dispatch({ type: "box-revealed", box: boxOf(row) });

  /** About the box to which the row leads. */
  const openMenu = (): void => {
    if (current >= 0)
      openBoxMenuBelow(panel, document.getElementById(idOf(selectedRow)) ?? pane.current, boxOf(selectedRow));
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
      class={`tree-table ${gridClass}`}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that takes keys
      role="grid"
      aria-label="Types"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={current >= first && current < end ? idOf(selectedRow) : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={menuByKey(openMenu)}
    >
      <thead class="tree-table-head">{head}</thead>
      <tbody class="tree-table-sheet" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {shown.map((index) => {
          const row = rows[index]!;
          return (
            <Row
              key={index % slotCount}
              id={idOf(row)}
              label={boxLabelOf(frames, frameOf(row))}
              box={boxOf(row)}
              index={index}
              isSelected={index === current}
              onSelect={() => select(index)}
              onReveal={() => reveal(row)}
            >
              {cells(row)}
            </Row>
          );
        })}
      </tbody>
    </table>
  );
}

function idOf(row: number): string {
  return `type-row-${row}`;
}

interface RowProps {
  readonly id: string;
  /** As the panel writes names: a page may call a class anything. */
  readonly label: string;
  readonly box: number;
  readonly index: number;
  readonly isSelected: boolean;
  readonly children: ComponentChildren;
  onSelect(): void;
  onReveal(): void;
}

function Row({ id, label, box, index, isSelected, children, onSelect, onReveal }: RowProps) {
  const panel = usePanel();
  return (
    <tr
      id={id}
      class="tree-table-row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ top: `${index * ROW_HEIGHT}px` }}
      onClick={onSelect}
      onDblClick={onReveal}
      onContextMenu={menuByPointer(panel, box)}
    >
      <th scope="row" class="tree-table-cell name">
        <bdi title={label}>{label}</bdi>
      </th>
      {children}
    </tr>
  );
}
