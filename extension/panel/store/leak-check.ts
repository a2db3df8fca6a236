import { roundPagesCaveatsOf } from "./comparison-caveats.ts";
import { sentenceOf } from "./failure.ts";
import { areRoundsWatched, roundsDoneOf, snapshotsTakenOf, takenNow } from "./leak-check-rounds.ts";
import type { LeakStep } from "./leak-check-state.ts";
import type { PageActions } from "./services.ts";
import { diffOfAll } from "./snapshot-list.ts";
import type { Snapshots } from "./snapshots.ts";
import type { BusyKind, Failure } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

const NO_EXPRESSION =
  "There is no expression yet. Expected one that does a round and undoes it, such as openDialog(), closeDialog().";
const ONE_ROUND =
  "One round cannot show what grows each time: all that grew is listed. Further rounds would leave out what is filled once.";

interface LeakCheckParts {
  readonly store: Store;
  readonly work: Work;
  readonly snapshots: Snapshots;
  readonly actions: PageActions;
  /** Takes a snapshot of the page; gives its number, or `null` after an abort. Rejects as the page does. */
  measure(signal: AbortSignal): Promise<number | null>;
}

/**
 * Find a leak. The user, an expression or a reload does a round; whatever fails, the rounds before it stay, and the check waits for the user to go on. Nothing rejects.
 */
export class LeakCheck {
  readonly #parts: LeakCheckParts;
  /** Counts the checks: steps of one that has ended do nothing more. */
  #check = 0;
  /** Whether the work in progress is a step of the check. */
  #isWorking = false;

  constructor(parts: LeakCheckParts) {
    this.#parts = parts;
  }

  /** Takes the snapshot before the rounds. Does nothing while a check runs. */
  async start(): Promise<void> {
    const { store } = this.#parts;
    if (store.state.leakCheck.running !== null) return;
    this.#check++;
    store.dispatch({ type: "leak-check-began" });
    await this.#takeSnapshot();
  }

