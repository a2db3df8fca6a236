import { expect, test } from "vitest";
import { type CodeUnitReader, textKey } from "./text-key.ts";

const codeUnitOf: CodeUnitReader = (text, index) => text.charCodeAt(index);
const keyOf = (text: string) => textKey(text, 0, text.length, codeUnitOf);

test("a part of a source has the key of its text", () => {
  const text = "function f() { return 1; }";
  expect(textKey(`let a; ${text} let b;`, 7, 7 + text.length, codeUnitOf)).toBe(keyOf(text));
});

test("keys are whole numbers of at most 53 bits", () => {
  for (const text of ["", "a", "🙂", "x".repeat(5000)]) {
    expect(Number.isSafeInteger(keyOf(text))).toBe(true);
    expect(keyOf(text)).toBeGreaterThanOrEqual(0);
  }
});

test("200,000 texts that differ in one number have 200,000 keys", () => {
  const keys = new Set<number>();
  for (let i = 0; i < 200_000; i++) keys.add(keyOf(`() => ${i}`));
  expect(keys.size).toBe(200_000);
});

test("long texts differ by length, start, end and what the steps meet", () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(" ");
  const middle = text.length >> 1;
  const others = [
    `${text} `,
    `X${text.slice(1)}`,
    `${text.slice(0, -1)}X`,
    text.slice(0, middle) + text.slice(middle).toUpperCase(),
  ];
  expect(new Set([text, ...others].map(keyOf)).size).toBe(5);
});

test("of a long text at most 1,300 units are read", () => {
  let count = 0;
  textKey("x".repeat(10_000_000), 0, 10_000_000, () => ++count);
  expect(count).toBeLessThan(1300);
});
