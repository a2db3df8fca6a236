import { headOf, NO_BOX } from "../frames/box.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import type { FrameWorker } from "./services.ts";
import type { Snapshot } from "./state.ts";
import { currentSnapshotOf, shownDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";
import type { Work } from "./work.ts";

const NOT_SHOWN = "This warning has no box here: nothing of it was measured, or Path leaves it out.";

/** The boxes that warnings are about. A warning knows its object, and only the worker knows the objects: it is asked once for all warnings, when the first box is wanted. */
export class WarningBoxes {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #work: Work;
  readonly #known = new WeakMap<DerivedSnapshot, Int32Array>();

  constructor(store: Store, worker: FrameWorker, work: Work) {
    this.#store = store;
    this.#worker = worker;
    this.#work = work;
  }

  async show(index: number): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null) return;
    if (!this.#known.has(snapshot.derived))
      await this.#work.run("find", null, (signal) => this.#find(snapshot, signal));
    const frames = this.#known.get(snapshot.derived);
    const shown = currentSnapshotOf(this.#store.state)?.derived;
    if (frames === undefined || shown !== snapshot.derived) return;
    const frame = frames[index] ?? NO_BOX;
    this.#store.dispatch(
      frame === NO_BOX
        ? { type: "noticed", notice: NOT_SHOWN }
        : { type: "box-revealed", box: headOf(shown.frames, frame) },
    );
  }

  /**
   * By index of a warning of the displayed snapshot: its box, or NO_BOX. For a view that is shown: the user need not
   * wait, so other work goes on. `null` if the question failed: a press on a warning then shows the error.
   */
  async boxes(): Promise<readonly number[] | null> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null) return null;
    const { derived } = snapshot;
    try {
      if (!this.#known.has(derived)) await this.#find(snapshot);
    } catch {
      return null;
    }
    const frames = this.#known.get(derived) ?? [];
    return Array.from(frames, (frame) => (frame === NO_BOX ? NO_BOX : headOf(derived.frames, frame)));
  }

  async #find(snapshot: Snapshot, signal?: AbortSignal): Promise<void> {
    this.#known.set(
      snapshot.derived,
      await this.#worker.findWarnings(snapshot.number, shownDerivationOf(snapshot), signal),
    );
  }
}
