// A store in the manner of Redux. A panel that is closed does not call what subscribe gave it.
import { onPress } from "../button.js";

function createStore(reducer) {
  let state = reducer(undefined, {});
  const subscribers = [];
  return {
    getState: () => state,
    dispatch(action) {
      state = reducer(state, action);
      for (const subscriber of subscribers) subscriber();
    },
    subscribe(subscriber) {
      subscribers.push(subscriber);
      return () => subscribers.splice(subscribers.indexOf(subscriber), 1);
    },
  };
}

const store = createStore((state = { opened: 0 }, { type }) =>
  type === "open" ? { opened: state.opened + 1 } : state,
);

onPress("Open and close the panel", () => {
  const selection = { ids: Array.from({ length: 100 }, (_, i) => i * 17), opened: 0 };
  store.subscribe(() => {
    selection.opened = store.getState().opened;
  });
  store.dispatch({ type: "open" });
});
