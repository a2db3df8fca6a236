import { isWholePanel, type Panel } from "../../store/panel.ts";
import type { Failure } from "../../store/state.ts";
import { Icon } from "./icon.tsx";
import { usePanel, usePanelState } from "./panel-context.ts";
import "./banner.css";

/** What went wrong, and the way on. */
export function Banner() {
  const panel = usePanel();
  const failure = usePanelState((state) => state.failure);
  if (failure === null) return null;
  const retry = isWholePanel(panel) ? retryOf(panel, failure.retry) : null;
  return (
    <div class="banner">
      <p class="banner-text" role="alert">
        {failure.message}
      </p>
      {retry !== null && (
        <button type="button" class="button" onClick={() => void retry()}>
          Try again
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label="Dismiss"
        onClick={() => panel.store.dispatch({ type: "failure-dismissed" })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The step that failed, to be tried again; `null` if there is none. */
function retryOf(panel: Panel, retry: Failure["retry"]): (() => Promise<void>) | null {
  switch (retry) {
    case "snapshot":
      return panel.takeSnapshot;
    case "round":
      return () => panel.leakCheck.done();
    case "roots":
      return panel.listRoots;
    case null:
      return null;
  }
}
