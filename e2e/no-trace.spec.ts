// What measuring leaves behind, by the engine's own counters, and what a page can make of it; the built package in a plain page: no DevTools.
import type { CDPSession, Page } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = { path: "/", html: "<!doctype html><title>page</title><p>a page</p>" };
const OBJECTS = 100_000;

test.use({ launchOptions: { executablePath: process.env.CHROME_PATH ?? "" } });

interface Heap {
  readonly onHeap: number;
  readonly offHeap: number;
}

async function readHeap(session: CDPSession): Promise<Heap> {
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  return { onHeap: usedSize, offHeap: backingStorageSize };
}

/** Makes `globalThis.root` of about OBJECTS objects of one family. */
async function makeRoot(page: Page, family: string, objects = OBJECTS): Promise<void> {
  await page.evaluate(
    ([name, count]) => {
      const makers: Record<string, (i: number) => unknown> = {
        records: (i) => ({ id: i, price: i + 0.5, nested: { name: `record ${i}` } }),
        functions: (i) =>
          i % 2
            ? function named() {
                return i;
              }
            : class {
                at = i;
              },
        errors: (i) => new Error(`error ${i}`),
        "typed arrays": (i) => new Uint8Array(i % 65),
        collections: (i) => (i % 2 ? new Map([[i, {}]]) : new Set([i, {}])),
        "dates and others": (i) => [new Date(i), /a/, Promise.resolve(i), Object(i), Symbol("s")][i % 5],
        "objects with getters": (i) => ({
          get lazy() {
            return i;
          },
        }),
        "weak references": (i) => [new WeakMap(), new WeakRef(globalThis), new WeakSet()][i % 3],
        "concatenated texts": (i) => `${"a text put together "}${i}${" of parts"}`,
      };
      const make = makers[name]!;
      Object.assign(globalThis, { root: Array.from({ length: count }, (_, i) => make(i)) });
    },
    [family, objects] as const,
  );
}

async function measureOften(page: Page, times: number): Promise<void> {
  await page.evaluate(async (count) => {
    const core = "/core/index.js";
    const { takeSnapshot } = await import(core);
    const { root } = globalThis as unknown as { root: unknown };
    for (let i = 0; i < count; i++) takeSnapshot({ roots: { root } });
  }, times);
}

/** Snapshots before the heap is read first: code that the engine compiles for us, some 100 kB, is not the page's memory. */
const WARM_UP = 200;

const FAMILIES: Readonly<Record<string, { readonly tag?: "@slow" }>> = {
  records: {},
  functions: { tag: "@slow" },
  errors: { tag: "@slow" },
  "typed arrays": { tag: "@slow" },
  collections: { tag: "@slow" },
  "dates and others": { tag: "@slow" },
  "objects with getters": { tag: "@slow" },
  "weak references": { tag: "@slow" },
};
for (const [family, details] of Object.entries(FAMILIES)) {
  test(`100 snapshots of 100,000 objects leave the heap as it was: ${family}`, details, async ({ page, serve }) => {
    await page.goto(`${await serve(PAGE)}/`);
    const session = await page.context().newCDPSession(page);
    /* The engine has compiled what runs for the family, and no object of the root has been looked at. */
    await makeRoot(page, family, OBJECTS / 20);
    await measureOften(page, WARM_UP);
    await makeRoot(page, family);
    const before = await readHeap(session);
    await measureOften(page, 100);
    const after = await readHeap(session);
    const drift = after.onHeap / before.onHeap - 1;
    console.log(`${family}: ${before.onHeap} → ${after.onHeap} bytes, ${(drift * 100).toFixed(2)} %`);
    expect(Math.abs(drift)).toBeLessThan(0.01);
    expect(after.offHeap).toBeLessThanOrEqual(before.offHeap * 1.01 + 1000);
  });
}

test("a trace there is: the first snapshot flattens texts put together, once; further ones leave nothing", async ({
  page,
  serve,
}) => {
  await page.goto(`${await serve(PAGE)}/`);
  const session = await page.context().newCDPSession(page);
  await page.evaluate("globalThis.root = Array.from({ length: 20000 }, (_, i) => ({ i }))");
  await measureOften(page, WARM_UP);
  await makeRoot(page, "concatenated texts");
  const before = await readHeap(session);
  await measureOften(page, 1);
  const once = await readHeap(session);
  await measureOften(page, 20);
  const often = await readHeap(session);
  const perText = (once.onHeap - before.onHeap) / OBJECTS;
  console.log(`concatenated texts: ${perText.toFixed(1)} bytes a text by the first snapshot`);
  expect(Math.abs(perText)).toBeLessThan(64);
  expect(Math.abs(often.onHeap / once.onHeap - 1)).toBeLessThan(0.01);
});

