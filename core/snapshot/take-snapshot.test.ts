import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test } from "vitest";
import {
  decodeSnapshot,
  RegistryError,
  registerRoot,
  SnapshotFormatError,
  SnapshotOptionError,
  startSnapshot,
  takeSnapshot,
} from "../index.ts";

const REGISTRY = Symbol.for("allocative.registry");

afterEach(() => {
  Reflect.deleteProperty(globalThis, REGISTRY);
});

describe("registerRoot", () => {
  test("makes an object a root until it is taken away", () => {
    const store = { users: ["Ann"] };
    const unregister = registerRoot("store", store);
    expect(takeSnapshot({ layout: "chrome" }).toFolded()).toContain("store;Object;users;Array 16\n");
    unregister();
    expect(takeSnapshot({ layout: "chrome" }).toFolded()).toBe("");
  });

  test("calls a getter at each snapshot", () => {
    let cart = { items: 1 };
    registerRoot("cart", () => cart);
    expect(takeSnapshot({ layout: "chrome" }).totalSize).toBe(16);
    cart = Object.assign(cart, { more: 2 });
    expect(takeSnapshot({ layout: "chrome" }).totalSize).toBe(20);
  });

  test("gives a name to the object that asked last; the first one's disposer leaves it alone", () => {
    const first = { a: 1 };
    const second = { a: 1, b: 2 };
    const unregisterFirst = registerRoot("store", first);
    registerRoot("store", second);
    unregisterFirst();
    expect(takeSnapshot({ layout: "chrome" }).totalSize).toBe(20);
  });

  test("leaves no key that a loop over the global would meet", () => {
    registerRoot("store", {});
    expect(Object.keys(globalThis)).not.toContain(String(REGISTRY));
    expect(Object.getOwnPropertyDescriptor(globalThis, REGISTRY)?.enumerable).toBe(false);
  });

  test.each([
    ["", {}, 'expected a name that is not empty; got ""'],
    [3, {}, "got number"],
    ["n", 3, 'registerRoot("n"): expected an object or a function; got number'],
    ["n", null, "got null"],
  ])("refuses %j, %j", (name, root, message) => {
    expect(() => registerRoot(name as string, root as object)).toThrow(message);
  });

  test("says so where another version of the package has made the registry", () => {
    Object.defineProperty(globalThis, REGISTRY, { value: { version: 7, roots: new Map() }, configurable: true });
    expect(() => registerRoot("store", {})).toThrow(RegistryError);
    expect(() => takeSnapshot({ layout: "chrome" })).toThrow(
      "Two versions of allocative are here: one registers roots in a registry of version 7, this one in version 1.",
    );
  });

  test.each([
    [42, "number"],
    [null, "object"],
    [{ version: "1" }, "object"],
    [{ roots: new Map() }, "object"],
  ])("says so where the registry's place is taken by something else: %j", (value, type) => {
    Object.defineProperty(globalThis, REGISTRY, { value, configurable: true });
    const words = `is ${type}, not a registry of roots: other code has taken its place.`;
    expect(() => registerRoot("store", {})).toThrow(words);
    expect(() => takeSnapshot({ layout: "chrome" })).toThrow(words);
  });

  test("names a root whose getter throws or whose object is gone in a warning", async () => {
    registerRoot("broken", () => {
      throw new Error("not yet");
    });
    registerRoot("gone", {});
    setFlagsFromString("--expose-gc");
    /* A WeakRef keeps its object until the task is over. */
    await new Promise((resolve) => setTimeout(resolve, 0));
    (runInNewContext("gc") as () => void)();
    expect(takeSnapshot({ layout: "chrome" }).warnings).toEqual([
      {
        code: "root-threw",
        path: "broken",
        detail: `The root's getter threw an error with the page's own words "not yet".`,
      },
      { code: "root-collected", path: "gone", detail: expect.stringContaining("collected") },
    ]);
  });
});

