import { writeCount } from "../../frames/figures.ts";
import { tabSeparated } from "../../frames/tab-separated.ts";
import type { Column } from "./column.ts";

/** The rows of a table, by their index. */
export interface GridRows<Row> {
  readonly count: number;
  at(index: number): Row;
  /** Where rows out of view are not here: those from `first` on and below `end`, to be copied. */
  load?(first: number, end: number): Promise<readonly Row[]>;
}

export function listRows(rows: ArrayLike<number>): GridRows<number> {
  return { count: rows.length, at: (index) => rows[index] };
}

/** Two megabytes or so: no spreadsheet takes more lines than ten times that. */
const MAX_COPIED_ROWS = 100_000;

/** Rows `first … last` below the heads, a line each, with tabs between the cells. */
export function rowsText<Row>(
  columns: readonly Column<Row>[],
  rows: GridRows<Row>,
  first: number,
  last: number,
): string {
  const end = Math.min(last + 1, first + MAX_COPIED_ROWS);
  const lines = [tabSeparated(columns.map(headTextOf))];
  for (let index = first; index < end; index++) {
    const row = rows.at(index);
    lines.push(tabSeparated(columns.map((column) => column.text(row))));
  }
  if (end <= last) lines.push(`(${writeCount(last + 1 - end)} more rows were not copied)\n`);
  return lines.join("");
}

/** The text goes to `copy`: at once, or when rows that are not here are loaded. */
export async function copyRows<Row>(
  columns: readonly Column<Row>[],
  rows: GridRows<Row>,
  first: number,
  last: number,
  copy: (text: string) => Promise<void>,
): Promise<void> {
  if (rows.load === undefined) return copy(rowsText(columns, rows, first, last));
  const loaded = await rows.load(first, Math.min(last + 1, first + MAX_COPIED_ROWS));
  return copy(rowsText(columns, { count: rows.count, at: (index) => loaded[index - first] }, first, last));
}

/** The head as screen readers have it: "Objects before". */
export function headTextOf<Row>({ head, group }: Column<Row>): string {
  return group === undefined ? head : `${head} ${group.toLowerCase()}`;
}
