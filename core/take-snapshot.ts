import { type FoldedOptions, writeFolded } from "./flamegraph/folded-text.ts";
import type { FrameTable } from "./flamegraph/frame-table.ts";
import { framesOfGraph } from "./flamegraph/frames-of-graph.ts";
import { firstOwners } from "./flamegraph/owners.ts";
import { decodeGraph, encodeGraph } from "./graph/codec.ts";
import type { Graph, Warning } from "./graph/graph.ts";
import { type GraphTotals, totalsOf } from "./graph/totals.ts";
import { createDescribe } from "./impls/describe.ts";
import { ownKeysOf, ownPropertyOf, prepareToRead, textOfThrown } from "./introspect.ts";
import { CHROME } from "./layout/layout.ts";
import { registeredRootNames, resolveRoot } from "./roots.ts";
import { Walk } from "./walk/walk.ts";

export interface SnapshotOptions {
  /** Objects to start from, by name, instead of the registered roots. Values are taken as they are: a function is measured, not called. */
  readonly roots?: Readonly<Record<string, unknown>>;
  /** Whose object layout to size by; `"chrome"` (pointer compression) unless told. */
  readonly layout?: "chrome";
  /** Objects and texts after which new ones are left out, with a warning; 20,000,000 unless told. */
  readonly maxObjects?: number;
  /** Own keys beyond which an object is taken as a dictionary, its values under one frame `[key]`; 64 unless told. */
  readonly dictionaryKeys?: number;
}

const DEFAULT_MAX_OBJECTS = 20_000_000;
const DEFAULT_DICTIONARY_KEYS = 64;

/** An option is not what it must be. The message says which, what came, and what was expected. */
export class SnapshotOptionError extends TypeError {
  override readonly name = "SnapshotOptionError";
}

/** Bytes are not a snapshot. The message says what came, what was expected, and where. */
export class SnapshotFormatError extends Error {
  override readonly name = "SnapshotFormatError";
}

/** The measured objects as they were. Holds none of them. Sizes are bytes. */
export class Snapshot {
  readonly graph: Graph;
  #totals: GraphTotals | undefined;
  #frames: FrameTable | undefined;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** JS objects; texts and numbers are not counted. */
  get objectCount(): number {
    return this.#sums.objectCount;
  }

  /** The least the objects take. */
  get totalSize(): number {
    return this.#sums.size;
  }

  /** The most they may take, as far as JavaScript can tell. */
  get maxTotalSize(): number {
    return this.#sums.maxSize;
  }

  /** What could not be measured. */
  get warnings(): readonly Warning[] {
    return this.graph.warnings;
  }

  get frameCount(): number {
    return this.flamegraph().count;
  }

  /** The frames, derived from the graph when first asked. */
  flamegraph(): FrameTable {
    this.#frames ??= framesOfGraph(this.graph, firstOwners(this.graph));
    return this.#frames;
  }

  /** Folded stacks with names that every reader takes whole; the numbers sum to `totalSize`. */
  toFolded(options?: FoldedOptions): string {
    return writeFolded(this.flamegraph(), options);
  }

  /** The snapshot as bytes for `decodeSnapshot`, here or elsewhere. */
  encode(): Uint8Array<ArrayBuffer> {
    return encodeGraph(this.graph);
  }

  get #sums(): GraphTotals {
    this.#totals ??= totalsOf(this.graph);
    return this.#totals;
  }
}

/** Reads what `encode` wrote. @throws SnapshotFormatError */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const decoded = decodeGraph(bytes);
  if (!decoded.ok) throw new SnapshotFormatError(`decodeSnapshot: ${decoded.error}`);
  return new Snapshot(decoded.graph);
}

/** Walks all objects that the roots reach, at once. @throws SnapshotOptionError; nothing that a measured object does is thrown. */
export function takeSnapshot(options: SnapshotOptions = {}): Snapshot {
  return startSnapshot(options).advance(Number.POSITIVE_INFINITY)!;
}

/** A walk in slices, so that a page stays alive meanwhile. */
export class SnapshotInProgress {
  readonly #walk: Walk;
  #snapshot: Snapshot | undefined;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** Objects described so far. */
  get objectCount(): number {
    return this.#walk.objectCount;
  }

  /** Goes on for about `budgetMs` milliseconds. The snapshot when it is done, null before. Objects that change meanwhile are taken as they are when their turn comes. */
  advance(budgetMs: number): Snapshot | null {
    if (!(budgetMs > 0))
      throw new SnapshotOptionError(`advance: expected a budget in milliseconds above 0; got ${String(budgetMs)}`);
    if (this.#snapshot !== undefined) return this.#snapshot;
    if (!this.#walk.advance(budgetMs)) return null;
    this.#snapshot = new Snapshot(this.#walk.finish());
    return this.#snapshot;
  }
}

/** Starts a walk; `advance` does it. Roots are resolved now. @throws SnapshotOptionError */
export function startSnapshot(options: SnapshotOptions = {}): SnapshotInProgress {
  const walk = createWalk(options);
  if (options.roots === undefined) {
    const names = registeredRootNames();
    for (let i = 0; i < names.length; i++) addRegisteredRoot(walk, names[i]!);
  } else addGivenRoots(walk, options.roots);
  return new SnapshotInProgress(walk);
}

/** A walk without roots yet, for those who add them one by one. @throws SnapshotOptionError */
export function createWalk(options: SnapshotOptions): Walk {
  const { layout = "chrome", maxObjects = DEFAULT_MAX_OBJECTS, dictionaryKeys = DEFAULT_DICTIONARY_KEYS } = options;
  if (layout !== "chrome") throw new SnapshotOptionError(`layout: expected "chrome"; got ${String(layout)}`);
  expectCount("maxObjects", maxObjects);
  expectCount("dictionaryKeys", dictionaryKeys);
  return new Walk({
    layout: CHROME,
    describe: createDescribe({ layout: CHROME, dictionaryKeys }),
    maxNodes: maxObjects,
    now,
  });
}

function expectCount(name: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0)) {
    throw new SnapshotOptionError(`${name}: expected a number above 0; got ${String(value)}`);
  }
}

/** Adds a registered root, or a warning that says why it is not there. */
export function addRegisteredRoot(walk: Walk, name: string): void {
  const root = resolveRoot(name);
  if (root.state === "found") walk.addRoot(name, root.value);
  else if (root.state === "collected") {
    walk.warn({
      code: "root-collected",
      path: name,
      detail: "the object was collected: nothing but the registration referred to it",
    });
  } else {
    walk.warn({ code: "root-threw", path: name, detail: `the root's getter threw ${textOfThrown(root.thrown)}` });
  }
}

function addGivenRoots(walk: Walk, roots: unknown): void {
  if (typeof roots !== "object" || roots === null) {
    throw new SnapshotOptionError(
      `roots: expected an object of roots by name; got ${roots === null ? "null" : typeof roots}`,
    );
  }
  prepareToRead();
  const keys = ownKeysOf(roots);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (typeof key !== "string") continue;
    const property = ownPropertyOf(roots, key);
    if (property === undefined) continue;
    if (property.get === undefined && property.set === undefined) walk.addRoot(key, property.value);
    else
      walk.warn({
        code: "root-accessor",
        path: key,
        detail: "the root is a getter, which is not called; pass its value",
      });
  }
}

const { performance: clock } = globalThis as { performance?: { now(): number } };
const clockNow = clock?.now;
const { apply } = Reflect;
const dateNow = Date.now;

/** Milliseconds, for budgets. */
function now(): number {
  return clockNow === undefined ? dateNow() : apply(clockNow, clock, []);
}
