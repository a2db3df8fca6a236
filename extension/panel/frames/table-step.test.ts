import { expect, test } from "vitest";
import { TOP_BOX } from "./box.ts";
import { rowOfBox, rowsFrom } from "./box-rows.ts";
import { framesOf } from "./frames.fixture.ts";
import { LARGEST_FIRST, SiblingOrder } from "./sibling-order.ts";
import type { TableMove } from "./table-step.ts";
import { tableStepOf, WHOLE_ROW } from "./table-step.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
      field user 4
  root other 10
`);
const [STORE, OBJECT, USER, OTHER] = [1, 2, 4, 5];

interface From {
  readonly at: number;
  readonly column?: number;
  readonly open?: readonly number[];
}

function step(move: TableMove, { at, column = WHOLE_ROW, open = [] }: From) {
  const expanded = new Set(open);
  const rows = rowsFrom(new SiblingOrder(frames, LARGEST_FIRST), TOP_BOX, expanded);
  return tableStepOf(move, { rows, row: rowOfBox(rows, at), column, expanded, rowsPerPage: 2 });
}

test("up and down go by rows, and stop at the ends", () => {
  expect(step("next", { at: TOP_BOX })).toEqual({ type: "to-row", box: STORE });
  expect(step("next", { at: OTHER })).toEqual({ type: "to-row", box: OTHER });
  expect(step("previous", { at: OTHER, open: [STORE, OBJECT] })).toEqual({ type: "to-row", box: USER });
  expect(step("page-up", { at: OTHER, open: [STORE] })).toEqual({ type: "to-row", box: STORE });
  expect(step("page-down", { at: TOP_BOX, open: [STORE] })).toEqual({ type: "to-row", box: OBJECT });
  expect(step("start", { at: OTHER })).toEqual({ type: "to-row", box: TOP_BOX });
  expect(step("end", { at: STORE })).toEqual({ type: "to-row", box: OTHER });
});

test("right opens a row, then goes through its cells", () => {
  expect(step("right", { at: STORE })).toEqual({ type: "expand", box: STORE });
  expect(step("right", { at: STORE, open: [STORE] })).toEqual({ type: "to-column", column: 0 });
  expect(step("right", { at: OTHER })).toEqual({ type: "to-column", column: 0 });
  expect(step("right", { at: STORE, column: 2 })).toEqual({ type: "to-column", column: 3 });
  expect(step("right", { at: STORE, column: 5 })).toEqual({ type: "to-column", column: 5 });
  expect(step("end", { at: STORE, column: 2 })).toEqual({ type: "to-column", column: 5 });
  expect(step("last", { at: STORE, column: 2 })).toEqual({ type: "to-row", box: OTHER });
});

test("left comes back, closes the row, and leads to the row around it", () => {
  expect(step("left", { at: STORE, column: 1, open: [STORE] })).toEqual({ type: "to-column", column: 0 });
  expect(step("left", { at: STORE, column: 0, open: [STORE] })).toEqual({ type: "to-column", column: WHOLE_ROW });
  expect(step("left", { at: STORE, open: [STORE] })).toEqual({ type: "collapse", box: STORE });
  expect(step("left", { at: OBJECT, open: [STORE] })).toEqual({ type: "to-row", box: STORE });
  expect(step("left", { at: STORE })).toEqual({ type: "to-row", box: TOP_BOX });
  expect(step("left", { at: TOP_BOX })).toBeNull();
});

test("where nothing is selected, every way leads into the table", () => {
  expect(step("next", { at: USER })).toEqual({ type: "to-row", box: TOP_BOX });
  expect(step("right", { at: USER })).toEqual({ type: "to-row", box: TOP_BOX });
  expect(step("left", { at: USER })).toBeNull();
});
