import { useMemo } from "preact/hooks";
import { writeCount, writeDelta } from "../../frames/figures.ts";
import { smallestStepOf } from "../../frames/steady-growth.ts";
import type { SteadyRows } from "../../frames/steady-rows.ts";
import type { Diff } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { useListedMatches } from "../grid/use-listed-matches.ts";
import { ownColumn, pathColumn, totalColumns, useCauseRows, WHAT_SEVERAL_HOLD } from "./cause-rows.tsx";
import { placesOf } from "./row-places.ts";

interface SteadyGridProps {
  readonly snapshot: Diff;
  readonly rows: SteadyRows;
  readonly takesFocus: boolean;
}

/** What grew in every round, the cause first. */
export function SteadyGrid({ snapshot, rows, takesFocus }: SteadyGridProps) {
  const columns = useMemo(() => columnsOf(snapshot, rows), [snapshot.derived, rows]);
  const { sorted, gridProps } = useCauseRows(snapshot, "changes", rows.box, columns);
  const matches = useListedMatches(sorted);
  return <Grid {...gridProps} rowClass={matches.rowClass} name="Changes" takesFocus={takesFocus} />;
}

function columnsOf({ derived }: Diff, rows: SteadyRows): readonly SortableColumn<number>[] {
  const { frames, changes } = derived;
  const { snapshots } = rows;
  const rowOf = placesOf(rows.box);
  const at = (column: Float64Array, box: number, snapshot: number): number => column[rowOf(box) * snapshots + snapshot];
  const seriesOf = (column: Float64Array, box: number): Float64Array =>
    column.subarray(rowOf(box) * snapshots, (rowOf(box) + 1) * snapshots);
  const isCounted = (box: number): boolean => rows.counted[rowOf(box)] !== "nothing";
  const stepOf = (box: number): number => smallestStepOf(seriesOf(rows.own, box));
  const { delta, before, after } = totalColumns("last", (box) => ({
    before: changes?.beforeTotal[box] ?? 0,
    after: changes?.afterTotal[box] ?? 0,
  }));
  const eachOf = (box: number): string => {
    const bytes = writeDelta(stepOf(box));
    return isCounted(box) ? `+${writeCount(smallestStepOf(seriesOf(rows.counts, box)))} · ${bytes}` : bytes;
  };
  const countOf = (box: number): string =>
    isCounted(box)
      ? `${writeCount(at(rows.counts, box, 0))} → ${writeCount(at(rows.counts, box, snapshots - 1))}`
      : "–";
  return [
    pathColumn(frames),
    ownColumn(`Bytes more that no other row has. ${WHAT_SEVERAL_HOLD}`, rowOf, (box) => ({
      before: at(rows.own, box, 0),
      after: at(rows.own, box, snapshots - 1),
    })),
    delta,
    {
      id: "each",
      head: "Each round",
      meaning: "What each round after the first added at least: objects, entries or roots, and bytes",
      width: widthOf(rows.box, eachOf, 104),
      align: "end",
      text: eachOf,
      sortKey: stepOf,
    },
    before,
    after,
    {
      id: "count",
      head: "Count",
      meaning: "Objects, entries or roots, before and after, where their number changed",
      width: widthOf(rows.box, countOf, 80),
      align: "end",
      text: countOf,
      sortKey: (box) => at(rows.counts, box, snapshots - 1) - at(rows.counts, box, 0),
    },
  ];
}

/** Pixels of a figure and of the space around a text. */
const FIGURE_WIDTH = 7;
const AROUND = 14;

/** Room for the longest text, in pixels: a number that is cut off reads as another. */
function widthOf(boxes: Uint32Array, textOf: (box: number) => string, least: number): number {
  return boxes.reduce((width, box) => Math.max(width, textOf(box).length * FIGURE_WIDTH + AROUND), least);
}
