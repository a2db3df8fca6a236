import { Icon } from "./icon.tsx";
import { usePanel, usePanelState } from "./panel-context.ts";
import "./banner.css";

/** What went wrong, and the way on. */
export function Banner() {
  const panel = usePanel();
  const trouble = usePanelState((state) => state.trouble);
  if (trouble === null) return null;
  const retry = trouble.retry === "snapshot" ? panel.takeSnapshot : trouble.retry === "roots" ? panel.listRoots : null;
  return (
    <div class="banner">
      <p class="banner-text" role="alert">
        {trouble.message}
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
        onClick={() => panel.store.dispatch({ type: "trouble-dismissed" })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
