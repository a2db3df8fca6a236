import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { shownText } from "../../runtime/shown-text.ts";
import { deriveCode } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { KINDS } from "./kinds-of-closures.fixture.ts";

function derived(code: string): string {
  return deriveCode({ ...wholeFile(code, "script", true), runtime: "$allocative" }).code?.toString() ?? code;
}

describe("what a snapshot shows of a function's text is what the app has", () => {
  /* Classes have names, and the literal around a function with a computed key stays. */
  test.each(KINDS.filter(([, code]) => !/class|\[k\]:/.test(code)))("%s", (_, code) => {
    expect(derived(code)).not.toBe(code);
    expect(shownText(derived(code))).toBe(code);
  });

  test("members of literals, and arrow functions", () => {
    const code =
      'x = function (a) { return { x: () => a, m() { return super.m(a); }, async "k-l"() { return a; }, ...o, n() { return a; }, get y() { return a; } }; };' +
      "y = (a) => () => a; for (const b of c) x = () => b;";
    expect(shownText(derived(code))).toBe(code);
    /* Braces that an arrow function had not stay there. */
    const printed = shownText(transformSync(derived(code)).code).replaceAll(/\s+/g, " ");
    expect(printed).toBe(
      transformSync(code)
        .code.replaceAll(/\s+/g, " ")
        .replace("y = (a) => () => a;", "y = (a) => { return () => a; };")
        .replace("for (const b of c) x = () => b;", "for (const b of c) { x = () => b; }"),
    );
  });

  test("the text of a function that has nothing of the plug-in stays as it is", () => {
    const code = "function f(a) { for (const b of a) {/***/ g(() => (b)/**/) } }";
    expect(shownText(code)).toBe(code);
  });
});
