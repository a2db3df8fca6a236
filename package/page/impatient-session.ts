import type { Session } from "../../extension/scopes/session.ts";
import { ExpectedError } from "../cli/expected-error.ts";

/** What is measured stands still. */
export class SilenceError extends ExpectedError {
  override readonly name = "SilenceError";
}

/** Longest wait for one answer: the engine collects garbage before it lists functions, and a slow machine is not a failure. */
const SILENCE_MS = 60_000;

/** The same session, whose questions reject with a SilenceError where no answer comes. `what` begins its sentence: "The page". */
export function impatient(session: Session, what: string, silenceMs = SILENCE_MS): Session {
  return {
    async send(method, params) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          const reason = "it runs an endless loop, or stands at a breakpoint";
          reject(new SilenceError(`${what} has not answered for ${silenceMs / 1000} s (${method}): ${reason}.`));
        }, silenceMs);
      });
      try {
        return await Promise.race([session.send(method, params), silence]);
      } finally {
        clearTimeout(timer);
      }
    },
    on: (event, listener) => session.on(event, listener),
  };
}
