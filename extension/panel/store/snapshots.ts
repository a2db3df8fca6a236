import type { Derivation } from "../worker/frame-api.ts";
import type { Action } from "./actions.ts";
import { comparisonCaveatsOf } from "./comparison-caveats.ts";
import { fail } from "./failure.ts";
import { droppedOf, leavingOf } from "./memory-limit.ts";
import type { FrameWorker, LiveObjects } from "./services.ts";
import { diffOfAll, sideOf, titleOfDiff } from "./snapshot-list.ts";
import { type PanelState, wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

/** What comes into the list of snapshots, and comparisons of them. The worker drops, by subscription, what has left the list for good. Nothing rejects. */
export class Snapshots {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #live: LiveObjects;
  readonly #work: Work;
  readonly #now: () => number;
  readonly #unsubscribe: () => void;
  #lastDiff = 0;

  constructor(store: Store, worker: FrameWorker, live: LiveObjects, work: Work, now: () => number) {
    this.#store = store;
    this.#worker = worker;
    this.#live = live;
    this.#work = work;
    this.#now = now;
    let last = store.state;
    this.#unsubscribe = store.subscribe(() => {
      const before = last;
      last = store.state;
      if (last.snapshots === before.snapshots && last.deletion === before.deletion) return;
      const kept = new Set(keptNumbersOf(last));
      for (const number of keptNumbersOf(before)) if (!kept.has(number)) this.#drop(number);
    });
  }

  dispose(): void {
    this.#unsubscribe();
  }

  /** Displays it, and drops the oldest ones, as announced, to make room for it. */
  add(added: Omit<Extract<Action, { type: "snapshot-added" }>, "type">): void {
    const announced = leavingOf(this.#store.state);
    this.#store.dispatch({ type: "snapshot-added", ...added });
    this.#store.dispatch({ type: "snapshots-dropped", numbers: droppedOf(this.#store.state, announced) });
  }

  /**
   * Shows what changed from the first of the snapshots to the last: of two, or of more where each is the end of a round. Asks the worker only if there is no such diff yet. Nothing is
   * shown unless all of them are in the list, each once. `caveats` are said besides those of the snapshots.
   */
  async compare(numbers: readonly number[], caveats: readonly string[] = []): Promise<void> {
    const { state, dispatch } = this.#store;
    const known = diffOfAll(state, numbers);
    if (known !== null) return dispatch({ type: "snapshot-shown", number: known.number });
    const taken = numbers.flatMap((number) => state.snapshots.find((snapshot) => snapshot.number === number) ?? []);
    const compared = [...new Set(taken)].filter((snapshot) => snapshot.kind !== "diff");
    const [before, ...later] = compared;
    const after = later.pop();
    if (before === undefined || after === undefined || compared.length < numbers.length) return;
    await this.#work.run("diff", null, async (signal) => {
      const askedAt = this.#now();
      dispatch({ type: "deletion-ended" });
      /* A new comparison is about what grew, whatever was looked at in another one. */
      const derivation: Derivation = { ...wantedDerivationOf(this.#store.state), scope: "growth" };
      const number = --this.#lastDiff;
      const derived = await this.#worker.diff(number, numbers, derivation, signal);
      if (signal.aborted) return this.#drop(number);
      this.#live.addComparison(number, after.number);
      const sides = {
        before: sideOf(before),
        between: later.map(sideOf),
        after: sideOf(after),
        caveats: [...comparisonCaveatsOf(compared), ...caveats],
      };
      this.add({
        number,
        title: titleOfDiff(sides),
        origin: { source: "diff", ...sides },
        derived,
        derivation,
        askedAt,
      });
    });
  }

  #drop(number: number): void {
    this.#live.drop(number);
    this.#worker.drop(number).catch((error) => fail(this.#store, error));
  }
}

/** Numbers of the snapshots that the worker still has to know: of those in the list, and of the one that can be brought back. */
function keptNumbersOf({ snapshots, deletion }: PanelState): readonly number[] {
  const numbers = snapshots.map(({ number }) => number);
  return deletion === null ? numbers : [...numbers, deletion.snapshot.number];
}
