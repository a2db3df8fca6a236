// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import type { FunctionComponent } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WasteRow } from "../../../../core/flamegraph/questions/waste.ts";
import { createWorld, ELEMENTS, ITEMS, OBJECT, OTHER, STORE, shown } from "../../store/panel.fixture.ts";
import type { Panel } from "../../store/panel.ts";
import type { Snapshot } from "../../store/state.ts";
import { currentSnapshotOf, shownDerivationOf } from "../../store/state.ts";
import { writeMatches } from "../../store/status.ts";
import { PanelContext, usePanelState } from "../parts/panel-context.ts";
import { ObjectTree } from "../side/object-tree.tsx";
import { ChangesView } from "./changes-view.tsx";
import { OffHeapView } from "./off-heap-view.tsx";
import { TreeTable } from "./tree-table.tsx";
import { TypesView } from "./types-view.tsx";
import { WarningsView } from "./warnings-view.tsx";
import { WasteView } from "./waste-view.tsx";

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type SnapshotView = FunctionComponent<{ readonly snapshot: Snapshot }>;

function Shown({ view: View }: { readonly view: SnapshotView }) {
  const snapshot = usePanelState(currentSnapshotOf);
  return snapshot === null ? null : <View snapshot={snapshot} />;
}

function show(panel: Panel, view: SnapshotView): void {
  render(
    <PanelContext.Provider value={panel}>
      <Shown view={view} />
    </PanelContext.Provider>,
  );
}

async function openView(view: SnapshotView, snapshots = 1) {
  const { world, panel } = createWorld();
  for (let taken = 0; taken < snapshots; taken++) await panel.takeSnapshot();
  if (snapshots > 1) await panel.snapshots.compare([1, 2]);
  show(panel, view);
  return { world, panel };
}

const namesOf = (role: string): string[] =>
  screen.getAllByRole(role).map((item) => item.textContent?.replaceAll(/\s+/g, " ").trim() ?? "");

test("Tree table: rows are opened and closed by keys, the selection is that of the panel, Enter focuses", async () => {
  const { panel } = await openView(TreeTable);
  const table = screen.getByRole("treegrid", { name: "Tree table" });
  expect(namesOf("rowheader")).toEqual(["All roots", "store", "other"]);
  for (const key of ["Home", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight"]) fireEvent.keyDown(table, { key });
  expect(namesOf("rowheader")).toEqual(["All roots", "store", "Object", "items: Array", "user: User", "other"]);
  expect(shown(panel).selected).toBe(OBJECT);
  expect(screen.getByRole("row", { selected: true }).getAttribute("aria-level")).toBe("3");
  fireEvent.keyDown(table, { key: "Enter" });
  expect(shown(panel).trail.at(-1)).toBe(OBJECT);
  expect(namesOf("rowheader")).toEqual(["Object", "items: Array", "user: User"]);
  fireEvent.keyDown(table, { key: "Backspace" });
  fireEvent.keyDown(table, { key: "ArrowLeft" });
  expect(namesOf("rowheader")).toEqual(["All roots", "store", "Object", "other"]);
});

test("Object tree: a tree whose rows say their figures; it has no cells to go through", async () => {
  const { panel } = await openView(ObjectTree);
  const tree = screen.getByRole("tree", { name: "Object tree" });
  const labels = (): (string | null)[] =>
    screen.getAllByRole("treeitem").map((item) => item.getAttribute("aria-label"));
  expect(labels()[1]).toMatch(/^other, 10 B, /);
  fireEvent.keyDown(tree, { key: "ArrowRight" });
  expect(shown(panel).selected).toBe(STORE);
  fireEvent.keyDown(tree, { key: "ArrowRight" });
  fireEvent.keyDown(tree, { key: "ArrowRight" });
  expect(shown(panel).selected).toBe(OBJECT);
  expect(labels()).toHaveLength(3);
  fireEvent.keyDown(tree, { key: "ArrowLeft" });
  fireEvent.keyDown(tree, { key: "ArrowLeft" });
  expect(labels()).toHaveLength(2);
  fireEvent.keyDown(tree, { key: "F10", shiftKey: true });
  expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: STORE } });
});

