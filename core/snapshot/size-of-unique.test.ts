import { afterEach, describe, expect, test } from "vitest";
import {
  registerRoot,
  SnapshotOptionError,
  type SnapshotOptions,
  sizeOfUnique,
  sizeOfUniqueAllocatedData,
  takeSnapshot,
  type Visitor,
  visit,
} from "../index.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("allocative.registry"));
});

const chrome: SnapshotOptions = { layout: "chrome" };

describe("sizeOfUnique", () => {
  test("is a value and all it reaches, where there are no roots", () => {
    const cart = { items: [{ sku: "a-1", qty: 2 }] };
    expect(sizeOfUnique(cart, chrome)).toBe(12 + 4 + 16 + 12 + 12 + 4 + 4 + 16);
    expect(sizeOfUnique(cart)).toBe(takeSnapshot({ roots: { cart } }).totalSize);
  });

  test("counts once what the value's own parts share, cycles included", () => {
    const shared: Record<string, unknown> = { n: 1 };
    shared.self = shared;
    expect(sizeOfUnique({ a: shared, b: shared }, chrome)).toBe(20 + 20);
  });

  test("leaves out what a root reaches in another way", () => {
    const theme = { dark: true };
    const user = { name: "Ann Other", theme };
    const alone = sizeOfUnique(user, chrome);
    const stop = registerRoot("settings", { theme, label: "Ann Other" });
    const settings = { theme };
    registerRoot("settings", settings);
    expect(sizeOfUnique(user, chrome)).toBe(alone - 16);
    expect(sizeOfUnique(user, { ...chrome, roots: {} })).toBe(alone);
    expect(sizeOfUnique(user, { ...chrome, roots: { label: "Ann Other" } })).toBe(alone - 24);
    stop();
  });

  test("is the same for a part of a root, and for a root itself", () => {
    const inner = { list: ["only here"] };
    const store = { inner, also: { back: inner } };
    registerRoot("store", store);
    registerRoot("inner", inner);
    expect(sizeOfUnique(inner, chrome)).toBe(16 + 16 + 12 + 24);
    expect(sizeOfUnique(store, chrome)).toBe(20 + 16);
    expect(sizeOfUnique(store.also, chrome)).toBe(16);
  });

  test("of what is no object is the bytes it takes on its own", () => {
    expect(sizeOfUnique("a text", chrome)).toBe(20);
    expect(sizeOfUnique(0.5, chrome)).toBe(12);
    for (const nothing of [1, true, null, undefined, ""]) expect(sizeOfUnique(nothing)).toBe(0);
  });

  test("refuses options that are none", () => {
    expect(() => sizeOfUnique({}, { layout: "gecko" as never })).toThrow(SnapshotOptionError);
    expect(() => sizeOfUniqueAllocatedData({}, { roots: 7 as never })).toThrow(SnapshotOptionError);
  });
});

describe("sizeOfUniqueAllocatedData", () => {
  test("is without the object itself", () => {
    expect(sizeOfUniqueAllocatedData({ a: 1, b: true }, chrome)).toBe(0);
    expect(sizeOfUniqueAllocatedData({ text: "a text" }, chrome)).toBe(20);
    expect(sizeOfUniqueAllocatedData({ ratio: 0.5 }, chrome)).toBe(12);
    expect(sizeOfUniqueAllocatedData("a text", chrome)).toBe(0);
    expect(sizeOfUniqueAllocatedData(0.5, chrome)).toBe(0);
  });

  test("has the storage of built-in types, and bytes outside the heap", () => {
    expect(sizeOfUniqueAllocatedData([1, 2, 3], chrome)).toBe(8 + 3 * 4);
    expect(sizeOfUniqueAllocatedData(new ArrayBuffer(1000), chrome)).toBe(1000);
    const map = new Map([[1, 2]]);
    expect(sizeOfUniqueAllocatedData(map, chrome)).toBe(sizeOfUnique(map, chrome) - 16);
  });

  test("of an object that describes itself is what it tells beyond its fields", () => {
    const described = {
      [visit](visitor: Visitor): void {
        const self = visitor.enterSelfSized("Described", 40);
        self.visitSimple("inside", 8);
        const pointer = self.enterUnique("data", 4);
        pointer.visitSimple("bytes", 500);
        pointer.exit();
        self.exit();
      },
    };
    expect(sizeOfUnique(described, chrome)).toBe(540);
    expect(sizeOfUniqueAllocatedData(described, chrome)).toBe(500);
  });
});
