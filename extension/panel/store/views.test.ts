import { describe, expect, test } from "vitest";
import { NO_BOX, TOP_BOX } from "../frames/box.ts";
import { createWorld, ELEMENTS, ITEMS, OTHER, STORE, shown } from "./panel.fixture.ts";
import { PanelError } from "./services.ts";
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
  const { visits } = shown(panel);
  const snapshots = before.snapshots.map((snapshot) => ({ ...snapshot, visits }));
  expect(panel.store.state).toEqual({ ...before, snapshots, view: "warnings", hovered: NO_BOX });
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

describe("a warning", () => {
  test("leads to its box; the worker is asked once for all warnings", async () => {
    const { world, panel } = createWorld();
    await panel.showWarning(0);
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "view-chosen", view: "warnings" });
    await panel.showWarning(0);
    expect(panel.store.state).toMatchObject({ view: "icicle", busy: null });
    expect(shown(panel).selected).toBe(ITEMS);
    await panel.showWarning(0);
    expect(world.sought).toEqual([{ snapshot: 1, sharing: "owner", transforms: [], scope: "all" }]);
  });

  test.each([1, 7])("without a box says so (%i)", async (index) => {
    const { panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "view-chosen", view: "warnings" });
    await panel.showWarning(index);
    expect(panel.store.state).toMatchObject({ view: "warnings", trouble: null });
    expect(panel.store.state.notice).toMatch(/has no box here/);
  });

  test("that the worker cannot look for is trouble, and may be asked for again", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    world.refusal = new PanelError("worker-died", "The worker died.");
    await panel.showWarning(0);
    expect(panel.store.state.trouble?.message).toBe("The worker died.");
    world.refusal = null;
    await panel.showWarning(0);
    expect(shown(panel).selected).toBe(ITEMS);
  });
});
