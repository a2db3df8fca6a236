import { type Session, SessionEndedError } from "../../scopes/session.ts";

export interface GuardOptions {
  /** Ends it: what is pending fails at once, and nothing more is sent. */
  readonly signal: AbortSignal;
  /** Longest time without an answer while there are questions, in milliseconds. */
  readonly silenceMs: number;
  readonly onSilence: () => void;
}

/** A session that one piece of work uses, and that ends with it. */
export function guardedSession(session: Session, { signal, silenceMs, onSilence }: GuardOptions): Session {
  const pending = new Set<(error: SessionEndedError) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = pending.size > 0 && !signal.aborted ? setTimeout(onSilence, silenceMs) : undefined;
  };
  signal.addEventListener("abort", () => {
    for (const reject of [...pending]) reject(new SessionEndedError("the work has ended"));
  });
  return {
    send(method, params) {
      if (signal.aborted) return Promise.reject(new SessionEndedError(`${method}: the work has ended`));
      return new Promise((resolve, reject) => {
        pending.add(reject);
        if (pending.size === 1) restart();
        session
          .send(method, params)
          .then(resolve, reject)
          .finally(() => {
            pending.delete(reject);
            restart();
          });
      });
    },
    on: (event, listener) => session.on(event, listener),
  };
}
