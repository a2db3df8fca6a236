import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DerivedFunctions, ReadVariables } from "../../../core/registry/derived-types.ts";
import type * as Runtime from "./runtime.ts";

const REGISTRY = Symbol.for("allocative.registry");

interface RecordHere {
  readonly roots: ReadonlyMap<string, unknown>;
  readonly modules?: ReadonlyMap<string, ReadVariables>;
  readonly derived: ReadonlySet<DerivedFunctions>;
}

function recordHere(): RecordHere {
  return Reflect.get(globalThis, REGISTRY);
}

async function loadCopy(): Promise<typeof Runtime> {
  vi.resetModules();
  return await import("./runtime.ts");
}

/** What the copy of the runtime says that was loaded as the `nth`. */
function derivedHere(nth = 0): DerivedFunctions {
  const derived = Array.from(recordHere().derived)[nth];
  if (derived === undefined) throw new Error("no such copy is on the record");
  return derived;
}

let runtime: typeof Runtime;

beforeEach(async () => {
  Reflect.deleteProperty(globalThis, REGISTRY);
  runtime = await loadCopy();
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, REGISTRY);
});

describe("module", () => {
  test("puts the reader under its path, and the same path replaces", () => {
    let cache = 1;
    runtime.module("src/store.ts", () => ({ cache }));
    runtime.module("src/other.ts", () => ({}));
    cache = 2;
    const { modules } = recordHere();
    expect([...(modules?.keys() ?? [])]).toEqual(["src/store.ts", "src/other.ts"]);
    expect(modules?.get("src/store.ts")?.()).toEqual({ cache: 2 });
    runtime.module("src/store.ts", () => ({ fresh: true }));
    expect(modules?.size).toBe(2);
    expect(modules?.get("src/store.ts")?.()).toEqual({ fresh: true });
  });

  test("two copies share one table of modules, and each says what it knows of functions", async () => {
    const other = await loadCopy();
    expect(other).not.toBe(runtime);
    runtime.module("a.js", () => ({}));
    other.module("b.js", () => ({}));
    expect([...(recordHere().modules?.keys() ?? [])]).toEqual(["a.js", "b.js"]);
    const reader = () => ["", undefined, {}] as const;
    const first = runtime.own(() => 1, reader);
    const second = other.own(() => 2, reader);
    const [ofFirst, ofSecond] = [derivedHere(0), derivedHere(1)];
    expect([ofFirst.readerOf(first), ofFirst.readerOf(second)]).toEqual([reader, undefined]);
    expect([ofSecond.readerOf(first), ofSecond.readerOf(second)]).toEqual([undefined, reader]);
  });

  test("joins a record that an older version of the package made", async () => {
    const roots = new Map();
    Object.defineProperty(globalThis, REGISTRY, { value: { version: 1, roots }, configurable: true });
    runtime = await loadCopy();
    runtime.module("a.js", () => ({}));
    expect(recordHere().roots).toBe(roots);
    expect(recordHere().modules?.size).toBe(1);
    expect(recordHere().derived.size).toBe(1);
  });

  test.each([
    ["a record of a later version", { version: 2 }],
    ["something else", "mine"],
    ["a record that takes no member", Object.freeze({ version: 1, roots: new Map() })],
    ["members of another kind", { version: 1, roots: new Map(), modules: [], derived: [] }],
  ])("%s in the registry's place throws nothing into the app", async (_what, value) => {
    Object.defineProperty(globalThis, REGISTRY, { value, configurable: true });
    runtime = await loadCopy();
    expect(() => runtime.module("a.js", () => ({}))).not.toThrow();
    expect(runtime.own(test, () => ["", undefined, {}])).toBe(test);
  });
});