test("neither a registration nor a snapshot keeps a root alive", async ({ page, serve }) => {
  await page.goto(`${await serve(PAGE)}/`);
  const session = await page.context().newCDPSession(page);
  await page.evaluate(async () => {
    const core = "/core/index.js";
    const { registerRoot, takeSnapshot } = await import(core);
    const make = () => ({ inner: { list: [{}, new Map([[{}, {}]])] } });
    let root: ReturnType<typeof make> | undefined = make();
    registerRoot("root", root);
    const held = new WeakRef(root.inner.list[1] as object);
    const snapshot = takeSnapshot();
    const { objectCount } = snapshot;
    root = undefined;
    Object.assign(globalThis, { held, snapshot, objectCount });
  });
  expect(await page.evaluate("objectCount")).toBe(7);
  await readHeap(session);
  expect(await page.evaluate("held.deref() === undefined")).toBe(true);
  expect(await page.evaluate("snapshot.toFolded()")).toContain("root;Object;inner;Object;list;Array;elements;Map");
});

/** Runs in the page: folded text of a root with most families of types. The order of maps and lists is that of their making. */
async function foldedOfEverything(): Promise<string> {
  const core = "/core/index.js";
  const { takeSnapshot } = await import(core);
  const list: unknown[] = [];
  list[0] = { a: 1.5, text: "a text", wide: "\u20ac uro", nested: { [Symbol("key")]: 10n } };
  list[1] = (globalThis as unknown as { made: unknown }).made;
  return takeSnapshot({ roots: { list } }).toFolded();
}

/** Runs in the page, before anything is replaced. */
function makeEverything(): void {
  const made = [
    new Map([["key", { set: new Set(["member", 1]) }]]),
    new Uint8Array(10),
    new Float64Array(100),
    new DataView(new ArrayBuffer(16)),
    [1, 2.5, "text"],
    Array.from({ length: 3000 }, (_, i) => ({ i })),
    Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, i])),
    new Date(0),
    /re/g,
    new Error("an error"),
    () => 1,
    class Named {},
    Symbol("s"),
    Object("boxed"),
    Object.create(null),
    document.createElement("div"),
    new URL("https://example.org/"),
    Promise.resolve(1),
    new Blob(["text"]),
  ];
  Object.assign(globalThis, { made });
}

/** Runs in the page: replaces all methods and accessors of the language that have no part in running this test. */
function replaceIntrinsics(): void {
  const calls: string[] = [];
  Object.assign(globalThis, { calls });
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const replace = (owner: object, name: string, key: PropertyKey) => {
    const found = getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable || key === "constructor") return;
    const lie = () => {
      calls[calls.length] = `${name}.${String(key)}`;
      return undefined;
    };
    if (typeof found.value === "function") defineProperty(owner, key, { ...found, value: lie });
    else if (found.get) defineProperty(owner, key, { configurable: true, get: lie });
  };
  const owners: [object, string][] = [
    [Object.getPrototypeOf(Uint8Array), "TypedArray"],
    [Object.getPrototypeOf(Uint8Array.prototype), "TypedArray.prototype"],
    [Object.getPrototypeOf([][Symbol.iterator]()), "ArrayIterator.prototype"],
    [Reflect, "Reflect"],
    [Math, "Math"],
  ];
  const types = [Map, Set, WeakMap, WeakSet, WeakRef, Date, RegExp, ArrayBuffer, DataView, Symbol, BigInt, Number];
  for (const type of [...types, String, Array, Error, Function, Object]) {
    owners.push([type.prototype, `${type.name}.prototype`]);
    owners.push([type, type.name]);
  }
  const all = owners.map(([owner, name]) => ({ owner, name, keys: Reflect.ownKeys(owner) }));
  const skipped = new Set<PropertyKey>(["__proto__", "prototype", "length", "name", "defineProperty"]);
  const jobs: [object, string, PropertyKey][] = [];
  for (const { owner, name, keys } of all)
    for (const key of keys) if (!skipped.has(key)) jobs[jobs.length] = [owner, name, key];
  for (let i = 0; i < jobs.length; i++) replace(jobs[i]![0], jobs[i]![1], jobs[i]![2]);
  calls.length = 0;
}

