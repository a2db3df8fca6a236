import { expect, test } from "vitest";
import { rowAfter } from "./row-step.ts";

test("moves by rows, by pages, and to the ends", () => {
  const after = (command: string): number | null => rowAfter(command, 20, 100, 9);
  expect(["next", "previous", "page-down", "page-up"].map(after)).toEqual([21, 19, 29, 11]);
  expect(["first", "start", "last", "end"].map(after)).toEqual([0, 0, 99, 99]);
});

test("from no row, the next one is the first", () => {
  expect(rowAfter("next", -1, 100, 9)).toBe(0);
});

test("other commands, and none, move nowhere", () => {
  expect([rowAfter("focus", 20, 100, 9), rowAfter(null, 20, 100, 9)]).toEqual([null, null]);
});
