import { expect, test } from "vitest";
import { withOwnTexts } from "./own-texts.ts";

test("short functions of every kind get a text of their own, and do the same", () => {
  const script = `({
    a: () => 1, b: async x => x, c: function () { return 3; }, d() { return 4; }, get e() { return 5; }, async *"f"() { yield 6; }, [\`g\`](x = () => 7) { return x(); },
    C: class { static #h() { return 8; } static h() { return this.#h(); } }, i: (() => { function i() { return 9; } return i; })(),
  })`;
  const marked = withOwnTexts(script);
  const [plain, own] = [script, marked].map((source) => new Function(`return ${source}`)());
  const functionsOf = (object: typeof own) => [
    object.a,
    object.b,
    object.c,
    object.d,
    Object.getOwnPropertyDescriptor(object, "e")?.get,
    object.f,
    object.g,
    object.C.h,
    object.i,
  ];
  const texts = functionsOf(plain).map(String);
  expect(functionsOf(own).filter((fn) => texts.includes(String(fn)))).toEqual([]);
  expect([own.a(), own.c(), own.d(), own.e, own.g(), own.C.h(), own.i()]).toEqual([1, 3, 4, 5, 7, 8, 9]);
});

test("long functions stay", () => {
  const script = `keep(function () { return [${"1, ".repeat(50)}]; });`;
  expect(withOwnTexts(script)).toBe(script);
});
