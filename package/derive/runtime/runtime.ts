/**
 * What instrumented code calls. It runs in the page, among the app's own code: it throws nothing, keeps nothing alive that
 * was not alive without it, and nothing of it shows in an app's objects.
 *
 * What belongs to one object is in a private field of that object. Such a field comes and goes with the object, is in no
 * list of keys, and also frozen objects take it. A WeakMap would make each garbage collection slower.
 */
import { registerDerived, registerModule } from "../../../core/registry/derived.ts";
import type {
  BoundWith,
  ContextReader,
  DerivedFunctions,
  ReadPrivates,
  ReadVariables,
} from "../../../core/registry/derived-types.ts";
import { shownText } from "./shown-text.ts";

export type { ContextReader, ReadPrivates, ReadVariables, Variables } from "../../../core/registry/derived-types.ts";

type Args = readonly unknown[];

const { hasOwn } = Object;
const { apply, getOwnPropertyDescriptor, ownKeys } = Reflect;
const nativeBind = Function.prototype.bind;

/** A constructor that gives an object: the fields of a class that extends it are put into that object. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what the class is for.
    return object;
  }
}

let readerOf!: DerivedFunctions["readerOf"];
let boundWith!: DerivedFunctions["boundWith"];
let privatesOf!: DerivedFunctions["privatesOf"];

class Owning extends Given {
  readonly #reader: ContextReader;

  constructor(fn: object, reader: ContextReader) {
    super(fn);
    this.#reader = reader;
  }

  static {
    readerOf = (fn) => (#reader in fn ? fn.#reader : undefined);
  }
}

class Bound extends Given {
  readonly #with: BoundWith;

  constructor(fn: object, target: unknown, args: Args) {
    super(fn);
    this.#with = { target, args };
  }

  static {
    boundWith = (fn) => (#with in fn ? fn.#with : undefined);
  }
}

class WithPrivates extends Given {
  readonly #read: ReadPrivates;

  constructor(object: object, read: ReadPrivates) {
    super(object);
    this.#read = read;
  }

  static {
    privatesOf = (object) => (#read in object ? object.#read : undefined);
  }
}

try {
  registerDerived({
    __proto__: null,
    readerOf,
    boundWith,
    privatesOf,
    shownText,
    own: [shownText, Given, Owning, Bound, WithPrivates, module, privates, own, ownFound, ownMembers, ownClass, bind],
  } as DerivedFunctions);
} catch {
  /* Other code has taken the place of the registry: each snapshot says so. */
}

/** At the end of a module's part: `module("src/store.ts", () => ({ cache }))`. The same path replaces. */
export function module(path: string, read: ReadVariables): void {
  try {
    registerModule(path, read);
  } catch {
    /* As above. */
  }
}

/**
 * At the end of the body of a class: `static { privates(this, (o) => (#x in o ? { "#x": o.#x } : undefined)) }`. Objects
 * of the class are asked for their private members, and the class itself for its static ones.
 */
export function privates(type: { readonly prototype: object }, read: ReadPrivates): void {
  try {
    new WithPrivates(type, read);
    new WithPrivates(type.prototype, read);
  } catch {
    /* A second description of one class is ignored. */
  }
}

/**
 * Gives a function the reader of the innermost scope around it that keeps variables, and returns the function. Only for
 * one that was made just now, so that it has no reader and is not frozen: to ask, or to catch what may be thrown, takes
 * more time than all the rest.
 */
export function own<Fn extends object>(fn: Fn, reader: ContextReader): Fn {
  return new Owning(fn, reader) as unknown as Fn;
}

/** The same for what a variable or a key gives: a second reader is ignored, and so is what is no function. Returns nothing. */
export function ownFound(value: unknown, reader: ContextReader): void {
  try {
    if (typeof value === "function" && readerOf(value) === undefined) new Owning(value, reader);
  } catch {
    /* One that takes no private field. */
  }
}

/** Around an object literal: `own` for the functions that the literal makes under these keys; without keys for all that it has. Returns the object. */
export function ownMembers<Literal extends object>(
  literal: Literal,
  reader: ContextReader,
  ...keys: string[]
): Literal {
  if (keys.length === 0) ownAll(literal, reader);
  for (let index = 0; index < keys.length; index++) ownMember(literal, keys[index] as string, reader);
  return literal;
}

/** At the start of the body of a class, where it and its prototype have nothing but its own methods: `static { ownClass(this, reader) }`. */
export function ownClass(type: { readonly prototype: object }, reader: ContextReader): void {
  ownFound(type, reader);
  ownAll(type, reader);
  ownAll(type.prototype, reader);
}

function ownAll(object: object, reader: ContextReader): void {
  const keys = ownKeys(object);
  for (let index = 0; index < keys.length; index++) ownMember(object, keys[index] as PropertyKey, reader);
}

function ownMember(object: object, key: PropertyKey, reader: ContextReader): void {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor === undefined) return;
  // Of an accessor's descriptor both are its own, whatever the page put on Object.prototype.
  if (hasOwn(descriptor, "value")) {
    ownFound(descriptor.value, reader);
  } else {
    ownFound(descriptor.get, reader);
    ownFound(descriptor.set, reader);
  }
}

/** In place of `target.bind(thisValue, …)`: exactly that call. What the engine's own `bind` makes also knows what it is bound to. */
export function bind(target: { readonly bind: (...args: Args) => unknown }, ...args: Args): unknown {
  const method = target.bind;
  if (typeof method !== "function") throw new TypeError("target.bind is not a function");
  const bound: unknown = apply(method, target, args);
  if (method === nativeBind) {
    try {
      new Bound(bound as object, target, args);
    } catch {
      /* It takes no private field. */
    }
  }
  return bound;
}
