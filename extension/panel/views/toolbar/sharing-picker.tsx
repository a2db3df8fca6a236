import { isSharingPolicy, type SharingPolicy } from "../../../../core/flamegraph/owners/sharing-policy.ts";
import { currentSnapshotOf, hasGraph } from "../../store/state.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

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
          if (isSharingPolicy(value)) panel.store.dispatch({ type: "sharing-chosen", sharing: value });
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
