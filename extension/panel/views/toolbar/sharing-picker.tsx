import { isSharingPolicy, type SharingPolicy } from "../../../../core/flamegraph/owners/sharing-policy.ts";
import { currentSnapshotOf, hasGraph } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

const POLICIES: ReadonlyMap<SharingPolicy, string> = new Map([
  ["owner", "Owner pays (retained)"],
  ["root", "Shared at the top"],
  ["first", "First path pays"],
]);

const MEANING = `Who pays for an object that several things refer to. The sum stays the same, and the page is not asked again.
Owner pays: the nearest object that all paths to it lead through; a box is as large as what would be freed without it.
Shared at the top: nobody; it stands in “(shared)” beside the roots.
First path pays: whatever refers to it on the shortest path from a root.`;

const NO_GRAPH = "Folded stacks tell sizes but no objects, so nobody knows what is shared.";

export function SharingPicker() {
  const panel = usePanel();
  const sharing = usePanelState((state) => state.sharing);
  const snapshot = usePanelState(currentSnapshotOf);
  const isOffered = snapshot === null || hasGraph(snapshot);
  const title = isOffered ? MEANING : NO_GRAPH;
  return (
    <span class="picking" title={title}>
      <label for="sharing">Sharing</label>
      <select
        id="sharing"
        class="picker"
        title={title}
        disabled={!isOffered}
        value={sharing}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isSharingPolicy(value)) void panel.chooseSharing(value);
        }}
      >
        {[...POLICIES].map(([policy, name]) => (
          <option key={policy} value={policy}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
