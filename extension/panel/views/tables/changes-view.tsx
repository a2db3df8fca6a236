import { useMemo } from "preact/hooks";
import type { DiffScope, FrameChanges } from "../../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../../core/flamegraph/frame-table.ts";
import { type GrowthRows, growthRowsOf } from "../../frames/growth-rows.ts";
import type { Diff, Snapshot } from "../../store/state.ts";
import { focusOf, roundsOf } from "../../store/state.ts";
import { useLeakAnswer } from "../find-leak/use-leak-answer.ts";
import type { SortableColumn } from "../grid/column.ts";
import { Grid } from "../grid/grid.tsx";
import { useListedMatches } from "../grid/use-listed-matches.ts";
import { childrenColumn, ownColumn, pathColumn, totalColumns, useCauseRows, WHAT_SEVERAL_HOLD } from "./cause-rows.tsx";
import { Caveats } from "./caveats.tsx";
import { OnlyInFocus } from "./in-focus.tsx";
import { RoundsView } from "./rounds-view.tsx";
import { placesOf } from "./row-places.ts";
import "./listing.css";

/** What changed in focus, a row for each cause. Of rounds, growth is what grew in every one; all else is from the first snapshot to the last. */
export function ChangesView({ snapshot }: { readonly snapshot: Snapshot }) {
  const { changes } = snapshot.derived;
  if (changes === null || snapshot.kind !== "diff") return null;
  return roundsOf(snapshot) > 0 && snapshot.scope === "growth" ? (
    <RoundsView snapshot={snapshot} changes={changes} />
  ) : (
    <ChangesTable snapshot={snapshot} changes={changes} />
  );
}

interface ChangesTableProps {
  readonly snapshot: Diff;
  readonly changes: FrameChanges;
}

function ChangesTable({ snapshot, changes }: ChangesTableProps) {
  const { scope } = snapshot;
  const { frames } = snapshot.derived;
  const focus = focusOf(snapshot);
  const growth = useMemo(() => growthRowsOf(frames, changes, focus, scope), [frames, changes, focus, scope]);
  const columns = useMemo(() => columnsOf(frames, growth), [frames, growth]);
  const { sorted, first, gridProps } = useCauseRows(snapshot, "changes", growth.box, columns);
  const matches = useListedMatches(sorted);
  const takesFocus = useLeakAnswer(snapshot, first);
  if (growth.count === 0) return <NothingChanged snapshot={snapshot} focus={focus} />;
  return (
    <div class="listing">
      <Caveats snapshot={snapshot} />
      <Grid {...gridProps} rowClass={matches.rowClass} name="Changes" takesFocus={takesFocus} />
    </div>
  );
}

function columnsOf(frames: FrameTable, growth: GrowthRows): readonly SortableColumn<number>[] {
  const rowOf = placesOf(growth.box);
  const { delta, before, after } = totalColumns("second", (box) => ({
    before: growth.before[rowOf(box)],
    after: growth.after[rowOf(box)],
  }));
  return [
    pathColumn(frames),
    ownColumn(`Bytes more or less that no other row has. ${WHAT_SEVERAL_HOLD}`, rowOf, (box) => ({
      before: 0,
      after: growth.own[rowOf(box)],
    })),
    delta,
    before,
    after,
    childrenColumn((box) => ({ before: growth.countBefore[rowOf(box)], after: growth.countAfter[rowOf(box)] })),
  ];
}

const NO_CHANGE: Readonly<Record<DiffScope, { readonly head: string; readonly text: string }>> = {
  growth: { head: "Nothing grew", text: "No path has more bytes or objects after than before." },
  all: { head: "Nothing changed", text: "Every path has as many bytes and objects after as before." },
  shrunk: { head: "Nothing shrank", text: "No path has fewer bytes or objects after than before." },
};

function NothingChanged({ snapshot, focus }: { readonly snapshot: Diff; readonly focus: number }) {
  const { head, text } = NO_CHANGE[snapshot.scope];
  return (
    <div class="listing">
      <Caveats snapshot={snapshot} />
      <div class="listing-empty">
        <h2>{head}</h2>
        <p>{text}</p>
        <OnlyInFocus frames={snapshot.derived.frames} focus={focus} />
      </div>
    </div>
  );
}
