import { expect, test } from "vitest";
import { ArrangedMatches } from "../frames/arranged-matches.ts";
import { arrangementOf, offsetOf } from "../frames/arrangement.ts";
import { headOf, isInside, TOP_BOX } from "../frames/box.ts";
import { framesOf, randomFrames, randomFrom, withRanges } from "../frames/frames.fixture.ts";
import { matchesOf } from "../frames/matches.fixture.ts";
import { matchColumnsOf } from "./match-columns.ts";

test("a match far below a pixel leaves its mark", () => {
  const small = Array.from({ length: 5000 }, (_, index) => `        field f${index} 4`).join("\n");
  const frames = framesOf(`
    root a 0
      type Object 0
        field big 60000
${small}
        field needle 4
`);
  const arrangement = arrangementOf(frames, "size", "size");
  const among = new ArrangedMatches(arrangement, matchesOf(frames, "needle"));
  const columns = matchColumnsOf(arrangement, among, TOP_BOX, 100);
  expect([...columns.entries()].filter(([, isMarked]) => isMarked === 1).map(([column]) => column)).toEqual([99]);
});

test("every match is marked, and nothing that is more than a pixel from one", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomFrom(seed);
    const frames = withRanges(randomFrames(seed, 300), seed);
    const arrangement = arrangementOf(
      frames,
      (["size", "max-size", "count"] as const)[seed % 3]!,
      (["size", "name"] as const)[seed % 2]!,
    );
    const { totals } = arrangement;
    const focus = seed % 4 === 0 ? headOf(frames, Math.floor(random() * frames.count)) : TOP_BOX;
    const width = [7, 60, 400][seed % 3]!;
    const matches = matchesOf(frames, ["map", '"items: a"', "constructor"][seed % 3]!);
    const columns = matchColumnsOf(arrangement, new ArrangedMatches(arrangement, matches), focus, width);
    if (totals[focus] === 0) continue;
    const scale = width / totals[focus]!;
    const near = new Uint8Array(width);
    for (const match of matches.boxes) {
      if (!isInside(frames, match, focus)) continue;
      const left = offsetOf(arrangement, match, focus) * scale;
      const right = left + totals[match]! * scale;
      near.fill(1, Math.max(0, Math.floor(left) - 1), Math.ceil(right) + 1);
      if (totals[match] === 0) continue;
      const marked = columns.subarray(Math.max(0, Math.floor(left) - 1), Math.ceil(right) + 1);
      expect(marked.includes(1)).toBe(true);
    }
    for (let column = 0; column < width; column++) if (columns[column] === 1) expect(near[column]).toBe(1);
  }
});
