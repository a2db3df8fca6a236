import type { DiffScope } from "../../../../core/flamegraph/diff.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { type Choice, MenuChoices } from "./menu-choices.tsx";

const SCOPES: ReadonlyMap<DiffScope, Choice> = new Map([
  ["growth", { name: "Growth", hint: "A box is as wide as its growth; what did not grow is left out" }],
  ["all", { name: "All", hint: "Every path of either snapshot" }],
  ["shrunk", { name: "Shrunk", hint: "A box is as wide as what it lost; what did not shrink is left out" }],
]);

/** Of a displayed comparison; a wide panel has it beside the tabs, too. */
export function ScopeChoices({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const isDiff = usePanelState((state) => currentSnapshotOf(state)?.kind === "diff");
  const scope = usePanelState((state) => state.scope);
  if (!isDiff) return null;
  return (
    <MenuChoices
      name="Scope"
      choices={SCOPES}
      chosen={scope}
      onChoose={(one) => dispatch({ type: "scope-chosen", scope: one })}
      onClose={onClose}
    />
  );
}
