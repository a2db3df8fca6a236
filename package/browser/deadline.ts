import { ExpectedError } from "../cli/expected-error.ts";

/** Something did not happen in time. The message says what was waited for. */
export class DeadlineError extends ExpectedError {
  override readonly name = "DeadlineError";
}

/** The limit of each step in the browser. Only against hanging: a slow machine is not a failure. */
export const STEP_DEADLINE_MS = 60_000;

const POLL_MS = 50;

/** Asks `probe` until it gives something, at most until the deadline. `what` completes the sentence "There was no … within N s." */
export async function waitFor<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  timeoutMs = STEP_DEADLINE_MS,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const left = Math.max(deadline - performance.now(), 1);
    const found = await settleWithin(what, timeoutMs, left, Promise.resolve(probe()));
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw deadlineError(what, timeoutMs);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The outcome of `promise`, which has `timeoutMs` from now. */
export function within<T>(what: string, promise: Promise<T>, timeoutMs = STEP_DEADLINE_MS): Promise<T> {
  return settleWithin(what, timeoutMs, timeoutMs, promise);
}

async function settleWithin<T>(what: string, timeoutMs: number, leftMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(deadlineError(what, timeoutMs)), leftMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function deadlineError(what: string, timeoutMs: number): DeadlineError {
  return new DeadlineError(`There was no ${what} within ${timeoutMs / 1000} s.`);
}