  /** With all that was found in the page among the roots. What was taken without it stays in the list. */
  async restartWithFound(): Promise<void> {
    const { store, work } = this.#parts;
    this.#check++;
    if (this.#isWorking) work.cancel();
    this.#end(null);
    store.dispatch({ type: "found-roots-added" });
    await this.start();
  }

  /** The round is done: takes its snapshot, and after the last one gives the answer. Without a first snapshot, takes that. */
  async done(): Promise<void> {
    const { store } = this.#parts;
    if (!this.#isWaiting || !(await this.#takeSnapshot())) return;
    if (roundsDoneOf(store.state) >= store.state.leakCheck.rounds) await this.#answer();
  }

  /** Ends it, with the answer of the rounds that are done. */
  async stop(): Promise<void> {
    const { store, work } = this.#parts;
    const { running } = store.state.leakCheck;
    if (running === null) return;
    this.#check++;
    if (this.#isWorking) work.cancel();
    this.#isWorking = false;
    if (running.step === "comparison" || roundsDoneOf(store.state) < 1) this.#end(null);
    else await this.#answer();
  }

  /** Has the page do the rounds that are left, by what the user typed. What does not compile is not run. */
  async runExpression(): Promise<void> {
    if (!this.#isWaiting) return;
    const { store, actions } = this.#parts;
    const text = store.state.leakCheck.expression;
    if (text.trim() === "") return this.#refuse(NO_EXPRESSION);
    const compiled = { code: "" };
    const isCompiled = await this.#act("expression", "", async () => {
      compiled.code = await actions.compile(text);
    });
    if (isCompiled) await this.#repeat("expression", (signal) => actions.run(compiled.code, signal));
  }

  /** Has the rounds that are left done by reloading the page, each time with a watch if they began with one. */
  async reload(): Promise<void> {
    if (!this.#isWaiting) return;
    const { store, actions } = this.#parts;
    await this.#repeat("reload", (signal) =>
      areRoundsWatched(store.state) ? actions.reloadAndWatch(signal) : actions.reload(signal),
    );
  }

  /** Before the rounds: reloads the page with the watch, and takes the first snapshot anew. The one before the reload stays in the list. */
  async watch(): Promise<void> {
    const { store, actions } = this.#parts;
    if (!this.#isWaiting || roundsDoneOf(store.state) > 0) return;
    if (!(await this.#act("watch", "", (signal) => actions.reloadAndWatch(signal)))) return;
    store.dispatch({ type: "leak-check-began" });
    await this.#takeSnapshot();
  }

  get #isWaiting(): boolean {
    return this.#parts.store.state.leakCheck.running?.step === "waiting";
  }

  /** Does the rounds that are left; without a first snapshot, takes that before. */
  async #repeat(step: LeakStep, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { store } = this.#parts;
    if (roundsDoneOf(store.state) < 0 && !(await this.#takeSnapshot())) return;
    while (roundsDoneOf(store.state) < store.state.leakCheck.rounds) {
      const where = `Round ${roundsDoneOf(store.state) + 1}: `;
      if (!(await this.#act(step, where, act)) || !(await this.#takeSnapshot())) return;
    }
    await this.#answer();
  }

  /** Has the page do something. Where that fails, the check says why, and waits. */
  async #act(step: LeakStep, where: string, act: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const outcome = { refusal: "" };
    const isOver = await this.#work(step, "round", null, async (signal) => {
      try {
        await act(signal);
      } catch (error) {
        if (signal.aborted) throw error;
        outcome.refusal = `${where}${sentenceOf(error)}`;
      }
    });
    if (isOver && outcome.refusal !== "") this.#refuse(outcome.refusal);
    return isOver && outcome.refusal === "";
  }

  async #takeSnapshot(): Promise<boolean> {
    const { store, measure } = this.#parts;
    const taken: number[] = [];
    const isOver = await this.#work("snapshot", "snapshot", "round", async (signal) => {
      const number = await measure(signal);
      if (number !== null) taken.push(number);
    });
    for (const number of isOver ? taken : []) store.dispatch({ type: "leak-round-taken", number });
    return isOver;
  }

  /** One step, as the work that the user waits for. Resolves to whether it is done and the check goes on; where it failed, or was cancelled, the check waits. */
  async #work(
    step: LeakStep,
    kind: BusyKind,
    retry: Failure["retry"],
    job: (signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> {
    const { store, work } = this.#parts;
    const check = this.#check;
    store.dispatch({ type: "leak-check-stepped", step });
    await work.whenIdle();
    if (check !== this.#check) return false;
    const outcome = { isDone: false };
    this.#isWorking = true;
    await work.run(kind, retry, async (signal) => {
      await job(signal);
      outcome.isDone = !signal.aborted;
    });
    if (check !== this.#check) return false;
    this.#isWorking = false;
    if (!outcome.isDone) store.dispatch({ type: "leak-check-stepped", step: "waiting" });
    return outcome.isDone;
  }

  /** Compares the snapshots. Where that fails, or is cancelled, the check waits, and can be stopped again. */
  async #answer(): Promise<void> {
    const { store, work, snapshots } = this.#parts;
    const check = this.#check;
    store.dispatch({ type: "leak-check-stepped", step: "comparison" });
    await work.whenIdle();
    if (check !== this.#check) return;
    const numbers = takenNow(store.state);
    this.#isWorking = true;
    const caveats = numbers.length === 2 ? [ONE_ROUND, ...roundPagesCaveatsOf(snapshotsTakenOf(store.state))] : [];
    await snapshots.compare(numbers, caveats);
    if (check !== this.#check) return;
    this.#isWorking = false;
    const found = diffOfAll(store.state, numbers);
    if (found !== null && found.number === store.state.current) this.#end(found.number);
    else store.dispatch({ type: "leak-check-stepped", step: "waiting" });
  }

  #refuse(message: string): void {
    this.#parts.store.dispatch({ type: "leak-check-refused", message });
  }

  #end(answer: number | null): void {
    this.#check++;
    this.#isWorking = false;
    this.#parts.store.dispatch({ type: "leak-check-ended", answer });
  }
}
