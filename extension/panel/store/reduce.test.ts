import { expect, test } from "vitest";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import { WHOLE } from "../frames/zoom.ts";
import { createWorld, derived, ELEMENTS, fileOf, folded, ITEMS, OBJECT, OTHER, STORE, shown } from "./panel.fixture.ts";
import { focusOf, wantedDerivationOf } from "./state.ts";

const PART = { from: 0.25, to: 0.5 };

async function openSnapshot() {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  return panel;
}

test("another width or order keeps focus, selection and zoom", async () => {
  const panel = await openSnapshot();
  const { store } = panel;
  store.dispatch({ type: "box-focused", box: OBJECT });
  store.dispatch({ type: "box-selected", box: ITEMS });
  store.dispatch({ type: "zoomed", zoom: PART });
  store.dispatch({ type: "measure-chosen", measure: "count" });
  store.dispatch({ type: "order-chosen", order: "name" });
  expect(store.state).toMatchObject({ measure: "count", order: "name", zoom: PART });
  expect(focusOf(shown(panel))).toBe(OBJECT);
  expect(shown(panel).selected).toBe(ITEMS);
});

test("a zoom is a part of one focus: another one is shown whole", async () => {
  const panel = await openSnapshot();
  const { store } = panel;
  store.dispatch({ type: "zoomed", zoom: PART });
  store.dispatch({ type: "box-selected", box: STORE });
  expect(store.state.zoom).toEqual(PART);
  store.dispatch({ type: "box-focused", box: STORE });
  expect(store.state.zoom).toEqual(WHOLE);
  store.dispatch({ type: "zoomed", zoom: PART });
  await panel.takeSnapshot();
  expect(store.state.zoom).toEqual(WHOLE);
});

test("the focus itself is a way back to all of it", async () => {
  const { store } = await openSnapshot();
  store.dispatch({ type: "zoomed", zoom: PART });
  store.dispatch({ type: "box-focused", box: TOP_BOX });
  expect(store.state.zoom).toEqual(WHOLE);
});

test("one step out is to all of the focus, the next one to the focus before", async () => {
  const panel = await openSnapshot();
  const { store } = panel;
  store.dispatch({ type: "box-focused", box: OBJECT });
  store.dispatch({ type: "zoomed", zoom: PART });
  panel.escape();
  expect(store.state.zoom).toEqual(WHOLE);
  expect(focusOf(shown(panel))).toBe(OBJECT);
  panel.escape();
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
});

test("arrow keys follow the chosen order", async () => {
  const panel = await openSnapshot();
  panel.store.dispatch({ type: "order-chosen", order: "name" });
  panel.store.dispatch({ type: "selection-moved", direction: "down" });
  panel.store.dispatch({ type: "selection-moved", direction: "right" });
  expect(shown(panel).selected).toBe(STORE);
});

test("another view keeps selection, focus and query; the next snapshot opens on the icicle", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-focused", box: STORE });
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  panel.store.dispatch({ type: "box-hovered", box: ELEMENTS });
  panel.store.dispatch({ type: "searched", query: "items" });
  const before = panel.store.state;
  panel.store.dispatch({ type: "view-chosen", view: "warnings" });
  const { visits } = shown(panel);
  const snapshots = before.snapshots.map((snapshot) => ({ ...snapshot, visits }));
  expect(panel.store.state).toEqual({ ...before, snapshots, view: "warnings", hovered: NO_BOX });
  await panel.takeSnapshot();
  expect(panel.store.state.view).toBe("icicle");
});

test("a view leads to a box of the icicle: selected, open in the tree, and wide enough to be seen", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "view-chosen", view: "warnings" });
  panel.store.dispatch({ type: "box-revealed", box: ELEMENTS });
  expect(panel.store.state.view).toBe("icicle");
  expect(shown(panel).selected).toBe(ELEMENTS);
  expect([...shown(panel).expanded]).toContain(ITEMS);
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
  panel.store.dispatch({ type: "box-revealed", box: OTHER });
  expect(focusOf(shown(panel))).toBe(OTHER);
  panel.escape();
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
});

test("a snapshot file has the objects that its graph says: of a walk, or of V8's heap", async () => {
  const { panel } = createWorld();
  const { dispatch } = panel.store;
  const derivation = wantedDerivationOf(panel.store.state);
  const added = { title: "cart.allocative", origin: { source: "snapshot-file" }, derivation, askedAt: 0 } as const;
  dispatch({ type: "snapshot-added", number: 1, derived, ...added });
  expect(shown(panel)).toMatchObject({ kind: "walked", source: "snapshot-file", page: null });
  dispatch({ type: "snapshot-added", number: 2, derived: { ...derived, objects: "of V8" }, ...added });
  expect(shown(panel)).toMatchObject({ kind: "heap", source: "snapshot-file" });
});

test("a comparison of two files of stacks has no sharing policy: another one is not asked of the worker", async () => {
  const { world, panel } = createWorld();
  await panel.openFiles([fileOf("a.folded", folded), fileOf("b.folded", folded)]);
  await panel.snapshots.compare([1, 2]);
  expect(shown(panel)).toMatchObject({ kind: "diff", sharing: null, scope: "growth" });
  panel.store.dispatch({ type: "sharing-chosen", sharing: "root" });
  expect(world.derivations).toEqual([]);
  panel.store.dispatch({ type: "scope-chosen", scope: "shrunk" });
  expect(world.derivations).toMatchObject([{ snapshot: -1, scope: "shrunk" }]);
});