describe("own", () => {
  test("gives the function back, with a reader that no list of keys has", () => {
    const reader = () => ["f", undefined, {}] as const;
    const fn = (a: number) => a;
    const before = Object.getOwnPropertyDescriptors(fn);
    expect(runtime.own(fn, reader)).toBe(fn);
    expect(derivedHere().readerOf(fn)).toBe(reader);
    expect(Object.getOwnPropertyDescriptors(fn)).toEqual(before);
    expect(Reflect.ownKeys(fn)).toEqual(["length", "name"]);
  });

  test("of what a variable or a key gives, a second reader is ignored, and so is what is no function", () => {
    const reader = () => ["f", undefined, {}] as const;
    const fn = () => 1;
    const object = {};
    runtime.own(fn, reader);
    runtime.ownFound(fn, () => ["g", undefined, {}]);
    for (const value of [object, undefined, null, 42, "text", Symbol("s")]) runtime.ownFound(value, reader);
    expect([fn, object].map(derivedHere().readerOf)).toEqual([reader, undefined]);
  });

  test("a frozen function takes one, and so does a Proxy, whose traps do not run", () => {
    const reader = () => ["f", undefined, {}] as const;
    const frozen = Object.freeze(() => 1);
    const trapped = new Proxy(
      {},
      {
        get: (_traps, name) => {
          throw new Error(`the trap ${String(name)} ran`);
        },
      },
    );
    const target = () => 1;
    const proxy = new Proxy(target, trapped);
    runtime.own(frozen, reader);
    runtime.own(proxy, reader);
    const { readerOf } = derivedHere();
    expect([readerOf(frozen), readerOf(proxy), readerOf(target)]).toEqual([reader, reader, undefined]);
  });

  test("goes on where the page replaced what it needs", () => {
    const { WeakMap: RealWeakMap, Map: RealMap, Symbol: RealSymbol, Set: RealSet, Reflect: RealReflect } = globalThis;
    const { set } = Map.prototype;
    const fail = (): never => {
      throw new Error("code of the page ran");
    };
    const fn = () => 1;
    const reader = () => ["f", undefined, {}] as const;
    Object.assign(globalThis, { WeakMap: fail, Map: fail, Symbol: fail, Set: fail, Reflect: undefined });
    RealMap.prototype.set = fail;
    try {
      runtime.own(fn, reader);
      runtime.module("a.js", () => ({}));
    } finally {
      RealMap.prototype.set = set;
      Object.assign(globalThis, {
        WeakMap: RealWeakMap,
        Map: RealMap,
        Symbol: RealSymbol,
        Set: RealSet,
        Reflect: RealReflect,
      });
    }
    expect(derivedHere().readerOf(fn)).toBe(reader);
    expect(recordHere().modules?.has("a.js")).toBe(true);
  });
});

describe("privates", () => {
  test("reads instances and the class itself", () => {
    const { privates } = runtime;
    class Account {
      static #count = 3;
      #balance = 5;
      static {
        privates(Account, (o) =>
          #balance in o ? { "#balance": o.#balance } : #count in o ? { "#count": Account.#count } : undefined,
        );
      }
    }
    const { privatesOf } = derivedHere();
    expect(privatesOf(Account.prototype)?.(new Account())).toEqual({ "#balance": 5 });
    expect(privatesOf(Account)?.(Account)).toEqual({ "#count": 3 });
    expect(privatesOf(Account)?.({})).toBeUndefined();
    expect(Reflect.ownKeys(Account.prototype)).toEqual(["constructor"]);
  });

  test("a subclass has its own reader or none", () => {
    const { privates } = runtime;
    const read = () => undefined;
    class Base {}
    class Derived extends Base {}
    privates(Base, read);
    const { privatesOf } = derivedHere();
    expect([privatesOf(Base.prototype), privatesOf(Derived.prototype), privatesOf(Derived)]).toEqual([
      read,
      undefined,
      undefined,
    ]);
  });
});

describe("ownMembers and ownClass", () => {
  const reader = () => ["f", undefined, {}] as const;

  test("of an object literal, the functions under the given keys", () => {
    const foreign = () => 1;
    const literal = {
      a: () => 1,
      b: foreign,
      c() {},
      get d() {
        return this;
      },
    };
    expect(runtime.ownMembers(literal, reader, "a", "c", "d")).toBe(literal);
    const { readerOf } = derivedHere();
    const getter = Object.getOwnPropertyDescriptor(literal, "d")?.get as object;
    expect([literal.a, literal.c, getter, foreign].map(readerOf)).toEqual([reader, reader, reader, undefined]);
  });

  test("without keys, all functions that the literal has", () => {
    const key = Symbol("key");
    const literal = { [key]: () => 1, a: 1 };
    expect(runtime.ownMembers(literal, reader)).toBe(literal);
    expect(derivedHere().readerOf(literal[key])).toBe(reader);
  });

  test("of a class, itself, its methods and accessors, static ones too, under computed keys, too", () => {
    const symbol = Symbol("m");
    class Type {
      static {
        runtime.ownClass(Type, reader);
      }
      static foreign = foreignFunction;
      static s() {}
      m() {}
      [symbol]() {}
      set x(_value: unknown) {}
    }
    const { readerOf } = derivedHere();
    const setter = Object.getOwnPropertyDescriptor(Type.prototype, "x")?.set as object;
    const functions = [Type, Type.s, Type.prototype.m, Type.prototype[symbol], setter];
    expect(functions.map(readerOf)).toEqual(functions.map(() => reader));
    expect(readerOf(Type.foreign)).toBe(undefined);
  });

  function foreignFunction() {}
});

