import { createContext, memo, type ReactNode, useContext, useEffect, useMemo, useReducer, useState } from "react";
import { pickFrom, seededRandom } from "../seeded-random.ts";

interface Task {
  readonly id: number;
  readonly title: string;
  readonly hours: number;
  readonly isDone: boolean;
}

interface Session {
  readonly user: string;
  readonly recent: readonly string[];
}

const SessionContext = createContext<Session>({ user: "", recent: [] });

function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [session] = useState<Session>(() => ({
    user: "ann@example.com",
    recent: Array.from({ length: 500 }, (_, i) => `Opened task ${i * 3}`),
  }));
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

const STEPS = ["write", "test", "review", "release"] as const;

function createTasks(count: number): readonly Task[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, id) => ({
    id,
    title: `Task ${id}: ${pickFrom(STEPS, random)} part ${Math.floor(random() * 1_000)}`,
    hours: random() * 40,
    isDone: random() < 0.5,
  }));
}

/** What was changed, for Undo: it grows with each change. */
interface History {
  readonly tasks: readonly Task[];
  readonly past: readonly (readonly Task[])[];
}

function changed({ tasks, past }: History, id: number): History {
  const next = tasks.map((task) => (task.id === id ? { ...task, isDone: !task.isDone } : task));
  return { tasks: next, past: [...past, tasks] };
}

const TaskRow = memo(function TaskRow({ task, onToggle }: { readonly task: Task; onToggle(id: number): void }) {
  return (
    <li>
      <label>
        <input type="checkbox" checked={task.isDone} onChange={() => onToggle(task.id)} /> {task.title}
      </label>
    </li>
  );
});

const SHOWN = 100;

function TaskList() {
  const { user, recent } = useContext(SessionContext);
  const [history, toggle] = useReducer(changed, 5_000, (count) => ({ tasks: createTasks(count), past: [] }));
  const { tasks, past } = history;
  const hoursByTitle = useMemo(() => new Map(tasks.map((task) => [task.title, task.hours])), [tasks]);
  return (
    <>
      <h2>
        {user}: {tasks.length.toLocaleString("en")} tasks, {hoursByTitle.size.toLocaleString("en")} titles,{" "}
        {past.length} changes, {recent.length} opened
      </h2>
      <ul>
        {tasks.slice(0, SHOWN).map((task) => (
          <TaskRow key={task.id} task={task} onToggle={toggle} />
        ))}
      </ul>
    </>
  );
}

export function App({ onReady }: { onReady(): void }) {
  useEffect(() => onReady(), [onReady]);
  return (
    <SessionProvider>
      <TaskList />
    </SessionProvider>
  );
}
