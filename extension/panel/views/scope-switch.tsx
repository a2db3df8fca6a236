import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import { currentSnapshotOf } from "../store/state.ts";
import { usePanel, usePanelState } from "./parts/panel-context.ts";
import "./scope-switch.css";

const SCOPES: readonly (readonly [DiffScope, string])[] = [
  ["growth", "Growth"],
  ["all", "All"],
  ["shrunk", "Shrunk"],
];

/** Which part of a displayed diff all views show. */
export function ScopeSwitch() {
  const { dispatch } = usePanel().store;
  const isDiff = usePanelState((state) => currentSnapshotOf(state)?.kind === "diff");
  const chosen = usePanelState((state) => state.scope);
  if (!isDiff) return null;
  return (
    <fieldset class="scope-switch" aria-label="Scope">
      {SCOPES.map(([scope, name]) => (
        <label key={scope} class="check">
          <input
            type="radio"
            name="scope"
            checked={scope === chosen}
            onChange={() => dispatch({ type: "scope-chosen", scope })}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
