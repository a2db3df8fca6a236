import type { ComponentChildren } from "preact";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { sortedByFigure } from "../../frames/sorted-by-key.ts";
import type { ColumnChoices } from "../../store/column-choices.ts";

/** All that a table knows of a column: head, cells, widths, sorting and copying come from it. The first column of a table names its rows. */
export interface Column<Row> {
  /** Unique in the table; the user's choices are stored by it. */
  readonly id: string;
  readonly head: string;
  /** What two or more columns side by side have in common: stands above them, and behind the head for screen readers. */
  readonly group?: string;
  /** What its figures are: the menu of the head says it, and a screen reader at the head. */
  readonly meaning: string;
  /** CSS pixels; of the first column, which takes what the others leave, the least. */
  readonly width: number;
  /** How much of the room that is left it takes; 0 if left out, but 1 in the first column. */
  readonly grow?: number;
  readonly align: "start" | "end";
  /** The cell as one string, as it is copied and, if there is no `cell`, shown. */
  text(row: Row): string;
  cell?(row: Row): ComponentChildren;
  /** What the cell has no room for: its tooltip, and its description for screen readers. */
  title?(row: Row): string | undefined;
  /** Beside those of all cells. */
  cellClass?(row: Row): string;
  /** Rows of smaller keys stand first. A column without it cannot be sorted by. */
  sortKey?(row: Row): number | string;
}

export interface SortableColumn<Row> extends Column<Row> {
  sortKey(row: Row): number;
}

/** The column by which the rows stand; if the choice names none, the first one. */
export function sortColumnOf<C extends { readonly id: string }>(columns: readonly C[], sort: ColumnSort): C {
  return columns.find(({ id }) => id === sort.column) ?? columns[0];
}

/** The rows as they are sorted; those of equal keys stay as they stand. */
export function sortedRows(
  rows: Uint32Array,
  columns: readonly SortableColumn<number>[],
  sort: ColumnSort,
): Uint32Array {
  return sortedByFigure(rows, sortColumnOf(columns, sort).sortKey, sort.direction);
}

/** The first one is always there: without it nothing says what a row is. */
export function shownColumnsOf<Row>(
  columns: readonly Column<Row>[],
  { hidden }: ColumnChoices,
): readonly Column<Row>[] {
  return columns.filter(({ id }, index) => index === 0 || !hidden.has(id));
}

export function widthOf<Row>({ id, width }: Column<Row>, { widths }: ColumnChoices): number {
  return widths.get(id) ?? width;
}

/** `grid-template-columns`. Columns that the user has not set are narrower in a narrow panel. */
export function templateOf<Row>(columns: readonly Column<Row>[], choices: ColumnChoices): string {
  const tracks = columns.map(({ id, width, grow }, index) => {
    const chosen = choices.widths.get(id);
    if (index > 0 && chosen !== undefined) return `${chosen}px`;
    const squeezed = index === 0 ? `max(104px, ${width}px - 4 * var(--squeeze))` : `calc(${width}px - var(--squeeze))`;
    const least = chosen === undefined ? squeezed : `${chosen}px`;
    const share = grow ?? (index === 0 ? 1 : 0);
    return share === 0 ? least : `minmax(${least}, ${share}fr)`;
  });
  return tracks.join(" ");
}
