import type { Action } from "./actions.ts";
import { reduce } from "./reduce.ts";
import type { PanelState } from "./state.ts";

/** The one place where panel state changes. */
export interface Store {
  readonly state: PanelState;
  dispatch(action: Action): void;
  /** The listener is called after each change. Returns unsubscribe. */
  subscribe(listener: () => void): () => void;
}

export function createStore(initial: PanelState): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      /* A copy: a listener may unsubscribe another. */
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
