import type { Action } from "./actions.ts";
import type { BusyKind, Trouble } from "./state.ts";

export interface WorkEvents {
  dispatch(action: Action): void;
  fail(error: unknown, retry: Trouble["retry"]): void;
  /** Work has ended, and none is under way. */
  onIdle(): Promise<void>;
}

/** What the user waits for: one piece of work at a time. */
export class Work {
  readonly #events: WorkEvents;
  #current: AbortController | null = null;

  constructor(events: WorkEvents) {
    this.#events = events;
  }

  /** A second piece of work that is asked for meanwhile is not begun. Never rejects. */
  async run(kind: BusyKind, retry: Trouble["retry"], job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#current !== null) return;
    const mine = new AbortController();
    this.#current = mine;
    this.#events.dispatch({ type: "work-began", kind });
    try {
      await job(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) this.#events.fail(error, retry);
    } finally {
      /* After a cancel, other work may be under way. */
      if (this.#current === mine) await this.#end();
    }
  }

  /** Ends the work under way, if it can be ended. */
  cancel(): Promise<void> {
    if (this.#current === null) return Promise.resolve();
    this.#current.abort();
    return this.#end();
  }

  #end(): Promise<void> {
    this.#current = null;
    this.#events.dispatch({ type: "work-ended" });
    return this.#events.onIdle();
  }
}