test("intrinsics replaced after load are not called, and change nothing", async ({ page, serve }) => {
  await page.goto(`${await serve(PAGE)}/`);
  await page.evaluate(makeEverything);
  const expected = await page.evaluate(foldedOfEverything);
  /* The test's own driver needs the intrinsics too, so all is done in one script of the page. */
  await page.addScriptTag({
    type: "module",
    content: `
      import { takeSnapshot } from "/core/index.js";
      const list = [{ a: 1.5, text: "a text", wide: "\\u20ac uro", nested: { [Symbol("key")]: 10n } }, globalThis.made];
      const saved = [];
      const { defineProperty } = Object;
      const ownKeys = Reflect.ownKeys, descriptorOf = Object.getOwnPropertyDescriptor;
      const remember = (owner) => { const keys = ownKeys(owner); for (let i = 0; i < keys.length; i++) saved[saved.length] = [owner, keys[i], descriptorOf(owner, keys[i])]; };
      for (const type of [Map, Set, WeakMap, WeakSet, WeakRef, Date, RegExp, ArrayBuffer, DataView, Symbol, BigInt, Number, String, Array, Error, Function, Object]) { remember(type); remember(type.prototype); }
      remember(Reflect); remember(Math); remember(Object.getPrototypeOf(Uint8Array)); remember(Object.getPrototypeOf(Uint8Array.prototype)); remember(Object.getPrototypeOf([][Symbol.iterator]()));
      (${replaceIntrinsics.toString()})();
      let snapshot, thrown;
      try { snapshot = takeSnapshot({ roots: { list } }); } catch (error) { thrown = error; }
      for (let i = 0; i < saved.length; i++) if (saved[i][2].configurable) defineProperty(saved[i][0], saved[i][1], saved[i][2]);
      globalThis.measured = { calls: calls.slice(), folded: snapshot?.toFolded(), thrown: thrown && String(thrown.stack) };
    `,
  });
  await page.waitForFunction("globalThis.measured !== undefined");
  const measured = (await page.evaluate("measured")) as { calls: string[]; folded?: string; thrown?: string };
  expect(measured.thrown).toBeUndefined();
  expect(measured.calls).toEqual([]);
  expect(measured.folded).toBe(expected);
});

test("a page that replaced how lists are iterated before the package was loaded changes nothing", async ({
  page,
  serve,
}) => {
  await page.goto(`${await serve(PAGE)}/`);
  await page.evaluate(makeEverything);
  const expected = await page.evaluate(foldedOfEverything);
  const script = `
    const iterate = Array.prototype[Symbol.iterator];
    let calls = 0;
    Array.prototype[Symbol.iterator] = function () { calls++; throw new Error("iterated"); };
    let snapshot, thrown;
    try { snapshot = (await import("/core/index.js")).takeSnapshot({ roots: { list: [LIST, globalThis.made] } }); }
    catch (error) { thrown = error; }
    Array.prototype[Symbol.iterator] = iterate;
    console.log(JSON.stringify({ calls, folded: snapshot?.toFolded(), thrown: thrown && String(thrown.stack) }));`.replace(
    "LIST",
    '{ a: 1.5, text: "a text", wide: "\\u20ac uro", nested: { [Symbol("key")]: 10n } }',
  );
  const html = `<!doctype html><script>(${makeEverything})()</script><script type="module">${script}</script>`;
  const other = await page.context().newPage();
  /* The driver's own scripts iterate: none may run in that page. */
  const told = other.waitForEvent("console", (message) => message.type() === "log");
  await other.goto(`${await serve({ path: "/", html })}/`, { waitUntil: "commit" });
  expect(JSON.parse((await told).text())).toEqual({ calls: 0, folded: expected });
});

