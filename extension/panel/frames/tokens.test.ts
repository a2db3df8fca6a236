import { expect, test } from "vitest";
import { maxTokensOf } from "./tokens.ts";

/** Texts of answers, each with the larger one of its counts by cl100k and o200k. */
const COUNTED: readonly (readonly [string, number])[] = [
  ["", 0],
  ["store › Object › users: Array", 7],
  [
    "What grew: +92.9 KiB; in all +92.9 KiB\n      own      total  before     after    count  path\n+64.5 KiB  +64.5 KiB    20 B  64.5 KiB  0 → 500  store › Object › history: Array\n",
    71,
  ],
  [
    '{"schema":"allocative.top/1","rows":[{"path":"store › users: Array","foldedPath":"store;Object;users;Array","totalBytes":946814,"totalMaxBytes":1946814}]}',
    47,
  ],
  ["| 64.5 KiB – 427.3 KiB | 20 B | 2,001 | store › Object › history: Array |", 32],
  ["_a3xQ9Zk;t.$jWq;[[Scopes]];__reactFiber$k3v9q2x1;memoizedState;next", 35],
  ["React › App › TodoList › State 1: Array › 数据 › Ünïcode: naïve", 22],
  ["1234567890123 12 5 0.5 999,999", 17],
  ['window.__APP_STATE__.entities.byId["ann@example.com"]', 13],
  ["                                        x", 2],
];

test.each(COUNTED)("%j is not charged less than it has", (text, tokens) => {
  expect(maxTokensOf(text)).toBeGreaterThanOrEqual(tokens);
});

test("the estimate is no more than three times as much, over all", () => {
  const sum = (figureOf: (row: (typeof COUNTED)[number]) => number): number =>
    COUNTED.reduce((total, row) => total + figureOf(row), 0);
  expect(sum(([text]) => maxTokensOf(text))).toBeLessThan(3 * sum(([, tokens]) => tokens));
});
