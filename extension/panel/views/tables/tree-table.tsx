import { useMemo, useRef, useState } from "preact/hooks";
import { boxLabelOf, boxSelfSizeOf, hasChildren, NO_BOX, shareOf } from "../../frames/box.ts";
import type { BoxRow } from "../../frames/box-rows.ts";
import { rowAt, rowOfBox, rowsFrom } from "../../frames/box-rows.ts";
import { sortAfterPress } from "../../frames/column-sort.ts";
import { writeBytes, writeCount, writeShare, writeSize } from "../../frames/figures.ts";
import { isMatch } from "../../frames/search.ts";
import type { TableColumn, TableSort } from "../../frames/sibling-order.ts";
import { siblingOrderOf, TABLE_COLUMNS } from "../../frames/sibling-order.ts";
import { tableStepOf, WHOLE_ROW } from "../../frames/table-step.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { menuByKey, menuByPointer, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { useRowWindow } from "../grid/row-window.ts";
import { SortHead } from "../grid/sort-head.tsx";
import { Twisty } from "../grid/twisty.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** CSS pixels, as in tree-table.css. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;
const INDENT = 12;
/** Room that figures and a name keep beside the indent. */
const MIN_REST_WIDTH = 560;
const MIN_INDENTED_LEVELS = 4;

const HEADS: Readonly<Record<TableColumn, { readonly name: string; readonly meaning: string }>> = {
  name: { name: "Name", meaning: "Field and type" },
  self: { name: "Self", meaning: "Least bytes of the box itself" },
  total: { name: "Total", meaning: "Least bytes of the box and all inside it" },
  max: {
    name: "Max",
    meaning: "Most bytes of the box and all inside it: JavaScript cannot see all that the engine keeps",
  },
  objects: { name: "Objects", meaning: "Objects in the box and all inside it" },
  share: { name: "Share", meaning: "Part of the focus, which is the first row" },
};

