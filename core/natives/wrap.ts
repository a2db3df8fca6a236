import { bare, uncurry } from "../realm/introspect.ts";
import { createSafeWeakMap } from "../realm/safe-collections.ts";
import { captureStack } from "./capture-stack.ts";

const { apply, construct, getOwnPropertyDescriptor, defineProperty } = Reflect;
const ProxyOf = Proxy;
const nativeToString = Function.prototype.toString;
const toStringOf = uncurry(nativeToString) as (self: unknown) => string;

type Native = (...args: never[]) => unknown;

/** A list that the engine made: its members are own ones, up to `length`. */
export interface Arguments {
  readonly [index: number]: unknown;
  readonly length: number;
}

/** Called when the native has done its work. `trap` is the function of ours above which the stack is the page's. */
export type Note = (result: unknown, self: unknown, args: Arguments, trap: Native) => void;

/** What a ledger keeps of one call, beside what the browser keeps. `callback` is what was registered: a function, code, or an observer. */
export type NoteOfCall<Note> = (trap: Native, callback: unknown) => Note;

const natives = createSafeWeakMap<object, Native>();

/**
 * Puts a Proxy of a native function in its place, which notes each call. So name, length and all properties are those of the native, it is no constructor where that is none, and its source text
 * is native, too. `before` is called before the native is.
 */
export function wrap(owner: object, key: string, member: "value" | "set", note: Note, before?: () => void): void {
  const property = getOwnPropertyDescriptor(owner, key);
  const native: unknown = property?.[member];
  /* An engine without it; or a policy of the browser that took it away. */
  if (property === undefined || typeof native !== "function" || property.configurable !== true) return;
  const takesCode = key === "setTimeout" || key === "setInterval";
  const wrapped = proxyOf(native as Native, note, before, takesCode);
  defineProperty(owner, key, bare({ ...property, [member]: wrapped }));
}

function proxyOf(native: Native, note: Note, before: (() => void) | undefined, takesCode: boolean): Native {
  const trap = (target: Native, self: unknown, args: Arguments): unknown => {
    let result: unknown;
    before?.();
    try {
      result = apply(target as () => unknown, self, args);
    } catch (thrown) {
      if (isThrownByNative(thrown, args, takesCode)) captureStack(thrown as object, trap);
      throw thrown;
    }
    try {
      note(result, self, args, trap);
    } catch {
      /* The trap of a Proxy that the page handed over, or a stack without room: this one is not counted. */
    }
    return result;
  };
  const wrapped = new ProxyOf(native, bare({ apply: trap as never }));
  natives.set(wrapped, native);
  return wrapped;
}

/**
 * Puts a Proxy of a native class in its place, which notes each object that is made, and is the `constructor` of the class's objects. A class that extends it works as before.
 */
export function wrapClass(owner: object, key: string, note: (made: object, args: Arguments) => void): void {
  const property = getOwnPropertyDescriptor(owner, key);
  const native: unknown = property?.value;
  if (property === undefined || typeof native !== "function" || property.configurable !== true) return;
  const trap = (target: Native, args: Arguments, newTarget: object): object => {
    let made: object;
    try {
      made = construct(target as never, args, (newTarget === wrapped ? target : newTarget) as never);
    } catch (thrown) {
      if (isThrownByNative(thrown, args, false)) captureStack(thrown as object, trap);
      throw thrown;
    }
    try {
      note(made, args);
    } catch {
      /* A stack without room: this one is not noted. */
    }
    return made;
  };
  const wrapped: object = new ProxyOf(native as Native, bare({ construct: trap as never }));
  natives.set(wrapped, native as Native);
  defineProperty(owner, key, bare({ ...property, value: wrapped }));
  const { prototype } = native as { readonly prototype?: object };
  const ofClass = prototype && getOwnPropertyDescriptor(prototype, "constructor");
  if (prototype !== undefined && ofClass?.configurable === true) {
    defineProperty(prototype, "constructor", bare({ ...ofClass, value: wrapped }));
  }
}

/** The stack of an error then begins in the page, as it would without the Proxy. Where the page's own code may have run, the error may be the page's, and stays as it is. */
function isThrownByNative(thrown: unknown, args: Arguments, takesCode: boolean): boolean {
  if (typeof thrown !== "object" || thrown === null) return false;
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (typeof value === "object" && value !== null) return false;
    /* A policy of the page may convert code. */
    if (typeof value === "string" && takesCode) return false;
  }
  return true;
}

/** From now on the source text of a wrapped function is that of its native, and so is that of `toString` itself. Another realm gives it without the name. */
export function hideSources(): void {
  const trap = (_target: Native, self: unknown): unknown => {
    const native = typeof self === "function" ? natives.get(self) : undefined;
    if (native !== undefined) return toStringOf(native);
    try {
      return toStringOf(self);
    } catch (thrown) {
      captureStack(thrown as object, trap);
      throw thrown;
    }
  };
  const property = getOwnPropertyDescriptor(Function.prototype, "toString");
  const wrapped = new ProxyOf(nativeToString, bare({ apply: trap as never }));
  natives.set(wrapped, nativeToString as Native);
  defineProperty(Function.prototype, "toString", bare({ ...property, value: wrapped }));
}
