import { createSafeMap } from "../../../core/realm/safe-collections.ts";

/** A name of the source, and what the build made of it. */
interface RenamedName {
  readonly original: string;
  readonly minified: string;
}

/** Two names that take more are one: names of a graph are cut at some length. */
const LONGEST_PAIR = 200;

/** Of a function that has no name in its script. */
const NAMELESS = "(anonymous)";

/** Pairs of names. On its way to the graph a pair is one string, as all names are. */
export class RenamedNames {
  readonly #pairs = createSafeMap<string, RenamedName>();

  /** The string for both; `original` itself if they are the same. */
  join(original: string, inScript: string): string {
    const minified = inScript === "" ? NAMELESS : inScript;
    if (original === minified || original.length + minified.length > LONGEST_PAIR) return original;
    const text = `${original} \u2190 ${minified}`;
    if (this.#pairs.get(text) === undefined) this.#pairs.set(text, { original, minified });
    return text;
  }

  /** The names that `join` made a string of; undefined for any other string. */
  partsOf(text: string): RenamedName | undefined {
    return this.#pairs.get(text);
  }
}
