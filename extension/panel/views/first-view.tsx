import { Icon } from "./parts/icon.tsx";
import { usePanelState, useWholePanel } from "./parts/panel-context.ts";
import { RegisterHint } from "./register-hint.tsx";
import "./first-view.css";

export function FirstView() {
  const panel = useWholePanel();
  const isBusy = usePanelState((state) => state.busy !== null);
  const isAutomatic = usePanelState((state) => state.roots.ticks.size === 0);
  return (
    <div class="first-view">
      <h1>What in your app holds the memory?</h1>
      <p>
        A snapshot walks the objects that your app’s roots reach, and sizes each one. You see who owns the bytes, as
        boxes as wide as what they hold.
      </p>
      {/* Another name than the toolbar's, so that a screen reader has one "Snapshot" in its list of buttons. */}
      <button
        type="button"
        class="button primary large"
        aria-disabled={isBusy}
        onClick={() => void panel.takeSnapshot()}
      >
        <Icon name="snapshot" />
        Measure this page
      </button>
      <p>Does the page grow? Do something in it, and undo it, three times: you see what grew each time.</p>
      {/* Another name, as above. */}
      <button type="button" class="button outlined" aria-disabled={isBusy} onClick={() => void panel.leakCheck.start()}>
        <Icon name="leak" />
        Look for a leak
      </button>
      <RegisterHint />
      <p class="quiet">
        {isAutomatic &&
          "If the page registered no root, what is found in it are the roots: its frameworks, globals and frames. "}
        Nothing of Allocative runs in the page while this tab is closed.
      </p>
    </div>
  );
}
