import type { Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import { writeCount } from "./figures.ts";

/** What there is to say besides paths, or in place of them; `null` for nothing. */
export function heldVerdictOf(
  { paths, targets, freed, weaklyHeld }: Holders,
  isDiff: boolean,
  hasIgnored: boolean,
): string | null {
  if (targets === 0) return isDiff ? "The snapshot after has no such objects." : "No objects stand here.";
  const these = targets === 1 ? "this object" : `these ${writeCount(targets)} objects`;
  if (paths.length > 0) {
    return freed === 0
      ? null
      : `Without the ignored holders, ${writeCount(freed)} of ${writeCount(targets)} objects would be freed.`;
  }
  if (weaklyHeld === targets)
    return `Only weak references lead to ${these}: no root holds ${targets === 1 ? "it" : "them"}.`;
  return hasIgnored
    ? `Without the ignored holders, ${these} would be freed.`
    : `No path from a root leads to ${these}.`;
}
