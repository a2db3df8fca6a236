import { describe, expect, test } from "vitest";
import { deriveCode } from "./derive-code.ts";
import { wholeFile } from "./derived.fixture.ts";

function warningsOf(code: string, closures = true): string[] {
  return deriveCode(wholeFile(code, "module", closures)).warnings.map(({ start, end }) => code.slice(start, end));
}

const NEEDS_CHANGES = "function work(n) { return () => n; }";

describe("a function that the program turns into text stays as it is, with a warning", () => {
  test.each([
    ["work.toString()"],
    ["String(work)"],
    [`\`(\${work})()\``],
    ['"(" + work'],
    ["new Blob([work])"],
    ["new Function(work)"],
    ["Function.prototype.toString.call(work)"],
  ])("%s", (use) => {
    const code = `${NEEDS_CHANGES} send(${use});`;
    expect(deriveCode(wholeFile(code, "module", true)).code).toBe(undefined);
    expect(warningsOf(code)).toEqual([use]);
  });

  test("a function expression, where it is used, and a class", () => {
    expect(warningsOf(`send(\`(\${function (n) { return () => n; }})()\`);`)).toEqual([
      `\`(\${function (n) { return () => n; }})()\``,
    ]);
    expect(warningsOf("class A { #x = 1; } send(String(A));", false)).toEqual(["String(A)"]);
  });

  test("what would not change needs no warning", () => {
    expect(warningsOf("function work(n) { return n; } send(String(work));")).toEqual([]);
    expect(warningsOf(`${NEEDS_CHANGES} send(String(work));`, false)).toEqual([]);
    expect(
      warningsOf("function f(x) { return String(x) + x; } let g = () => () => g; g = f; send(String(g));"),
    ).toEqual([]);
  });

  test("a comment says that it is intended", () => {
    for (const comment of [
      "/* @allocative-exclude */",
      "/** Runs in a worker.\n @allocative-exclude */",
      "// @allocative-exclude\n",
      "/*! @allocative-exclude */",
    ]) {
      const code = `${comment} ${NEEDS_CHANGES} send(String(work));`;
      expect(warningsOf(code)).toEqual([]);
      expect(deriveCode(wholeFile(code, "module", true)).code).toBe(undefined);
    }
  });
});

test("code that nests too deep for the stack stays as it is, with a warning", () => {
  const code = "const a = 1;";
  const input = wholeFile(code, "module", true);
  let deep: object = { type: "Literal", start: 0, end: 1, value: 1 };
  for (let level = 0; level < 100_000; level++)
    deep = { type: "UnaryExpression", start: 0, end: 1, operator: "-", argument: deep };
  const program = { ...input.program, body: [{ type: "ExpressionStatement", start: 0, end: 1, expression: deep }] };
  const { code: changed, warnings } = deriveCode({ ...input, program: program as typeof input.program });
  expect(changed).toBe(undefined);
  expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining("too deep")]);
});
