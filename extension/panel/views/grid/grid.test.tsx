// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { useMemo, useState } from "preact/hooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_BOX } from "../../frames/box.ts";
import type { ColumnSort } from "../../frames/column-sort.ts";
import { createWorld, STORE } from "../../store/panel.fixture.ts";
import type { Panel } from "../../store/panel.ts";
import { standInForPopovers } from "../menu/popover.fixture.ts";
import { PanelContext } from "../parts/panel-context.ts";
import type { SortableColumn } from "./column.ts";
import { sortedRows } from "./column.ts";
import { bytesColumn, countColumn } from "./figure-columns.tsx";
import { Grid } from "./grid.tsx";
import { NO_ROW } from "./grid-step.ts";
import type { GridRole } from "./grid-tags.ts";
import { listRows } from "./rows-text.ts";
import { useGridSort } from "./use-grid-sort.ts";

const HEAD_HEIGHT = 24;
const ROW_HEIGHT = 20;
const ROWS_IN_VIEW = 6;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(HEAD_HEIGHT + ROWS_IN_VIEW * ROW_HEIGHT);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
  standInForPopovers();
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const OWN_SORT: ColumnSort = { column: "bytes", direction: "descending" };

/** Row n is "row n", with 100 - n bytes and n objects. */
const COLUMNS: readonly SortableColumn<number>[] = [
  {
    id: "name",
    head: "Name",
    meaning: "What it is called",
    width: 100,
    align: "start",
    text: (row) => `row ${row}`,
    sortKey: (row) => row,
  },
  bytesColumn({ id: "bytes", head: "Bytes", meaning: "How large it is", width: 80 }, (row) => 100 - row),
  countColumn({ id: "count", head: "Count", meaning: "How many there are", width: 60 }, (row) => row),
];

interface TableProps {
  readonly count: number;
  readonly role: GridRole;
  readonly entered: number[];
}

/** A table with nothing but a current row and a sort; every row is about the box `STORE`. */
function Table({ count, role, entered }: TableProps) {
  const sort = useGridSort("types", OWN_SORT);
  const [current, setCurrent] = useState(NO_ROW);
  const rows = useMemo(
    () =>
      listRows(
        sortedRows(
          Uint32Array.from({ length: count }, (_, row) => row),
          COLUMNS,
          sort,
        ),
      ),
    [count, sort],
  );
  return (
    <Grid
      id="types"
      role={role}
      name="Things"
      columns={COLUMNS}
      rows={rows}
      current={current}
      sort={sort}
      keyOf={(row) => row}
      boxOf={(row) => (row === 13 ? NO_BOX : STORE)}
      onCurrent={setCurrent}
      onEnter={(row) => void entered.push(row)}
    />
  );
}

async function open({ count = 100, role = "grid" as GridRole, settings = undefined as unknown } = {}) {
  const { world, panel } = createWorld({ settings });
  await panel.takeSnapshot();
  const entered: number[] = [];
  render(
    <PanelContext.Provider value={panel as Panel}>
      <Table count={count} role={role} entered={entered} />
    </PanelContext.Provider>,
  );
  const grid = screen.getByRole(role, { name: "Things" });
  const press = (key: string, held: object = {}): boolean => fireEvent.keyDown(grid, { key, ...held });
  return { world, panel, entered, grid, press };
}

const namesOf = (rows: readonly HTMLElement[]): string[] =>
  rows.map((row) => within(row).getByRole("rowheader").textContent ?? "");
const selectedNames = (): string[] => namesOf(screen.queryAllByRole("row", { selected: true }));
const headOf = (name: string): HTMLElement => screen.getByRole("columnheader", { name });
const headButton = (name: string): HTMLElement => within(headOf(name)).getByRole("button");

/** The line with the heads, then a line for each row. */
const HEADS = "Name\tBytes\tCount\n";
const lineOf = (row: number): string => `row ${row}\t${100 - row} B\t${row.toLocaleString("en")}\n`;

test("the rows in view are in the document, and know where they are", async () => {
  const { grid } = await open({ count: 1_000_000 });
  expect(grid.getAttribute("aria-rowcount")).toBe("1000001");
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
  expect(screen.getByRole("row", { name: /^row 0 / }).getAttribute("aria-rowindex")).toBe("2");
});

test("of a million rows the last one is as near as the second", async () => {
  const { press, grid } = await open({ count: 1_000_000 });
  press("End");
  expect(selectedNames()).toEqual(["row 999999"]);
  expect(grid.getAttribute("aria-activedescendant")).toBe("types-row-999999");
  press("ArrowUp");
  expect(selectedNames()).toEqual(["row 999998"]);
  press("Home");
  expect(selectedNames()).toEqual(["row 0"]);
});

