import { describe, expect, test } from "vitest";
import { startSnapshot } from "../index.ts";
import { CHROME } from "../layout/engines.ts";
import type { Sink } from "../sink/sink.ts";
import type { Impl, ImplContext } from "./impl.ts";
import { nodeImplOf } from "./nodes.ts";
import { platformImplOf } from "./platform.ts";

const COUNT = 20_000;
/** What one part may take: the page gets its turn after it. */
const MOST_AT_ONCE = 10_000;

describe("what has many keys is told in parts", () => {
  const named = (): object => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [`key ${i}`, 0.5]));
  const indexed = (): object => Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [i, 0.5]));
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
