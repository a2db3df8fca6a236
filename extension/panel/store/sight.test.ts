import { expect, test } from "vitest";
import { TOP_BOX } from "../frames/box.ts";
import { WHOLE } from "../frames/zoom.ts";
import { createWorld, ITEMS, OBJECT, STORE, shown } from "./panel.fixture.ts";
import { focusOf } from "./state.ts";

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
  panel.moveSelection("down");
  panel.moveSelection("right");
  expect(shown(panel).selected).toBe(STORE);
});
