import { expect, test } from "vitest";
import { nearestWord } from "./nearest-word.ts";

const WORDS = ["snapshot", "top", "types", "report"];

test.each([
  ["snapshots", "snapshot"],
  ["type", "types"],
  ["tpo", "top"],
  ["reprot", "report"],
])("%s may mean %s", (word, nearest) => {
  expect(nearestWord(word, WORDS)).toBe(nearest);
});

test.each(["frobnicate", "x", ""])("nothing is near %j", (word) => {
  expect(nearestWord(word, WORDS)).toBeUndefined();
});
