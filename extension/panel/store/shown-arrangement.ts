import type { Arrangement } from "../frames/arrangement.ts";
import { arrangementOf } from "../frames/arrangement.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { scopeOf } from "./state.ts";

/** The snapshot's frames by the chosen width and order. Where widths are changes, a chain that carries one change is one box. */
export function shownArrangementOf(
  snapshot: Snapshot,
  { measure, order }: Pick<PanelState, "measure" | "order">,
): Arrangement {
  const { frames, changes } = snapshot.derived;
  const isOfChanges = (scopeOf(snapshot) ?? "all") !== "all";
  return arrangementOf(frames, measure, order, isOfChanges ? changes : null);
}
