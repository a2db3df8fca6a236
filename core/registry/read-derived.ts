import { forEachMapEntry, forEachSetMember, isArray, isWeakMap, prototypeOf } from "../realm/introspect.ts";
import { createSafeList, type SafeList } from "../realm/safe-collections.ts";
import type { BoundWith, ContextReader, DerivedFunctions, ReadPrivates, ReadVariables } from "./derived-types.ts";
import { findRegistry, ownValueOf } from "./record.ts";

const { apply } = Reflect;
const { keys } = Object;
const { get: weakMapGet } = WeakMap.prototype;

const NONE: readonly unknown[] = [];

/** Classes above one another that are looked at. */
const MAX_CLASSES = 64;

/** Contexts around one another that are read: more than functions stand in one another in any source. */
export const MAX_CONTEXTS = 256;

/** A list whose indices below its length are its own. */
interface OwnList<T> {
  readonly [index: number]: T;
  readonly length: number;
}

/** Variables of one scope, or `#private` members of one object. */
export interface ReadNames {
  readonly names: OwnList<string>;
  readonly values: OwnList<unknown>;
  /** Those that have no value yet are counted, too. */
  readonly slots: number;
}

/**
 * Reads what generated code gives: its getters are called, and those that throw have a variable in its temporal dead zone. Undefined for anything but an object.
 * Hot: there is one for each context of a page, so the lists are those that the engine makes of a hidden class.
 */
export function namesIn(variables: unknown): ReadNames | undefined {
  if (typeof variables !== "object" || variables === null) return undefined;
  const names = keys(variables);
  const values: unknown[] = keys(variables);
  const slots = names.length;
  let kept = 0;
  for (let i = 0; i < slots; i++) {
    const name = names[i];
    try {
      values[kept] = (variables as Readonly<Record<string, unknown>>)[name];
    } catch {
      continue;
    }
    names[kept++] = name;
  }
  if (kept < slots) {
    names.length = kept;
    values.length = kept;
  }
  return { names, values, slots };
}

/** What the reader of a context gives; undefined where that is not what generated code gives. */
export interface ReadContext extends ReadNames {
  readonly name: string;
  /** The reader of the next context outside, unless other code made this one. */
  readonly outside: unknown;
}

export function readContext(reader: ContextReader): ReadContext | undefined {
  try {
    const answer = reader();
    const name: unknown = answer[0];
    const variables = namesIn(answer[2]);
    if (typeof name !== "string" || variables === undefined) return undefined;
    const { names, values, slots } = variables;
    return { name, outside: answer[1], names, values, slots };
  } catch {
    /* Generated code throws nowhere. */
    return undefined;
  }
}

/** Reads the private members of one class. */
export interface PrivatesReader {
  readonly read: ReadPrivates;
  /** Names of those that the description of the class has itself. */
  readonly described: readonly unknown[];
}

export interface DerivedModule {
  readonly path: string;
  readonly read: ReadVariables;
}

/** The modules on the record of a realm, in the order in which they ran first. None where the record is not ours. */
export function derivedModulesIn(realm: object): SafeList<DerivedModule> {
  const modules = createSafeList<DerivedModule>();
  try {
    forEachMapEntry(memberIn(realm, "modules"), (read, path) => {
      if (typeof path === "string" && typeof read === "function")
        modules[modules.length] = { path, read: read as ReadVariables };
    });
  } catch {
    /* There is no such table, or other code has put something in its place. */
  }
  return modules;
}

/** What the copies of the runtime on the record of a realm know of functions and objects. Asks nothing but them. */
export class DerivedKnowledge {
  readonly #realms: SafeList<object>;
  readonly #copies: SafeList<DerivedFunctions> = createSafeList();
  readonly #privateNames: SafeList<object> = createSafeList();

