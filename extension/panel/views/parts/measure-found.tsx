import { foundLeftOutOf } from "../../store/root-choices.ts";
import { Icon } from "./icon.tsx";
import { usePanelState, useWholePanel } from "./panel-context.ts";

/** The step that reaches more if something was found and left out. */
export function MeasureFound({ size }: { readonly size: "large" | "small" }) {
  const panel = useWholePanel();
  const isLeftOut = usePanelState((state) => foundLeftOutOf(state.roots).length > 0);
  if (!isLeftOut) return null;
  return (
    <button
      type="button"
      class={size === "large" ? "button primary large" : "button small"}
      onClick={() => {
        panel.store.dispatch({ type: "found-roots-added" });
        void panel.takeSnapshot();
      }}
    >
      {size === "large" && <Icon name="snapshot" />}
      Measure the found roots, too
    </button>
  );
}
