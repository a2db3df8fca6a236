import { useMemo, useState } from "preact/hooks";
import { NO_BOX } from "../../frames/box.ts";
import { writeCount, writeDelta, writeSize } from "../../frames/figures.ts";
import type { MomentSeries } from "../../frames/moments.ts";
import { ALL_ROOTS, type RootGrowth, rootGrowthOf } from "../../frames/root-growth.ts";
import { sortedByFigure } from "../../frames/sorted-by-key.ts";
import { type SortableColumn, sortColumnOf } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { NO_ROW } from "../grid/grid-step.ts";
import { useGridSort } from "../grid/use-grid-sort.ts";

interface RootsGridProps {
  readonly series: MomentSeries;
  /** What one of them is called: moment, snapshot. */
  readonly each: string;
}

/** How the total of each root went: its ends, and its slope. */
export function RootsGrid({ series, each }: RootsGridProps) {
  const [current, setCurrent] = useState(NO_ROW);
  const sort = useGridSort("root-growth", { column: "per-minute", direction: "descending" });
  const growths = useMemo(() => rootGrowthOf(series), [series]);
  const columns = useMemo(() => columnsOf(each), [each]);
  const rows = useMemo(() => {
    const { sortKey } = sortColumnOf(columns, sort);
    /* The sum stays on top. */
    const roots = Uint32Array.from(growths.keys()).subarray(1);
    return [0, ...sortedByFigure(roots, (row) => keyOf(sortKey(growths[row])), sort.direction)];
  }, [growths, columns, sort]);
  return (
    <Grid
      id="root-growth"
      role="grid"
      name="Roots"
      columns={columns}
      rows={{ count: rows.length, at: (index) => growths[rows[index]] }}
      current={current}
      sort={sort}
      keyOf={({ root }) => root}
      boxOf={() => NO_BOX}
      rowClass={({ root }) => (root === ALL_ROOTS ? "sum-row" : "")}
      onCurrent={setCurrent}
      onEnter={() => {}}
    />
  );
}

/** What has no slope stands last of those that fall. */
function keyOf(figure: number): number {
  return Number.isNaN(figure) ? Number.NEGATIVE_INFINITY : figure;
}

function columnsOf(each: string): readonly SortableColumn<RootGrowth>[] {
  const figure = (
    head: Pick<SortableColumn<RootGrowth>, "id" | "head" | "meaning" | "width">,
    figureOf: (growth: RootGrowth) => number,
    write: (figure: number) => string,
  ): SortableColumn<RootGrowth> => ({
    ...head,
    align: "end",
    text: (growth) => (Number.isNaN(figureOf(growth)) ? "–" : write(figureOf(growth))),
    sortKey: figureOf,
  });
  return [
    {
      id: "root",
      head: "Root",
      meaning: "A root, or a group of roots",
      width: 120,
      align: "start",
      text: ({ name }) => name,
      cell: ({ name }) => <bdi>{name}</bdi>,
      sortKey: ({ root }) => root,
    },
    figure(
      { id: "first", head: "First", meaning: "Total size when it came", width: 76 },
      ({ first }) => first,
      writeSize,
    ),
    figure(
      { id: "last", head: "Last", meaning: "Total size when it was there last", width: 76 },
      ({ last }) => last,
      writeSize,
    ),
    figure(
      { id: "change", head: "Change", meaning: "From the first to the last", width: 80 },
      ({ first, last }) => last - first,
      writeDelta,
    ),
    figure(
      {
        id: "per-each",
        head: `A ${each}`,
        meaning: `Growth from one ${each} to the next, by the line that fits best`,
        width: 88,
      },
      ({ perMoment }) => perMoment,
      writeDelta,
    ),
    figure(
      { id: "per-minute", head: "A minute", meaning: "Growth in a minute, by the line that fits best", width: 88 },
      ({ perMinute }) => perMinute,
      writeDelta,
    ),
    figure(
      { id: "count", head: `In ${each}s`, meaning: `In how many ${each}s it was`, width: 84 },
      ({ count }) => count,
      writeCount,
    ),
  ];
}
