import { tablesOf } from "../../core/graph/codec.ts";
import {
  DOM_COUNT_ROWS,
  DOM_ELEMENTS,
  DOM_LISTENERS,
  DOM_NOT_KNOWN,
  DOM_PROCESS_DOCUMENTS,
  DOM_PROCESS_LISTENERS,
  DOM_PROCESS_NODES,
} from "../../core/graph/dom-counts.ts";
import type { GraphTables } from "../../core/graph/graph.ts";
import { type WritableTables, writeSections } from "../../core/graph/sections.ts";
import type { Watched } from "../../core/graph/watched.ts";
import { millisecondsSince, now } from "../../core/realm/clock.ts";
import { useNamesOfSource } from "../../core/realm/function-names.ts";
import { bare, typedArrayBufferOf, typedArrayByteLengthOf } from "../../core/realm/introspect.ts";
import { createSafeList } from "../../core/realm/safe-collections.ts";
import { createAgentWalk, type ListenersOf } from "../../core/snapshot/create-agent-walk.ts";
import type { Questions } from "../../core/snapshot/questions.ts";
import type { SnapshotOptions } from "../../core/snapshot/snapshot-options.ts";
import type { Anchors } from "../../core/walk/anchors.ts";
import type { Walk } from "../../core/walk/walk.ts";
import type { ProcessCounts, WalkFigures } from "../protocol/messages.ts";
import { AllClosures } from "./closures/all-closures.ts";
import type { CollectedForWalk, CollectedRealms } from "./closures/closures-handle.ts";
import type { ListenerCensus } from "./listener-census.ts";
import { TimelineCount } from "./timeline-count.ts";

const Doubles = Float64Array;

/** Longest stretch in which page or worker cannot run, in milliseconds. Most walks end within the first. */
const SLICE_MS = 250;
/** The same for asking elements for their listeners, which comes before the walk. */
const CENSUS_SLICE_MS = 40;

export interface SlicedWalkOptions {
  /** Major version of the Chromium; 0 if it does not say. */
  readonly chromiumVersion: number;
  /** Bytes of the heap in use; 0 for what the browser reports here. */
  readonly usedHeapSize: number;
  /** Where a debugger counted them. */
  readonly processCounts?: ProcessCounts | null;
}

/** The graph of a walk, encoded. */
export interface EncodedWalk {
  readonly buffer: ArrayBuffer;
  readonly figures: WalkFigures;
}

/** What a walk is at after a slice: `"asking"` until its questions are answered or refused. */
export type WalkStep = "walking" | "asking" | "done";

/** What there is besides the roots of a walk. */
export interface AddedRoots {
  /** Of the listeners, if they are wanted. It may take several slices, and comes before the walk. */
  readonly census: ListenerCensus | undefined;
  /** Elements in the documents that are walked; undefined where they cannot be counted. */
  readonly elementCount: number | undefined;
}

/** Adds the roots of a walk. */
export type AddRoots = (walk: Walk, realms: CollectedRealms["realms"]) => AddedRoots;

/** One walk of the agent, slice by slice, with the closures that were collected for it. */
export class SlicedWalk {
  readonly options: SnapshotOptions;
  readonly #walk: Walk;
  readonly #questions: Questions | undefined;
  /** Until it is over. */
  #census: ListenerCensus | undefined;
  #hasWalked = false;
  readonly #elementCount: number;
  #listenerCount = DOM_NOT_KNOWN;
  readonly #processCounts: ProcessCounts | null;
  readonly #timeline = new TimelineCount();
  readonly #readWatched: (() => Watched | undefined) | undefined;
  #graph: GraphTables | undefined;
  #tables: WritableTables | undefined;
  #walkedMs = 0;
  #encodedMs = 0;
  #longestMs = 0;

