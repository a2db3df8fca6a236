import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import type { Snapshot } from "../../store/state.ts";
import { usePanel } from "../parts/panel-context.ts";
import type { RowTree } from "./grid-row.tsx";
import { NO_ROW } from "./grid-step.ts";
import type { GridRows } from "./rows-text.ts";
import { useListedMatches } from "./use-listed-matches.ts";

/** A row above others, which it sums up. */
interface Group<Item> {
  readonly rows: readonly Item[];
}

interface GroupedGrid<Row> {
  readonly rows: GridRows<Row>;
  readonly tree: RowTree<Row>;
  readonly current: number;
  keyOf(row: Row, index: number): number;
  boxOf(row: Row): number;
  rowClass(row: Row): string;
  hiddenMatchesOf(row: Row): number;
  onCurrent(index: number): void;
}

/** Rows in groups that can be closed; all are open at first. A group is known by `nameOf`, a row by its box, if it has one. */
export function useGroupedRows<G extends Group<Item>, Item extends object>(
  { selected }: Snapshot,
  groups: readonly G[],
  nameOf: (group: G) => string,
  boxOfItem: (item: Item) => number,
): GroupedGrid<G | Item> {
  const { dispatch } = usePanel().store;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const isOpen = (group: G): boolean => !closed.has(nameOf(group));
  const rows = useMemo(() => new GroupedRows<G, Item>(groups, isOpen), [groups, closed]);
  /** The row that was pressed last. It is left when another box is selected. */
  const [active, setActive] = useState<{ readonly row: G | Item; readonly index: number; selected: number } | null>(
    null,
  );
  const isHere =
    active !== null &&
    active.selected === selected &&
    active.index < rows.count &&
    rows.at(active.index) === active.row;
  const boxes = useMemo(() => groups.flatMap((group) => group.rows.map(boxOfItem)), [groups, boxOfItem]);
  const matches = useListedMatches(boxes);
  const indexOfSelected = useMemo(() => rows.indexOf(selected, boxOfItem), [rows, selected, boxOfItem]);

  /* Find has gone to a row of a closed group. */
  useLayoutEffect(() => {
    const around = groups.find((group) => group.rows.some((row) => boxOfItem(row) === selected));
    if (selected !== NO_BOX && around !== undefined && !isOpen(around)) setOpen(around, true);
  }, [selected]);

  const setOpen = (group: G, isOpened: boolean): void => {
    const changed = new Set(closed);
    if (isOpened) changed.delete(nameOf(group));
    else changed.add(nameOf(group));
    setClosed(changed);
  };
  const boxOf = (row: G | Item): number => (isGroup(row) ? NO_BOX : boxOfItem(row));

  return {
    rows,
    current: isHere ? active.index : indexOfSelected,
    keyOf: (_, index) => index,
    boxOf,
    rowClass: (row) => (isGroup(row) ? "group" : matches.rowClass(boxOfItem(row))),
    hiddenMatchesOf: (row) =>
      isGroup(row) && !isOpen(row) ? row.rows.filter((item) => matches.isFound(boxOfItem(item))).length : 0,
    onCurrent: (index) => {
      const row = rows.at(index);
      const box = boxOf(row);
      setActive({ row, index, selected: box === NO_BOX ? selected : box });
      if (box !== NO_BOX) dispatch({ type: "box-selected", box });
    },
    tree: {
      levelOf: (index) => (isGroup(rows.at(index)) ? 1 : 2),
      canOpen: isGroup,
      isOpen: (row) => isGroup(row) && isOpen(row),
      setOpen: (row, isOpened) => {
        if (isGroup(row)) setOpen(row, isOpened);
      },
      parentOf: (index) => (isGroup(rows.at(index)) ? NO_ROW : rows.groupAt(index)),
    },
  };

  function isGroup(row: G | Item): row is G {
    return "rows" in row;
  }
}

/** The groups, and below each that is open its rows, one after the other. */
class GroupedRows<G extends Group<Item>, Item> implements GridRows<G | Item> {
  readonly count: number;
  readonly #groups: readonly G[];
  /** By group: the index of its row. */
  readonly #starts: readonly number[];

  constructor(groups: readonly G[], isOpen: (group: G) => boolean) {
    const starts: number[] = [];
    let count = 0;
    for (const group of groups) {
      starts.push(count);
      count += isOpen(group) ? 1 + group.rows.length : 1;
    }
    this.count = count;
    this.#groups = groups;
    this.#starts = starts;
  }

  at(index: number): G | Item {
    const at = this.#placeOf(index);
    const group = this.#groups[at];
    const below = index - this.#starts[at];
    return below === 0 ? group : group.rows[below - 1];
  }

  /** Index of the first open row of a box; NO_ROW if it has none. */
  indexOf(box: number, boxOf: (item: Item) => number): number {
    if (box === NO_BOX) return NO_ROW;
    for (let at = 0; at < this.#groups.length; at++) {
      const end = this.#starts[at + 1] ?? this.count;
      if (end === this.#starts[at] + 1) continue;
      const place = this.#groups[at].rows.findIndex((row) => boxOf(row) === box);
      if (place >= 0) return this.#starts[at] + 1 + place;
    }
    return NO_ROW;
  }

  /** Index of the group's row that the row at an index stands below. */
  groupAt(index: number): number {
    return this.#starts[this.#placeOf(index)];
  }

  /** The last group that begins at the index or before. */
  #placeOf(index: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle] <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
