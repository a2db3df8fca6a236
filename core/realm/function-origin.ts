/**
 * Who made a function, by its source text. No page can forge that: the source of a page's function never ends in `{ [native code] }`, because that is
 * not JavaScript. Nothing else of the function is read, so the traps of a Proxy do not run.
 */
const { apply } = Reflect;
const functionToString = Function.prototype.toString;
const { endsWith, includes, startsWith } = String.prototype;

/** Native functions have a short source; a longer one need not be compared. */
const LONGEST_NATIVE_TEXT = 160;
/** V8; then the other engines. */
const NATIVE_TAILS = ["{ [native code] }", "{\n    [native code]\n}"] as const;
const NAME_AT = "function ".length;

/**
 * - `"builtin"`: a named function of the engine or the browser. It belongs to its realm.
 * - `"nameless"`: native code made by an app or a library: a bound function, a resolver of a Promise, an export of a
 *   WebAssembly module, a Proxy of a function.
 * - `"page"`: anything else.
 */
export type FunctionOrigin = "builtin" | "nameless" | "page";

/** Costs about 60 ns for a function of the page, 100 ns for a class; its source is not copied. */
export function originOfFunction(value: object): FunctionOrigin {
  const text = nativeTextOf(value);
  if (text === undefined) return "page";
  const first = text[NAME_AT];
  /* In Firefox there is no space before the parenthesis. */
  return first === "(" || text[NAME_AT - 1] === "(" || (first >= "0" && first <= "9") ? "nameless" : "builtin";
}

/** The source text of a function; undefined for anything else. */
export function sourceOfFunction(value: object): string | undefined {
  try {
    return apply(functionToString, value, []);
  } catch {
    /* Not a function. */
    return undefined;
  }
}

/** The source text of a function that is native code; undefined for one of the page. */
export function nativeTextOf(value: object): string | undefined {
  try {
    const text = apply(functionToString, value, []);
    if (text.length > LONGEST_NATIVE_TEXT) return undefined;
    for (let i = 0; i < NATIVE_TAILS.length; i++) if (apply(endsWith, text, [NATIVE_TAILS[i]])) return text;
  } catch {
    /* Not a function. */
  }
  return undefined;
}

/** Whether the source text of a function has at most `longest` characters, and `part` among them. False for anything that is not a function. */
export function hasInSource(value: unknown, part: string, longest: number): boolean {
  if (typeof value !== "function") return false;
  try {
    const text = apply(functionToString, value, []);
    return text.length <= longest && apply(includes, text, [part]);
  } catch {
    return false;
  }
}

/** Whether the source text of a function that has a `prototype` is that of a class: a method may be called `class`, and has none. */
export function isClassText(value: object): boolean {
  try {
    return apply(startsWith, apply(functionToString, value, []), ["class"]);
  } catch {
    return false;
  }
}
