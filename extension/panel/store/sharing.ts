import type { SharingPolicy } from "../../../core/flamegraph/sharing-policy.ts";
import type { DerivedSnapshot } from "../worker/messages.ts";
import type { FrameWorker } from "./services.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, hasGraph } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

/**
 * Brings the frames on show to the policy that the user chose. Asks the worker one thing at a time, however fast the user chooses: the last choice
 * wins, and an answer that nobody wants any more is dropped. The page is not asked.
 */
export class Sharing {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #work: Work;

  constructor(store: Store, worker: FrameWorker, work: Work) {
    this.#store = store;
    this.#worker = worker;
    this.#work = work;
  }

  choose(sharing: SharingPolicy): Promise<void> {
    this.#store.dispatch({ type: "sharing-chosen", sharing });
    return this.settle();
  }

  /** While other work is under way nothing happens: to be called again when it has ended. */
  async settle(): Promise<void> {
    const snapshot = behindOf(this.#store.state);
    if (snapshot === null) return;
    const { number } = snapshot;
    const { sharing } = this.#store.state;
    await this.#work.run("derive", null, async (signal) => {
      signal.addEventListener("abort", () => this.keepShown());
      let derived: DerivedSnapshot;
      try {
        derived = await this.#worker.derive(number, sharing);
      } catch (error) {
        const { state } = this.#store;
        if (signal.aborted || state.sharing !== sharing || state.current !== number) return;
        this.keepShown();
        throw error;
      }
      if (signal.aborted || this.#store.state.sharing !== sharing) return;
      this.#store.dispatch({ type: "snapshot-derived", number, derived, sharing });
    });
  }

  /** Takes the choice back: what is on show stays. */
  keepShown(): void {
    const snapshot = behindOf(this.#store.state);
    if (snapshot !== null) this.#store.dispatch({ type: "sharing-chosen", sharing: snapshot.sharing });
  }
}

/** The snapshot on show, where its frames are of another policy than the chosen one. */
function behindOf(state: PanelState): Snapshot | null {
  const snapshot = currentSnapshotOf(state);
  return snapshot !== null && hasGraph(snapshot) && snapshot.sharing !== state.sharing ? snapshot : null;
}
