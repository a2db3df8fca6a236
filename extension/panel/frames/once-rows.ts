import type { FrameChanges } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { childCountsOf } from "../../../core/flamegraph/tree/child-counts.ts";
import { type GrowthRows, growthRowsOf } from "./growth-rows.ts";
import { NO_ROW } from "./no-row.ts";
import { growsAlways } from "./steady-growth.ts";

/** What grew in some rounds alone, or unevenly: rows as of a plain comparison, and what each has in each snapshot. */
export interface OnceRows extends GrowthRows {
  readonly snapshots: number;
  /** Bytes that no other row has, by snapshot: so many for each row. */
  readonly ownBySnapshot: Float64Array;
}

/** Of a comparison with rounds: the rows of all growth but that which is explained by rows that grew in every round (1 for each of its frames). */
export function onceRowsOf(
  frames: FrameTable,
  changes: FrameChanges,
  focus: number,
  isExplained: Uint8Array,
): OnceRows {
  const rows = growthRowsOf(frames, withoutChangesOf(frames, changes, isExplained), focus, "growth");
  const { snapshots, selfSize } = changes.rounds;
  const ownBySnapshot = new Float64Array(rows.count * snapshots);
  for (let at = 0; at < rows.rowOf.length; at++) {
    const row = rows.rowOf[at];
    const frame = at + focus;
    if (row === NO_ROW || isExplained[frame] === 1) continue;
    for (let snapshot = 0; snapshot < snapshots; snapshot++) {
      ownBySnapshot[row * snapshots + snapshot] += selfSize[snapshot * frames.count + frame];
    }
  }
  return { ...rows, snapshots, ownBySnapshot };
}

/** How many rows grew in every round, but too unevenly to be rows of these. */
export function unevenRowsOf({ count, snapshots, ownBySnapshot }: OnceRows): number {
  let uneven = 0;
  for (let row = 0; row < count; row++) {
    if (growsAlways(ownBySnapshot.subarray(row * snapshots, (row + 1) * snapshots))) uneven++;
  }
  return uneven;
}

/** As if these frames had been before as they are after. */
function withoutChangesOf(frames: FrameTable, changes: FrameChanges, isLeftOut: Uint8Array): FrameChanges {
  const beforeSelf = changes.beforeSelf.slice();
  const beforeSelfCount = changes.beforeSelfCount.slice();
  const isCounted = new Uint8Array(frames.count);
  const more = new Uint32Array(frames.count);
  for (let frame = 0; frame < frames.count; frame++) {
    const [countBefore, countAfter] = [changes.beforeSelfCount[frame], changes.afterSelfCount[frame]];
    if (countBefore > 0 || countAfter > 0) isCounted[frame] = 1;
    if (isLeftOut[frame] === 0) continue;
    beforeSelf[frame] = changes.afterSelf[frame];
    beforeSelfCount[frame] = countAfter;
    more[frame] = Math.max(0, countAfter - countBefore);
  }
  const moreChildren = childCountsOf({ ...frames, strings: frames.names }, isCounted, more);
  const beforeChildCount = changes.beforeChildCount.map((count, frame) => count + moreChildren[frame]);
  /* Totals of the diff have frames that it leaves out: they change by what these frames do. */
  const beforeTotal = changes.beforeTotal.slice();
  const change = new Float64Array(frames.count);
  for (let frame = frames.count - 1; frame > 0; frame--) {
    change[frame] += beforeSelf[frame] - changes.beforeSelf[frame];
    beforeTotal[frame] += change[frame];
    change[frames.parent[frame]] += change[frame];
  }
  beforeTotal[0] += change[0];
  return { ...changes, beforeSelf, beforeSelfCount, beforeChildCount, beforeTotal };
}
