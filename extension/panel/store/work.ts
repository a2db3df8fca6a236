import { fail } from "./failure.ts";
import type { BusyKind, Failure } from "./state.ts";
import type { Store } from "./store.ts";

/** What the user waits for: one piece of work at a time. `PanelState.busy` says which. */
export class Work {
  readonly #store: Store;
  #current: AbortController | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** A second piece of work that is asked for meanwhile is not begun. Never rejects. */
  async run(kind: BusyKind, retry: Failure["retry"], job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#current !== null) return;
    const mine = new AbortController();
    this.#current = mine;
    this.#store.dispatch({ type: "work-began", kind });
    try {
      await job(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) fail(this.#store, error, retry);
    } finally {
      /* After a cancel, other work may be running. */
      if (this.#current === mine) this.#end();
    }
  }

  /** Resolves when no work is in progress. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.#store.state.busy !== null) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.#store.subscribe(check);
      check();
    });
  }

  /** Ends the current work, if possible. */
  cancel(): void {
    if (this.#current === null) return;
    this.#current.abort();
    this.#end();
  }

  #end(): void {
    this.#current = null;
    this.#store.dispatch({ type: "work-ended" });
  }
}