/** The boxes below the focus with all their figures. */
export function TreeTable({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const sort = usePanelState((state) => state.tableSort);
  const pane = useRef<HTMLTableElement>(null);
  const [column, setColumn] = useState(WHOLE_ROW);
  const { frames } = snapshot.derived;
  const { selected, expanded } = snapshot;
  const focus = focusOf(snapshot);
  const rows = useMemo(() => rowsFrom(siblingOrderOf(frames, sort), focus, expanded), [frames, sort, focus, expanded]);
  const selectedRow = selected === NO_BOX ? -1 : rowOfBox(rows, selected);
  const { width, first, end, slotCount, firstVisible, endVisible, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.count,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    current: selectedRow,
  });

  const openMenu = (): void =>
    openBoxMenuBelow(panel, document.getElementById(activeIdOf(selected, WHOLE_ROW)) ?? pane.current);

  const onKeyDown = (event: KeyboardEvent): void => {
    /* The buttons of the head have keys of their own. */
    const command = event.target === event.currentTarget ? commandOf("tree-table", event) : null;
    if (command === null) return;
    event.preventDefault();
    if (command === "focus") panel.focusSelected();
    else if (command === "focus-undo") dispatch({ type: "focus-undone" });
    else if (command === "menu") openMenu();
    else {
      const step = tableStepOf(command, { rows, row: selectedRow, column, expanded, rowsPerPage });
      if (step === null) return;
      if (step.type === "to-column") setColumn(step.column);
      else if (step.type === "to-row") dispatch({ type: "box-selected", box: step.box });
      else dispatch({ type: step.type === "expand" ? "box-expanded" : "box-collapsed", box: step.box });
    }
  };

  const shown: { readonly index: number; readonly row: BoxRow }[] = [];
  let deepest = 1;
  for (let index = first; index < end; index++) {
    const row = rowAt(rows, index);
    shown.push({ index, row });
    if (index >= firstVisible && index < endVisible) deepest = Math.max(deepest, row.level);
  }
  /* Deep down all rows move to the left, so that their names stay in sight; aria-level tells where they are. */
  const indented = Math.max(MIN_INDENTED_LEVELS, Math.floor((width - MIN_REST_WIDTH) / INDENT));
  const isActiveShown = selectedRow >= first && selectedRow < end;
  return (
    <table
      ref={pane}
      class="tree-table"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table that takes keys
      role="treegrid"
      aria-label="Tree table"
      aria-rowcount={rows.count + 1}
      aria-colcount={TABLE_COLUMNS.length}
      aria-activedescendant={isActiveShown ? activeIdOf(selected, column) : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={menuByKey(openMenu)}
    >
      <thead class="tree-table-head">
        <tr class="tree-table-row" aria-rowindex={1}>
          {TABLE_COLUMNS.map((one) => (
            <Head key={one} column={one} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody class="tree-table-sheet" style={{ height: `${rows.count * ROW_HEIGHT}px` }}>
        {shown.map(({ index, row }) => (
          <Row
            key={index % slotCount}
            snapshot={snapshot}
            focus={focus}
            row={row}
            index={index}
            outdent={Math.max(0, deepest - indented)}
            activeColumn={index === selectedRow ? column : WHOLE_ROW}
            isSelected={index === selectedRow}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({ column, sort }: { readonly column: TableColumn; readonly sort: TableSort }) {
  const { dispatch } = usePanel().store;
  const { name, meaning } = HEADS[column];
  return (
    <SortHead
      name={name}
      meaning={meaning}
      direction={column === sort.column ? sort.direction : "none"}
      cellClass={`tree-table-cell ${column}`}
      onSort={() => dispatch({ type: "table-sorted", sort: sortAfterPress(sort, column, "name") })}
    />
  );
}

function activeIdOf(box: number, column: number): string {
  return column === WHOLE_ROW ? `table-row-${box}` : `table-cell-${box}-${column}`;
}

interface RowProps {
  readonly snapshot: Snapshot;
  readonly focus: number;
  readonly row: BoxRow;
  readonly index: number;
  /** Levels that are not indented. */
  readonly outdent: number;
  readonly activeColumn: number;
  readonly isSelected: boolean;
}

function Row({ snapshot, focus, row, index, outdent, activeColumn, isSelected }: RowProps) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const { frames } = snapshot.derived;
  const { box, level } = row;
  const isFound = usePanelState((state) => state.search.query !== "" && isMatch(state.search.matches, box));
  /* The focus is always open: closed, it would leave nothing to see. */
  const canOpen = box !== focus && hasChildren(frames, box);
  const isOpen = snapshot.expanded.has(box);
  const self = boxSelfSizeOf(frames, box);
  const total = frames.totalSize[box]!;
  const max = frames.totalMaxSize[box]!;
  const part = shareOf(total, frames.totalSize[focus]!);
  const cell = (column: TableColumn) => {
    const at = TABLE_COLUMNS.indexOf(column);
    return {
      id: activeIdOf(box, at),
      class: `tree-table-cell ${column}${at === activeColumn ? " active" : ""}`,
    };
  };
  return (
    <tr
      id={activeIdOf(box, WHOLE_ROW)}
      class={isFound ? "tree-table-row found" : "tree-table-row"}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-selected={isSelected}
      style={{ top: `${index * ROW_HEIGHT}px` }}
      onContextMenu={menuByPointer(panel, box)}
      onClick={() => dispatch({ type: "box-selected", box })}
      onDblClick={() => dispatch({ type: "box-focused", box })}
    >
      <th scope="row" {...cell("name")}>
        <span class="tree-name" style={{ paddingLeft: `${Math.max(0, level - 1 - outdent) * INDENT}px` }}>
          <Twisty
            canOpen={canOpen}
            isOpen={isOpen}
            onToggle={() => dispatch({ type: isOpen ? "box-collapsed" : "box-expanded", box })}
          />
          <bdi title={boxLabelOf(frames, box)}>{boxLabelOf(frames, box)}</bdi>
        </span>
      </th>
      <td title={writeBytes(self)} {...cell("self")}>
        {writeSize(self)}
      </td>
      <td title={writeBytes(total)} {...cell("total")}>
        {writeSize(total)}
      </td>
      <td title={writeBytes(max)} {...cell("max")}>
        {writeSize(max)}
      </td>
      <td {...cell("objects")}>{writeCount(frames.totalCount[box]!)}</td>
      <td {...cell("share")}>
        <span class="share-bar" style={{ width: `${Math.min(100, part * 100)}%` }} />
        <span>{writeShare(part)}</span>
      </td>
    </tr>
  );
}
