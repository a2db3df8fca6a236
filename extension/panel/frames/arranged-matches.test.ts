import { expect, test } from "vitest";
import { ArrangedMatches } from "./arranged-matches.ts";
import { arrangementOf } from "./arrangement.ts";
import { randomFrames, randomFrom, withRanges } from "./frames.fixture.ts";
import { matchesOf } from "./matches.fixture.ts";

test("a match among siblings is found wherever they stand", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomFrom(seed);
    const frames = withRanges(randomFrames(seed, 300), seed);
    const matches = matchesOf(frames, ["map", "items", '"elements: a"', "nothing"][seed % 4]!);
    for (const measure of ["size", "count"] as const) {
      for (const order of ["size", "name"] as const) {
        const arrangement = arrangementOf(frames, measure, order);
        const among = new ArrangedMatches(arrangement, matches);
        for (let round = 0; round < 200; round++) {
          const record = arrangement.recordOf(Math.floor(random() * frames.count));
          const count = arrangement.list[record]!;
          if (count === 0) continue;
          const from = record + 1 + Math.floor(random() * count);
          const to = from + 1 + Math.floor(random() * (record + count - from));
          const naive = [...arrangement.list.subarray(from, to)].some((box) =>
            [...matches.boxes].some((match) => match >= box && match < frames.subtreeEnd[box]!),
          );
          expect(among.isAmong(from, to)).toBe(naive);
        }
      }
    }
  }
});