test("Changes: the whole path as the name of a row, and the menu of its box by key and by pointer", async () => {
  const { panel } = await openView(ChangesView, 2);
  const table = screen.getByRole("grid", { name: "Changes" });
  expect(namesOf("columnheader")).toEqual(["Path", "Delta (own)", "Delta (total)", "Before", "After", "Count"]);
  const row = screen.getByRole("row", { name: /^store › Object › items: Array \+900 B/ });
  fireEvent.contextMenu(within(row).getAllByRole("cell")[3]!, { clientX: 5, clientY: 6 });
  expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: shown(panel).selected, x: 5, y: 6 } });
  act(() => panel.store.dispatch({ type: "menu-closed" }));
  fireEvent.keyDown(table, { key: "Home" });
  fireEvent.keyDown(table, { key: "F10", shiftKey: true });
  expect(panel.store.state.menu.kind).toBe("box");
});

test("Changes of rounds: what grew in every one, a sentence about it, and what grew once, closed", async () => {
  const { panel } = createWorld();
  for (let taken = 0; taken < 4; taken++) await panel.takeSnapshot();
  await panel.snapshots.compare([1, 2, 3, 4]);
  show(panel, ChangesView);
  expect(namesOf("columnheader")).toEqual([
    "Path",
    "Delta (own)",
    "Delta (total)",
    "Each round",
    "Before",
    "After",
    "Count",
  ]);
  expect(namesOf("row").slice(1)).toEqual([
    expect.stringMatching(/^store › Object › items: Array ?\+150 B ?\+150 B ?\+50 B ?1004 B ?1.1 KiB ?–$/),
  ]);
  expect(screen.getByText(/^150 B more in/).textContent).toBe("150 B more in items of store: 50 B a round.");
  const toggle = screen.getByRole("button", { name: "Grew once" });
  expect(toggle.getAttribute("aria-expanded")).toBe("false");
  expect(screen.queryByRole("grid", { name: "Grew once" })).toBeNull();
  fireEvent.click(toggle);
  const once = within(screen.getByRole("grid", { name: "Grew once" }));
  expect(once.getAllByRole("row").map((row) => row.textContent)).toEqual([
    expect.stringContaining("Rounds"),
    expect.stringMatching(/^store › Object › user: User ?\+80 B ?±0 B, \+80 B, ±0 B ?–$/),
  ]);
});

test("Types: a row is selected by its name; Enter leads to its largest box", async () => {
  const { panel } = await openView(TypesView);
  const table = await screen.findByRole("treegrid", { name: "Types" });
  fireEvent.keyDown(table, { key: "Home" });
  expect(panel.store.state.types.selected).toBe("Array");
  fireEvent.keyDown(table, { key: "Enter" });
  expect(shown(panel).selected).toBe(ITEMS);
  expect(screen.getByRole("treegrid", { name: "Owners of Array" })).not.toBeNull();
});

const WASTE: WasteRow = {
  kind: "unused-capacity",
  frame: ELEMENTS,
  size: 0,
  maxSize: 40,
  count: 1,
  references: 0,
  mostCopied: null,
};

test("Waste: rows in groups that can be closed; the order is that of the chosen column", async () => {
  const { world, panel } = await openView(WasteView);
  const more: WasteRow = { ...WASTE, kind: "empty-collections", frame: OTHER, maxSize: 8, count: 3 };
  await act(async () => world.wasteAsked[0]!.resolve([WASTE, more, { ...more, frame: ITEMS, maxSize: 7, count: 9 }]));
  const table = screen.getByRole("treegrid", { name: "Waste" });
  const levels = (): (string | null)[] =>
    within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => row.getAttribute("aria-level"));
  expect(levels()).toEqual(["1", "2", "1", "2", "2"]);
  const counts = (): string[] =>
    screen.getAllByRole("row").map((row) => row.querySelectorAll("td")[0]?.textContent ?? "");
  expect(counts().slice(-2)).toEqual(["3", "9"]);
  fireEvent.click(within(screen.getByRole("columnheader", { name: "Count" })).getByRole("button"));
  expect(counts().slice(-2)).toEqual(["9", "3"]);

  fireEvent.keyDown(table, { key: "ArrowDown" });
  fireEvent.keyDown(table, { key: "F10", shiftKey: true });
  expect(panel.store.state.menu.kind).toBe("none");
  fireEvent.keyDown(table, { key: "ArrowLeft" });
  expect(levels()).toEqual(["1", "1", "2", "2"]);
  fireEvent.keyDown(table, { key: "End" });
  fireEvent.keyDown(table, { key: "ArrowLeft" });
  expect(screen.getByRole("row", { selected: true }).getAttribute("aria-level")).toBe("1");
});

