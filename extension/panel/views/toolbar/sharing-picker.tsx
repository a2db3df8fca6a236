import { isSharingPolicy, type SharingPolicy } from "../../../../core/flamegraph/owners/sharing-policy.ts";
import { currentSnapshotOf, hasGraph } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";
import { Picker } from "./picker.tsx";

const POLICIES: ReadonlyMap<SharingPolicy, string> = new Map([
  ["owner", "Count to common owner"],
  ["root", "Show separately"],
  ["first", "Count to first path"],
]);

const MEANING = `Where the bytes of an object count that several others refer to. The sum stays the same, and the page is not measured again.
Count to common owner: at the nearest object that all paths to it lead through. A box is as large as what would be freed without it.
Show separately: in “(shared)” beside the roots.
Count to first path: where the shortest path from a root leads.`;

const NO_GRAPH = "A file of stacks has sizes but no objects, so shared objects are not known.";

export function SharingPicker() {
  const panel = usePanel();
  const sharing = usePanelState((state) => state.sharing);
  const snapshot = usePanelState(currentSnapshotOf);
  const isOffered = snapshot === null || hasGraph(snapshot);
  const title = isOffered ? MEANING : NO_GRAPH;
  return (
    <Picker
      id="sharing"
      name="Sharing"
      meaning={title}
      description={title}
      options={POLICIES}
      value={sharing}
      isDisabled={!isOffered}
      isValue={isSharingPolicy}
      onChoose={(chosen) => panel.store.dispatch({ type: "sharing-chosen", sharing: chosen })}
    />
  );
}
