import type { ShownNames } from "../../../../core/graph/shown-names.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { type Choice, MenuChoices } from "./menu-choices.tsx";

const NAMES: ReadonlyMap<ShownNames, Choice> = new Map([
  ["original", { name: "Original", hint: "As in the files that a script was made of, where it has a source map" }],
  ["minified", { name: "Minified", hint: "As in the script itself" }],
]);

const ONE_NAME =
  "This snapshot has one name for everything: no script had a source map that could be read, or functions were not asked for their closures.";

/** What variables, functions, classes and scripts are called. */
export function NamesChoices({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const names = usePanelState((state) => state.names);
  const isOffered = usePanelState((state) => currentSnapshotOf(state)?.derived.hasMinifiedNames ?? true);
  return (
    <MenuChoices
      name="Names"
      choices={NAMES}
      chosen={names}
      refusal={isOffered ? undefined : ONE_NAME}
      onChoose={(one) => dispatch({ type: "names-chosen", names: one })}
      onClose={onClose}
    />
  );
}
