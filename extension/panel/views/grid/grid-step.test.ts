import { expect, test } from "vitest";
import type { Command } from "../../store/shortcuts.ts";
import type { GridPlace } from "./grid-step.ts";
import { gridStepOf, NO_ROW, WHOLE_ROW } from "./grid-step.ts";

/** In the middle of a table of 100 rows and 6 columns. */
const PLACE: GridPlace = {
  row: 20,
  rowCount: 100,
  rowsPerPage: 9,
  column: WHOLE_ROW,
  lastColumn: 5,
  state: "leaf",
  parent: 7,
};

function step(command: Command<"grid"> | null, place: Partial<GridPlace> = {}) {
  return gridStepOf(command, { ...PLACE, ...place });
}

test("up and down go by rows, and stop at the ends", () => {
  expect(step("next")).toEqual({ type: "to-row", row: 21 });
  expect(step("extend-next")).toEqual({ type: "to-row", row: 21 });
  expect(step("next", { row: 99 })).toEqual({ type: "to-row", row: 99 });
  expect(step("previous")).toEqual({ type: "to-row", row: 19 });
  expect(step("previous", { row: 0 })).toEqual({ type: "to-row", row: 0 });
  expect(step("page-up")).toEqual({ type: "to-row", row: 11 });
  expect(step("page-down", { row: 95 })).toEqual({ type: "to-row", row: 99 });
  expect(step("start")).toEqual({ type: "to-row", row: 0 });
  expect(step("end")).toEqual({ type: "to-row", row: 99 });
  expect(step("first", { column: 3 })).toEqual({ type: "to-row", row: 0 });
  expect(step("last", { column: 3 })).toEqual({ type: "to-row", row: 99 });
});

test("right opens a row, then goes through its cells", () => {
  expect(step("right", { state: "closed" })).toEqual({ type: "open" });
  expect(step("right", { state: "open" })).toEqual({ type: "to-column", column: 0 });
  expect(step("right")).toEqual({ type: "to-column", column: 0 });
  expect(step("right", { column: 2 })).toEqual({ type: "to-column", column: 3 });
  expect(step("right", { column: 2, state: "closed" })).toEqual({ type: "to-column", column: 3 });
  expect(step("right", { column: 5 })).toEqual({ type: "to-column", column: 5 });
  expect(step("start", { column: 2 })).toEqual({ type: "to-column", column: 0 });
  expect(step("end", { column: 2 })).toEqual({ type: "to-column", column: 5 });
});

test("left comes back, closes the row, and leads to the row around it", () => {
  expect(step("left", { column: 1, state: "open" })).toEqual({ type: "to-column", column: 0 });
  expect(step("left", { column: 0, state: "open" })).toEqual({ type: "to-column", column: WHOLE_ROW });
  expect(step("left", { state: "open" })).toEqual({ type: "close" });
  expect(step("left", { state: "closed" })).toEqual({ type: "to-row", row: 7 });
  expect(step("left", { parent: NO_ROW })).toBeNull();
});

test("a tree has no cells to go through: right leads into the row", () => {
  const tree = { lastColumn: WHOLE_ROW };
  expect(step("right", { ...tree, state: "closed" })).toEqual({ type: "open" });
  expect(step("right", { ...tree, state: "open" })).toEqual({ type: "to-row", row: 21 });
  expect(step("right", tree)).toBeNull();
});

test("where no row is current, every way leads into the table", () => {
  expect(step("next", { row: NO_ROW })).toEqual({ type: "to-row", row: 0 });
  expect(step("right", { row: NO_ROW, parent: NO_ROW })).toEqual({ type: "to-row", row: 0 });
  expect(step("left", { row: NO_ROW, parent: NO_ROW })).toBeNull();
});

test("other commands, and tables without rows, lead nowhere", () => {
  expect(step("focus")).toBeNull();
  expect(step(null)).toBeNull();
  expect(step("next", { row: NO_ROW, rowCount: 0 })).toBeNull();
});
