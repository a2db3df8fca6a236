export interface Store<State, Action> {
  getState(): State;
  dispatch(action: Action): void;
  /** Calls `listener` after each action, until the function that it returns is called. */
  subscribe(listener: () => void): () => void;
}

/** A store as Redux has it: no property leads to the state, only the functions that share it do. */
export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initialState: State,
): Store<State, Action> {
  let currentState = initialState;
  const listeners = new Set<() => void>();
  return {
    getState: () => currentState,
    dispatch(action) {
      currentState = reduce(currentState, action);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
