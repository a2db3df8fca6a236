import { millisecondsSince } from "../../../core/realm/clock.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { ContextReader } from "../../../core/registry/derived-types.ts";
import { DerivedKnowledge, MAX_CONTEXTS, readContext } from "../../../core/registry/read-derived.ts";

/** Functions looked at between two looks at the clock. */
const FUNCTIONS_PER_CHECK = 256;

/**
 * The functions that a bundler's plug-in put among those of a page: what reads modules, contexts and private members, and its runtime. A debugger finds them with all others, and they are
 * not the app's. No list has the readers of contexts: each is found by a function that it was given to, or by a reader inside of it.
 */
export class DerivedReaders {
  readonly all: SafeList<object> = createSafeList();
  readonly #knowledge: DerivedKnowledge;
  readonly #known = createSafeMap<unknown, true>();
  #next = 0;

  constructor(realm: object) {
    const realms = createSafeList<object>();
    realms[0] = realm;
    this.#knowledge = new DerivedKnowledge(realms);
    const own = this.#knowledge.ownFunctions();
    for (let i = 0; i < own.length; i++) this.#add(own[i]);
  }

  has(value: unknown): boolean {
    return this.#known.size > 0 && this.#known.get(value) === true;
  }

  /** The text of a function as the app has it. */
  shownText(text: string): string {
    return this.#knowledge.shownText(text);
  }

  /** Looks at the functions of the page for about `budgetMs` milliseconds since `started`; true when it has looked at all. */
  findAmong(found: SafeList<object>, started: number, budgetMs: number): boolean {
    if (this.#knowledge.isEmpty) return true;
    while (this.#next < found.length) {
      const end = this.#next + FUNCTIONS_PER_CHECK < found.length ? this.#next + FUNCTIONS_PER_CHECK : found.length;
      while (this.#next < end) this.#addReadersOf(found[this.#next++]);
      if (millisecondsSince(started) > budgetMs) break;
    }
    return this.#next === found.length;
  }

  #addReadersOf(fn: object): void {
    const ofPrivates: unknown = this.#knowledge.privatesOf(fn);
    if (typeof ofPrivates === "function") this.#add(ofPrivates);
    let reader: unknown = this.#knowledge.readerOf(fn);
    for (let depth = 0; typeof reader === "function" && !this.has(reader) && depth < MAX_CONTEXTS; depth++) {
      this.#add(reader);
      reader = readContext(reader as ContextReader)?.outside;
    }
  }

  #add(fn: object): void {
    if (this.has(fn)) return;
    this.#known.set(fn, true);
    this.all[this.all.length] = fn;
  }
}
