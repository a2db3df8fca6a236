import { signal, useSignal } from "@preact/signals";
import { Component, createContext, render } from "preact";
import { useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";

const Session = createContext(null);
Session.displayName = "Session";
const cart = signal({ lines: [{ sku: "a-1", quantity: 1.5 }] });

function SessionProvider({ children }) {
  const [user] = useState(() => ({ name: "Ada Lovelace" }));
  const value = useMemo(() => ({ user }), [user]);
  return <Session.Provider value={value}>{children}</Session.Provider>;
}

function TodoItem({ todo, onDone }) {
  return (
    <li class="todo item" onFocus={() => onDone(todo)}>
      {todo.title}
    </li>
  );
}

const actions = {};
let renders = 0;

/** Until no effect causes a further render. */
async function settled() {
  for (let before = -1; before !== renders; ) {
    before = renders;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function TodoList({ title }) {
  renders++;
  const session = useContext(Session);
  const [todos, setTodos] = useState(() => [1, 2, 3].map((id) => ({ id, title: `todo number ${id}` })));
  const [draft, dispatch] = useReducer((state, text) => ({ ...state, text }), { text: "a draft" });
  const cache = useRef(new Map([["key", { cached: true }]]));
  const longest = useMemo(() => ({ words: ["of", "this"] }), [todos]);
  const done = useCallback((todo) => setTodos((all) => all.filter((other) => other !== todo)), []);
  const filter = useSignal({ text: "a filter" });
  useEffect(() => {
    dispatch(longest.words[0]);
    return () => longest;
  }, [longest]);
  actions.add = (todo) => setTodos((all) => [...all, todo]);
  return (
    <section>
      <h1>
        {title} {session.user.name} {draft.text} {cart.value.lines.length} {filter.value.text} {cache.current.size}
      </h1>
      <ul>
        {todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} onDone={done} />
        ))}
      </ul>
    </section>
  );
}

class Clock extends Component {
  state = { ticks: [{ at: 1 }] };
  formats = new Map([["short", { hour: "numeric" }]]);

  render({ zone }) {
    return (
      <>
        <time>{zone}</time>
      </>
    );
  }
}

function App() {
  return (
    <SessionProvider>
      <TodoList title="Todos of" />
      <Clock zone="Europe/Vienna" />
    </SessionProvider>
  );
}

/** One root with all kinds of components, after two renders. */
export async function renderApp(container) {
  render(<App />, container);
  await settled();
  actions.add({ id: 4, title: "todo number 4" });
  await settled();
  return { unmount: () => render(null, container) };
}
