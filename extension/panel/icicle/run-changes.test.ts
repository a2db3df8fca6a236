import { describe, expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import { Arrangement } from "../frames/arrangement.ts";
import { sumOfChanges } from "../frames/change.ts";
import { framesOf, randomFrames, randomFrom, withRanges } from "../frames/frames.fixture.ts";
import { lookOf } from "./box-style.ts";
import { CLASS_GONE, CLASS_GROWN_LITTLE, CLASS_NEW, CLASS_SEVERAL, CLASS_SHRUNK_LITTLE } from "./change-colour.ts";
import { CLASS_MORE } from "./colour.ts";
import { RunChanges } from "./run-changes.ts";

test.each(Array.from({ length: 10 }, (_, seed) => seed + 1))(
  "of siblings are the sums of theirs, whenever they are arranged, seed %i",
  (seed) => {
    const tableOf = (of: number) => withRanges(randomFrames(of, 400), of);
    const { frames, changes } = diffFrames([tableOf(seed), tableOf(seed + 100)], "all");
    const random = randomFrom(seed);
    for (const measure of ["size", "max-size", "count"] as const) {
      const arrangement = new Arrangement(frames, measure, seed % 2 === 0 ? "size" : "name");
      const runs = new RunChanges(arrangement, changes);
      for (let i = 0; i < 300; i++) {
        const record = arrangement.recordOf(Math.floor(random() * frames.count));
        const count = arrangement.list[record]!;
        if (count === 0) continue;
        const from = record + 1 + Math.floor(random() * count);
        const to = from + 1 + Math.floor(random() * (record + 1 + count - from));
        expect(runs.sumOf(from, to)).toEqual(sumOfChanges(changes, arrangement.list.slice(from, to), measure));
      }
    }
  },
);

describe("a box of several siblings", () => {
  const before = framesOf(`
  root a 10
  root b 100
  root c 30
  root d 20
`);
  const after = framesOf(`
  root a 30
  root b 90
  root c 30
  root e 5
  root f 6
`);
  const { frames, changes } = diffFrames([before, after], "all");
  const arrangement = new Arrangement(frames, "size", "name");
  const record = arrangement.recordOf(0);
  const look = lookOf(arrangement, changes);
  const runOf = (from: string, to: string): [number, number] => {
    const placeOf = (name: string): number =>
      arrangement.list.findIndex((box, place) => place > record && frames.names[frames.name[box]!] === name && box > 0);
    return [placeOf(from), placeOf(to) + 1];
  };

  test.each([
    ["a", "b", CLASS_GROWN_LITTLE, "+ 2 more", "+10 B"],
    ["b", "c", CLASS_SHRUNK_LITTLE, "− 2 more", "−10 B"],
    ["e", "f", CLASS_NEW, "new 2 more", "+11 B"],
    ["d", "d", CLASS_GONE, "gone 1 more", "−20 B"],
    ["c", "c", CLASS_SEVERAL, "1 more", "±0 B"],
  ])("from %s to %s tells what became of them together", (first, last, kind, label, figure) => {
    const [from, to] = runOf(first, last);
    expect(look.moreClassOf(from, to)).toBe(kind);
    expect(look.moreLabelOf(from, to)).toBe(label);
    expect(look.moreFigureOf(from, to)).toBe(figure);
  });

  test("tells how much it is where there is no diff", () => {
    const alone = new Arrangement(after, "size", "name");
    const place = alone.recordOf(0) + 1;
    const plain = lookOf(alone, null);
    expect(plain.moreClassOf(place, place + 2)).toBe(CLASS_MORE);
    expect(plain.moreLabelOf(place, place + 2)).toBe("2 more");
    expect(plain.moreFigureOf(place, place + 2)).toBe("120 B");
  });
});
