import { expect, test } from "vitest";
import { PairMap } from "./pair-map.ts";

test("a pair has the number that it was given, and no other pair has", () => {
  const pairs = new PairMap();
  const naive = new Map<string, number>();
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  for (let i = 0; i < 20_000; i++) {
    /* Small numbers meet often, those next to 2^32 never: both must be told apart. */
    const a = i % 3 === 0 ? 0xffff_fff0 + random(15) : random(300);
    const b = random(300);
    expect(pairs.get(a, b)).toBe(naive.get(`${a} ${b}`) ?? -1);
    if (naive.has(`${a} ${b}`)) continue;
    naive.set(`${a} ${b}`, i);
    pairs.add(a, b, i);
  }
  for (const [pair, value] of naive) {
    const [a, b] = pair.split(" ").map(Number);
    expect(pairs.get(a!, b!)).toBe(value);
  }
});

test("half a million pairs of one first number are not slower by the square", () => {
  const pairs = new PairMap();
  for (let i = 0; i < 500_000; i++) pairs.add(1, 8 * i + 1, i);
  expect(pairs.get(1, 8 * 499_999 + 1)).toBe(499_999);
  expect(pairs.get(2, 1)).toBe(-1);
});
