import { expect, test } from "vitest";
import { randomFrom } from "../graph.fixture.ts";
import { LargestFirst } from "./largest-first.ts";

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

test.each(seeds)("seed %i: as a sorted list", (seed) => {
  const random = randomFrom(seed);
  const heap = new LargestFirst();
  let list: { number: number; total: number }[] = [];
  const sort = () => list.sort((a, b) => b.total - a.total || a.number - b.number);
  for (let number = 0; number < 5000; number++) {
    const chance = random();
    if (chance < 0.7) {
      /* Many have the same total. */
      const total = Math.floor(random() * 50);
      heap.enter(number, total);
      list.push({ number, total });
    } else if (chance < 0.998) {
      if (list.length === 0) continue;
      /* A full sort for each is too much: the first is looked for. */
      const first = list.reduce((a, b) => (b.total > a.total || (b.total === a.total && b.number < a.number) ? b : a));
      expect(heap.take()).toBe(first.number);
      list = list.filter((one) => one !== first);
    } else {
      const room = Math.floor(random() * list.length);
      list = sort().slice(0, room);
      expect(heap.keep(room)).toBe(list.at(-1)?.total ?? Number.POSITIVE_INFINITY);
    }
    expect(heap.count).toBe(list.length);
  }
  for (const { number } of sort()) expect(heap.take()).toBe(number);
  expect(heap.count).toBe(0);
});
