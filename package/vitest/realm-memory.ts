import { type Snapshot, takeSnapshot } from "../../core/index.ts";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import type { Measured } from "../growth/run-rounds.ts";
import { graphBytesOf } from "../page/graph-of-snapshot.ts";
import type { PageSnapshot, PageSnapshotOptions } from "../page/measured-page.ts";
import type { MeasuredRoots, Memory, MemoryOptions, RealmOptions } from "./memory-api.ts";

/** The realm that runs the tests, over a debugger. */
export interface DebuggedRealm {
  takeSnapshot(options: PageSnapshotOptions): Promise<PageSnapshot>;
}

/** A snapshot begins when the one before has ended: that of a test that ran out of time goes on. */
export function oneByOne(takeSnapshot: DebuggedRealm["takeSnapshot"]): DebuggedRealm {
  let last: Promise<unknown> = Promise.resolve();
  return {
    takeSnapshot(options) {
      const taken = last.then(() => takeSnapshot(options));
      last = taken.catch(() => {});
      return taken;
    },
  };
}

/** Resolves to the end of a sentence where there is no debugger: why. */
export type OpenRealm = () => Promise<DebuggedRealm | string>;

/** The memory of the realm that runs the tests: what can be found there, or some of its objects. */
export class RealmMemory implements Memory {
  readonly #open: OpenRealm;
  readonly #options: RealmOptions;

  constructor(open: OpenRealm, options: RealmOptions = {}) {
    this.#open = open;
    this.#options = options;
  }

  of(roots: MeasuredRoots, options: MemoryOptions = {}): Memory {
    return new RealmMemory(this.#open, { ...options, roots });
  }

  /** Without roots, those that were registered; where there is none, all that can be found. */
  async takeSnapshot(): Promise<Uint8Array> {
    return this.#take("offered", this.#options);
  }

  /** What is measured to see what grows: all that can be found, also where roots are registered. */
  forGrowth(options: RealmOptions): Measured {
    return { takeSnapshot: () => this.#take("all", options) };
  }

  /** @throws ExpectedError where there is no root, and where closures are wanted that cannot be had */
  async #take(found: "offered" | "all", { roots, closures }: RealmOptions): Promise<Uint8Array> {
    if (roots === undefined && closures === undefined && found === "offered") {
      const registered = takeSnapshot();
      if (hasRoots(registered)) return registered.encode();
    }
    let reason = "";
    if (closures ?? roots === undefined) {
      const realm = await this.#open();
      if (typeof realm !== "string") return graphBytesOf(await takeByDebugger(realm, found, roots));
      if (closures === true) throw new ExpectedError(`Functions cannot be asked for their variables: ${realm}.`);
      reason = ` All that there is cannot be found here: ${realm}.`;
    }
    const snapshot = takeSnapshot(roots === undefined ? {} : { roots });
    if (hasRoots(snapshot)) return snapshot.encode();
    throw new ExpectedError(
      `There is nothing to measure: give objects by the names of their roots, such as { store }, or register them by registerRoot.${reason}`,
    );
  }
}

function hasRoots({ graph }: Snapshot): boolean {
  return graph.roots.count > 0;
}

/** Where the debugger finds the objects while it evaluates expressions: always the same, so that each of them is compiled once. */
const HANDLE = randomHandle();

async function takeByDebugger(
  realm: DebuggedRealm,
  found: "offered" | "all",
  roots: MeasuredRoots | undefined,
): Promise<PageSnapshot> {
  if (roots === undefined) return realm.takeSnapshot({ roots: found });
  const expressions = Object.keys(roots).map((name) => ({
    name,
    expression: `globalThis.${HANDLE}[${JSON.stringify(name)}]`,
  }));
  Object.defineProperty(globalThis, HANDLE, { value: roots, configurable: true });
  try {
    return await realm.takeSnapshot({ roots: { expressions, globals: false }, closures: "all" });
  } finally {
    Reflect.deleteProperty(globalThis, HANDLE);
  }
}
