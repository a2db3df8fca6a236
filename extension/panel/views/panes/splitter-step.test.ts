import { expect, test } from "vitest";
import { sizeAfterKey, sizeAfterMove } from "./splitter-step.ts";

const RANGE = { size: 200, least: 190, most: 400 };

test("arrows move the separator, whichever side its pane is on", () => {
  expect(sizeAfterKey("forward", RANGE, 1)).toBe(216);
  expect(sizeAfterKey("back", RANGE, 1)).toBe(190);
  expect(sizeAfterKey("forward", RANGE, -1)).toBe(190);
  expect(sizeAfterKey("back", RANGE, -1)).toBe(216);
});

test("to the ends, and back to the usual size", () => {
  expect(sizeAfterKey("least", RANGE, -1)).toBe(190);
  expect(sizeAfterKey("most", RANGE, -1)).toBe(400);
  expect(sizeAfterKey("reset", RANGE, -1)).toBeNull();
});

test("a drag stays within the limits", () => {
  expect(sizeAfterMove(RANGE, 50)).toBe(250);
  expect(sizeAfterMove(RANGE, 5000)).toBe(400);
  expect(sizeAfterMove(RANGE, -5000)).toBe(190);
});
