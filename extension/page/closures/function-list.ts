import { millisecondsSince, now } from "../../../core/realm/clock.ts";
import { originOfFunction, sourceOfFunction } from "../../../core/realm/function-origin.ts";
import { append, codeUnitOf, hasOwn, ownPropertyOf, startsWith } from "../../../core/realm/introspect.ts";
import { createSafeList, createSafeMap, type SafeList } from "../../../core/realm/safe-collections.ts";
import type { ReadTexts } from "../../scopes/closure-messages.ts";
import { textKey } from "../../scopes/text-key.ts";
import type { DerivedReaders } from "./derived-readers.ts";

/** Functions read between two looks at the clock. */
const FUNCTIONS_PER_CHECK = 256;

/** All functions of the page's own scripts, by source text. A text has a number, in the order in which they are met. */
export class FunctionList {
  readonly functions: SafeList<object> = createSafeList();
  /** Number of the text, per function. */
  readonly textOf: SafeList<number> = createSafeList();
  readonly bound: SafeList<object> = createSafeList();
  readonly #lengths: SafeList<number> = createSafeList();
  readonly #areClasses: SafeList<boolean> = createSafeList();
  readonly #numbers = createSafeMap<string, number>();
  readonly #found: SafeList<object>;
  readonly #readers: DerivedReaders;
  #next = 0;

  /** `found` is what the debugger found: functions of the engine and of the browser are among them, and `readers` that a bundler's plug-in made. */
  constructor(found: SafeList<object>, readers: DerivedReaders) {
    this.#found = found;
    this.#readers = readers;
  }

  get textCount(): number {
    return this.#lengths.length;
  }

  lengthOf(text: number): number {
    return this.#lengths[text];
  }

  isClass(text: number): boolean {
    return this.#areClasses[text];
  }

  /** Reads functions for about `budgetMs` milliseconds; the keys of the texts that are new. */
  read(budgetMs: number): ReadTexts {
    const started = now();
    const keys: number[] = [];
    const found = this.#found;
    const { length } = found;
    if (!this.#readers.findAmong(found, started, budgetMs)) return { isDone: false, keys };
    while (this.#next < length) {
      const end = this.#next + FUNCTIONS_PER_CHECK < length ? this.#next + FUNCTIONS_PER_CHECK : length;
      for (let i = this.#next; i < end; i++) this.#add(found[i], keys);
      this.#next = end;
      if (millisecondsSince(started) > budgetMs) break;
    }
    return { isDone: this.#next === length, keys };
  }

  #add(value: object, keys: number[]): void {
    if (this.#readers.has(value)) return;
    const origin = originOfFunction(value);
    if (origin === "builtin") return;
    if (origin === "nameless") {
      /* A bound function has a name; those that settle promises have none, and are many. The debugger finds no Proxy, so this runs no trap. */
      if (ownPropertyOf(value, "name")?.value !== "") this.bound[this.bound.length] = value;
      return;
    }
    const source = sourceOfFunction(value);
    if (source === undefined) return;
    let text = this.#numbers.get(source);
    if (text === undefined) {
      text = this.#lengths.length;
      this.#numbers.set(source, text);
      this.#lengths[text] = source.length;
      this.#areClasses[text] = startsWith(source, "class") && hasOwn(value, "prototype");
      append(keys, textKey(source, 0, source.length, codeUnitOf));
    }
    this.functions[this.functions.length] = value;
    this.textOf[this.textOf.length] = text;
  }
}