/** Runs in the page: replaces all that can be replaced by wrappers that do the same and note that they were called; the returned function gives their names. */
function countCalls(): () => string {
  const called: string[] = [];
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { apply, ownKeys } = Reflect;
  const { stringify } = JSON;
  const owners: [string, object][] = [
    ["TypedArray", getPrototypeOf(Uint8Array)],
    ["TypedArray.prototype", getPrototypeOf(Uint8Array.prototype)],
    ["ArrayIterator.prototype", getPrototypeOf([][Symbol.iterator]())],
  ];
  owners.push(["Reflect", Reflect], ["Math", Math], ["JSON", JSON]);
  const types: (abstract new (...args: never) => object)[] = [];
  types.push(
    Map,
    Set,
    WeakMap,
    WeakSet,
    WeakRef,
    ArrayBuffer,
    DataView,
    Promise,
    RegExp,
    Date,
    Number,
    String,
    Boolean,
  );
  types.push(
    Array,
    Error,
    Function,
    Object,
    MessageChannel,
    MessagePort,
    MessageEvent,
    Event,
    EventTarget,
    Performance,
  );
  for (const type of types) owners.push([type.name, type], [`${type.name}.prototype`, type.prototype as object]);
  owners.push(["Symbol", Symbol], ["Symbol.prototype", Symbol.prototype], ["BigInt.prototype", BigInt.prototype]);
  const originals: [object, PropertyKey, PropertyDescriptor, PropertyDescriptor][] = [];
  for (const [name, owner] of owners) {
    for (const key of ownKeys(owner)) {
      const found = getOwnPropertyDescriptor(owner, key)!;
      if (!found.configurable || key === "constructor" || key === "prototype" || key === "__proto__") continue;
      const wrap = (native: (...args: unknown[]) => unknown, label: string) =>
        function wrapper(this: unknown) {
          called[called.length] = label;
          // biome-ignore lint/complexity/noArguments: a rest parameter would run more of what is replaced.
          return apply(native, this, arguments);
        };
      const label = `${name}.${String(key)}`;
      const replacement = { ...found };
      if (typeof found.value === "function") replacement.value = wrap(found.value, label);
      if (found.get) replacement.get = wrap(found.get, label);
      if (found.set) replacement.set = wrap(found.set as never, label);
      originals.push([owner, key, found, replacement]);
    }
  }
  for (let i = 0; i < originals.length; i++) defineProperty(originals[i]![0], originals[i]![1], originals[i]![3]);
  called.length = 0;
  return () => {
    const count = called.length;
    for (let i = 0; i < originals.length; i++) defineProperty(originals[i]![0], originals[i]![1], originals[i]![2]);
    called.length = count;
    return stringify([...new Set(called)].sort());
  };
}

/** Evaluates in the page without the driver's own scripts, which call what is replaced. */
async function evaluateAlone(session: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, returnByValue: true });
  expect(exceptionDetails).toBeUndefined();
  return result.value;
}

async function namesOfCalled(session: CDPSession, work: () => Promise<unknown>): Promise<string[]> {
  await evaluateAlone(session, `globalThis.called = (${countCalls})(); 0`);
  await work();
  return JSON.parse((await evaluateAlone(session, "called()")) as string) as string[];
}

test("no wrapper around a member of the language is called by the package", async ({ page, serve }) => {
  await page.goto(`${await serve(PAGE)}/`);
  await page.evaluate(makeEverything);
  await page.evaluate(async () => {
    const core = "/core/index.js";
    const { registerRoot, takeSnapshot } = await import(core);
    registerRoot("made", (globalThis as unknown as { made: object }).made);
    registerRoot("global", () => globalThis);
    Object.assign(globalThis, { takeSnapshot });
  });
  const session = await page.context().newCDPSession(page);
  const names = await namesOfCalled(session, async () => {
    await evaluateAlone(
      session,
      "takeSnapshot().encode(); globalThis.bytes = takeSnapshot({ roots: { made } }).encode(); 0",
    );
  });
  const length = await evaluateAlone(session, "bytes.length");
  expect(names).toEqual([]);
  expect(length).toBeGreaterThan(1000);
});

test("of a Proxy, three traps are asked and no other", async ({ page, serve }) => {
  await page.goto(`${await serve(PAGE)}/`);
  const traps = await page.evaluate(async () => {
    const core = "/core/index.js";
    const { takeSnapshot } = await import(core);
    const seen = new Set<string>();
    const handler = new Proxy({}, { get: (_target, trap) => void seen.add(String(trap)) });
    const targets = [{ a: 1 }, [1, {}], () => 1, class {}, new Map([[1, 2]]), new Set(), new Date(), new Error("e")];
    const others = [new Uint8Array(4), Object.create(null), document.createElement("p"), Promise.resolve()];
    takeSnapshot({ roots: { list: [...targets, ...others].map((target) => new Proxy(target, handler)) } });
    return [...seen].sort();
  });
  expect(traps).toEqual(["getOwnPropertyDescriptor", "getPrototypeOf", "ownKeys"]);
});

/* The bridge and the panel are in other worlds, whose built-ins a page cannot reach; the agent has taken its own when it was injected, by the first snapshot. */
test("no wrapper around a member of the language is called by the agent", async ({ serve, openPanel }) => {
  const html = `<!doctype html><title>page</title><script>(${makeEverything})()</script>`;
  const { page, panel, context } = await openPanel(`${await serve({ path: "/", html })}/`);
  const first = await takeSnapshot(panel);
  const session = await context.newCDPSession(page);
  let second: unknown;
  const names = await namesOfCalled(session, async () => {
    second = (await takeSnapshot(panel)).objectCount;
  });
  expect(names).toEqual([]);
  expect(second).toBeGreaterThanOrEqual(first.objectCount);
});