  constructor(realms: SafeList<object>) {
    this.#realms = realms;
    for (let r = 0; r < realms.length; r++) {
      try {
        forEachSetMember(memberIn(realms[r], "derived"), (copy) => {
          if (isComplete(copy)) this.#copies[this.#copies.length] = copy;
        });
        const names = memberIn(realms[r], "privateNames");
        if (isWeakMap(names)) this.#privateNames[this.#privateNames.length] = names;
      } catch {
        /* As above. */
      }
    }
  }

  /** Whether there is anything to ask. */
  get isEmpty(): boolean {
    return this.#copies.length === 0;
  }

  readerOf(fn: object): ContextReader | undefined {
    return this.#firstOf("readerOf", fn) as ContextReader | undefined;
  }

  boundWith(fn: object): BoundWith | undefined {
    return this.#firstOf("boundWith", fn) as BoundWith | undefined;
  }

  /** What reads private members of objects with that prototype, or static ones of that class. */
  privatesOf(prototypeOrClass: object): ReadPrivates | undefined {
    return this.#firstOf("privatesOf", prototypeOrClass) as ReadPrivates | undefined;
  }

  /** The text of a function as the app has it. */
  shownText(text: string): string {
    const shown = this.#firstOf("shownText", text);
    return typeof shown === "string" ? shown : text;
  }

  #firstOf(name: keyof Omit<DerivedFunctions, "own">, value: object | string): unknown {
    for (let i = 0; i < this.#copies.length; i++) {
      try {
        const found: unknown = (this.#copies[i][name] as (value: object | string) => unknown)(value);
        if (found !== undefined) return found;
      } catch {
        /* Not a copy of the runtime. */
      }
    }
    return undefined;
  }

  /** What reads the private members of objects with that prototype, of each class they are of, the nearest first; or the static ones of that class. */
  readersOfPrivates(prototypeOrClass: object | null): SafeList<PrivatesReader> {
    const readers = createSafeList<PrivatesReader>();
    let at = prototypeOrClass;
    for (let depth = 0; at !== null && depth < MAX_CLASSES; depth++) {
      const read = this.privatesOf(at);
      if (read !== undefined) readers[readers.length] = { read, described: this.#describedIn(at) };
      at = typeof at === "function" ? null : prototypeOf(at);
    }
    return readers;
  }

  /** Names of the private members that the description of a class has itself. */
  #describedIn(prototype: object): readonly unknown[] {
    for (let t = 0; t < this.#privateNames.length; t++) {
      const names: unknown = apply(weakMapGet, this.#privateNames[t], [prototype]);
      if (isArray(names)) return names;
    }
    return NONE;
  }

  /** What is the plug-in's own among the functions of the realms: what reads modules, and the functions of each copy of the runtime. */
  ownFunctions(): SafeList<object> {
    const functions = createSafeList<object>();
    const add = (value: unknown): void => {
      if (typeof value === "function") functions[functions.length] = value;
    };
    for (let i = 0; i < this.#copies.length; i++) {
      const copy = this.#copies[i];
      add(copy.readerOf);
      add(copy.boundWith);
      add(copy.privatesOf);
      const own = ownValueOf(copy, "own") as DerivedFunctions["own"] | undefined;
      for (let f = 0; own !== undefined && f < own.length; f++) add(own[f]);
    }
    for (let r = 0; r < this.#realms.length; r++) {
      const modules = derivedModulesIn(this.#realms[r]);
      for (let m = 0; m < modules.length; m++) add(modules[m].read);
    }
    return functions;
  }
}

/** A member of the record; throws where there is none. */
function memberIn(realm: object, name: "modules" | "derived" | "privateNames"): object {
  return ownValueOf(findRegistry(realm) as object, name) as object;
}

function isComplete(copy: unknown): copy is DerivedFunctions {
  if (typeof copy !== "object" || copy === null) return false;
  return (
    typeof ownValueOf(copy, "readerOf") === "function" &&
    typeof ownValueOf(copy, "boundWith") === "function" &&
    typeof ownValueOf(copy, "privatesOf") === "function"
  );
}
