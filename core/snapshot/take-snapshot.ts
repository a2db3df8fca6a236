import { type FoldedOptions, writeFolded } from "../flamegraph/formats/folded-text.ts";
import type { FrameTable } from "../flamegraph/frame-table.ts";
import { type FrameOptions, framesOfGraph } from "../flamegraph/frames-of-graph.ts";
import { isSharingPolicy, ownersOf, type SharingPolicy } from "../flamegraph/owners/sharing-policy.ts";
import { decodeGraph, encodeGraph } from "../graph/codec.ts";
import type { Graph, Warning } from "../graph/graph.ts";
import { toGraph } from "../graph/locate-cells.ts";
import { warningsOf } from "../graph/path.ts";
import { withShownNames } from "../graph/shown-names.ts";
import { type GraphTotals, totalsOf } from "../graph/totals.ts";
import { now } from "../realm/clock.ts";
import type { Walk } from "../walk/walk.ts";
import { addRootsHere, createWalkHere } from "./create-closure-walk.ts";
import { addGivenRoots, SnapshotOptionError, type SnapshotOptions } from "./snapshot-options.ts";

/** Bytes are not a snapshot. The message says what came, what was expected, and where. */
export class SnapshotFormatError extends Error {
  override readonly name = "SnapshotFormatError";
}

export interface FlamegraphOptions extends FrameOptions {
  /** Which frames are charged with shared objects; `"owner"` by default. The sum of all frames is the same. */
  readonly sharing?: SharingPolicy;
}

/** The measured objects as they were. Holds none of them. Sizes are bytes. */
export class Snapshot {
  readonly graph: Graph;
  #totals: GraphTotals | undefined;
  #frames: FrameTable | undefined;
  #framesKey = "";
  #warnings: readonly Warning[] | undefined;

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** JS objects; strings and numbers are not counted. */
  get objectCount(): number {
    return this.#sums.objectCount;
  }

  /** The least the objects take. */
  get totalSize(): number {
    return this.#sums.size;
  }

  /** The most they may take, as far as JavaScript can see. */
  get maxTotalSize(): number {
    return this.#sums.maxSize;
  }

  /** The part of `totalSize` that is not on the JS heap: contents of buffers, pixels, samples, bytes of a GPU. */
  get offHeapSize(): number {
    return this.#sums.offHeapSize;
  }

  /** What could not be measured. */
  get warnings(): readonly Warning[] {
    this.#warnings ??= warningsOf(this.graph);
    return this.#warnings;
  }

  /** Frames of `flamegraph()`, the one above all roots not counted. */
  get frameCount(): number {
    return this.flamegraph().count - 1;
  }

  /** The frames, derived from the graph at the first call. The last result is kept. @throws SnapshotOptionError */
  flamegraph(options: FlamegraphOptions = {}): FrameTable {
    const { sharing = "owner", foldRecursion = true, maxFrames = Number.POSITIVE_INFINITY } = options;
    if (!isSharingPolicy(sharing)) {
      throw new SnapshotOptionError(`sharing: expected "owner", "root" or "first"; got ${String(sharing)}`);
    }
    if (typeof foldRecursion !== "boolean") {
      throw new SnapshotOptionError(`foldRecursion: expected true or false; got ${String(foldRecursion)}`);
    }
    if (typeof maxFrames !== "number" || !(maxFrames >= 2)) {
      throw new SnapshotOptionError(`maxFrames: expected a number from 2 on; got ${String(maxFrames)}`);
    }
    const key = `${sharing} ${foldRecursion} ${maxFrames}`;
    if (this.#framesKey !== key || this.#frames === undefined) {
      const named = withShownNames(this.graph, "original");
      this.#frames = framesOfGraph(named, ownersOf(named, sharing), { foldRecursion, maxFrames });
      this.#framesKey = key;
    }
    return this.#frames;
  }

  /** Folded stacks with names that every reader accepts unchanged; the numbers sum to `totalSize`. */
  toFolded(options: FlamegraphOptions & FoldedOptions = {}): string {
    return writeFolded(this.flamegraph(options), options);
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

/** Walks all objects that the roots reach, at once. Without `roots` they are the registered ones, and what modules keep where a bundler's plug-in derived that. @throws SnapshotOptionError; nothing that a measured object does is thrown. */
export function takeSnapshot(options: SnapshotOptions = {}): Snapshot {
  const walk = startSnapshot(options);
  for (;;) {
    const snapshot = walk.advance(Number.POSITIVE_INFINITY);
    if (snapshot !== null) return snapshot;
  }
}

/** `advance` was called by code that the same walk runs. */
export class SnapshotBusyError extends Error {
  override readonly name = "SnapshotBusyError";
}

/** A walk in slices, so that a page stays alive meanwhile. */
export class SnapshotInProgress {
  readonly #walk: Walk;
  readonly #now: () => number;
  #snapshot: Snapshot | undefined;
  #isAdvancing = false;
  /** Milliseconds that slices took beyond their budgets, and that are not paid back yet. */
  #owedMs = 0;

  constructor(walk: Walk, clock: () => number = now) {
    this.#walk = walk;
    this.#now = clock;
  }

  /** Objects described so far. */
  get objectCount(): number {
    return this.#walk.objectCount;
  }

  /**
   * Goes on for about `budgetMs` milliseconds. Returns the snapshot at the end, null before. An object that changes
   * meanwhile is measured in the state it has at its turn.
   *
   * A step of the engine (a table that grows, a garbage collection) may take longer. That time is paid back: the next
   * slices use half their budget until the page has had its share.
   *
   * @throws SnapshotOptionError; SnapshotBusyError to code that this walk itself runs: the trap of a Proxy, a
   * `[visit]`, a registered impl. The walk itself goes on.
   */
  advance(budgetMs: number): Snapshot | null {
    if (!(budgetMs > 0))
      throw new SnapshotOptionError(`advance: expected a budget in milliseconds above 0; got ${String(budgetMs)}`);
    if (this.#snapshot !== undefined) return this.#snapshot;
    if (this.#isAdvancing) throw new SnapshotBusyError("advance: called from code that this walk is running");
    this.#isAdvancing = true;
    const started = this.#now();
    try {
      if (!this.#walk.advance(this.#owedMs > 0 ? budgetMs / 2 : budgetMs)) return null;
      this.#snapshot = new Snapshot(toGraph(this.#walk.finish()));
      return this.#snapshot;
    } finally {
      const owedMs = this.#owedMs + this.#now() - started - budgetMs;
      this.#owedMs = owedMs > 0 ? owedMs : 0;
      this.#isAdvancing = false;
    }
  }
}

/** Starts a walk; `advance` does it. Roots are resolved now. @throws SnapshotOptionError */
export function startSnapshot(options: SnapshotOptions = {}): SnapshotInProgress {
  const walk = createWalkHere(options);
  if (options.roots === undefined) addRootsHere(walk);
  else addGivenRoots(walk, options.roots);
  return new SnapshotInProgress(walk);
}
