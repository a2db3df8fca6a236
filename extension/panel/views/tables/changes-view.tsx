import { useMemo, useRef } from "preact/hooks";
import type { FrameChanges } from "../../../../core/flamegraph/diff.ts";
import { boxLabelOf, NO_BOX, TOP_BOX } from "../../frames/box.ts";
import { changeOf, totalsOfChange, writeChangeOf, writeDifference } from "../../frames/change.ts";
import type { ChangeColumn, ChangeSort } from "../../frames/changed-rows.ts";
import { CHANGE_COLUMNS, changedBoxesOf, sortedChanges } from "../../frames/changed-rows.ts";
import { sortAfterPress } from "../../frames/column-sort.ts";
import { writeBytes, writeSize } from "../../frames/figures.ts";
import { rowAfter } from "../../frames/row-step.ts";
import { isMatch } from "../../frames/search.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { focusOf } from "../../store/state.ts";
import { BoxLink } from "../box-menu/box-link.tsx";
import { useRowWindow } from "../grid/row-window.ts";
import { SortHead } from "../grid/sort-head.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** CSS pixels, as in tree-table.css. */
const ROW_HEIGHT = 20;
const HEAD_HEIGHT = 24;

const HEADS: Readonly<Record<ChangeColumn, { readonly name: string; readonly meaning: string }>> = {
  path: { name: "Path", meaning: "As the boxes stand in the icicle" },
  before: { name: "Before", meaning: "Bytes of the box and all inside it, in the first snapshot" },
  after: { name: "After", meaning: "The same in the second snapshot" },
  delta: { name: "Delta", meaning: "Bytes more or less" },
  percent: { name: "Percent", meaning: "Of the bytes before" },
  objects: { name: "Objects", meaning: "Objects more or less, in the box and all inside it" },
};

/** What changed in focus, as rows: of a chain of boxes with one and the same change the last one. */
export function ChangesView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { changes } = snapshot.derived;
  return changes === null ? null : <ChangesTable snapshot={snapshot} changes={changes} />;
}

interface ChangesTableProps {
  readonly snapshot: Snapshot;
  readonly changes: FrameChanges;
}

function ChangesTable({ snapshot, changes }: ChangesTableProps) {
  const { dispatch } = usePanel().store;
  const sort = usePanelState((state) => state.changeSort);
  const pane = useRef<HTMLTableElement>(null);
  const { frames } = snapshot.derived;
  const { selected } = snapshot;
  const focus = focusOf(snapshot);
  const boxes = useMemo(() => changedBoxesOf(frames, changes, focus), [frames, changes, focus]);
  const rows = useMemo(() => sortedChanges(boxes, changes, sort), [boxes, changes, sort]);
  const selectedRow = useMemo(() => (selected === NO_BOX ? -1 : rows.indexOf(selected)), [rows, selected]);
  const { first, end, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    current: selectedRow,
  });

  const select = (row: number): void => {
    const box = rows[Math.max(0, Math.min(rows.length - 1, row))];
    if (box !== undefined) dispatch({ type: "box-selected", box });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    /* The buttons of the table have keys of their own. */
    const command = event.target === event.currentTarget ? commandOf("tree-table", event) : null;
    const to = rowAfter(command, selectedRow, rows.length, rowsPerPage);
    if (to !== null) select(to);
    else if (command === "focus" && selectedRow >= 0) dispatch({ type: "box-revealed", box: selected });
    else return;
    event.preventDefault();
  };

  if (rows.length === 0) return <NothingChanged snapshot={snapshot} focus={focus} />;
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return (
    <table
      ref={pane}
      class="tree-table changes-table"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that takes keys
      role="grid"
      aria-label="Changes"
      aria-rowcount={rows.length + 1}
      aria-colcount={CHANGE_COLUMNS.length}
      aria-activedescendant={selectedRow >= first && selectedRow < end ? rowIdOf(selected) : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <thead class="tree-table-head">
        <tr class="tree-table-row" aria-rowindex={1}>
          {CHANGE_COLUMNS.map((column) => (
            <Head key={column} column={column} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody class="tree-table-sheet" style={{ height: `${rows.length * ROW_HEIGHT}px` }}>
        {shown.map((index) => (
          <Row
            key={rows[index]}
            snapshot={snapshot}
            changes={changes}
            box={rows[index]!}
            index={index}
            isSelected={index === selectedRow}
          />
        ))}
      </tbody>
    </table>
  );
}

function rowIdOf(box: number): string {
  return `change-row-${box}`;
}

function Head({ column, sort }: { readonly column: ChangeColumn; readonly sort: ChangeSort }) {
  const { dispatch } = usePanel().store;
  const { name, meaning } = HEADS[column];
  return (
    <SortHead
      name={name}
      meaning={meaning}
      direction={column === sort.column ? sort.direction : "none"}
      cellClass={headClassOf(column)}
      onSort={() => dispatch({ type: "changes-sorted", sort: sortAfterPress(sort, column, "path") })}
    />
  );
}

/** The first column stays in sight, as names do in the tree table. */
function headClassOf(column: ChangeColumn): string {
  return column === "path" ? "tree-table-cell name" : "tree-table-cell";
}

interface RowProps extends ChangesTableProps {
  readonly box: number;
  readonly index: number;
  readonly isSelected: boolean;
}

function Row({ snapshot, changes, box, index, isSelected }: RowProps) {
  const { dispatch } = usePanel().store;
  const isFound = usePanelState((state) => state.search.query !== "" && isMatch(state.search.matches, box));
  const size = totalsOfChange(changes, box, "size");
  const { before, after } = size;
  return (
    <tr
      id={rowIdOf(box)}
      class={isFound ? "tree-table-row found" : "tree-table-row"}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ top: `${index * ROW_HEIGHT}px` }}
      onClick={() => dispatch({ type: "box-selected", box })}
    >
      <th scope="row" class="tree-table-cell name">
        <BoxLink snapshot={snapshot} box={box} path="exact" />
      </th>
      <td
        class={`tree-table-cell delta ${changeOf(changes, box, "size")}`}
        title={writeBytes(Math.abs(after - before))}
      >
        {writeDifference(size, "size")}
      </td>
      <td class="tree-table-cell">{writeChangeOf(changes, box, "size")}</td>
      <td class="tree-table-cell" title={writeBytes(before)}>
        {writeSize(before)}
      </td>
      <td class="tree-table-cell" title={writeBytes(after)}>
        {writeSize(after)}
      </td>
      <td class="tree-table-cell">{writeDifference(totalsOfChange(changes, box, "count"), "count")}</td>
    </tr>
  );
}

function NothingChanged({ snapshot, focus }: { readonly snapshot: Snapshot; readonly focus: number }) {
  const label = boxLabelOf(snapshot.derived.frames, focus);
  return (
    <div class="listing-empty">
      <h2>Nothing changed</h2>
      <p>Every path has as many bytes and objects after as before.</p>
      {focus !== TOP_BOX && (
        <p class="quiet">
          Listed is only what is in focus: <bdi>{label}</bdi>.
        </p>
      )}
    </div>
  );
}