  /** `anchors` receives those by which its objects are found again; `readWatched` is asked when the walk is done. */
  constructor(
    { chromiumVersion, usedHeapSize, processCounts = null }: SlicedWalkOptions,
    closures: CollectedForWalk,
    addRoots: AddRoots,
    anchors?: Anchors,
    readWatched?: () => Watched | undefined,
  ) {
    this.#readWatched = readWatched;
    const started = now();
    const taken = closures.take();
    const realms: CollectedRealms["realms"] = taken?.realms ?? createSafeList();
    const known = realms.length > 1 ? new AllClosures(realms) : taken?.realms[0].collector;
    useNamesOfSource(known && ((fn) => known.originalNameOf(fn)));
    const engineVersion = chromiumVersion === 0 ? undefined : chromiumVersion;
    this.options = bare({ engineVersion });
    let census: ListenerCensus | undefined;
    const listenersOf: ListenersOf = (target, kind) => census?.listenersOf(target, kind);
    /* A debugger's answers and what was derived are not mixed: one context would be two. */
    this.#walk = createAgentWalk(
      this.options,
      known ?? closures.derived(),
      taken?.questions,
      usedHeapSize,
      listenersOf,
      anchors,
    );
    for (let r = 0; r < realms.length; r++) this.#walk.leaveOut(realms[r].collector.readers.all);
    this.#questions = taken?.questions;
    const added = addRoots(this.#walk, realms);
    census = added.census;
    this.#census = census;
    this.#elementCount = added.elementCount ?? DOM_NOT_KNOWN;
    this.#processCounts = processCounts;
    this.#count(millisecondsSince(started));
  }

  get objectCount(): number {
    return this.#walk.objectCount;
  }

  get timeline(): TimelineCount {
    return this.#timeline;
  }

  /** One slice of about `budgetMs` milliseconds. */
  advance(budgetMs = SLICE_MS): WalkStep {
    const started = now();
    const censusMs = budgetMs < CENSUS_SLICE_MS ? budgetMs : CENSUS_SLICE_MS;
    const isDone = this.#isCounted(censusMs) && this.#isWalked(budgetMs) && this.#timeline.advance();
    this.#count(millisecondsSince(started));
    if (isDone) return "done";
    return this.#questions !== undefined && this.#questions.asked.length > 0 ? "asking" : "walking";
  }

  #count(sliceMs: number): void {
    this.#walkedMs += sliceMs;
    this.#compare(sliceMs);
  }

  #compare(sliceMs: number): void {
    if (sliceMs > this.#longestMs) this.#longestMs = sliceMs;
  }

  #isWalked(budgetMs: number): boolean {
    if (!this.#hasWalked) this.#hasWalked = this.#walk.advance(budgetMs);
    return this.#hasWalked;
  }

  /** Goes on with the census; whether it is over, and what it found is among the roots. */
  #isCounted(budgetMs: number): boolean {
    if (this.#census === undefined) return true;
    if (!this.#census.advance(budgetMs)) return false;
    this.#census.addTo(this.#walk);
    this.#listenerCount = this.#census.count;
    this.#census = undefined;
    return true;
  }

  /** Undefined where none of them is known, as in a worker. */
  #domCounts(): Float64Array | undefined {
    const process = this.#processCounts;
    if (this.#elementCount === DOM_NOT_KNOWN && this.#listenerCount === DOM_NOT_KNOWN && process === null)
      return undefined;
    const counts = new Doubles(DOM_COUNT_ROWS);
    counts[DOM_ELEMENTS] = this.#elementCount;
    counts[DOM_LISTENERS] = this.#listenerCount;
    counts[DOM_PROCESS_NODES] = process === null ? DOM_NOT_KNOWN : process.nodes;
    counts[DOM_PROCESS_DOCUMENTS] = process === null ? DOM_NOT_KNOWN : process.documents;
    counts[DOM_PROCESS_LISTENERS] = process === null ? DOM_NOT_KNOWN : process.listeners;
    return counts;
  }

  /** When it is done, a step towards its bytes; undefined before the last one. */
  encode(): EncodedWalk | undefined {
    const started = now();
    const bytes = this.#encodeNext();
    const stepMs = millisecondsSince(started);
    this.#encodedMs += stepMs;
    this.#compare(stepMs);
    if (bytes === undefined || this.#graph === undefined) return undefined;
    const figures: WalkFigures = {
      objectCount: this.#walk.objectCount,
      nodeCount: this.#graph.nodeCount,
      walkMs: this.#walkedMs,
      encodeMs: this.#encodedMs,
      longestPauseMs: this.#longestMs,
      byteLength: typedArrayByteLengthOf(bytes),
    };
    return { buffer: typedArrayBufferOf(bytes) as ArrayBuffer, figures };
  }

  #encodeNext(): Uint8Array | undefined {
    if (this.#graph === undefined) {
      this.#graph = this.#walk.finish(this.#timeline.counts, this.#domCounts(), this.#readWatched?.());
      endWalk();
      return undefined;
    }
    if (this.#tables !== undefined) return writeSections(this.#tables, this.#graph.wordSize);
    this.#tables = tablesOf(this.#graph);
    return undefined;
  }
}

/** Forgets what walks keep beside themselves. For one that is done, or given up. */
export function endWalk(): void {
  useNamesOfSource(undefined);
}
