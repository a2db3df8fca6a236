import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** Of a diff that is on show. */
export function GrowthSwitch() {
  const panel = usePanel();
  const isDiff = usePanelState((state) => currentSnapshotOf(state)?.kind === "diff");
  const scope = usePanelState((state) => state.scope);
  if (!isDiff) return null;
  return (
    <label class="check growth" title="Only what was added: a box is as wide as it grew">
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
