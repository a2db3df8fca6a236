import { describe, expect, test } from "vitest";
import { startSnapshot, takeSnapshot } from "../index.ts";
import { CHROME } from "../layout/engines.ts";
import { MAX_FIELDS, type Sink } from "../sink/sink.ts";
import type { Impl, ImplContext } from "./impl.ts";
import { nodeImplOf } from "./nodes.ts";
import { platformImplOf } from "./platform.ts";

const COUNT = 20_000;
/** What one part may take: the page gets its turn after it. */
const MOST_AT_ONCE = 10_000;

describe("what has many keys is told in parts", () => {
  const named = (): object => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`key ${i}`, 0.5]));
  const indexed = (): object => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [i, 0.5]));
  const symbols = (): object => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [Symbol(`s${i}`), 0.5]));
  function sparse(): object {
    const items: number[] = [];
    for (let i = 0; i < COUNT; i++) items[i * 2000] = 0.5;
    return items;
  }

  test.each([
    ["a dictionary", named],
    ["a dictionary of indices", () => ({ ...named(), ...indexed() })],
    ["an object with indices", indexed],
    ["a sparse array", sparse],
    ["a dictionary of symbols", symbols],
  ])("%s", (_what, create) => {
    let reads = 0;
    const target = create();
    const root = new Proxy(target, {
      getOwnPropertyDescriptor(_target, key) {
        reads++;
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    const walk = startSnapshot({ layout: "chrome", roots: { root } });
    let most = 0;
    let snapshot = null;
    while (snapshot === null) {
      const before = reads;
      snapshot = walk.advance(Number.MIN_VALUE);
      if (reads - before > most) most = reads - before;
    }
    expect(reads).toBeGreaterThanOrEqual(COUNT);
    expect(most).toBeLessThan(MOST_AT_ONCE);
    const whole = startSnapshot({ layout: "chrome", roots: { root } }).advance(60_000);
    expect(snapshot.toFolded()).toBe(whole?.toFolded());
    expect(snapshot.totalSize).toBeGreaterThan(COUNT * CHROME.wordSize);
  });
});

test("an array that is too long for a list of its keys is read by index, in parts", () => {
  const length = 40 * 1024 * 1024;
  let reads = 0;
  const root = new Proxy([], {
    ownKeys() {
      throw new Error("the keys of so long an array are too many");
    },
    getOwnPropertyDescriptor(_target, key) {
      reads++;
      if (key === "length") return { value: length, writable: true, enumerable: false, configurable: false };
      return typeof key === "string" && Number(key) < length
        ? { value: 1, writable: true, enumerable: true, configurable: true }
        : undefined;
    },
  });
  const walk = startSnapshot({ layout: "chrome", roots: { root } });
  for (let slice = 0; slice < 20; slice++) {
    const before = reads;
    expect(walk.advance(Number.MIN_VALUE)).toBeNull();
    expect(reads).toBeGreaterThan(before);
    expect(reads - before).toBeLessThan(MOST_AT_ONCE);
  }
});

test("an array that a script took for an object with keys is a dictionary, in parts", () => {
  const root = Object.assign([], Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`key ${i}`, {}])));
  const walk = startSnapshot({ layout: "chrome", roots: { root } });
  let slices = 1;
  let snapshot = walk.advance(Number.MIN_VALUE);
  for (; snapshot === null; slices++) snapshot = walk.advance(Number.MIN_VALUE);
  expect(slices).toBeGreaterThanOrEqual(COUNT / MOST_AT_ONCE);
  expect(snapshot.objectCount).toBe(COUNT + 1);
  expect(snapshot.toFolded()).toContain(`root;Array;[key];Object ${COUNT * CHROME.objectHeaderSize}`);
});

test.each([
  ["a Map", () => new Map([["key", {}]]), 2],
  ["a Date", () => new Date(0), 1],
  ["an array with items", () => [{}], 2],
  ["a String", () => Object("text"), 1],
])(
  "of the fields that a page adds to %s the first are counted, and a warning names the others",
  (_what, create, objects) => {
    const root = Object.assign(create(), Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`key ${i}`, {}])));
    const snapshot = takeSnapshot({ layout: "chrome", roots: { root } });
    expect(snapshot.objectCount).toBe(objects + MAX_FIELDS);
    expect(snapshot.warnings).toEqual([
      expect.objectContaining({ code: "too-many-fields", detail: expect.stringContaining(`${COUNT} properties`) }),
    ]);
  },
);

/** The items of each part that the impl tells of the object. */
function partsOf(impl: Impl | undefined, object: object): object[][] {
  const parts: object[][] = [];
  const sink = {
    begin() {},
    beginBetween() {},
    fieldsOf() {},
    beginItems() {},
    item(value: object) {
      parts.at(-1)!.push(value);
    },
    goOn(rest: () => boolean) {
      do parts.push([]);
      while (!rest());
    },
  };
  expect(impl!(object, sink as unknown as Sink, { layout: CHROME, typeName: "" } as ImplContext)).toBe(true);
  return parts;
}

/* Accessors have to be the engine's own: there is no DOM here, but some of them answer like it. */
const prototypeGetter = Object.getOwnPropertyDescriptor(Object.prototype, "__proto__")!.get!;
const selfGetter = Object.getOwnPropertyDescriptor(Map, Symbol.species)!.get!;
const sizeGetter = Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get!;

describe("what the browser's objects hold is told in parts", () => {
  test("a long list", () => {
    const prototype = Object.create(null, { length: { get: sizeGetter }, item: { value: Map.prototype.get } });
    const nodes = Array.from({ length: COUNT }, () => ({}));
    const parts = partsOf(platformImplOf("NodeList", prototype, "NodeList"), new Map(nodes.entries()));
    expect(parts.flat()).toEqual(nodes);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(MOST_AT_ONCE);
  });

  test("a deep tree", () => {
    const prototype = Object.create(null, { isConnected: { get: selfGetter }, firstChild: { get: prototypeGetter } });
    const nodes: object[] = [Object.create(null)];
    for (let i = 0; i < COUNT; i++) nodes.unshift(Object.create(nodes[0]!));
    const root = nodes.shift()!;
    const parts = partsOf(nodeImplOf("Node", prototype, "HTMLDivElement"), root);
    expect(parts.flat().length).toBe(COUNT);
    expect(parts.flat().every((node, i) => node === nodes[i])).toBe(true);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(MOST_AT_ONCE);
  });
});