test("Warnings: functions over the limits are asked by the next snapshot, and by those after it", async () => {
  const { world, panel } = await openView(() => null);
  const { derived } = shown(panel);
  const { number, ...derivation } = { ...shownDerivationOf(shown(panel)), number: shown(panel).number };
  const unasked = { code: "closures-not-asked", detail: "" };
  const showWith = (path: string): void => {
    const warnings = [{ ...unasked, path }];
    act(() =>
      panel.store.dispatch({ type: "snapshot-derived", number, derived: { ...derived, warnings }, derivation }),
    );
  };
  show(panel, WarningsView);
  /* The snapshot is without closures at all. */
  showWith("");
  expect(screen.queryByRole("button", { name: "Ask all functions" })).toBeNull();
  showWith("Closures");
  fireEvent.click(screen.getByRole("button", { name: "Ask all functions", description: /for each 1,000 functions/ }));
  await waitFor(() => expect(panel.store.state.busy).toBeNull());
  await panel.takeSnapshot();
  expect(world.requests.map(({ askedFunctions }) => askedFunctions)).toEqual(["usual", "all", "all"]);
});

test("Warnings: by code, with the menu of the box where there is one, and the whole sentence of the current row", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  const warnings = [
    { code: "object-unreadable", path: "store;Object;items", detail: "Reading the object threw." },
    { code: "object-unreadable", path: "", detail: "Another reason." },
  ];
  const { number, derived } = shown(panel);
  const withWarnings = { ...derived, warnings };
  const derivation = shownDerivationOf(shown(panel));
  act(() => panel.store.dispatch({ type: "snapshot-derived", number, derived: withWarnings, derivation }));
  show(panel, WarningsView);
  const table = screen.getByRole("treegrid", { name: "Warnings" });
  expect(screen.getByRole("row", { name: /object-unreadable 2 warnings/ }).getAttribute("aria-expanded")).toBe("true");
  /* The worker is asked for the boxes when the view is shown. */
  await waitFor(() => {
    fireEvent.contextMenu(screen.getByRole("row", { name: /items Reading/ }));
    expect(panel.store.state).toMatchObject({ menu: { kind: "box", box: ITEMS } });
  });
  act(() => panel.store.dispatch({ type: "menu-closed" }));
  fireEvent.keyDown(table, { key: "End" });
  fireEvent.keyDown(table, { key: "F10", shiftKey: true });
  expect(panel.store.state.menu.kind).toBe("none");
  expect(screen.getByText("Another reason.", { selector: "p *" })).not.toBeNull();
});

test.each<[string, SnapshotView, string]>([
  ["Off-heap", OffHeapView, "Nothing here is outside the JS heap"],
  ["Warnings", WarningsView, "No warnings"],
])("%s says that it is empty, and why", async (_, view, heading) => {
  await openView(view);
  expect(screen.getByRole("heading").textContent).toBe(heading);
  expect(screen.queryByRole("treegrid")).toBeNull();
});

test("Waste says that there is none", async () => {
  const { world } = await openView(WasteView);
  await act(async () => world.wasteAsked[0]!.resolve([]));
  expect(screen.getByRole("heading").textContent).toBe("No waste here");
});

