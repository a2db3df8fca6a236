import type { SharingPolicy } from "../../../../core/flamegraph/owners/sharing-policy.ts";
import { currentSnapshotOf, hasGraph } from "../../store/state.ts";
import { MenuChoice, MenuGroup } from "../menu/menu.tsx";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

const POLICIES: ReadonlyMap<SharingPolicy, { readonly name: string; readonly hint: string }> = new Map([
  [
    "owner",
    {
      name: "Count to common owner",
      hint: "At the nearest object that all paths to it lead through: a box is as large as what would be freed without it",
    },
  ],
  ["root", { name: "Show separately", hint: "In “(shared)” beside the roots" }],
  ["first", { name: "Count to first path", hint: "Where the shortest path from a root leads" }],
]);

const NO_GRAPH = "A file of stacks has sizes but no objects, so shared objects are not known.";

/** Where the bytes of an object count that several others refer to. */
export function SharingChoices({ onClose }: { onClose(): void }) {
  const { dispatch } = usePanel().store;
  const sharing = usePanelState((state) => state.sharing);
  const isOffered = usePanelState((state) => {
    const snapshot = currentSnapshotOf(state);
    return snapshot === null || hasGraph(snapshot);
  });
  return (
    <MenuGroup name="Shared objects" {...(!isOffered && { note: NO_GRAPH })}>
      {[...POLICIES].map(([policy, { name, hint }]) => {
        const choose = (): void => {
          dispatch({ type: "sharing-chosen", sharing: policy });
          onClose();
        };
        return (
          <MenuChoice
            key={policy}
            role="menuitemradio"
            name={name}
            hint={hint}
            isChosen={policy === sharing}
            onChoose={isOffered ? choose : null}
          />
        );
      })}
    </MenuGroup>
  );
}
