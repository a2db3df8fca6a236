import { hasChildren, NO_BOX, parentBoxOf } from "./box.ts";
import type { BoxRows } from "./box-rows.ts";
import { rowAt, rowOfBox } from "./box-rows.ts";
import { TABLE_COLUMNS } from "./sibling-order.ts";

/** Stands for the row as a whole, where a cell could be the active one. */
export const WHOLE_ROW = -1;

const LAST_COLUMN = TABLE_COLUMNS.length - 1;

export type TableMove =
  | "next"
  | "previous"
  | "page-down"
  | "page-up"
  | "first"
  | "last"
  /** Of the rows, or of the cells of a row. */
  | "start"
  | "end"
  | "right"
  | "left";

/** Where the user is in the tree table. */
export interface TablePlace {
  readonly rows: BoxRows;
  /** -1 for none. */
  readonly row: number;
  /** Index of the active cell, or WHOLE_ROW. */
  readonly column: number;
  readonly expanded: ReadonlySet<number>;
  /** Steps of Page Up and Page Down. */
  readonly rowsPerPage: number;
}

export type TableStep =
  | { readonly type: "to-row"; readonly box: number }
  | { readonly type: "to-column"; readonly column: number }
  | { readonly type: "expand"; readonly box: number }
  | { readonly type: "collapse"; readonly box: number };

/**
 * Where a move leads, as the ARIA pattern of a treegrid has it; `null` for nowhere. Right opens the row, then goes through its cells; Left comes back, closes the
 * row, and then leads to the row around it.
 */
export function tableStepOf(move: TableMove, place: TablePlace): TableStep | null {
  const { rows, row, column, rowsPerPage } = place;
  const isWhole = column === WHOLE_ROW;
  switch (move) {
    case "next":
      return toRow(rows, row + 1);
    case "previous":
      return toRow(rows, row - 1);
    case "page-down":
      return toRow(rows, row + rowsPerPage);
    case "page-up":
      return toRow(rows, row - rowsPerPage);
    case "start":
      return isWhole ? toRow(rows, 0) : { type: "to-column", column: 0 };
    case "end":
      return isWhole ? toRow(rows, rows.count - 1) : { type: "to-column", column: LAST_COLUMN };
    case "first":
      return toRow(rows, 0);
    case "last":
      return toRow(rows, rows.count - 1);
    case "right":
      return rightwards(place);
    case "left":
      return leftwards(place);
  }
}

function toRow(rows: BoxRows, row: number): TableStep {
  return { type: "to-row", box: rowAt(rows, Math.max(0, Math.min(rows.count - 1, row))).box };
}

function rightwards({ rows, row, column, expanded }: TablePlace): TableStep {
  if (row < 0) return toRow(rows, 0);
  const { box } = rowAt(rows, row);
  const isClosed = row > 0 && hasChildren(rows.siblings.frames, box) && !expanded.has(box);
  if (column === WHOLE_ROW && isClosed) return { type: "expand", box };
  return { type: "to-column", column: Math.min(LAST_COLUMN, column + 1) };
}

function leftwards({ rows, row, column, expanded }: TablePlace): TableStep | null {
  if (column !== WHOLE_ROW) return { type: "to-column", column: column - 1 };
  /* The first row is the focus, which is always open. */
  if (row <= 0) return null;
  const { box } = rowAt(rows, row);
  if (expanded.has(box)) return { type: "collapse", box };
  const parent = parentBoxOf(rows.siblings.frames, box);
  return parent === NO_BOX || rowOfBox(rows, parent) < 0 ? null : { type: "to-row", box: parent };
}
