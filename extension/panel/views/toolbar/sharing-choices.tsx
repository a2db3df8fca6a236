import type { SharingPolicy } from "../../../../core/flamegraph/owners/sharing-policy.ts";
import { currentSnapshotOf, hasGraph } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { type Choice, MenuChoices } from "./menu-choices.tsx";

const POLICIES: ReadonlyMap<SharingPolicy, Choice> = new Map([
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
    <MenuChoices
      name="Shared objects"
      choices={POLICIES}
      chosen={sharing}
      refusal={isOffered ? undefined : NO_GRAPH}
      onChoose={(one) => dispatch({ type: "sharing-chosen", sharing: one })}
      onClose={onClose}
    />
  );
}
