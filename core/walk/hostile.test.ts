import { describe, expect, test } from "vitest";
import { decodeSnapshot, takeSnapshot } from "../index.ts";

/* The page under measurement is hostile and must not notice us. */

const boom = (): never => {
  throw new Error("page code was run");
};

describe("objects that fight back", () => {
  test("a getter, toJSON, then, valueOf, toString or an iterator is never called", () => {
    const trap = {
      get getter() {
        return boom();
      },
      toJSON: boom,
      then: boom,
      valueOf: boom,
      toString: boom,
      [Symbol.iterator]: boom,
      [Symbol.toPrimitive]: boom,
      get [Symbol.toStringTag]() {
        return boom();
      },
    };
    class Trap {
      get [Symbol.toStringTag]() {
        return boom();
      }
      static get [Symbol.hasInstance]() {
        return boom();
      }
      get constructorName() {
        return boom();
      }
    }
    Object.defineProperty(Trap, "name", { get: boom });
    const snapshot = takeSnapshot({ layout: "chrome", roots: { trap, instance: new Trap(), Trap } });
    expect(snapshot.warnings).toEqual([]);
  });

  test("collections with their own methods are read by the engine's", () => {
    const map = Object.assign(new Map([["key 1", "value"]]), { forEach: boom, entries: boom, [Symbol.iterator]: boom });
    const list = Object.assign(["item"], { length: 1, forEach: boom, [Symbol.iterator]: boom });
    expect(takeSnapshot({ layout: "chrome", roots: { map, list } }).toFolded()).toContain(
      "map;Map;table;key;string 20\n",
    );
  });

  test("a proxy whose traps throw costs a warning with its path", () => {
    const hostile = new Proxy({}, { getPrototypeOf: boom, ownKeys: boom, getOwnPropertyDescriptor: boom });
    const snapshot = takeSnapshot({ layout: "chrome", roots: { app: { list: [1, { hostile }] } } });
    expect(snapshot.warnings).toEqual([
      {
        code: "object-unreadable",
        path: "app;list;elements;hostile",
        detail: `Reading the object threw an error with the page's own words "page code was run". Its bytes are not counted.`,
      },
    ]);
    expect(snapshot.toFolded()).toContain("app;Object;list;Array;elements;Object;hostile 4\n");
  });

  test("a revoked proxy costs a warning", () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expect(takeSnapshot({ layout: "chrome", roots: { proxy } }).warnings[0]?.code).toBe("object-unreadable");
  });

  test("a proxy that fails halfway leaves no half-told object", () => {
    let reads = 0;
    const target = { a: "first text", b: "second text", c: "third" };
    const proxy = new Proxy(target, {
      getOwnPropertyDescriptor: (object, key) => (++reads > 2 ? boom() : Reflect.getOwnPropertyDescriptor(object, key)),
    });
    const snapshot = takeSnapshot({ layout: "chrome", roots: { proxy, after: { x: 1 } } });
    expect(snapshot.warnings).toHaveLength(1);
    expect(snapshot.toFolded()).toContain("after;Object 12\nafter;Object;x 4\n");
    expect(snapshot.toFolded()).not.toContain("proxy;Object");
  });

  test("what was met only in the half that was told is not counted either", () => {
    const target = { a: { deep: {} }, b: "a text", c: 1 };
    const proxy = new Proxy(target, {
      getOwnPropertyDescriptor: (object, key) => (key === "c" ? boom() : Reflect.getOwnPropertyDescriptor(object, key)),
    });
    const snapshot = takeSnapshot({ roots: { proxy }, layout: "chrome" });
    expect(snapshot.totalSize).toBe(0);
    expect(snapshot.objectCount).toBe(1);
    expect(takeSnapshot({ roots: { proxy, a: target.a }, layout: "chrome" }).toFolded()).toBe(
      "a;Object 12\na;Object;deep 4\na;Object;deep;Object 12\na;Object;deep;Object;unused_capacity 16\n",
    );
  });

  test("the same of a long object, which is told in parts", () => {
    const count = 20_000;
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => Array.from({ length: count }, (_, i) => `k${i}`),
        getOwnPropertyDescriptor(_target, key) {
          if (key === `k${count - 1}`) throw new Error("no");
          return { value: { name: `value of ${String(key)}` }, writable: true, enumerable: true, configurable: true };
        },
      },
    );
    const kept = { deep: {} };
    const snapshot = takeSnapshot({ layout: "chrome", roots: { list: [{ kept }, proxy, { kept }] } });
    const alone = takeSnapshot({ layout: "chrome", roots: { list: [{ kept }, {}, { kept }] } });
    expect(snapshot.objectCount).toBe(alone.objectCount);
    expect(snapshot.graph.nodeCount).toBe(alone.graph.nodeCount);
    expect(snapshot.totalSize).toBeLessThanOrEqual(alone.totalSize);
  });

  test("roots that throw when they are listed cost a warning", () => {
    const roots = new Proxy({}, { ownKeys: boom });
    expect(takeSnapshot({ roots }).warnings).toEqual([
      {
        code: "roots-unreadable",
        path: "",
        detail: `Reading the roots threw an error with the page's own words "page code was run".`,
      },
    ]);
  });

  test("roots whose long names differ only in the part that is cut stay apart", () => {
    const roots = {
      [`${"k".repeat(2000)}1`]: { a: 1 },
      [`${"k".repeat(2000)}2`]: { a: 1 },
      [`${"k".repeat(2000)}3`]: {},
    };
    const snapshot = takeSnapshot({ roots });
    expect(snapshot.toFolded().match(/;Object;a /g)).toHaveLength(2);
    expect(decodeSnapshot(snapshot.encode()).toFolded()).toBe(snapshot.toFolded());
  });

  test("a proxy that grows a new proxy at every look comes to an end by maxObjects", () => {
    const endless = (): object =>
      new Proxy(
        {},
        { ownKeys: () => ["more"], getOwnPropertyDescriptor: () => ({ value: endless(), configurable: true }) },
      );
    const snapshot = takeSnapshot({ layout: "chrome", roots: { endless: endless() }, maxObjects: 1000 });
    expect(snapshot.objectCount).toBe(1000);
    expect(snapshot.warnings.map((warning) => warning.code)).toEqual(["too-many-nodes"]);
  });

  test("a chain of prototypes without end is cut", () => {
    const endless = (): object => new Proxy({}, { getPrototypeOf: endless });
    expect(takeSnapshot({ layout: "chrome", roots: { endless: endless() } }).objectCount).toBe(1);
  });

  test("a throwing thing that is itself hostile is contained", () => {
    const thrown = new Proxy({}, { getOwnPropertyDescriptor: boom });
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw thrown;
        },
      },
    );
    expect(takeSnapshot({ layout: "chrome", roots: { hostile } }).warnings[0]?.detail).toContain(
      "an object without a readable message",
    );
  });

  test("a key of a megabyte is cut, and its bytes are counted", () => {
    const snapshot = takeSnapshot({ layout: "chrome", roots: { o: { ["k".repeat(1_000_000)]: "worth" } } });
    expect(snapshot.toFolded().length).toBeLessThan(10_000);
    expect(snapshot.totalSize).toBe(12 + 4 + 20);
  });
});

