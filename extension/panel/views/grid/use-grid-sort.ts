import type { ColumnSort } from "../../frames/column-sort.ts";
import type { GridId } from "../../store/column-choices.ts";
import { usePanelState } from "../parts/panel-context.ts";

/** How the rows of a table stand: as the user chose, or in the table's own order. */
export function useGridSort(grid: GridId, own: ColumnSort): ColumnSort {
  return usePanelState((state) => state.sorts.get(grid)) ?? own;
}
