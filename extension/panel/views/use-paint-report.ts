import { useEffect } from "preact/hooks";
import type { Snapshot } from "../store/state.ts";
import { usePanel } from "./parts/panel-context.ts";

/** Reports to the store when a new snapshot is on the screen: the time that a snapshot took ends there. */
export function usePaintReport(snapshot: Snapshot | null): void {
  const panel = usePanel();
  /* The views are painted in effects of the same commit; the task after the next frame sees them on the screen. */
  const unpainted = snapshot !== null && snapshot.elapsedMs === null ? snapshot.number : 0;
  useEffect(() => {
    if (unpainted === 0) return;
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => {
        panel.store.dispatch({ type: "snapshot-painted", number: unpainted, at: performance.now() });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [panel, unpainted]);
}
