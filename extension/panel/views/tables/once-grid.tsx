import { useMemo } from "preact/hooks";
import { writeDelta } from "../../frames/figures.ts";
import type { OnceRows } from "../../frames/once-rows.ts";
import type { Diff } from "../../store/state.ts";
import type { SortableColumn } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { childrenColumn, ownColumn, pathColumn, useCauseRows } from "./cause-rows.tsx";
import { placesOf } from "./row-places.ts";

interface OnceGridProps {
  readonly snapshot: Diff;
  readonly rows: OnceRows;
}

/** What grew in some rounds alone, such as caches that are filled, or unevenly. */
export function OnceGrid({ snapshot, rows }: OnceGridProps) {
  const columns = useMemo(() => columnsOf(snapshot, rows), [snapshot.derived, rows]);
  const { gridProps } = useCauseRows(snapshot, "once", rows.box, columns);
  return <Grid {...gridProps} name="Grew once" />;
}

function columnsOf({ derived: { frames } }: Diff, rows: OnceRows): readonly SortableColumn<number>[] {
  const { snapshots, ownBySnapshot } = rows;
  const rowOf = placesOf(rows.box);
  const stepsOf = (box: number): number[] => {
    const first = rowOf(box) * snapshots;
    return Array.from(
      { length: snapshots - 1 },
      (_, round) => ownBySnapshot[first + round + 1] - ownBySnapshot[first + round],
    );
  };
  return [
    pathColumn(frames),
    ownColumn("Bytes more that no other row of both tables has", rowOf, (box) => ({
      before: 0,
      after: rows.own[rowOf(box)],
    })),
    {
      id: "rounds",
      head: "Rounds",
      meaning: "What each round added to it, first to last",
      width: 190,
      align: "end",
      text: (box) => stepsOf(box).map(writeDelta).join(", "),
      sortKey: (box) => Math.max(...stepsOf(box)),
    },
    childrenColumn((box) => ({ before: rows.countBefore[rowOf(box)], after: rows.countAfter[rowOf(box)] })),
  ];
}
