import type { Command } from "../../store/shortcuts.ts";

/** Stands for the row as a whole, if no cell is the active one. */
export const WHOLE_ROW = -1;

export const NO_ROW = -1;

/** Where the user is in a table or tree. */
export interface GridPlace {
  /** NO_ROW for none. */
  readonly row: number;
  readonly rowCount: number;
  /** Steps of Page Up and Page Down. */
  readonly rowsPerPage: number;
  /** The active cell of the row, or WHOLE_ROW. */
  readonly column: number;
  /** WHOLE_ROW if cells cannot be active, as in a tree. */
  readonly lastColumn: number;
  /** What can be done with the row: one that is closed opens. */
  readonly state: "open" | "closed" | "leaf";
  /** The row around it, or NO_ROW. */
  readonly parent: number;
}

export type GridStep =
  | { readonly type: "to-row"; readonly row: number }
  | { readonly type: "to-column"; readonly column: number }
  | { readonly type: "open" }
  | { readonly type: "close" };

/**
 * Where a command leads, as the ARIA patterns of a treegrid and of a tree have it; `null` for nowhere. Right opens the row, then goes through its cells, or in a
 * tree into the row; Left comes back, closes the row, and then leads to the row around it.
 */
export function gridStepOf(command: Command<"grid"> | null, place: GridPlace): GridStep | null {
  const { row, rowCount, rowsPerPage, column, lastColumn } = place;
  const isWhole = column === WHOLE_ROW;
  switch (command) {
    case "next":
    case "extend-next":
      return toRow(place, row + 1);
    case "previous":
    case "extend-previous":
      return toRow(place, row - 1);
    case "page-down":
      return toRow(place, row + rowsPerPage);
    case "page-up":
      return toRow(place, row - rowsPerPage);
    case "start":
      return isWhole ? toRow(place, 0) : { type: "to-column", column: 0 };
    case "end":
      return isWhole ? toRow(place, rowCount - 1) : { type: "to-column", column: lastColumn };
    case "first":
      return toRow(place, 0);
    case "last":
      return toRow(place, rowCount - 1);
    case "right":
      return rightwards(place);
    case "left":
      return leftwards(place);
    default:
      return null;
  }
}

function toRow({ rowCount }: GridPlace, row: number): GridStep | null {
  return rowCount === 0 ? null : { type: "to-row", row: Math.max(0, Math.min(rowCount - 1, row)) };
}

function rightwards(place: GridPlace): GridStep | null {
  const { row, column, lastColumn, state } = place;
  if (row === NO_ROW) return toRow(place, 0);
  if (column === WHOLE_ROW && state === "closed") return { type: "open" };
  if (lastColumn !== WHOLE_ROW) return { type: "to-column", column: Math.min(lastColumn, column + 1) };
  return state === "open" ? toRow(place, row + 1) : null;
}

function leftwards(place: GridPlace): GridStep | null {
  const { row, column, state, parent } = place;
  if (row === NO_ROW) return null;
  if (column !== WHOLE_ROW) return { type: "to-column", column: column - 1 };
  if (state === "open") return { type: "close" };
  return parent === NO_ROW ? null : toRow(place, parent);
}
