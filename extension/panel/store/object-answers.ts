import type { Holders } from "../../../core/flamegraph/questions/holder-paths.ts";
import { isTypeKind, KIND_SHARED } from "../../../core/graph/graph.ts";
import { NO_BOX, tailOf } from "../frames/box.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { heldTargetOf, holderQuestionOf } from "./held-target.ts";
import type { FrameWorker, LiveObjects } from "./services.ts";
import type { Snapshot } from "./state.ts";
import { currentSnapshotOf, focusOf, hasGraph, hasObjects, shownDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

/** An object by itself, whatever refers to it. */
const NO_CELL = -1;

/** Answers of Held by that are kept: the user goes back and forth between boxes. */
const MOST_HOLDER_ANSWERS = 50;

/**
 * What only the worker knows, as it alone has the objects. Views ask when they are shown; the user need not wait, so
 * other work goes on. An answer is about the frames that were displayed when it was asked for, and says so.
 */
export class ObjectAnswers {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #live: LiveObjects;
  readonly #fail: (error: unknown) => void;
  /** What was asked last, so that nothing is asked twice. Does not keep frames that are shown no more. */
  #wasteOf: WeakRef<DerivedSnapshot> | null = null;
  #partsOf: WeakRef<DerivedSnapshot> | null = null;
  #partsFocus = NO_BOX;
  #detachedOf: WeakRef<DerivedSnapshot> | null = null;
  #sampleOf: WeakRef<DerivedSnapshot> | null = null;
  #sampleNode = -1;
  #referrersOf: WeakRef<DerivedSnapshot> | null = null;
  #referrersFrame = NO_BOX;
  #holdersOf: WeakRef<DerivedSnapshot> | null = null;
  #holdersQuestion = "";
  /** Answers about those frames, by their question; the last ones. */
  readonly #holders = new Map<string, Holders>();

  constructor(store: Store, worker: FrameWorker, live: LiveObjects, fail: (error: unknown) => void) {
    this.#store = store;
    this.#worker = worker;
    this.#live = live;
    this.#fail = fail;
  }

  async askWaste(): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null || !hasObjects(snapshot) || this.#wasteOf?.deref() === snapshot.derived) return;
    const { derived } = snapshot;
    this.#wasteOf = new WeakRef(derived);
    try {
      const rows = await this.#worker.findWaste(snapshot.number, shownDerivationOf(snapshot));
      if (this.#wasteOf.deref() === derived) this.#store.dispatch({ type: "waste-found", waste: { derived, rows } });
    } catch (error) {
      if (this.#wasteOf.deref() !== derived) return;
      this.#store.dispatch({ type: "waste-found", waste: { derived, rows: null } });
      this.#fail(error);
    }
  }

  /** The shapes of objects in focus. Without an answer the types are listed by themselves. */
  async askTypeParts(): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null || !hasGraph(snapshot)) return;
    const { derived } = snapshot;
    const focus = focusOf(snapshot);
    const isWanted = (): boolean => this.#partsOf?.deref() === derived && this.#partsFocus === focus;
    if (isWanted()) return;
    this.#partsOf = new WeakRef(derived);
    this.#partsFocus = focus;
    try {
      const sides = await this.#worker.findTypeParts(snapshot.number, shownDerivationOf(snapshot), focus);
      if (isWanted()) this.#store.dispatch({ type: "type-parts-found", found: { derived, focus, sides } });
    } catch (error) {
      if (!isWanted()) return;
      this.#partsOf = null;
      this.#store.dispatch({ type: "type-parts-found", found: { derived, focus, sides: null } });
      this.#fail(error);
    }
  }

  /** What a string of an insight is: of a page what stands there now, if that is what stood there. Where it cannot be read nothing is known, and nothing is said. */
  async askSample(node: number): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null || !hasObjects(snapshot)) return;
    const { derived } = snapshot;
    const isWanted = (): boolean => this.#sampleOf?.deref() === derived && this.#sampleNode === node;
    if (isWanted()) return;
    this.#sampleOf = new WeakRef(derived);
    this.#sampleNode = node;
    const text = await this.#readSample(snapshot, node).catch(() => "");
    if (isWanted()) this.#store.dispatch({ type: "sample-read", sample: { derived, node, text } });
  }

  async #readSample(snapshot: Snapshot, node: number): Promise<string> {
    if (snapshot.kind === "heap") {
      return this.#worker.findContent(snapshot.number, shownDerivationOf(snapshot), node);
    }
    const rows = { nodes: Int32Array.of(node), cells: Int32Array.of(NO_CELL) };
    const [reading] = await this.#live.read(snapshot.number, rows);
    return reading?.state === "same" ? reading.preview : "";
  }

  /** Where the question fails there are none, and nothing is said: the other insights are there. */
  async askDetached(): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null || !hasObjects(snapshot) || this.#detachedOf?.deref() === snapshot.derived) return;
    const { derived } = snapshot;
    this.#detachedOf = new WeakRef(derived);
    const rows = await this.#worker.findDetached(snapshot.number, shownDerivationOf(snapshot)).catch(() => null);
    if (this.#detachedOf.deref() !== derived) return;
    this.#store.dispatch({ type: "detached-found", detached: { derived, rows } });
  }

  /** What holds the objects that are selected, without the ignored holders. */
  async askHolders(): Promise<void> {
    const { state } = this.#store;
    const snapshot = currentSnapshotOf(state);
    const target = snapshot === null ? null : heldTargetOf(state, snapshot);
    if (snapshot === null || target === null) return;
    const { derived } = snapshot;
    const { ignored } = state.holders;
    const question = holderQuestionOf(target, ignored);
    if (this.#holdersOf?.deref() !== derived) this.#holders.clear();
    else if (this.#holdersQuestion === question) return;
    this.#holdersOf = new WeakRef(derived);
    this.#holdersQuestion = question;
    const isWanted = (): boolean => this.#holdersOf?.deref() === derived && this.#holdersQuestion === question;
    const find = (holders: Holders | null): void =>
      this.#store.dispatch({ type: "holders-found", found: { derived, question, holders } });
    const known = this.#holders.get(question);
    if (known !== undefined) {
      find(known);
      return;
    }
    try {
      const names = ignored.map(({ name }) => name);
      const holders = await this.#worker.findHolders(snapshot.number, shownDerivationOf(snapshot), target, names);
      if (this.#holdersOf?.deref() === derived) this.#keep(question, holders);
      if (isWanted()) find(holders);
    } catch {
      if (!isWanted()) return;
      find(null);
      this.#holdersQuestion = "";
    }
  }

  #keep(question: string, holders: Holders): void {
    this.#holders.set(question, holders);
    for (const oldest of this.#holders.keys()) {
      if (this.#holders.size <= MOST_HOLDER_ANSWERS) return;
      this.#holders.delete(oldest);
    }
  }

  /** Who refers to the objects of a box. Where the question fails nothing is known, and nothing is said. */
  async askReferrers(box: number): Promise<void> {
    const snapshot = currentSnapshotOf(this.#store.state);
    if (snapshot === null) return;
    const { derived } = snapshot;
    const frame = referredFrameOf(snapshot, box);
    const isWanted = (): boolean => this.#referrersOf?.deref() === derived && this.#referrersFrame === frame;
    if (frame === NO_BOX || isWanted()) return;
    this.#referrersOf = new WeakRef(derived);
    this.#referrersFrame = frame;
    try {
      const referrers = await this.#worker.findReferrers(snapshot.number, shownDerivationOf(snapshot), frame);
      if (isWanted()) this.#store.dispatch({ type: "referrers-found", referrers: { derived, frame, referrers } });
    } catch {
      if (isWanted()) this.#referrersFrame = NO_BOX;
    }
  }
}

/** The frame of a box whose objects others refer to; NO_BOX if it has none. */
export function referredFrameOf(snapshot: Snapshot, box: number): number {
  if (box <= 0 || !hasObjects(snapshot)) return NO_BOX;
  const { frames } = snapshot.derived;
  const frame = tailOf(frames, box);
  return isTypeKind(frames.kind[frame]) || frames.kind[frame] === KIND_SHARED ? frame : NO_BOX;
}
