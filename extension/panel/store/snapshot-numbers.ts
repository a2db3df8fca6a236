import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { fail } from "./failure.ts";
import type { FrameWorker } from "./services.ts";
import type { Store } from "./store.ts";

interface Opened {
  readonly derived: DerivedSnapshot;
}

export type Numbered<What extends Opened> = What & { readonly number: number };

/** Gives snapshots and opened files their numbers, which count on from those of an earlier panel. */
export class SnapshotNumbers {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #lastOfArchive: () => Promise<number>;
  #last = 0;

  constructor(store: Store, worker: FrameWorker, lastOfArchive: () => Promise<number>) {
    this.#store = store;
    this.#worker = worker;
    this.#lastOfArchive = lastOfArchive;
  }

  /** Opens something under the next number; `null` after an abort. A number that nothing bears in the end is given to the next one. */
  async open<What extends Opened>(
    signal: AbortSignal,
    open: (number: number) => Promise<What>,
  ): Promise<Numbered<What> | null> {
    const highest = await this.#lastOfArchive();
    this.#last = Math.max(this.#last, highest) + 1;
    const number = this.#last;
    const giveBack = (): void => {
      if (this.#last === number) this.#last--;
    };
    try {
      const opened = await open(number);
      if (!signal.aborted) return { ...opened, number };
    } catch (error) {
      giveBack();
      throw error;
    }
    /* Not before the worker has dropped it: it would drop what comes next under that number. */
    this.#worker.drop(number).then(giveBack, (error) => fail(this.#store, error));
    return null;
  }
}
