import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { boxLabelOf, headOf, isInside, NO_BOX, TOP_BOX } from "./box.ts";
import { framesOf, randomFrames } from "./frames.fixture.ts";
import { matchesOf } from "./matches.fixture.ts";
import type { FindOption } from "./query.ts";
import {
  hasMatchWithin,
  isInMatch,
  isMatch,
  matchBeside,
  matchCountWithin,
  matchesInFocus,
  NO_MATCHES,
} from "./search.ts";

const frames = framesOf(`
  root items 0
    type Object 12
      field items 4
        type Array 100
          storage elements 12
            type Item 12
      field __proto__ 4
`);

const found = (query: string, ...options: FindOption[]): string[] =>
  [...matchesOf(frames, query, ...options).boxes].map((box) => boxLabelOf(frames, box));

test("finds by part of a name, whatever its case", () => {
  expect(found("ITEM")).toEqual(["items", "items: Array", "Item"]);
  expect(found("__proto__")).toEqual(["__proto__"]);
  expect(found("nothing")).toEqual([]);
  expect(found("")).toEqual([]);
});

test("finds with regard to case, or whole words only", () => {
  expect(found("Item", "match-case")).toEqual(["Item"]);
  expect(found("item", "whole-word")).toEqual(["Item"]);
  expect(found("item", "whole-word", "match-case")).toEqual([]);
  expect(found("proto", "whole-word")).toEqual([]);
});

test("finds across the joint of a box", () => {
  expect(found("items: arr")).toEqual(["items: Array"]);
  expect(found("ems: arr")).toEqual(["items: Array"]);
  expect(found("items:")).toEqual(["items: Array"]);
  expect(found("ems:", "whole-word")).toEqual([]);
});

test("all words are those of one box; a scope says which of its names", () => {
  expect(found("items array")).toEqual(["items: Array"]);
  expect(found("object items")).toEqual([]);
  expect(found("type:item")).toEqual(["Item"]);
  expect(found("field:item")).toEqual(["items", "items: Array"]);
  expect(found("type:elements")).toEqual([]);
  expect(found("field:items type:array")).toEqual(["items: Array"]);
});

test("says which names are types that have all words", () => {
  const typesOf = (query: string): string[] => {
    const { types } = matchesOf(frames, query);
    return frames.names.filter((_, name) => types[name] === 1);
  };
  expect(typesOf("item")).toEqual(expect.arrayContaining(["Item"]));
  expect(typesOf("field:item")).toEqual([]);
  expect(typesOf("type:arr")).toEqual(["Array"]);
});

test("bytes of a match in a match count once; those outside of the focus do not count", () => {
  const inFocus = (query: string, focus: number) => matchesInFocus(frames, matchesOf(frames, query), focus);
  expect(inFocus("item", TOP_BOX)).toEqual({ first: 0, end: 3, totalSize: frames.totalSize[TOP_BOX] });
  expect(inFocus("elements", TOP_BOX).totalSize).toBe(24);
  expect(inFocus("item", 3)).toEqual({ first: 1, end: 3, totalSize: frames.totalSize[3] });
});

test("agrees with looking at every label", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = randomFrames(seed, 250);
    for (const query of ["a", "ab", "items", '"s: o"', '"items: array"', "RO", '": "']) {
      const naive = naiveMatches(random, query.replaceAll('"', ""));
      const matches = matchesOf(random, query);
      expect([...matches.boxes]).toEqual(naive);
      const outer = naive.filter((box) => !naive.some((other) => other !== box && isInside(random, box, other)));
      expect(matchesInFocus(random, matches, TOP_BOX).totalSize).toBe(
        outer.reduce((sum, box) => sum + random.totalSize[box]!, 0),
      );
      const frames = Array.from({ length: random.count }, (_, frame) => frame);
      expect(frames.map((frame) => isMatch(matches, frame))).toEqual(frames.map((frame) => naive.includes(frame)));
      expect(frames.map((frame) => isInMatch(matches, frame))).toEqual(
        frames.map((frame) => naive.some((box) => isInside(random, frame, box))),
      );
      expect(frames.map((frame) => matchCountWithin(matches, frame, random.subtreeEnd[frame]!))).toEqual(
        frames.map((frame) => naive.filter((box) => isInside(random, box, frame)).length),
      );
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

test("goes from any box to the next match of the focus, in both directions, round and round", () => {
  const matches = matchesOf(frames, "item");
  const all = matchesInFocus(frames, matches, TOP_BOX);
  const [root, array, item] = matches.boxes;
  expect(matchBeside(matches, all, NO_BOX, 1)).toBe(root);
  expect(matchBeside(matches, all, NO_BOX, -1)).toBe(item);
  expect(matchBeside(matches, all, array!, 1)).toBe(item);
  expect(matchBeside(matches, all, array!, -1)).toBe(root);
  expect(matchBeside(matches, all, item!, 1)).toBe(root);
  expect(matchBeside(matches, all, 2, 1)).toBe(array);
  const inArray = matchesInFocus(frames, matches, array!);
  expect(matchBeside(matches, inArray, item!, 1)).toBe(array);
  expect(matchBeside(matches, inArray, root!, 1)).toBe(array);
  expect(matchBeside(NO_MATCHES, matchesInFocus(frames, NO_MATCHES, TOP_BOX), NO_BOX, 1)).toBeUndefined();
});
