import { currentSnapshotOf } from "../store/state.ts";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import "./growth-switch.css";

/** Shown for a displayed diff. */
export function GrowthSwitch() {
  const panel = usePanel();
  const isDiff = usePanelState((state) => currentSnapshotOf(state)?.kind === "diff");
  const scope = usePanelState((state) => state.scope);
  if (!isDiff) return null;
  return (
    <label class="check growth">
      <input
        type="checkbox"
        checked={scope === "growth"}
        onChange={(event) =>
          panel.store.dispatch({ type: "scope-chosen", scope: event.currentTarget.checked ? "growth" : "all" })
        }
      />
      Growth only
    </label>
  );
}
