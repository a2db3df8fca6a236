import { useState } from "preact/hooks";
import { NO_ROW } from "./grid-step.ts";
import type { GridRows } from "./rows-text.ts";

export interface SelectedRows {
  /** Rows `first … last` are selected; NO_ROW both for none. */
  readonly first: number;
  readonly last: number;
  selectOnly(row: number): void;
  /** All rows from where the selection began up to this one. */
  extendTo(row: number): void;
  selectAll(): void;
}

/** Several rows, one after the other. The table that they belong to knows the current one alone. */
interface Range {
  readonly rows: GridRows<unknown>;
  /** The current row; if it is another one, something else moved on, and the range is over. */
  readonly current: number;
  readonly from: number;
  readonly to: number;
}

export function useSelectedRows(
  rows: GridRows<unknown>,
  current: number,
  onCurrent: (row: number) => void,
): SelectedRows {
  const [range, setRange] = useState<Range | null>(null);
  const held = range !== null && range.rows === rows && range.current === current ? range : null;
  const { from, to } = held ?? { from: current, to: current };
  return {
    first: Math.min(from, to),
    last: Math.max(from, to),
    selectOnly: (row) => {
      setRange(null);
      onCurrent(row);
    },
    extendTo: (row) => {
      setRange({ rows, current: row, from: from === NO_ROW ? row : from, to: row });
      onCurrent(row);
    },
    selectAll: () => {
      if (rows.count > 0) setRange({ rows, current, from: 0, to: rows.count - 1 });
    },
  };
}
