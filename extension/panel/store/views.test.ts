import { expect, test } from "vitest";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import { createWorld, ELEMENTS, ITEMS, OTHER, STORE, shown } from "./panel.fixture.ts";
import { focusOf } from "./state.ts";

test("another view keeps selection, focus and query; the next snapshot keeps the view", async () => {
  const { panel } = createWorld();
  await panel.takeSnapshot();
  panel.store.dispatch({ type: "box-focused", box: STORE });
  panel.store.dispatch({ type: "box-selected", box: ITEMS });
  panel.store.dispatch({ type: "box-hovered", box: ELEMENTS });
  panel.search("items");
  const before = panel.store.state;
  panel.store.dispatch({ type: "view-chosen", view: "warnings" });
  expect(panel.store.state).toEqual({ ...before, view: "warnings", hovered: NO_BOX });
  await panel.takeSnapshot();
  expect(panel.store.state.view).toBe("warnings");
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
  expect(panel.escape()).toBe(true);
  expect(focusOf(shown(panel))).toBe(TOP_BOX);
});
