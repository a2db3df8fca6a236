import { useMemo } from "preact/hooks";
import { TOP_BOX } from "../../frames/box.ts";
import { countChangesOf } from "../../frames/count-changes.ts";
import { writeCount } from "../../frames/figures.ts";
import type { Diff } from "../../store/state.ts";
import { focusOf, sidesOf } from "../../store/state.ts";
import { type CountItem, CountsList } from "../parts/counts-list.tsx";

/** The counts of the page that changed in the scope of a comparison: `window keyup 2 → 22`. */
export function CountChanges({ snapshot }: { readonly snapshot: Diff }) {
  const { scope } = snapshot;
  const items = useMemo(
    () =>
      countChangesOf(
        sidesOf(snapshot).map(({ counts }) => counts),
        scope,
      ).map(
        ({ name, counts, isSteady }): CountItem => ({
          name,
          count: writeEnds(counts),
          exact: writeSteps(counts),
          note: isSteady || scope !== "growth" ? "" : "not in every round",
        }),
      ),
    [snapshot, scope],
  );
  return focusOf(snapshot) === TOP_BOX ? <CountsList items={items} /> : null;
}

function writeEnds(counts: readonly number[]): string {
  return `${writeCount(counts[0])} → ${writeCount(counts[counts.length - 1])}`;
}

/** In each of more than two snapshots. */
function writeSteps(counts: readonly number[]): string {
  return counts.length > 2 ? counts.map(writeCount).join(" → ") : "";
}
