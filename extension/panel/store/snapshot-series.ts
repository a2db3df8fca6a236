import { type Moment, type MomentRoot, type MomentSeries, momentCountsOf, totalsIn } from "../frames/moments.ts";
import { rootTotalsOf } from "../frames/root-totals.ts";
import type { Snapshot } from "./state.ts";

/** Snapshots that can be set beside one another, as moments. Of one whose frames were changed, the totals of roots are not known: other roots may be in them. */
export function momentsOfSnapshots(snapshots: readonly Snapshot[]): MomentSeries {
  const byTime = snapshots.toSorted((one, other) => one.askedAt - other.askedAt);
  let roots: readonly MomentRoot[] = [];
  const moments = byTime.map(({ number, askedAt, derived, transforms }): Moment => {
    const placed = totalsIn(roots, transforms.length === 0 ? rootTotalsOf(derived.frames) : []);
    roots = placed.roots;
    return {
      at: askedAt,
      totals: placed.totals,
      totalSize: derived.totalSize,
      objectCount: derived.objectCount,
      ...momentCountsOf(derived.counts),
      pageMs: Number.NaN,
      pauseMs: Number.NaN,
      snapshot: number,
    };
  });
  return { startedAt: moments[0]?.at ?? 0, roots, moments, events: [] };
}
