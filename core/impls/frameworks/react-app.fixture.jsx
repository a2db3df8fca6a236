import {
  Component,
  createContext,
  forwardRef,
  memo,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
  useTransition,
} from "react";
import { createPortal, flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

const Session = createContext(null);
Session.displayName = "Session";
const Theme = createContext("light");

function SessionProvider({ children }) {
  const [user] = useState(() => ({ name: "Ada Lovelace", roles: ["admin"] }));
  const value = useMemo(() => ({ user, since: 1.5 }), [user]);
  return <Session.Provider value={value}>{children}</Session.Provider>;
}

const listeners = new Set();
const orders = { all: [{ id: 1 }] };
const store = {
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: () => orders,
};

const TodoItem = memo(function TodoItem({ todo, onDone }) {
  return (
    <li className="todo item" onFocus={() => onDone(todo)}>
      {todo.title}
    </li>
  );
});

const Field = forwardRef(function Field({ label }, ref) {
  return <input ref={ref} aria-label={label} />;
});

const actions = {};

function TodoList({ title }) {
  const session = useContext(Session);
  const [todos, setTodos] = useState(() => [1, 2, 3].map((id) => ({ id, title: `todo number ${id}` })));
  const [draft, dispatch] = useReducer((state, text) => ({ ...state, text }), { text: "a draft" });
  const cache = useRef(new Map([["key", { cached: true }]]));
  const field = useRef(null);
  const longest = useMemo(() => ({ todo: todos[0], words: ["of", "this"] }), [todos]);
  const done = useCallback((todo) => setTodos((all) => all.filter((other) => other !== todo)), []);
  const [isPending] = useTransition();
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => dispatch(longest), 1e6);
    return () => clearTimeout(timer);
  }, [longest]);
  useLayoutEffect(() => {}, []);
  actions.add = (todo) => setTodos((all) => [...all, todo]);
  return (
    <section>
      <h1 id={id}>
        {title} {session.user.name} {draft.text} {snapshot.all.length} {isPending ? "…" : cache.current.size}
      </h1>
      <Field ref={field} label="new todo" />
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

  render() {
    return (
      <Theme.Consumer>
        {(theme) => (
          <time>
            {this.props.zone} {theme}
          </time>
        )}
      </Theme.Consumer>
    );
  }
}

function Dialog({ to }) {
  const [draft] = useState({ text: "a message" });
  return createPortal(<p>{draft.text}</p>, to);
}

function App({ dialogs }) {
  return (
    <SessionProvider>
      <TodoList title="Todos of" />
      <Suspense fallback={<p>waiting</p>}>
        <Clock zone="Europe/Vienna" />
        <Theme.Provider value="dark">
          <Clock zone="Asia/Tokyo" />
        </Theme.Provider>
      </Suspense>
      <Dialog to={dialogs} />
    </SessionProvider>
  );
}

function Badge({ orders: [first] }) {
  const [count] = useState({ of: first });
  return <b>{count.of.id}</b>;
}

function render(container, element) {
  const root = createRoot(container);
  flushSync(() => root.render(element));
  return root;
}

/** One root with all kinds of components, after two renders. */
export function renderApp(container, dialogs) {
  const root = render(container, <App dialogs={dialogs} />);
  flushSync(() => actions.add({ id: 4, title: "todo number 4" }));
  flushSync(() => actions.add({ id: 5, title: "todo number 5" }));
  return root;
}

export function renderBadge(container) {
  return render(container, <Badge orders={[{ id: 7, lines: ["one line"] }]} />);
}

export function renderPage(page) {
  return render(
    page,
    <html lang="en">
      <head>
        <title>A page of React</title>
      </head>
      <body>
        <Badge orders={[{ id: 7, lines: ["one line"] }]} />
      </body>
    </html>,
  );
}
