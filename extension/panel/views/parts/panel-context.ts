import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { FramePanel } from "../../store/frame-panel.ts";
import { isWholePanel, type Panel } from "../../store/panel.ts";
import type { PanelState } from "../../store/state.ts";

export const PanelContext = createContext<FramePanel | null>(null);

export function usePanel(): FramePanel {
  const panel = useContext(PanelContext);
  if (panel === null) throw new Error("usePanel was called outside of a PanelContext.Provider");
  return panel;
}

/** For views of what only the panel in DevTools has. */
export function useWholePanel(): Panel {
  const panel = usePanel();
  if (!isWholePanel(panel)) throw new Error("This view is of a page or of objects, and there are none");
  return panel;
}

/** A part of the state; the view is drawn again when that part is another one (by identity). */
export function usePanelState<T>(select: (state: PanelState) => T): T {
  const { store } = usePanel();
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  const shown = useRef<{ select: (state: PanelState) => T; value: T } | null>(null);
  const value = select(store.state);
  shown.current = { select, value };
  useLayoutEffect(
    () =>
      store.subscribe(() => {
        const last = shown.current;
        if (last !== null && !Object.is(last.select(store.state), last.value)) redraw(null);
      }),
    [store],
  );
  return value;
}