describe("bind", () => {
  test("is the call of the engine, and knows what it was made with", () => {
    const { bind } = runtime;
    function add(this: { base: number }, a: number, b: number): number {
      return this.base + a + b;
    }
    const thisValue = { base: 1 };
    const bound = bind(add, thisValue, 2) as (b: number) => number;
    expect(bound(3)).toBe(6);
    expect([bound.name, bound.length]).toEqual(["bound add", 1]);
    const known = derivedHere().boundWith(bound);
    expect(known?.target).toBe(add);
    expect(known?.args).toEqual([thisValue, 2]);
  });

  test("a method of the app's own is called like any other", () => {
    const target = {
      calls: [] as unknown[],
      bind(...args: unknown[]) {
        this.calls.push(args);
        return target;
      },
    };
    expect(runtime.bind(target, "click", 1)).toBe(target);
    expect(target.calls).toEqual([["click", 1]]);
    expect(derivedHere().boundWith(target)).toBeUndefined();
  });

  test("errors are those of the call", () => {
    const bind = runtime.bind as (...args: unknown[]) => unknown;
    expect(() => bind(undefined)).toThrow("Cannot read properties of undefined (reading 'bind')");
    expect(() => bind({})).toThrow(new TypeError("target.bind is not a function"));
    expect(() => bind({ bind: Function.prototype.bind })).toThrow(TypeError);
  });
});

describe("lifetimes", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;

  async function isCollected(reference: WeakRef<object>): Promise<boolean> {
    for (let round = 0; round < 10; round++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      collect();
      if (reference.deref() === undefined) return true;
    }
    return false;
  }

  test("a function with a reader goes when nothing else keeps it, while the context stays", async () => {
    const { own } = runtime;
    const [kept, dropped] = (() => {
      const state = { items: [1] };
      const reader = () => ["f", undefined, { state }] as const;
      return [own(() => state, reader), new WeakRef(own(() => state.items, reader))];
    })();
    expect(await isCollected(dropped)).toBe(true);
    expect(derivedHere().readerOf(kept)?.()[2]).toEqual({ state: { items: [1] } });
  });

  test("what a context kept goes with the last function", async () => {
    const { own } = runtime;
    const state = (() => {
      const variable = { items: [1] };
      own(
        () => variable,
        () => ["f", undefined, { variable }],
      );
      return new WeakRef(variable);
    })();
    expect(await isCollected(state)).toBe(true);
  });

  test("a bound function goes, and what it was bound to", async () => {
    const { bind } = runtime;
    const references = (() => {
      const thisValue = {};
      const target = () => 1;
      bind(target, thisValue);
      return [new WeakRef(thisValue), new WeakRef(target)];
    })();
    for (const reference of references) expect(await isCollected(reference)).toBe(true);
  });

  test("a class with private members goes, and its objects", async () => {
    const { privates } = runtime;
    const references = (() => {
      class Local {
        #own = [1];
        static {
          privates(Local, (o) => (#own in o ? { "#own": o.#own } : undefined));
        }
      }
      return [new WeakRef(Local), new WeakRef(new Local())];
    })();
    for (const reference of references) expect(await isCollected(reference)).toBe(true);
  });

  test("a module's earlier reader goes when the path is registered anew", async () => {
    const { module } = runtime;
    const earlier = (() => {
      const state = { items: [1] };
      module("a.js", () => ({ state }));
      return new WeakRef(state);
    })();
    module("a.js", () => ({}));
    expect(await isCollected(earlier)).toBe(true);
  });
});
