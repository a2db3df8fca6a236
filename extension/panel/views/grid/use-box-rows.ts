import { useMemo } from "preact/hooks";
import { NO_BOX, parentBoxOf } from "../../frames/box.ts";
import type { BoxRows } from "../../frames/box-rows.ts";
import { rowAt, rowOfBox } from "../../frames/box-rows.ts";
import { isMatch, matchCountWithin } from "../../frames/search.ts";
import type { Snapshot } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import type { RowTree } from "./grid-row.tsx";
import { NO_ROW } from "./grid-step.ts";
import type { GridRows } from "./rows-text.ts";

/** What a grid needs of rows that are boxes: all tables of boxes share selection, open rows and matches. */
interface BoxGrid {
  readonly rows: GridRows<number>;
  readonly current: number;
  keyOf(box: number): number;
  boxOf(box: number): number;
  rowClass(box: number): string;
  onCurrent(index: number): void;
}

interface BoxTreeGrid extends BoxGrid {
  readonly tree: RowTree<number>;
  hiddenMatchesOf(box: number): number;
}

export function useBoxRows(snapshot: Snapshot, rows: GridRows<number>, rowOf: (box: number) => number): BoxGrid {
  const { dispatch } = usePanel().store;
  const { selected } = snapshot;
  const matches = usePanelState((state) => state.search.matches);
  const current = useMemo(() => (selected === NO_BOX ? NO_ROW : rowOf(selected)), [rows, selected]);
  return {
    rows,
    current,
    keyOf: (box) => box,
    boxOf: (box) => box,
    rowClass: (box) => (isMatch(matches, box) ? "found" : ""),
    onCurrent: (index) => dispatch({ type: "box-selected", box: rows.at(index) }),
  };
}

export function useBoxTree(snapshot: Snapshot, boxRows: BoxRows, canOpen: (box: number) => boolean): BoxTreeGrid {
  const { dispatch } = usePanel().store;
  const { expanded } = snapshot;
  const { subtreeEnd } = snapshot.derived.frames;
  const matches = usePanelState((state) => state.search.matches);
  const rows = useMemo(() => ({ count: boxRows.count, at: (index: number) => rowAt(boxRows, index).box }), [boxRows]);
  const rowOf = (box: number): number => rowOfBox(boxRows, box);
  return {
    ...useBoxRows(snapshot, rows, rowOf),
    hiddenMatchesOf: (box) =>
      canOpen(box) && !expanded.has(box) ? matchCountWithin(matches, box + 1, subtreeEnd[box]) : 0,
    tree: {
      levelOf: (index) => rowAt(boxRows, index).level,
      placeOf: (index) => rowAt(boxRows, index),
      canOpen,
      isOpen: (box) => expanded.has(box),
      setOpen: (box, isOpen) => dispatch({ type: isOpen ? "box-expanded" : "box-collapsed", box }),
      parentOf: (index) => rowOf(parentBoxOf(snapshot.derived.frames, rows.at(index))),
    },
  };
}
