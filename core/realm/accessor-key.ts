import { bare, codeUnitOf } from "./introspect.ts";

const { apply } = Reflect;
const functionToString = Function.prototype.toString;
const ProxyConstructor = Proxy;

const LONGEST_TEXT = 80;
const HEAD = "get(){returnthis[";

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
  let at = 0;
  let isName = false;
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = codeUnitOf(text, i);
    if (unit === 32 || unit === 10 || unit === 13 || unit === 9) continue;
    if (at < HEAD.length) {
      if (text[i] !== HEAD[at++]) return false;
    } else if (state === 0 && isNameUnit(unit)) isName = true;
    else if (state === 0 && isName && text[i] === "]") state = 1;
    else if (state === 1 && text[i] === ";") state = 2;
    else if ((state === 1 || state === 2) && text[i] === "}") state = 3;
    else return false;
  }
  return state === 3;
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
