import { expect, test } from "vitest";
import { KIND_TYPE } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { FrameNames, FrameTree, TooManyFramesError } from "../tree/frame-tree.ts";
import { MAX_FRAMES_OF_FILE, readProfiles } from "./parsed-frames.ts";

const QUARTER = MAX_FRAMES_OF_FILE / 4;
const EMPTY = new FrameTree(new FrameNames()).finish();

/** A table of so many frames; only their number counts here. */
function grow(count: number, maxFrames: number): FrameTable {
  const tree = new FrameTree(new FrameNames(), maxFrames);
  while (tree.count < count) tree.addUnlisted(0, 0, KIND_TYPE);
  return { ...EMPTY, count: tree.count };
}

test("the profiles of a file share one budget of frames: the active one comes first, then those that fit", () => {
  const counts = [2, 3, 2, 1].map((quarters) => quarters * QUARTER);
  const asked: [index: number, maxFrames: number][] = [];
  const profiles = readProfiles(["a", "b", "c", "d"], 1, (index, maxFrames) => {
    asked.push([index, maxFrames]);
    return { frames: grow(counts[index]!, maxFrames), note: `note of ${index}` };
  });
  expect(asked).toEqual([
    [1, 4 * QUARTER],
    [0, QUARTER],
    [2, QUARTER],
    [3, QUARTER],
  ]);
  expect(profiles.map(({ name, frames }) => [name, frames?.count ?? null])).toEqual([
    ["a", null],
    ["b", 3 * QUARTER],
    ["c", null],
    ["d", QUARTER],
  ]);
  expect(profiles[0]!.note).toMatch(/^the profiles of a file have 4,000,000 frames at most/);
  expect(profiles[1]!.note).toBe("note of 1");
});

test("a file whose first profile alone is too large is refused", () => {
  const read = (_: number, maxFrames: number) => ({ frames: grow(MAX_FRAMES_OF_FILE + 1, maxFrames), note: "" });
  expect(() => readProfiles(["a", "b"], 0, read)).toThrow(TooManyFramesError);
});

test("a file that calls none of its profiles active is read in its order", () => {
  const asked: number[] = [];
  readProfiles(["a", "b"], -1, (index) => {
    asked.push(index);
    return { frames: null, note: "it counts objects" };
  });
  expect(asked).toEqual([0, 1]);
});
