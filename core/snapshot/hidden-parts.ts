import type { Closures, PrivateMembers } from "../impls/closures/closure-context.ts";
import { describePrivates, describeWeakEntries, describeWeakValues } from "../impls/closures/describe-hidden.ts";
import { prototypeOf } from "../realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../realm/safe-collections.ts";
import type { Describe } from "../sink/sink.ts";
import type { LateCells } from "../walk/recorder.ts";
import type { DrainedStep, Walk } from "../walk/walk.ts";
import { MAX_QUESTIONS, type Questions } from "./questions.ts";
import type { WeakTables } from "./weak-tables.ts";

/** Objects looked at between two looks at the clock. */
const OBJECTS_PER_STEP = 1 << 12;

/** Where further parts of an object stand. */
interface Attachment {
  cells: LateCells;
  /** Parts that may still come. */
  left: number;
}

/**
 * What only the debugger sees of objects that a walk meets anyway: `#private` members, and what WeakMaps have for them. It comes after an object was described, so the object has a
 * late cell, and that leads to a part without a frame.
 */
export class HiddenParts {
  readonly #closures: Closures;
  readonly #questions: Questions | undefined;
  readonly #weak: WeakTables | undefined;
  readonly #attachments = createSafeMap<object, Attachment>();
  /** The late cells of parts to which others may be added. */
  readonly #cellsOfParts = createSafeMap<object, LateCells>();
  readonly #mayHavePrivates = createSafeMap<object, boolean>();
  #lastPrototype: object | null = null;
  #lastMayHave = false;

  /** Objects whose private members are not known yet. */
  readonly #withPrivates: SafeList<object> = createSafeList<object>();
  #nextWithPrivates = 0;
  #unknown: SafeList<object> = createSafeList<object>();
  #asked: SafeList<object> = createSafeList<object>();
  #isAskedOften = true;

  /** `weak` are the entries of all WeakMaps that are known. */
  constructor(closures: Closures, questions: Questions | undefined, weak: WeakTables | undefined) {
    this.#closures = closures;
    this.#questions = questions;
    this.#weak = weak;
  }

  /** As `WalkOptions.attachmentOf`. */
  cellsOf(object: object): LateCells | undefined {
    let left = this.#weak === undefined ? 0 : this.#weak.meet(object);
    if (this.#asksFor(object)) {
      this.#withPrivates[this.#withPrivates.length] = object;
      left++;
    }
    if (left === 0) return this.#cellsOfParts.size === 0 ? undefined : this.#cellsOfParts.get(object);
    const cells = { at: -1 };
    this.#attachments.set(object, { cells, left });
    return cells;
  }

  /** To be called before other steps are added to the walk. */
  addTo(walk: Walk): void {
    walk.whenDrained(() => this.#addWeakValues(walk));
    walk.whenDrained(() => this.#addPrivates(walk, false));
    /* From here on one object after another becomes a root: a question for each would take long. */
    walk.whenDrained(() => {
      this.#isAskedOften = false;
      return "done";
    });
    walk.whenAllDrained(() => {
      const did = this.#addPrivates(walk, true);
      return did === "done" ? this.#addWeakEntries(walk) : did;
    });
  }

  #asksFor(object: object): boolean {
    const { mayHavePrivates } = this.#closures;
    if (mayHavePrivates === undefined) return false;
    if (typeof object === "function") return this.#closures.mayHavePrivates?.(object) === true;
    const prototype = prototypeOf(object);
    if (prototype === null) return false;
    if (prototype !== this.#lastPrototype) {
      this.#lastPrototype = prototype;
      this.#lastMayHave = this.#mayHave(prototype);
    }
    return this.#lastMayHave;
  }

  #mayHave(prototype: object): boolean {
    let known = this.#mayHavePrivates.get(prototype);
    if (known === undefined) {
      known = this.#closures.mayHavePrivates?.(prototype) === true;
      this.#mayHavePrivates.set(prototype, known);
    }
    return known;
  }

  #add(walk: Walk, object: object, part: object, describe: Describe, count = 1): void {
    const attachment = this.#attachments.get(object);
    /* An object that could not be read has no late cell. */
    if (attachment === undefined || attachment.cells.at < 0) return;
    walk.addPart(part, describe);
    walk.fill(attachment.cells, 0, part);
    this.#leave(object, count);
    if (attachment.left === 0) return;
    attachment.cells = { at: -1 };
    this.#cellsOfParts.set(part, attachment.cells);
  }

  /** Parts of an object that came, or will not come. */
  #leave(object: object, count: number): void {
    const attachment = this.#attachments.get(object);
    if (attachment === undefined) return;
    attachment.left -= count;
    if (attachment.left <= 0) this.#attachments.delete(object);
  }

  #addWeakValues(walk: Walk): "again" | "done" {
    const weak = this.#weak;
    if (weak === undefined) return "done";
    const hadMore = weak.passOn();
    const ready = weak.takeReady();
    for (let i = 0; i < ready.length; i++) {
      const { object, values } = ready[i];
      this.#add(walk, object, values, describeWeakValues, values.length);
    }
    return hadMore || ready.length > 0 ? "again" : "done";
  }

  #addWeakEntries(walk: Walk): "again" | "done" {
    const left = this.#weak?.takeLeft();
    if (left === undefined) return "done";
    this.#add(walk, left.object, left, describeWeakEntries);
    return "again";
  }

  #addPrivates(walk: Walk, isLast: boolean): ReturnType<DrainedStep> {
    const questions = this.#questions;
    if (this.#asked.length > 0) {
      const answers = questions?.takeAnswers();
      if (answers === undefined && questions?.isRefused === false) return "wait";
      for (let i = 0; i < this.#asked.length; i++) {
        this.#addMembers(walk, this.#asked[i], answers !== undefined && i < answers.length ? answers[i] : undefined);
      }
      this.#asked = createSafeList<object>();
      return "again";
    }
    const end = this.#nextWithPrivates + OBJECTS_PER_STEP;
    const isSome = this.#nextWithPrivates < this.#withPrivates.length;
    while (this.#nextWithPrivates < this.#withPrivates.length && this.#nextWithPrivates < end) {
      const object = this.#withPrivates[this.#nextWithPrivates++];
      const members = this.#closures.privatesOf?.(object);
      const canAsk = questions !== undefined && !questions.isRefused;
      if (members !== undefined || !canAsk) this.#addMembers(walk, object, members);
      else this.#unknown[this.#unknown.length] = object;
      if (this.#unknown.length === MAX_QUESTIONS) break;
    }
    const isFull = this.#unknown.length === MAX_QUESTIONS;
    if (isFull || (!isSome && this.#unknown.length > 0 && (isLast || this.#isAskedOften))) {
      this.#asked = this.#unknown;
      this.#unknown = createSafeList<object>();
      questions?.ask(this.#asked);
      return this.#addPrivates(walk, isLast);
    }
    return isSome ? "again" : "done";
  }

  #addMembers(walk: Walk, object: object, members: PrivateMembers | undefined): void {
    if (members === undefined || members.names.length === 0) this.#leave(object, 1);
    else this.#add(walk, object, members, describePrivates);
  }
}
