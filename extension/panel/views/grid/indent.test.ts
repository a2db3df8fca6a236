import { expect, test } from "vitest";
import { indentOf } from "./indent.ts";

test("levels come closer where they are many, and are never less than 6 pixels apart", () => {
  expect(indentOf(1, 100)).toEqual({ step: 12, outdent: 0 });
  expect(indentOf(6, 0)).toEqual({ step: 12, outdent: 0 });
  expect(indentOf(8, 0)).toEqual({ step: 8, outdent: 0 });
  expect(indentOf(11, 0)).toEqual({ step: 6, outdent: 0 });
  expect(indentOf(11, 120)).toEqual({ step: 12, outdent: 0 });
});

test("what is deeper than there is room for moves to the left, all rows together", () => {
  expect(indentOf(14, 0)).toEqual({ step: 6, outdent: 3 });
  expect(indentOf(1001, 300)).toEqual({ step: 6, outdent: 950 });
});
