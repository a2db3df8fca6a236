import { transformsOf } from "../../store/transform-history.ts";
import { usePanel, usePanelState } from "../parts/panel-context.ts";

/** In place of a view that asks what a box has of its own: bottom-up, a box inside another is its owner, and has its bytes elsewhere. */
export function TopDownOnly() {
  const panel = usePanel();
  const inverted = usePanelState((state) =>
    transformsOf(state.transforms).findLastIndex(({ type }) => type === "invert"),
  );
  return (
    <div class="first-view">
      <h1>Not bottom-up</h1>
      <p>
        This view is about the bytes of objects themselves. The frames are inverted (see Path), so the boxes inside a
        box are its owners.
      </p>
      {inverted >= 0 && (
        <button
          type="button"
          class="button small"
          onClick={() => panel.store.dispatch({ type: "transform-removed", index: inverted })}
        >
          Take “invert” out of Path
        </button>
      )}
    </div>
  );
}