describe("intrinsics that the page replaced after load", () => {
  const replaced: [object, PropertyKey][] = [
    [Map.prototype, "get"],
    [Map.prototype, "set"],
    [Map.prototype, "forEach"],
    [Set.prototype, "forEach"],
    [Array.prototype, "push"],
    [Array.prototype, Symbol.iterator],
    [String.prototype, "charCodeAt"],
    [Object, "keys"],
    [Object, "getOwnPropertyDescriptor"],
    [Object, "getPrototypeOf"],
    [Reflect, "ownKeys"],
    [Reflect, "apply"],
    [Math, "ceil"],
    [Math, "max"],
    [Object.getPrototypeOf(Uint32Array.prototype), "set"],
    [Object.getPrototypeOf(Uint32Array.prototype), "buffer"],
    [BigInt.prototype, "toString"],
    [Date.prototype, "getTime"],
  ];

  test("are not called", () => {
    const roots = {
      map: new Map([[1, { set: new Set(["abc"]) }]]),
      list: [1.5, "text", 10n, new Date(), /re/, new Uint8Array(100), () => 1, Symbol("s")],
    };
    const expected = takeSnapshot({ layout: "chrome", roots });
    let called: string[] = [];
    const originals = replaced.map(([owner, key]) => Object.getOwnPropertyDescriptor(owner, key)!);
    const define = Object.defineProperty;
    let size = 0;
    try {
      for (let i = 0; i < replaced.length; i++) {
        const key = replaced[i]![1];
        define(replaced[i]![0], key, {
          configurable: true,
          [originals[i]!.get ? "get" : "value"]: () => {
            called[called.length] = String(key);
          },
        });
      }
      called = [];
      size = takeSnapshot({ layout: "chrome", roots }).totalSize;
    } finally {
      for (let i = 0; i < replaced.length; i++) define(replaced[i]![0], replaced[i]![1], originals[i]!);
    }
    expect(called).toEqual([]);
    expect(size).toBe(expected.totalSize);
  });

  test("members on Object.prototype are not taken for those of a descriptor", () => {
    let size = 0;
    Object.defineProperty(Object.prototype, "get", { configurable: true, get: boom });
    try {
      size = takeSnapshot({ layout: "chrome", roots: { o: { a: 1 } } }).totalSize;
    } finally {
      Reflect.deleteProperty(Object.prototype, "get");
    }
    expect(size).toBe(16);
  });
});

test("what other objects refer to is not forgotten with an object that cannot be read and needs a new chunk of cells", () => {
  const manyKeys = Array.from({ length: 5000 }, (_, i) => `key ${i}`);
  const unreadable = new Proxy(
    {},
    {
      ownKeys: () => manyKeys,
      getOwnPropertyDescriptor: (_, key) => {
        if (manyKeys.includes(String(key))) throw new Error("no");
        return undefined;
      },
    },
  );
  const snapshot = takeSnapshot({
    layout: "chrome",
    dictionaryKeys: 10_000,
    roots: { list: [{ kept: { deep: {} } }, unreadable] },
  });
  expect(snapshot.objectCount).toBe(5);
  expect(decodeSnapshot(snapshot.encode()).toFolded()).toBe(snapshot.toFolded());
  expect(snapshot.toFolded()).toContain("list;Array;elements;Object;kept;Object;deep;Object 12\n");
});
