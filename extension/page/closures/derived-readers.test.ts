import { afterEach, expect, test } from "vitest";
import { createSafeList } from "../../../core/realm/safe-collections.ts";
import { registerDerived, registerModule } from "../../../core/registry/derived.ts";
import type { ContextReader, ReadPrivates } from "../../../core/registry/derived-types.ts";
import { DerivedReaders } from "./derived-readers.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("allocative.registry"));
});

function found(...functions: readonly object[]) {
  return Object.assign(createSafeList<object>(), functions, { length: functions.length });
}

test("readers are found by the functions that have them, by readers inside, by classes and by modules", () => {
  const outer: ContextReader = () => ["outer", undefined, {}];
  const inner: ContextReader = () => ["inner", outer, {}];
  const ofPrivates: ReadPrivates = () => undefined;
  const ofModule = () => ({});
  const own = () => {};
  const [fn, other] = [() => 1, () => 2];
  class WithPrivates {}
  registerModule("a.js", ofModule);
  const copy = {
    readerOf: (asked: object) => (asked === fn ? inner : undefined),
    boundWith: () => undefined,
    privatesOf: (asked: object) => (asked === WithPrivates ? ofPrivates : undefined),
    shownText: (text: string) => text,
    own: [own],
  };
  registerDerived(copy);
  const readers = new DerivedReaders(globalThis);
  expect(readers.findAmong(found(fn, other, WithPrivates), 0, Number.POSITIVE_INFINITY)).toBe(true);
  const { readerOf, boundWith, privatesOf } = copy;
  const all = [own, readerOf, boundWith, privatesOf, ofModule, inner, outer, ofPrivates];
  for (const reader of all) expect(readers.has(reader)).toBe(true);
  expect(readers.all.length).toBe(all.length);
  for (const one of [fn, other, WithPrivates, undefined, 1]) expect(readers.has(one)).toBe(false);
});

test("a reader whose outer one never ends, and one that throws, end the search", () => {
  let made = 0;
  const endless = (): ContextReader => () => {
    if (++made > 1000) throw new Error("it went on");
    return ["", endless(), {}];
  };
  const throwing: ContextReader = () => {
    throw new Error("no");
  };
  const [one, two] = [() => 1, () => 2];
  const reader = endless();
  registerDerived({
    readerOf: (asked) => (asked === one ? reader : asked === two ? throwing : undefined),
    boundWith: () => undefined,
    privatesOf: () => undefined,
    shownText: (text) => text,
    own: [],
  });
  const readers = new DerivedReaders(globalThis);
  expect(readers.findAmong(found(one, two), 0, Number.POSITIVE_INFINITY)).toBe(true);
  expect(made).toBeLessThanOrEqual(257);
  expect(readers.has(throwing)).toBe(true);
});
