import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, headOf, isInside, TOP_BOX } from "./box.ts";
import { framesOf, randomFrames } from "./frames.fixture.ts";
import { findMatches, hasMatchWithin, isMatch, matchBeside, matchIndexFrom } from "./search.ts";

const frames = framesOf(`
  root items 0
    type Object 12
      field items 4
        type Array 100
          storage elements 12
            type Item 12
      field __proto__ 4
`);

const found = (query: string): string[] => [...findMatches(frames, query).boxes].map((box) => boxLabelOf(frames, box));

test("finds by part of a name, whatever its case", () => {
  expect(found("ITEM")).toEqual(["items", "items: Array", "Item"]);
  expect(found("__proto__")).toEqual(["__proto__"]);
  expect(found("nothing")).toEqual([]);
  expect(found("")).toEqual([]);
});

test("finds across the joint of a box", () => {
  expect(found("ems: arr")).toEqual(["items: Array"]);
  expect(found("items: ")).toEqual(["items: Array"]);
});

test("bytes of a match in a match count once", () => {
  expect(findMatches(frames, "item").totalSize).toBe(frames.totalSize[TOP_BOX]);
  expect(findMatches(frames, "elements").totalSize).toBe(24);
});

test("agrees with looking at every label", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = randomFrames(seed, 250);
    for (const query of ["a", "ab", "items", "s: o", "items: array", "RO", ": "]) {
      const naive = naiveMatches(random, query);
      const matches = findMatches(random, query);
      expect([...matches.boxes]).toEqual(naive);
      const outer = naive.filter((box) => !naive.some((other) => other !== box && isInside(random, box, other)));
      expect(matches.totalSize).toBe(outer.reduce((sum, box) => sum + random.totalSize[box]!, 0));
      const frames = Array.from({ length: random.count }, (_, frame) => frame);
      expect(frames.map((frame) => isMatch(matches, frame))).toEqual(frames.map((frame) => naive.includes(frame)));
      expect(frames.map((frame) => hasMatchWithin(matches, frame, random.subtreeEnd[frame]!))).toEqual(
        frames.map((frame) => naive.some((box) => isInside(random, box, frame))),
      );
    }
  }
});

function naiveMatches(table: FrameTable, query: string): number[] {
  const boxes: number[] = [];
  for (let frame = 1; frame < table.count; frame++) {
    if (headOf(table, frame) === frame && boxLabelOf(table, frame).toLowerCase().includes(query.toLowerCase())) {
      boxes.push(frame);
    }
  }
  return boxes;
}

test("goes round in both directions", () => {
  const matches = findMatches(frames, "item");
  expect(matchBeside(matches, null, 1)).toBe(0);
  expect(matchBeside(matches, null, -1)).toBe(2);
  expect(matchBeside(matches, 2, 1)).toBe(0);
  expect(matchBeside(matches, 0, -1)).toBe(2);
  expect(matchBeside(findMatches(frames, "nothing"), null, 1)).toBe(-1);
  expect(matchIndexFrom(matches, 2)).toBe(1);
});
