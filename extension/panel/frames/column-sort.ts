/** How the rows of a table stand. */
export interface ColumnSort<Column extends string = string> {
  readonly column: Column;
  readonly direction: "ascending" | "descending";
}

/** The sort after a press on the head of a column: figures begin with the largest, texts with the first; a second press turns it round. */
export function sortAfterPress<Column extends string>(
  sort: ColumnSort<Column>,
  column: Column,
  textColumn: Column,
): ColumnSort<Column> {
  if (sort.column !== column) return { column, direction: column === textColumn ? "ascending" : "descending" };
  return { column, direction: sort.direction === "ascending" ? "descending" : "ascending" };
}
