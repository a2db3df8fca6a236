import { useState } from "preact/hooks";
import type { ColumnChoices, GridId } from "../../store/column-choices.ts";
import { heldToColumnWidth } from "../../store/column-choices.ts";
import { usePanel } from "../parts/panel-context.ts";
import type { Column } from "./column.ts";
import { widthOf } from "./column.ts";

/** CSS pixels of one key press. */
const STEP = 16;

export interface ColumnWidths<Row> {
  /** With what is being dragged. */
  readonly shown: ColumnChoices;
  /** Makes a column wider by a step, or narrower. */
  widen(column: Column<Row>, direction: 1 | -1): void;
  /** Moves the boundary before the column at `index`: what one side gains, the other loses. It is stored when the move is done. */
  moveBoundary(index: number, pixels: number, phase: "moving" | "done"): void;
}

/** The widths that the user gives the columns of a table. */
export function useColumnWidths<Row>(
  grid: GridId,
  columns: readonly Column<Row>[],
  choices: ColumnChoices,
): ColumnWidths<Row> {
  const { dispatch } = usePanel().store;
  const [dragged, setDragged] = useState<ReadonlyMap<string, number> | null>(null);
  const store = (widths: ReadonlyMap<string, number>): void =>
    dispatch({ type: "columns-chosen", grid, choices: { widths, hidden: choices.hidden } });
  return {
    shown: dragged === null ? choices : { widths: dragged, hidden: choices.hidden },
    widen: (column, direction) =>
      store(new Map(choices.widths).set(column.id, heldToColumnWidth(widthOf(column, choices) + direction * STEP))),
    moveBoundary: (index, pixels, phase) => {
      const before = columns[index - 1];
      const after = columns[index];
      const widths = new Map(choices.widths);
      const narrowed = heldToColumnWidth(widthOf(after, choices) - pixels);
      widths.set(after.id, narrowed);
      /* The first column takes what is left by itself. */
      if (index > 1) {
        const given = widthOf(after, choices) - narrowed;
        widths.set(before.id, heldToColumnWidth(widthOf(before, choices) + given));
      }
      setDragged(phase === "moving" ? widths : null);
      if (phase === "done") store(widths);
    },
  };
}
