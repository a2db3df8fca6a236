import { bare, codeUnitOf, startsWith } from "./introspect.ts";

const { apply } = Reflect;
const functionToString = Function.prototype.toString;
const ProxyConstructor = Proxy;

const LONGEST_TEXT = 80;
const HEAD = "get(){return this[";
const SPACE = 32;

/**
 * The key that a getter reads of its `this`; undefined for a getter that does anything else. The key of `get() { return this[key]; }` is in a closure, where no
 * descriptor leads. Such a getter, by its whole source, does nothing but read: it is given an empty object of ours, and which key it asks for is the answer. Any other is not called.
 */
export function keyReadBy(getter: (() => unknown) | undefined): string | symbol | undefined {
  if (getter === undefined || !isPlainRead(getter)) return undefined;
  let found: string | symbol | undefined;
  const asked = new ProxyConstructor(
    bare({}),
    bare({
      get(_target: object, key: string | symbol): undefined {
        found = key;
      },
    }),
  );
  try {
    apply(getter, asked, []);
  } catch {
    /* The variable is not a key. */
  }
  return found;
}

function isPlainRead(getter: () => unknown): boolean {
  let text: string;
  try {
    text = apply(functionToString, getter, []);
  } catch {
    return false;
  }
  if (text.length > LONGEST_TEXT) return false;
  let read = "";
  for (let i = 0; i < text.length; i++) {
    if (codeUnitOf(text, i) > SPACE) read += text[i];
    else if (read[read.length - 1] === "n") read += " ";
  }
  if (!startsWith(read, HEAD)) return false;
  let end = HEAD.length;
  while (end < read.length && isNameUnit(codeUnitOf(read, end))) end++;
  if (end === HEAD.length || read[end++] !== "]") return false;
  if (read[end] === ";") end++;
  return read[end] === "}" && end === read.length - 1;
}

/** A letter, a digit, `_` or `$`. */
function isNameUnit(unit: number): boolean {
  return (
    (unit >= 48 && unit <= 57) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 97 && unit <= 122) ||
    unit === 95 ||
    unit === 36
  );
}
