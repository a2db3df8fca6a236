import type { Action } from "./actions.ts";
import { droppedOf, leavingOf } from "./memory-limit.ts";
import type { FrameWorker } from "./services.ts";
import { diffOfTwo, sideOf, titleOfDiff } from "./snapshot-list.ts";
import { wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

export interface SnapshotsServices {
  readonly store: Store;
  readonly worker: FrameWorker;
  readonly work: Work;
  readonly now: () => number;
  fail(error: unknown): void;
  /** To be called when another snapshot is on show: its frames may be of another policy than the one the user chose. */
  settle(): Promise<void>;
}

/** The list of snapshots and their diffs: what comes in, what goes, and what the worker has to know of that. Nothing rejects. */
export class Snapshots {
  readonly #services: SnapshotsServices;
  #lastDiff = 0;

  constructor(services: SnapshotsServices) {
    this.#services = services;
  }

  /** Puts it on show, and lets go of the oldest that were announced to make room for it. */
  add(added: Omit<Extract<Action, { type: "snapshot-added" }>, "type">): void {
    const { store } = this.#services;
    const announced = leavingOf(store.state.snapshots);
    store.dispatch({ type: "snapshot-added", ...added });
    const numbers = droppedOf(store.state, announced);
    store.dispatch({ type: "snapshots-dropped", numbers });
    for (const number of numbers) this.#drop(number);
  }

  show(number: number): Promise<void> {
    const { store, settle } = this.#services;
    store.dispatch({ type: "snapshot-shown", number });
    return settle();
  }

  rename(number: number, title: string): void {
    this.#services.store.dispatch({ type: "snapshot-renamed", number, title });
  }

  /** Shows what changed from one to the other. Asks the worker only where there is no such diff yet. */
  async compare(before: number, after: number): Promise<void> {
    const { store, worker, work, now } = this.#services;
    const known = diffOfTwo(store.state, before, after);
    if (known !== null) return this.show(known.number);
    const sides = [before, after].map((number) => store.state.snapshots.find((one) => one.number === number));
    const [from, to] = sides;
    if (from === undefined || to === undefined || from === to || from.diff !== null || to.diff !== null) return;
    await work.run("diff", null, async (signal) => {
      const askedAt = now();
      this.endDeletion();
      const derivation = wantedDerivationOf(store.state);
      const number = --this.#lastDiff;
      const derived = await worker.diff(number, before, after, derivation, signal);
      if (signal.aborted) return this.#drop(number);
      const diff = { before: sideOf(from), after: sideOf(to) };
      this.add({ number, title: titleOfDiff(diff), source: "diff", page: "", diff, derived, derivation, askedAt });
    });
  }

  /** Can be undone until the next one is deleted, or until there is another snapshot to make room for. */
  delete(number: number): Promise<void> {
    const { store, settle } = this.#services;
    this.endDeletion();
    store.dispatch({ type: "snapshot-deleted", number });
    return settle();
  }

  undoDeletion(): Promise<void> {
    const { store, settle } = this.#services;
    store.dispatch({ type: "deletion-undone" });
    return settle();
  }

  /** Lets go of the one that was deleted last. */
  endDeletion(): void {
    const { store } = this.#services;
    const { deletion } = store.state;
    if (deletion === null) return;
    store.dispatch({ type: "deletion-ended" });
    this.#drop(deletion.snapshot.number);
  }

  #drop(number: number): void {
    const { worker, fail } = this.#services;
    worker.drop(number).catch(fail);
  }
}
