import { type Snapshot, takeSnapshot } from "../../core/index.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import type { MeasuredRoots, Memory } from "./memory-api.ts";

/** The memory of the realm that runs the tests: what is registered there, or some of its objects. */
export class RealmMemory implements Memory {
  readonly #roots: MeasuredRoots | undefined;

  constructor(roots?: MeasuredRoots) {
    this.#roots = roots;
  }

  of(roots: MeasuredRoots): Memory {
    return new RealmMemory(roots);
  }

  async takeSnapshot(): Promise<Uint8Array> {
    return this.take().encode();
  }

  /** @throws ExpectedError where there is no root */
  take(): Snapshot {
    const snapshot = takeSnapshot(this.#roots === undefined ? {} : { roots: this.#roots });
    if (snapshot.graph.roots.count > 0) return snapshot;
    throw new ExpectedError(
      "There is nothing to measure: give objects by the names of their roots, such as { store }, or register them by registerRoot.",
    );
  }
}
