import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf } from "./box.ts";
import { writeCount, writeDelta, writeSize } from "./figures.ts";
import type { GrowthRows } from "./growth-rows.ts";
import type { SheetColumn } from "./sheet.ts";
import type { SteadyRows } from "./steady-rows.ts";

/** Figures of a row of growth. Bytes are those at least. */
export interface GrowthFigures {
  /** That no other row has: these add up. */
  readonly ownGrowthBytes: number;
  /** With all inside it. */
  readonly totalGrowthBytes: number;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  /** Objects that it holds as its children; where these are as many as before, objects that stand at it. */
  readonly beforeCount: number;
  readonly afterCount: number;
}

export function growthFiguresOf(rows: GrowthRows, row: number): GrowthFigures {
  return {
    ownGrowthBytes: rows.own[row],
    totalGrowthBytes: rows.after[row] - rows.before[row],
    beforeBytes: rows.before[row],
    afterBytes: rows.after[row],
    beforeCount: rows.countBefore[row],
    afterCount: rows.countAfter[row],
  };
}

export const GROWTH_COLUMNS: readonly SheetColumn[] = [
  { head: "own", align: "end" },
  { head: "total", align: "end" },
  { head: "before", align: "end" },
  { head: "after", align: "end" },
  { head: "count", align: "end" },
  { head: "path", align: "start" },
];

export function growthCells(row: GrowthFigures, path: string): readonly string[] {
  return [
    writeDelta(row.ownGrowthBytes),
    writeDelta(row.totalGrowthBytes),
    writeSize(row.beforeBytes),
    writeSize(row.afterBytes),
    row.beforeCount === row.afterCount ? "–" : `${writeCount(row.beforeCount)} → ${writeCount(row.afterCount)}`,
    path,
  ];
}

export const STEADY_COLUMNS: readonly SheetColumn[] = [
  { head: "own", align: "end" },
  { head: "count by snapshot", align: "end" },
  { head: "path", align: "start" },
];

/** Steps of a path in a table; the middle of a longer one is left out. */
const MAX_STEPS = 12;

export function steadyCellsOf(frames: FrameTable, rows: SteadyRows, row: number): readonly string[] {
  const { snapshots } = rows;
  const seriesOf = (column: Float64Array): readonly number[] => [
    ...column.subarray(row * snapshots, (row + 1) * snapshots),
  ];
  const own = seriesOf(rows.own);
  const counts = rows.counted[row] === "nothing" ? "–" : seriesOf(rows.counts).map(writeCount).join(" → ");
  return [writeDelta(own[snapshots - 1] - own[0]), counts, shortPathOf(frames, rows.box[row])];
}

export function shortPathOf(frames: FrameTable, box: number): string {
  return boxPathTextOf(frames, box, MAX_STEPS);
}
