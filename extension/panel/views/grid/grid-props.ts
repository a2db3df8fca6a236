import type { ColumnSort } from "../../frames/column-sort.ts";
import type { GridId } from "../../store/column-choices.ts";
import type { Column } from "./column.ts";
import type { RowTree } from "./grid-row.tsx";
import type { GridRole } from "./grid-tags.ts";
import type { GridRows } from "./rows-text.ts";

/** What a table hands to the grid. */
export interface GridProps<Row> {
  /** By it the user's choices are stored, and the elements of the rows are called. */
  readonly id: GridId;
  readonly role: GridRole;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: GridRows<Row>;
  /** Index of the current row; NO_ROW for none. */
  readonly current: number;
  /** How the rows stand; left out if they cannot be sorted. */
  readonly sort?: ColumnSort;
  readonly tree?: RowTree<Row>;
  /** Whether it takes the keyboard focus, once. */
  readonly takesFocus?: boolean;
  /** Unique among the rows. */
  keyOf(row: Row, index: number): number;
  /** The box that the menu of a row is about, or NO_BOX. */
  boxOf(row: Row): number;
  rowClass?(row: Row): string;
  /** Matches that a closed row holds. */
  hiddenMatchesOf?(row: Row): number;
  onCurrent(index: number): void;
  /** The menu of a row that is about no box, at a point of the panel. */
  onRowMenu?(index: number, x: number, y: number): void;
  /** Rows `first … last` come into view. */
  onRowsInView?(first: number, end: number): void;
  /** Enter, or a double click. */
  onEnter(row: Row): void;
  /** Backspace. */
  onBack?(): void;
}