test("Find: closed rows say how many matches they hold", async () => {
  const { panel } = await openView(ObjectTree);
  act(() => panel.store.dispatch({ type: "box-collapsed", box: STORE }));
  act(() => panel.store.dispatch({ type: "searched", query: "items" }));
  const labels = (): (string | null)[] =>
    screen.getAllByRole("treeitem").map((item) => item.getAttribute("aria-label"));
  expect(labels()[0]).toMatch(/^store, .*, 1 match inside$/);
  act(() => panel.store.dispatch({ type: "match-visited", step: 1 }));
  expect(labels().some((label) => /match/.test(label ?? ""))).toBe(false);
  expect(screen.getByRole("treeitem", { selected: true }).className).toContain("found");
});

test("Find goes through the rows of a list of paths, and opens the group that a row is in", async () => {
  const { world, panel } = await openView(WasteView);
  const more: WasteRow = { ...WASTE, kind: "empty-collections", frame: OTHER, maxSize: 8, count: 3 };
  await act(async () => world.wasteAsked[0]!.resolve([WASTE, more, { ...more, frame: ITEMS, maxSize: 7, count: 9 }]));
  act(() => panel.store.dispatch({ type: "searched", query: "r" }));
  await waitFor(() => expect(writeMatches(panel.store.state)).toBe("2 rows"));
  fireEvent.click(screen.getAllByRole("row")[1]!);
  fireEvent.keyDown(screen.getByRole("treegrid"), { key: "ArrowLeft" });
  expect(screen.getByRole("row", { name: /^Spare capacity .* 1 match inside/ })).not.toBeNull();
  act(() => panel.store.dispatch({ type: "match-visited", step: 1 }));
  expect(writeMatches(panel.store.state)).toBe("1 of 2 rows");
  expect(shown(panel).selected).toBe(ITEMS);
  expect(screen.getByRole("row", { selected: true }).getAttribute("aria-level")).toBe("2");
  act(() => panel.store.dispatch({ type: "match-visited", step: 1 }));
  expect(shown(panel).selected).toBe(OTHER);
  expect(writeMatches(panel.store.state)).toBe("2 of 2 rows");
  act(() => panel.store.dispatch({ type: "searched", query: "user" }));
  await waitFor(() => expect(writeMatches(panel.store.state)).toBe("No matches in this view"));
  cleanup();
  expect(panel.store.state.search.listed).toBeNull();
});

test("Find filters Types by their names; where there is none, the table stays as it is", async () => {
  const { panel } = await openView(TypesView);
  await screen.findByRole("treegrid", { name: "Types" });
  const all = namesOf("rowheader");
  act(() => panel.store.dispatch({ type: "searched", query: "arr" }));
  expect(namesOf("rowheader")).toEqual(["Array"]);
  act(() => panel.store.dispatch({ type: "searched", query: "field:items" }));
  expect(namesOf("rowheader")).toEqual(all);
  expect(screen.getByText(/^No type here is called/)).not.toBeNull();
  expect(writeMatches(panel.store.state)).toBe("No matches in this view");
});

test("Find goes through the types that it has found, round and round, and leaves the box selected", async () => {
  const { panel } = await openView(TypesView);
  await screen.findByRole("treegrid", { name: "Types" });
  const { selected } = shown(panel);
  act(() => panel.store.dispatch({ type: "searched", query: "type:/Arr|Obj/" }));
  await waitFor(() => expect(writeMatches(panel.store.state)).toBe("2 types"));
  const found = namesOf("rowheader");
  expect(found).toHaveLength(2);
  for (const [step, index] of [
    [1, 0],
    [1, 1],
    [1, 0],
    [-1, 1],
  ] as const) {
    act(() => panel.store.dispatch({ type: "match-visited", step }));
    expect(writeMatches(panel.store.state)).toBe(`${index + 1} of 2 types`);
    const rows = within(screen.getByRole("treegrid", { name: "Types" })).getAllByRole("row", { selected: true });
    expect(rows.map((row) => within(row).getByRole("rowheader").textContent)).toEqual([found[index]]);
  }
  expect(shown(panel).selected).toBe(selected);
  cleanup();
  expect(panel.store.state.search.listed).toBeNull();
});
