import type { Arrangement } from "../../frames/arrangement.ts";
import { shownArrangementOf } from "../../store/shown-arrangement.ts";
import type { Snapshot } from "../../store/state.ts";
import { usePanelState } from "./panel-context.ts";

/** The snapshot's frames by the chosen width and order. */
export function useArrangement(snapshot: Snapshot): Arrangement {
  const measure = usePanelState((state) => state.measure);
  const order = usePanelState((state) => state.order);
  return shownArrangementOf(snapshot, { measure, order });
}
