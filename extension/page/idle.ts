import { nativeAt } from "./native-dom.ts";
import { afterOtherTasks } from "./ports.ts";

/** Milliseconds of a slice: the most in idle time, so that a key that is pressed meanwhile is answered within a frame; and the least, so that a walk comes to an end on a page that is never idle. */
const MOST_MS = 12;
const LEAST_MS = 4;

/** A page that is not idle for so long is never idle. */
const PATIENCE_MS = 5_000;

/* Taken at load. What a page or a library (such as Zone.js) put in its place would run code of the page for each slice: it is not called. */
const requestIdle = nativeAt<number>(globalThis, "requestIdleCallback", "value") as
  | ((window: object, callback: (deadline: object) => void, options: object) => number)
  | undefined;
const timeLeftOf =
  typeof IdleDeadline === "undefined" ? undefined : nativeAt<number>(IdleDeadline.prototype, "timeRemaining", "value");
const isHidden = nativeAt<boolean>(Document.prototype, "hidden", "get");

/** Runs `task` when the page has nothing else to do, with the milliseconds that it may take. A page that is not shown is hardly ever called idle by the browser: there it runs after other tasks. */
export function whenIdle(task: (budgetMs: number) => void): void {
  if (requestIdle === undefined || isHidden?.(document) !== false) {
    afterOtherTasks(() => task(LEAST_MS));
    return;
  }
  requestIdle(globalThis, (deadline) => task(within(timeLeftOf?.(deadline) ?? LEAST_MS)), PATIENCE);
}

const PATIENCE = { __proto__: null, timeout: PATIENCE_MS };

function within(ms: number): number {
  return ms > MOST_MS ? MOST_MS : ms > LEAST_MS ? ms : LEAST_MS;
}
