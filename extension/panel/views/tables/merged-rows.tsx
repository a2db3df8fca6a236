import { useMemo, useRef, useState } from "preact/hooks";
import { writeCount } from "../../frames/figures.ts";
import type { MergedTree } from "../../frames/merged-tree.ts";
import { firstOpenOf, NO_ROW, openRowsOf } from "../../frames/merged-tree.ts";
import { rowAfter } from "../../frames/row-step.ts";
import { commandOf } from "../../store/shortcuts.ts";
import { menuByKey, menuByPointer, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { useRowWindow } from "../grid/row-window.ts";
import { Twisty } from "../grid/twisty.tsx";
import { Icon } from "../parts/icon.tsx";
import { usePanel } from "../parts/panel-context.ts";
import type { MergedFigures } from "./merged-figures.tsx";

/** CSS pixels, as in tree-table.css. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;
const INDENT = 12;
/** Room that figures and a name keep beside the indent. */
const MIN_REST_WIDTH = 360;
const MIN_INDENTED_LEVELS = 4;

interface MergedRowsProps {
  readonly tree: MergedTree;
  readonly figures: MergedFigures;
  /** Levels that may be open at first. */
  readonly firstLevels: number;
  readonly name: string;
  /** The type. */
  readonly of: string;
  readonly meaning: string;
  /** Why there are no rows, where there are none. */
  readonly emptiness: string;
}

/** A tree of groups of boxes; each row leads to its largest box, and on to the others. */
export function MergedRows({ tree, figures, firstLevels, name, of, meaning, emptiness }: MergedRowsProps) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const pane = useRef<HTMLTableElement>(null);
  const [opened, setOpened] = useState({ tree, rows: firstOpenOf(tree, firstLevels) });
  const open = opened.tree === tree ? opened.rows : firstOpenOf(tree, firstLevels);
  /** The row, and which of its boxes is selected. */
  const [active, setActive] = useState({ tree, row: NO_ROW, index: 0 });
  const activeRow = active.tree === tree ? active.row : NO_ROW;
  const rows = useMemo(() => openRowsOf(tree, open), [tree, open]);
  const current = rows.indexOf(activeRow);
  const { width, first, end, firstVisible, endVisible, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    current,
  });

  const idOf = (row: number): string => `merged-${name}-${row}`;
  const select = (row: number, index = 0): void => {
    setActive({ tree, row, index });
    dispatch({ type: "box-selected", box: tree.rowAt(row).boxes[index]! });
  };
  const selectAt = (at: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
    if (row !== undefined) select(row);
  };
  const setOpen = (row: number, isOpen: boolean): void => {
    const changed = new Set(open);
    if (isOpen) changed.add(row);
    else changed.delete(row);
    setOpened({ tree, rows: changed });
  };
  const reveal = (row: number, index: number): void =>
    dispatch({ type: "box-revealed", box: tree.rowAt(row).boxes[index]! });

  const goRight = (): void => {
    if (current < 0) selectAt(0);
    else if (open.has(activeRow)) selectAt(current + 1);
    else if (tree.canOpen(activeRow)) setOpen(activeRow, true);
  };
  const goLeft = (): void => {
    if (current < 0) return;
    const { parent } = tree.rowAt(activeRow);
    if (open.has(activeRow)) setOpen(activeRow, false);
    else if (parent !== NO_ROW) select(parent);
  };

  const openMenu = (): void => {
    if (current >= 0) openBoxMenuBelow(panel, document.getElementById(idOf(activeRow)) ?? pane.current);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.target === event.currentTarget ? commandOf("tree-table", event) : null;
    const to = rowAfter(command, current, rows.length, rowsPerPage);
    if (to !== null) selectAt(to);
    switch (command) {
      case "right":
        goRight();
        break;
      case "left":
        goLeft();
        break;
      case "focus":
        if (current >= 0) reveal(activeRow, active.index);
        break;
      case "menu":
        openMenu();
        break;
      default:
        if (to === null) return;
    }
    event.preventDefault();
  };

  let deepest = 1;
  for (let at = Math.max(0, firstVisible); at < Math.min(rows.length, endVisible); at++) {
    deepest = Math.max(deepest, tree.rowAt(rows[at]!).level);
  }
  /* Deep down all rows move to the left, so that their names stay in sight; aria-level tells where they are. */
  const indented = Math.max(MIN_INDENTED_LEVELS, Math.floor((width - MIN_REST_WIDTH) / INDENT));
  const outdent = Math.max(0, deepest - indented);
  return (
    <section class="sandwich-part" aria-label={name}>
      <header class="sandwich-head" title={meaning}>
        <h2>
          {name} of <bdi>{of}</bdi>
        </h2>
        {current >= 0 && (
          <BoxSteps
            count={tree.rowAt(activeRow).boxes.length}
            index={active.index}
            onStep={(index) => select(activeRow, index)}
            onReveal={() => reveal(activeRow, active.index)}
          />
        )}
      </header>
      {rows.length === 0 ? (
        <p class="types-none quiet">{emptiness}</p>
      ) : (
        <table
          ref={pane}
          class="tree-table merged-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table that takes keys
          role="treegrid"
          aria-label={`${name} of ${of}`}
          aria-rowcount={rows.length + 1}
          aria-activedescendant={current >= first && current < end ? idOf(activeRow) : undefined}
          tabIndex={0}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
          onContextMenu={menuByKey(openMenu)}
        >
          <thead class="tree-table-head">
            <tr class="tree-table-row" aria-rowindex={1}>
              <th scope="col" class="tree-table-cell name">
                <span>Box</span>
              </th>
              {figures.heads.map((head) => (
                <th key={head} scope="col" class="tree-table-cell">
                  <span>{head}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="tree-table-sheet" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
            {rows.slice(first, end).map((row, at) => (
              <Row
                key={row}
                id={idOf(row)}
                tree={tree}
                row={row}
                index={first + at}
                figures={figures}
                outdent={outdent}
                isOpen={open.has(row)}
                isSelected={row === activeRow}
                onSelect={() => select(row)}
                onReveal={() => reveal(row, 0)}
                onToggle={() => setOpen(row, !open.has(row))}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface RowProps {
  readonly id: string;
  readonly tree: MergedTree;
  readonly row: number;
  readonly index: number;
  readonly figures: MergedFigures;
  /** Levels that are not indented. */
  readonly outdent: number;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  onSelect(): void;
  onReveal(): void;
  onToggle(): void;
}

function Row({ id, tree, row, index, figures, outdent, isOpen, isSelected, onSelect, onReveal, onToggle }: RowProps) {
  const panel = usePanel();
  const { label, boxes, level } = tree.rowAt(row);
  const canOpen = tree.canOpen(row);
  return (
    <tr
      id={id}
      class="tree-table-row"
      aria-rowindex={index + 2}
      aria-level={level}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-selected={isSelected}
      style={{ top: `${index * ROW_HEIGHT}px` }}
      onClick={onSelect}
      onDblClick={onReveal}
      onContextMenu={menuByPointer(panel, boxes[0]!)}
    >
      <th scope="row" class="tree-table-cell name">
        <span class="tree-name" style={{ paddingLeft: `${Math.max(0, level - 1 - outdent) * INDENT}px` }}>
          <Twisty canOpen={canOpen} isOpen={isOpen} onToggle={onToggle} />
          <bdi title={label}>{label}</bdi>
        </span>
      </th>
      {figures.cells(tree.rowAt(row))}
    </tr>
  );
}

interface BoxStepsProps {
  readonly count: number;
  readonly index: number;
  onStep(index: number): void;
  onReveal(): void;
}

/** From box to box of a row, and to the icicle. */
function BoxSteps({ count, index, onStep, onReveal }: BoxStepsProps) {
  return (
    <span class="box-steps">
      {count > 1 && (
        <>
          <span aria-live="polite">
            Box {writeCount(index + 1)} of {writeCount(count)}
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label="Previous box"
            title="Previous box"
            onClick={() => onStep((index + count - 1) % count)}
          >
            <Icon name="left" />
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label="Next box"
            title="Next box"
            onClick={() => onStep((index + 1) % count)}
          >
            <Icon name="right" />
          </button>
        </>
      )}
      <button type="button" class="button small" title="Show the selected box in the icicle (Enter)" onClick={onReveal}>
        Show
      </button>
    </span>
  );
}
