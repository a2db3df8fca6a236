import { isWholePanel } from "../../store/panel.ts";
import { Icon } from "./icon.tsx";
import { usePanel, usePanelState } from "./panel-context.ts";
import "./banner.css";

/** What went wrong, and the way on. */
export function Banner() {
  const panel = usePanel();
  const failure = usePanelState((state) => state.failure);
  if (failure === null) return null;
  const retries = isWholePanel(panel) ? { snapshot: panel.takeSnapshot, roots: panel.listRoots } : null;
  const retry = failure.retry === null ? null : (retries?.[failure.retry] ?? null);
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
