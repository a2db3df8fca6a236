import { afterEach, describe, expect, test } from "vitest";
import { FlameGraphBuilder, registerRoot, takeSnapshot } from "../index.ts";
import { isRootCollected, registeredRootNames, resolveRoot } from "./roots.ts";

const REGISTRY = Symbol.for("allocative.registry");
const undo: (() => void)[] = [];

afterEach(() => {
  for (const step of undo.splice(0)) step();
  Reflect.deleteProperty(globalThis, REGISTRY);
});

/** Puts accessors that must not run on the page's Object.prototype, until the test is over. */
function trapOnObjectPrototype(...names: string[]): { readonly runs: string[] } {
  const runs: string[] = [];
  for (const name of names) {
    const run = (): never => {
      runs.push(name);
      throw new Error("page code ran");
    };
    Object.defineProperty(Object.prototype, name, { get: run, set: run, configurable: true });
    undo.push(() => Reflect.deleteProperty(Object.prototype, name));
  }
  return { runs };
}

/** Calls of a root that is a function; what it gives must never be measured. */
function countedCalls(): { count: number } {
  return { count: 0 };
}

describe("records of another version of the library", () => {
  test.each<[string, () => unknown]>([
    ["a record without reference", () => ({ get: () => ({ a: 1 }) })],
    ["a record without get", () => ({ reference: new WeakRef(kept) })],
    ["an empty record", () => ({})],
    ["a record that is not an object", () => 42],
    ["a reference that is not a WeakRef", () => ({ reference: { deref: () => kept } })],
  ])("%s runs nothing of the page's Object.prototype", (_what, record) => {
    Object.defineProperty(globalThis, REGISTRY, {
      value: { version: 1, roots: new Map([["root", record()]]) },
      configurable: true,
    });
    const { runs } = trapOnObjectPrototype("get", "reference", "classes", "predicates", "version");
    const snapshot = takeSnapshot({ layout: "chrome" });
    registerRoot("other", kept);
    for (const step of undo.splice(0)) step();
    expect(runs).toEqual([]);
    const isWhole = _what.startsWith("a record without");
    expect(snapshot.toFolded()).toBe(isWhole ? "root;Object 12\nroot;Object;a 4\n" : "");
    expect(snapshot.warnings.map(({ code }) => code)).toEqual(isWhole ? [] : ["root-collected"]);
  });

  test("roots that are not a Map are refused with the place", () => {
    Object.defineProperty(globalThis, REGISTRY, { value: { version: 1, roots: [] }, configurable: true });
    expect(() => takeSnapshot()).toThrow("is object, not a registry of roots");
  });
});

const kept = { a: 1 };

describe("a function as a root", () => {
  const calls = countedCalls();
  const call = (): object => {
    calls.count++;
    return { called: true };
  };
  const client = Object.assign(() => call(), { defaults: { url: "/api" } });
  class Store {}
  function ordinary(): object {
    return call();
  }
  test.each<[string, object]>([
    ["a function with properties, as an axios instance", client],
    ["a Proxy of a function, as of Comlink", new Proxy(() => call(), {})],
    ["a bound function", call.bind(null)],
    ["a function of the engine", Math.random],
    ["an ordinary function", ordinary],
    ["a class", Store],
    ["a function with a parameter", (_url: string) => call()],
    ["a function with rest parameters and a property", Object.assign((..._urls: string[]) => call(), { get: 1 })],
    ["a function with a symbol as property", Object.assign(() => call(), { [Symbol("id")]: 1 })],
  ])("%s is the object to measure, and is not called", (_what, root) => {
    registerRoot("api", root);
    expect(resolveRoot("api")).toEqual({ state: "found", value: root });
    takeSnapshot({ layout: "chrome" });
    new FlameGraphBuilder({ layout: "chrome" }).visitGlobalRoots();
    expect(calls.count).toBe(0);
  });

  test.each<[string, () => object]>([
    ["an arrow function", () => kept],
    ["a method", { get: (): object => kept }.get],
    [
      "a method in short form",
      {
        read(): object {
          return kept;
        },
      }.read,
    ],
    ["an arrow function with a hidden property", Object.defineProperty(() => kept, "hidden", { value: 1 })],
  ])("%s is a getter", (_what, getter) => {
    registerRoot("state", getter);
    expect(resolveRoot("state")).toEqual({ state: "found", value: kept });
  });

  test("is not asked for its prototype, which would make one, and a Proxy runs no trap", () => {
    const asked: string[] = [];
    const proxy = new Proxy(() => kept, {
      get: (_target, name) => asked.push(`get ${String(name)}`),
      getOwnPropertyDescriptor: (_target, name) => void asked.push(`descriptor ${String(name)}`),
      ownKeys: () => {
        asked.push("keys");
        return [];
      },
    });
    registerRoot("worker", proxy);
    expect(asked).toEqual([]);
  });

  test("that is passed to takeSnapshot is measured, not called", () => {
    const { warnings } = takeSnapshot({ roots: { call, arrow: () => call() } });
    expect(warnings).toEqual([]);
    expect(calls.count).toBe(0);
  });
});

describe("a getter that returns a Promise", () => {
  test("is a warning with the mend", () => {
    registerRoot("cart", async () => kept);
    const { warnings } = takeSnapshot({ layout: "chrome" });
    expect(warnings).toEqual([
      { code: "root-promise", path: "cart", detail: expect.stringContaining('registerRoot("name", await promise)') },
    ]);
    const builder = new FlameGraphBuilder({ layout: "chrome" });
    builder.visitGlobalRoots();
    expect(builder.finish().warnings).toMatch(/^Root `cart`: The root is a Promise/);
  });

  test("an object with a then, or one that calls itself a Promise, is not one; nothing of it runs", () => {
    const runs: string[] = [];
    class Thenable {
      get then(): never {
        runs.push("then");
        throw new Error("page code ran");
      }
      get [Symbol.toStringTag](): string {
        runs.push("tag");
        return "Promise";
      }
    }
    registerRoot("then", () => new Thenable());
    expect(takeSnapshot({ layout: "chrome" }).warnings).toEqual([]);
    expect(runs).toEqual([]);
  });
});

test("whether a root is collected is asked without calling its getter", () => {
  registerRoot("kept", kept);
  registerRoot("getter", () => {
    throw new Error("called");
  });
  expect(Array.from(registeredRootNames(), (name) => [name, isRootCollected(name)])).toEqual([
    ["kept", false],
    ["getter", false],
  ]);
  expect(isRootCollected("unknown")).toBe(true);
});
