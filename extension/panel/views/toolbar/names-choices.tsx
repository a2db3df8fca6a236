import type { ShownNames } from "../../../../core/graph/shown-names.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { MenuChoice, MenuGroup } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

const NAMES: ReadonlyMap<ShownNames, { readonly name: string; readonly hint: string }> = new Map([
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
    <MenuGroup name="Names" {...(!isOffered && { note: ONE_NAME })}>
      {[...NAMES].map(([one, { name, hint }]) => {
        const choose = (): void => {
          dispatch({ type: "names-chosen", names: one });
          onClose();
        };
        return (
          <MenuChoice
            key={one}
            role="menuitemradio"
            name={name}
            hint={hint}
            isChosen={one === names}
            onChoose={isOffered ? choose : null}
          />
        );
      })}
    </MenuGroup>
  );
}
