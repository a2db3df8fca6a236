import { useMemo, useRef } from "preact/hooks";
import type { Arrangement } from "../../frames/arrangement.ts";
import { hasChildren, NO_BOX, parentBoxOf, shareOf, TOP_BOX } from "../../frames/box.ts";
import type { BoxRow } from "../../frames/box-rows.ts";
import { rowAt, rowOfBox } from "../../frames/box-rows.ts";
import { rowAfter } from "../../frames/row-step.ts";
import { isMatch } from "../../frames/search.ts";
import { treeRowsOf } from "../../frames/tree-rows.ts";
import type { Look } from "../../icicle/box-style.ts";
import { commandOf } from "../../store/shortcuts.ts";
import type { Snapshot } from "../../store/state.ts";
import { menuByKey, menuByPointer, openBoxMenuBelow } from "../box-menu/open-box-menu.ts";
import { useRowWindow } from "../grid/row-window.ts";
import { Twisty } from "../grid/twisty.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { useArrangement } from "../parts/use-arrangement.ts";
import { useLook } from "../parts/use-box-style.ts";

/** CSS pixels. */
const ROW_HEIGHT = 20;
const INDENT = 11;
/** Room that a name keeps beside its indent and the figures. */
const MIN_NAME_WIDTH = 230;

/** The accessible twin of the icicle: the same boxes, names and selection, as rows. */
export function ObjectTree({ snapshot }: { readonly snapshot: Snapshot }) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const pane = useRef<HTMLDivElement>(null);
  const { frames } = snapshot.derived;
  const { selected, expanded } = snapshot;
  const arrangement = useArrangement(snapshot);
  const look = useLook(snapshot, arrangement);
  const rows = useMemo(() => treeRowsOf(arrangement, expanded), [arrangement, expanded]);
  const selectedRow = selected === NO_BOX ? -1 : rowOfBox(rows, selected);
  const { width, first, end, slotCount, firstVisible, endVisible, rowsPerPage, onScroll } = useRowWindow({
    pane,
    count: rows.count,
    rowHeight: ROW_HEIGHT,
    headHeight: 0,
    current: selectedRow,
  });

  const select = (row: number): void => {
    if (rows.count === 0) return;
    const { box } = rowAt(rows, Math.max(0, Math.min(rows.count - 1, row)));
    dispatch({ type: "box-selected", box });
  };

  const openMenu = (): void => openBoxMenuBelow(panel, document.getElementById(rowId(selected)) ?? pane.current);

  const onKeyDown = (event: KeyboardEvent): void => {
    const isOpen = selected !== NO_BOX && expanded.has(selected);
    const command = commandOf("object-tree", event);
    const to = rowAfter(command, selectedRow, rows.count, rowsPerPage);
    if (to !== null) select(to);
    switch (command) {
      case "open":
        if (selectedRow < 0) select(0);
        else if (isOpen) select(selectedRow + 1);
        else dispatch({ type: "box-expanded", box: selected });
        break;
      case "close":
        if (isOpen) dispatch({ type: "box-collapsed", box: selected });
        else if (selected !== NO_BOX && parentBoxOf(frames, selected) > TOP_BOX) {
          dispatch({ type: "box-selected", box: parentBoxOf(frames, selected) });
        }
        break;
      case "focus":
        panel.focusSelected();
        break;
      case "focus-undo":
        dispatch({ type: "focus-undone" });
        break;
      case "menu":
        openMenu();
        break;
      default:
        if (to === null) return;
    }
    event.preventDefault();
  };

  const shown: BoxRow[] = [];
  let deepest = 1;
  for (let row = first; row < end; row++) {
    const treeRow = rowAt(rows, row);
    shown.push(treeRow);
    if (row >= firstVisible && row < endVisible) deepest = Math.max(deepest, treeRow.level);
  }
  /* Deep down all rows move to the left, so that their names stay in the pane; aria-level tells where they are. */
  const outdent = Math.max(0, deepest - Math.max(3, Math.floor((width - MIN_NAME_WIDTH) / INDENT)));
  return (
    <div class="tree-pane">
      <div class="tree-head" aria-hidden="true">
        <span>Object tree</span>
        <span>{look.heads.figure}</span>
        <span>{look.heads.relation}</span>
      </div>
      <div
        ref={pane}
        class="tree"
        role="tree"
        aria-label="Object tree"
        aria-activedescendant={selectedRow >= first && selectedRow < end ? rowId(selected) : undefined}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onContextMenu={menuByKey(openMenu)}
      >
        <div role="none" class="tree-sheet" style={{ height: `${rows.count * ROW_HEIGHT}px` }}>
          {shown.map((treeRow, index) => (
            <TreeRowView
              key={(first + index) % slotCount}
              snapshot={snapshot}
              arrangement={arrangement}
              look={look}
              treeRow={treeRow}
              row={first + index}
              outdent={outdent}
              isSelected={first + index === selectedRow}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function rowId(box: number): string {
  return `tree-row-${box}`;
}

interface TreeRowViewProps {
  readonly snapshot: Snapshot;
  readonly arrangement: Arrangement;
  readonly look: Look;
  readonly treeRow: BoxRow;
  readonly row: number;
  /** Levels that are not indented. */
  readonly outdent: number;
  readonly isSelected: boolean;
}

function TreeRowView({ snapshot, arrangement, look, treeRow, row, outdent, isSelected }: TreeRowViewProps) {
  const panel = usePanel();
  const { dispatch } = panel.store;
  const { frames } = snapshot.derived;
  const { box, level, position, setSize } = treeRow;
  const isFound = usePanelState((state) => state.search.query !== "" && isMatch(state.search.matches, box));
  const isOpen = snapshot.expanded.has(box);
  const canOpen = hasChildren(frames, box);
  const label = look.labelOf(box);
  const size = look.figureOf(box);
  const share = look.relationOf(box);
  const { totals } = arrangement;
  const part = shareOf(totals[box]!, totals[TOP_BOX]!);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for its rows
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its row by aria-activedescendant
    <div
      id={rowId(box)}
      class={isFound ? "tree-row found" : "tree-row"}
      role="treeitem"
      aria-label={`${label}, ${size}, ${share}`}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-expanded={canOpen ? isOpen : undefined}
      aria-selected={isSelected}
      style={{ top: `${row * ROW_HEIGHT}px` }}
      onContextMenu={menuByPointer(panel, box)}
      onClick={() => dispatch({ type: "box-selected", box })}
      onDblClick={() => dispatch({ type: "box-focused", box })}
    >
      <span class="tree-name" style={{ paddingLeft: `${Math.max(0, level - 1 - outdent) * INDENT}px` }}>
        <Twisty
          canOpen={canOpen}
          isOpen={isOpen}
          onToggle={() => dispatch({ type: isOpen ? "box-collapsed" : "box-expanded", box })}
        />
        <bdi title={label}>{label}</bdi>
      </span>{" "}
      <span class="tree-size">{look.cellOf(box)}</span>{" "}
      <span class="tree-share">
        {snapshot.derived.changes === null && (
          <span class="share-bar" style={{ width: `${Math.min(100, part * 100)}%` }} />
        )}
        <span>{share}</span>
      </span>
    </div>
  );
}
