import { Script } from "node:vm";
import { expect, test } from "vitest";
import { syntaxErrorOf } from "./expression-syntax.ts";

/** As DevTools compiles it, by the same engine. */
function compileError(text: string): string {
  try {
    new Script(`({ value: void (() => ${text}) })`);
    return "";
  } catch (error) {
    return String(error);
  }
}

function errorOf(expression: string): string {
  return syntaxErrorOf(compileError(`(\n${expression}\n)`), compileError(`[\n${expression}\n]`));
}

test.each([
  "list",
  "list, 5",
  "x // y",
  "x /* y */",
  "(a, b)",
  "[1, [2]]",
  '")]"',
  "`)]`",
  "/[)]/",
  "{ a: 1 }",
  "function () { return 1; }",
  "class { a = 1; }",
  "a\n  .b",
])("%j compiles", (expression) => expect(errorOf(expression)).toBe(""));

test.each([
  ["1 +", "The expression ends too early."],
  ["list,", "The expression ends too early."],
  ["", "The expression ends too early."],
  ["f({", "The expression ends too early."],
  ["a ? b :", "The expression ends too early."],
  ["a b", "Unexpected identifier 'b'"],
  ["a; b", "Unexpected token ';'"],
  ["return a", "Unexpected token 'return'"],
  ["const a = 1", "Unexpected token 'const'"],
  ["list)", "Unexpected token ')'"],
  ["list]", "Unexpected token ']'"],
  ["1), f(2", "Unexpected token ')'"],
  ["1], [2", "Unexpected token ']'"],
  ["1)), f((2", "Unexpected token '('"],
  ["1), [`", "Unexpected end of input"],
  ["/* never ends", "Invalid or unexpected token"],
  ["'never ends", "Invalid or unexpected token"],
])("%j is refused in words about itself", (expression, words) => {
  const error = errorOf(expression);
  expect(error).toMatch(/^SyntaxError: /);
  expect(error).toContain(words);
});
