import { useMemo, useState } from "preact/hooks";
import type { RowTree } from "./grid-row.tsx";
import { NO_ROW } from "./grid-step.ts";
import type { GridRows } from "./rows-text.ts";

/** A row above others, which it sums up. */
interface Group<Item> {
  readonly rows: readonly Item[];
}

interface GroupedGrid<Row> {
  readonly rows: GridRows<Row>;
  readonly tree: RowTree<Row>;
  readonly current: number;
  keyOf(row: Row, index: number): number;
  onCurrent(index: number): void;
}

/** Rows in groups that can be closed; all are open at first. A group is known by `nameOf`, whatever else there is of it. */
export function useGroupedRows<G extends Group<Item>, Item extends object>(
  groups: readonly G[],
  nameOf: (group: G) => string,
  onItem: (item: Item) => void,
): GroupedGrid<G | Item> {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => new GroupedRows<G, Item>(groups, (group) => !closed.has(nameOf(group))), [groups, closed]);
  const [active, setActive] = useState<{ readonly row: G | Item; readonly index: number } | null>(null);
  const isHere = active !== null && active.index < rows.count && rows.at(active.index) === active.row;
  return {
    rows,
    current: isHere ? active.index : NO_ROW,
    keyOf: (_, index) => index,
    onCurrent: (index) => {
      const row = rows.at(index);
      setActive({ row, index });
      if (!isGroup(row)) onItem(row);
    },
    tree: {
      levelOf: (index) => (isGroup(rows.at(index)) ? 1 : 2),
      canOpen: isGroup,
      isOpen: (row) => isGroup(row) && !closed.has(nameOf(row)),
      setOpen: (row, isOpen) => {
        if (!isGroup(row)) return;
        const changed = new Set(closed);
        if (isOpen) changed.delete(nameOf(row));
        else changed.add(nameOf(row));
        setClosed(changed);
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