test("keys go from row to row, by pages, and through the cells of a row", async () => {
  const { press, grid } = await open();
  press("ArrowDown");
  expect(selectedNames()).toEqual(["row 0"]);
  press("PageDown");
  expect(selectedNames()).toEqual([`row ${ROWS_IN_VIEW - 1}`]);
  press("ArrowRight");
  press("ArrowRight");
  expect(grid.getAttribute("aria-activedescendant")).toBe(`types-row-${ROWS_IN_VIEW - 1}-bytes`);
  press("ArrowLeft");
  press("ArrowLeft");
  expect(grid.getAttribute("aria-activedescendant")).toBe(`types-row-${ROWS_IN_VIEW - 1}`);
});

test("Enter and a double click lead on from a row", async () => {
  const { press, entered } = await open();
  press("Enter");
  expect(entered).toEqual([]);
  press("ArrowDown");
  press("Enter");
  fireEvent.dblClick(screen.getByRole("row", { name: /^row 4 / }));
  expect(entered).toEqual([0, 4]);
});

test("keys of a button inside the table are not those of its rows", async () => {
  await open();
  fireEvent.keyDown(headButton("Bytes"), { key: "ArrowDown" });
  expect(selectedNames()).toEqual([]);
});

test("a press on a head sorts by it, a second one turns it round; the choice is kept", async () => {
  const { panel } = await open();
  expect(headOf("Bytes").getAttribute("aria-sort")).toBe("descending");
  fireEvent.click(headButton("Count"));
  expect(headOf("Count").getAttribute("aria-sort")).toBe("descending");
  expect(headOf("Bytes").getAttribute("aria-sort")).toBe("none");
  expect(namesOf(screen.getAllByRole("row").slice(1, 3))).toEqual(["row 99", "row 98"]);
  fireEvent.click(headButton("Count"));
  expect(namesOf(screen.getAllByRole("row").slice(1, 3))).toEqual(["row 0", "row 1"]);
  fireEvent.click(headButton("Name"));
  expect(headOf("Name").getAttribute("aria-sort")).toBe("ascending");
  expect(panel.store.state.sorts.get("types")).toEqual({ column: "name", direction: "ascending" });
});

test("Shift+F10 and a right click open the menu of the row's box", async () => {
  const { press, panel } = await open();
  press("F10", { shiftKey: true });
  expect(panel.store.state.menu.kind).toBe("none");
  press("ArrowDown");
  press("F10", { shiftKey: true });
  expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: STORE } });
  act(() => panel.store.dispatch({ type: "menu-closed" }));
  fireEvent.contextMenu(screen.getByRole("row", { name: /^row 2 / }), { clientX: 30, clientY: 70 });
  expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: STORE, x: 30, y: 70 } });
});

test("a row that is about no box has no menu", async () => {
  const { press, panel } = await open();
  fireEvent.click(screen.getByRole("row", { name: /^row 13 / }));
  press("F10", { shiftKey: true });
  fireEvent.contextMenu(screen.getByRole("row", { name: /^row 13 / }));
  expect(panel.store.state.menu.kind).toBe("none");
});

test("Ctrl+C copies the selected row below the heads, with tabs between the cells", async () => {
  const { press, world } = await open();
  press("c", { ctrlKey: true });
  expect(world.copied).toEqual([]);
  fireEvent.click(screen.getByRole("row", { name: /^row 3 / }));
  press("c", { ctrlKey: true });
  expect(world.copied).toEqual([HEADS + lineOf(3)]);
});

test("Shift extends the selection, by keys and by the pointer; what moves without it ends that", async () => {
  const { press, world } = await open();
  fireEvent.click(screen.getByRole("row", { name: /^row 3 / }));
  press("ArrowDown", { shiftKey: true });
  press("ArrowDown", { shiftKey: true });
  press("ArrowUp", { shiftKey: true });
  expect(selectedNames()).toEqual(["row 3", "row 4"]);
  fireEvent.click(screen.getByRole("row", { name: /^row 1 / }), { shiftKey: true });
  expect(selectedNames()).toEqual(["row 1", "row 2", "row 3"]);
  press("c", { ctrlKey: true });
  expect(world.copied).toEqual([HEADS + [1, 2, 3].map(lineOf).join("")]);
  press("ArrowDown");
  expect(selectedNames()).toEqual(["row 2"]);
});

test("Ctrl+A and Ctrl+C copy all rows, those that are not in the document, too", async () => {
  const { press, world } = await open();
  press("a", { ctrlKey: true });
  press("c", { ctrlKey: true });
  expect(world.copied).toEqual([HEADS + Array.from({ length: 100 }, (_, row) => lineOf(row)).join("")]);
});

