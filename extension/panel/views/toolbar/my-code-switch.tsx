import { hasScripts } from "../../store/coverage.ts";
import { currentSnapshotOf } from "../../store/state.ts";
import { transformsOf } from "../../store/transform-history.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

const MEANING = `Show what the app’s own folders hold: scripts of node_modules become one box, (libraries), with a box for each package.
A bundle shows the files that it was made of if it has a source map.`;

/** Adds the transform to Path, or takes it out. Shown where scripts are among the roots. */
export function MyCodeSwitch() {
  const { dispatch } = usePanel().store;
  const snapshot = usePanelState(currentSnapshotOf);
  const index = usePanelState((state) => transformsOf(state.transforms).findIndex(({ type }) => type === "my-code"));
  if (index === -1 && (snapshot === null || !hasScripts(snapshot))) return null;
  return (
    <label class="check" title={MEANING}>
      <input
        type="checkbox"
        checked={index !== -1}
        onChange={(event) =>
          dispatch(
            event.currentTarget.checked
              ? { type: "transformed", transform: { type: "my-code" } }
              : { type: "transform-removed", index },
          )
        }
      />
      My code
    </label>
  );
}