describe("takeSnapshot", () => {
  test("sizes by the layout asked for; by that of the engine at hand without one", () => {
    const sizeIn = (layout?: "chrome" | "node" | "auto") =>
      takeSnapshot({ roots: { o: { a: 1 } }, ...(layout && { layout }) });
    expect(sizeIn("chrome").graph.wordSize).toBe(4);
    expect(sizeIn("chrome").totalSize).toBe(16);
    for (const snapshot of [sizeIn("node"), sizeIn("auto"), sizeIn()]) {
      expect(snapshot.graph.wordSize).toBe(8);
      expect(snapshot.totalSize).toBe(32);
    }
  });

  test("gives the example of the documentation", () => {
    const cart = { items: [{ sku: "a-1", qty: 2 }] };
    const snapshot = takeSnapshot({ layout: "chrome", roots: { cart } });
    expect(snapshot.toFolded()).toBe(
      [
        "cart;Object 12",
        "cart;Object;items 4",
        "cart;Object;items;Array 16",
        "cart;Object;items;Array;elements 12",
        "cart;Object;items;Array;elements;Object 12",
        "cart;Object;items;Array;elements;Object;qty 4",
        "cart;Object;items;Array;elements;Object;sku 4",
        "cart;Object;items;Array;elements;Object;sku;string 16",
        "",
      ].join("\n"),
    );
    expect(snapshot.objectCount).toBe(3);
    expect(snapshot.totalSize).toBe(80);
  });

  test("runs no getter of the roots it is given", () => {
    const snapshot = takeSnapshot({
      roots: {
        get trap() {
          throw new Error("a getter was run");
        },
      },
    });
    expect(snapshot.warnings[0]?.code).toBe("root-accessor");
  });

  test("survives encoding and decoding", () => {
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { list: [1.5, "text", { a: new Map([[1, "one two"]]) }] },
    });
    const decoded = decodeSnapshot(snapshot.encode());
    expect(decoded.toFolded()).toBe(snapshot.toFolded());
    expect(decoded.objectCount).toBe(snapshot.objectCount);
    expect(decoded.totalSize).toBe(snapshot.totalSize);
    expect(decoded.maxTotalSize).toBe(snapshot.maxTotalSize);
  });

  test("sums apart what is not on the JS heap, shared contents once", () => {
    const shared = new ArrayBuffer(1000);
    const roots = {
      views: [new Uint8Array(shared), new Uint8Array(shared, 8)],
      large: new ArrayBuffer(3e9),
      small: {},
    };
    const snapshot = takeSnapshot({ layout: "chrome", roots });
    expect(snapshot.offHeapSize).toBe(3_000_001_000);
    expect(snapshot.totalSize).toBeGreaterThan(snapshot.offHeapSize);
    expect(decodeSnapshot(snapshot.encode()).offHeapSize).toBe(snapshot.offHeapSize);
    expect(takeSnapshot({ layout: "chrome", roots: { text: ["a text", 1.5] } }).offHeapSize).toBe(0);
  });

  test.each([
    [{ layout: "safari" }, 'layout: expected "chrome", "node", "firefox" or "auto"; got safari'],
    [{ maxObjects: -1 }, "maxObjects: expected a number above 0; got -1"],
    [{ maxObjects: "many" }, "got many"],
    [{ dictionaryKeys: Number.NaN }, "dictionaryKeys: expected a number above 0; got NaN"],
    [{ roots: 3 }, "roots: expected an object of roots by name; got number"],
    [{ roots: null }, "got null"],
  ])("refuses the options %j", (options, message) => {
    expect(() => takeSnapshot(options as never)).toThrow(SnapshotOptionError);
    expect(() => takeSnapshot(options as never)).toThrow(message);
  });

  test("leaves out what is over maxObjects, and says so", () => {
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { all: Array.from({ length: 100 }, () => ({})) },
      maxObjects: 10,
    });
    expect(snapshot.objectCount).toBe(10);
    expect(snapshot.warnings).toEqual([
      { code: "too-many-nodes", path: "", detail: expect.stringContaining("91 references") },
    ]);
  });

  test("collapses what has more keys than dictionaryKeys", () => {
    expect(
      takeSnapshot({ layout: "chrome", roots: { o: { a: 1, b: 2, c: 3 } }, dictionaryKeys: 2 }).toFolded(),
    ).toContain("o;Object;[key] 12\n");
  });
});

describe("decodeSnapshot", () => {
  test("throws a typed error for anything else", () => {
    expect(() => decodeSnapshot(new Uint8Array([1, 2, 3]))).toThrow(SnapshotFormatError);
    expect(() => decodeSnapshot(new Uint8Array([1, 2, 3]))).toThrow("decodeSnapshot: 3 bytes are not a snapshot");
  });
});

describe("startSnapshot", () => {
  test("goes on slice by slice and comes to the same", () => {
    const roots = { rows: Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `row ${i}` })) };
    const walk = startSnapshot({ layout: "chrome", roots });
    let snapshot = walk.advance(Number.MIN_VALUE);
    let slices = 1;
    while (snapshot === null) {
      expect(walk.objectCount).toBeGreaterThan(0);
      snapshot = walk.advance(Number.MIN_VALUE);
      slices++;
    }
    expect(slices).toBeGreaterThan(10);
    expect(snapshot.toFolded()).toBe(takeSnapshot({ layout: "chrome", roots }).toFolded());
    expect(walk.advance(1)).toBe(snapshot);
  });

  test.each([0, -1, Number.NaN, "soon"])("refuses a budget of %j", (budget) => {
    expect(() => startSnapshot({ layout: "chrome", roots: {} }).advance(budget as number)).toThrow(
      "expected a budget in milliseconds",
    );
  });
});