test("the menu of a head says what its figures are, and copies all rows", async () => {
  const { world } = await open();
  fireEvent.contextMenu(headOf("Count"));
  const group = screen.getByRole("group", { name: "Count" });
  expect(document.getElementById(group.getAttribute("aria-describedby")!)?.textContent).not.toBe("");
  await act(async () => void fireEvent.click(screen.getByRole("menuitem", { name: "Copy all rows" })));
  expect(world.copied).toEqual([HEADS + Array.from({ length: 100 }, (_, row) => lineOf(row)).join("")]);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("of very many rows the first hundred thousand are copied, and the copy says so", async () => {
  const { press, world } = await open({ count: 100_002 });
  press("a", { ctrlKey: true });
  press("c", { ctrlKey: true });
  const lines = world.copied[0]!.split("\n");
  expect(lines.slice(-3)).toEqual([lineOf(99_999).trimEnd(), "(2 more rows were not copied)", ""]);
  expect(lines).toHaveLength(100_003);
});

const columnsOf = (grid: HTMLElement): string => grid.parentElement?.style.getPropertyValue("--columns") ?? "";

test("Shift and an arrow on a head resize its column; arrows alone go to the next head", async () => {
  const { grid, panel } = await open();
  const before = columnsOf(grid);
  headButton("Bytes").focus();
  fireEvent.keyDown(headButton("Bytes"), { key: "ArrowRight", shiftKey: true });
  expect(panel.store.state.columns.get("types")?.widths.get("bytes")).toBe(96);
  expect(columnsOf(grid)).toContain(" 96px ");
  expect(columnsOf(grid)).not.toBe(before);
  fireEvent.keyDown(headButton("Bytes"), { key: "ArrowLeft", shiftKey: true });
  expect(panel.store.state.columns.get("types")?.widths.get("bytes")).toBe(80);
  fireEvent.keyDown(headButton("Bytes"), { key: "ArrowRight" });
  expect(document.activeElement).toBe(headButton("Count"));
  expect(screen.getAllByRole("columnheader").map((head) => within(head).getByRole("button").tabIndex)).toEqual([
    -1, -1, 0,
  ]);
});

test("a boundary that is dragged gives one column what it takes from the other", async () => {
  const { panel } = await open();
  const boundary = headOf("Count").querySelector(".grid-resizer")!;
  boundary.setPointerCapture = () => {};
  fireEvent.pointerDown(boundary, { button: 0, clientX: 700, pointerId: 1 });
  fireEvent.pointerMove(boundary, { clientX: 705, pointerId: 1 });
  expect(panel.store.state.columns.get("types")).toBeUndefined();
  fireEvent.pointerMove(boundary, { clientX: 710, pointerId: 1 });
  fireEvent.pointerUp(boundary, { clientX: 710, pointerId: 1 });
  expect([...panel.store.state.columns.get("types")!.widths]).toEqual([
    ["count", 50],
    ["bytes", 90],
  ]);
});

test("columns are hidden and shown by the menu of a head; the first one stays; the choice is stored", async () => {
  const { world, press } = await open();
  fireEvent.keyDown(headButton("Bytes"), { key: "F10", shiftKey: true });
  const menu = screen.getByRole("menu", { name: "Columns" });
  expect(within(menu).queryByRole("menuitemcheckbox", { name: "Name" })).toBeNull();
  fireEvent.click(within(menu).getByRole("menuitem", { name: /^Hide Bytes/ }));
  expect(screen.queryByRole("columnheader", { name: "Bytes" })).toBeNull();
  expect(world.remembered.settings.at(-1)).toMatchObject({ columns: { types: { hidden: ["bytes"] } } });
  press("ArrowDown");
  press("c", { ctrlKey: true });
  expect(world.copied).toEqual(["Name\tCount\nrow 0\t0\n"]);

  fireEvent.contextMenu(headOf("Name"));
  fireEvent.click(screen.getByRole("menuitemcheckbox", { name: "Bytes" }));
  expect(screen.getByRole("menuitemcheckbox", { name: "Bytes" }).getAttribute("aria-checked")).toBe("true");
  expect(headOf("Bytes")).not.toBeNull();
});

test("the columns of the panel before are those of this one, and can be reset", async () => {
  const settings = { columns: { types: { widths: { count: 77 }, hidden: ["bytes", 5] }, unknown: { hidden: ["x"] } } };
  const { grid } = await open({ settings });
  expect(columnsOf(grid)).toMatch(/ 77px$/);
  expect(screen.queryByRole("columnheader", { name: "Bytes" })).toBeNull();
  fireEvent.contextMenu(headOf("Count"));
  fireEvent.click(screen.getByRole("menuitem", { name: "Reset columns" }));
  expect(headOf("Bytes")).not.toBeNull();
  expect(columnsOf(grid)).not.toContain("77px");
});
