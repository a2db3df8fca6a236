import type { PrivateMembers } from "../impls/closures/closure-context.ts";
import { createSafeList, type SafeList } from "../realm/safe-collections.ts";

/** Objects in one question at most. */
export const MAX_QUESTIONS = 1000;

export interface Answers {
  readonly [index: number]: PrivateMembers | undefined;
  readonly length: number;
}

/**
 * Objects of which only the debugger can read the `#private` members. A walk meets them, and goes on with all else. When nothing else is left it waits: `advance` returns false, and
 * `asked` has objects in it until `answer` or `refuse` is called.
 */
export class Questions {
  #asked: SafeList<object> = createSafeList<object>();
  #answers: Answers | undefined;
  #isRefused = false;

  /** The objects that the walk asks about; none while it does not wait. */
  get asked(): { readonly [index: number]: object; readonly length: number } {
    return this.#asked;
  }

  /** The members of the objects in `asked`, in their order; undefined for an object that cannot be read: its private members are not counted. */
  answer(answers: Answers): void {
    this.#answers = answers;
  }

  /** No more answers: private members that are not known are not counted. */
  refuse(): void {
    this.#isRefused = true;
    this.#asked = createSafeList<object>();
  }

  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** For the walk: asks about the objects, at least one. */
  ask(objects: SafeList<object>): void {
    this.#asked = objects;
  }

  /** For the walk: the answers that came, once; undefined for none yet. */
  takeAnswers(): Answers | undefined {
    const answers = this.#answers;
    if (answers === undefined) return undefined;
    this.#answers = undefined;
    this.#asked = createSafeList<object>();
    return answers;
  }
}
