import type { HeldTarget } from "../worker/frame-api.ts";
import type { IgnoredHolder } from "./holder-state.ts";
import { selectedTargetOf } from "./object-state.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { listedSnapshotOf } from "./state.ts";

/** Whose holders are shown: of the selected object, of the selected type in Types, else of the selected box; `null` for none. */
export function heldTargetOf(state: PanelState, snapshot: Snapshot): HeldTarget | null {
  if (listedSnapshotOf(snapshot) === null) return null;
  const { selected, found } = state.objects;
  if (selected !== null && selected.node >= 0 && found?.derived === snapshot.derived) {
    return { of: "node", node: selected.node };
  }
  const target = selectedTargetOf(state, snapshot);
  return target.of === "frame" && target.frame <= 0 ? null : target;
}

/** What is asked, as a text. */
export function holderQuestionOf(target: HeldTarget, ignored: readonly IgnoredHolder[]): string {
  return JSON.stringify([target, ignored.map(({ name }) => name)]);
}
