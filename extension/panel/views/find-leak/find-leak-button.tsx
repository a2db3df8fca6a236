import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { usePanelState, useWholePanel } from "../parts/panel-context.ts";
import { focusRound } from "./find-leak-bar.tsx";

/** Begins, or goes to the round that runs. `isFolded`: without its name, in a narrow toolbar. */
export function FindLeakButton({ isFolded }: { readonly isFolded: boolean }) {
  const panel = useWholePanel();
  const isRunning = usePanelState((state) => state.leakCheck.running !== null);
  const isBusy = usePanelState((state) => state.busy !== null);
  const button = useRef<HTMLButtonElement>(null);
  const wasRunning = useRef(false);
  useEffect(() => {
    /* The bar closed under the focus. */
    if (wasRunning.current && !isRunning && document.activeElement === document.body) button.current?.focus();
    wasRunning.current = isRunning;
  }, [isRunning]);
  return (
    <button
      ref={button}
      type="button"
      class={isFolded ? "icon-button" : "button"}
      aria-label={isFolded ? "Find a leak" : undefined}
      aria-disabled={isBusy && !isRunning}
      title="What grows each time you do something in the page (L)"
      onClick={() => {
        if (isRunning) focusRound();
        else if (!isBusy) void panel.leakCheck.start();
      }}
    >
      <Icon name="leak" />
      {!isFolded && "Find a leak"}
    </button>
  );
}
