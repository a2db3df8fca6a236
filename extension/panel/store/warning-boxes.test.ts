import { describe, expect, test } from "vitest";
import { createWorld, ITEMS, shown } from "./panel.fixture.ts";
import { PanelError } from "./services.ts";

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
    expect(world.sought).toEqual([{ snapshot: 1, sharing: "owner", names: "original", transforms: [], scope: "all" }]);
  });

  test.each([1, 7])("without a box says so (%i)", async (index) => {
    const { panel } = createWorld();
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "view-chosen", view: "warnings" });
    await panel.showWarning(index);
    expect(panel.store.state).toMatchObject({ view: "warnings", failure: null });
    expect(panel.store.state.notice).toMatch(/has no box here/);
  });

  test("that the worker cannot look for is a failure, and may be asked for again", async () => {
    const { world, panel } = createWorld();
    await panel.takeSnapshot();
    world.refusal = new PanelError("worker-died", "The worker died.");
    await panel.showWarning(0);
    expect(panel.store.state.failure?.message).toBe("The worker died.");
    world.refusal = null;
    await panel.showWarning(0);
    expect(shown(panel).selected).toBe(ITEMS);
  });
});
