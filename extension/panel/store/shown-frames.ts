import type { DerivedSnapshot } from "../worker/frame-api.ts";
import type { FrameWorker } from "./services.ts";
import type { PanelState, Snapshot } from "./state.ts";
import { currentSnapshotOf, scopeOf, sharingOf, shownNamesOf, wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

/**
 * Brings the displayed frames to the derivation that the user chose: by subscription, whenever they have another one
 * and no work is in progress. Asks the worker one thing at a time, however fast the user chooses: the last choice wins,
 * and an answer that is no longer wanted is dropped. The page is not asked.
 */
export class ShownFrames {
  readonly #store: Store;
  readonly #worker: Pick<FrameWorker, "derive">;
  readonly #work: Work;
  readonly #unsubscribe: () => void;

  constructor(store: Store, worker: Pick<FrameWorker, "derive">, work: Work) {
    this.#store = store;
    this.#worker = worker;
    this.#work = work;
    this.#unsubscribe = store.subscribe(() => this.#follow());
  }

  dispose(): void {
    this.#unsubscribe();
  }

  #follow(): void {
    const { state } = this.#store;
    const snapshot = state.busy === null ? behindOf(state) : null;
    if (snapshot !== null) void this.#derive(snapshot);
  }

  #derive({ number }: Snapshot): Promise<void> {
    const derivation = wantedDerivationOf(this.#store.state);
    const isWanted = (): boolean => {
      const { sharing, names, transforms, scope } = wantedDerivationOf(this.#store.state);
      return (
        sharing === derivation.sharing &&
        names === derivation.names &&
        transforms === derivation.transforms &&
        scope === derivation.scope
      );
    };
    return this.#work.run("derive", null, async (signal) => {
      signal.addEventListener("abort", () => this.#keepShown());
      let derived: DerivedSnapshot;
      try {
        derived = await this.#worker.derive(number, derivation, signal);
      } catch (error) {
        if (signal.aborted || !isWanted() || this.#store.state.current !== number) return;
        this.#keepShown();
        throw error;
      }
      if (signal.aborted || !isWanted()) return;
      this.#store.dispatch({ type: "snapshot-derived", number, derived, derivation });
    });
  }

  /** Withdraws the choice: the displayed frames stay. */
  #keepShown(): void {
    const snapshot = behindOf(this.#store.state);
    if (snapshot === null) return;
    const { state } = this.#store;
    const { transforms } = snapshot;
    const sharing = sharingOf(snapshot) ?? state.sharing;
    const names = shownNamesOf(snapshot) ?? state.names;
    const scope = scopeOf(snapshot) ?? state.scope;
    this.#store.dispatch({ type: "derivation-kept", derivation: { sharing, names, transforms, scope } });
  }
}

/** The displayed snapshot, if its frames have another derivation than the chosen one. */
function behindOf(state: PanelState): Snapshot | null {
  const snapshot = currentSnapshotOf(state);
  if (snapshot === null) return null;
  const { sharing, names, transforms, scope } = wantedDerivationOf(state);
  const isBehind =
    snapshot.transforms !== transforms ||
    (sharingOf(snapshot) ?? sharing) !== sharing ||
    (shownNamesOf(snapshot) ?? names) !== names ||
    (scopeOf(snapshot) ?? scope) !== scope;
  return isBehind ? snapshot : null;
}
