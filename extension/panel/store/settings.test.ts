import { describe, expect, test } from "vitest";
import { createWorld } from "./panel.fixture.ts";
import { withRemembered } from "./settings.ts";
import { createInitialState, type PanelState } from "./state.ts";

const INITIAL = createInitialState("light", "offered");

/** The state of a panel that finds these values in its storage. */
function stateWith(settings: unknown, tab: unknown): PanelState {
  return withRemembered(INITIAL, {
    settings: { stored: settings, store: () => {} },
    tab: { stored: tab, store: () => {} },
  });
}

describe("settings", () => {
  test.each([undefined, null, 1, "size", [], {}, { unknown: 1 }])("%j says nothing", (stored) => {
    expect(stateWith(stored, stored)).toEqual(INITIAL);
  });

  test("what is not understood is left out, field by field", () => {
    expect(stateWith({ sharing: "first", names: "short", view: "hologram", measure: 3, order: "name" }, null)).toEqual({
      ...INITIAL,
      sharing: "first",
      order: "name",
    });
    expect(stateWith({ sharing: "__proto__", view: "warnings", measure: "max-size", order: null }, null)).toEqual({
      ...INITIAL,
      view: "warnings",
      measure: "max-size",
    });
    const { roots } = INITIAL;
    expect(stateWith(null, { expressions: ["a", { name: "a" }], excluded: ["b"] })).toEqual({
      ...INITIAL,
      roots: { ...roots, excluded: new Set(["b"]) },
    });
    const expressions = [{ name: "a", expression: "a.b" }];
    expect(stateWith(null, { expressions, excluded: "b" })).toEqual({ ...INITIAL, roots: { ...roots, expressions } });
  });

  test("of figures, roots and panes: what is not understood is left out of them, too", () => {
    const state = stateWith({ sizeUnit: "decimal", takesFound: "always", layout: { sizes: { rail: 300 } } }, null);
    expect(state).toMatchObject({ sizeUnit: "decimal", roots: { takesFound: "always" } });
    expect(state.layout.sizes).toEqual(new Map([["rail", 300]]));
    const choices = { intervalMs: 2000, keeping: "all", cost: 0.2 };
    expect(stateWith({ recordingChoices: choices }, null).recordingChoices).toEqual({ ...choices, keeping: "tenth" });
    expect(stateWith({ sizeUnit: "bits", takesFound: 1, layout: 3 }, null)).toEqual(INITIAL);
  });

  test("are those of the panel before", () => {
    const settings = { sharing: "root", names: "minified", view: "warnings", measure: "count", order: "name" };
    const tab = { expressions: [{ name: "app", expression: "app" }], excluded: ["store"] };
    const { panel } = createWorld({ settings, tab });
    expect(panel.store.state).toMatchObject({
      ...settings,
      theme: "dark",
      roots: { expressions: [{ name: "app", expression: "app" }], excluded: new Set(["store"]) },
    });
  });

  test("are stored when they change, and only then", async () => {
    const { world, panel } = createWorld({ settings: { order: "name" } });
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "searched", query: "items" });
    expect(world.remembered).toEqual({ settings: [], tab: [] });
    panel.store.dispatch({ type: "measure-chosen", measure: "count" });
    expect(world.remembered.settings).toEqual([
      { sharing: "owner", names: "original", view: "icicle", measure: "count", order: "name" },
    ]);
    await panel.addExpression("app");
    panel.store.dispatch({ type: "expression-excluded", name: "app" });
    expect(world.remembered.tab).toEqual([
      { expressions: [{ name: "app", expression: "app" }], excluded: [] },
      { expressions: [{ name: "app", expression: "app" }], excluded: ["app"] },
    ]);
    expect(world.remembered.settings).toHaveLength(1);
    panel.store.dispatch({ type: "pane-resized", pane: "rail", size: 300 });
    panel.store.dispatch({ type: "found-roots-chosen", takesFound: "always" });
    expect(world.remembered.settings.at(-1)).toEqual({
      sharing: "owner",
      names: "original",
      view: "icicle",
      measure: "count",
      order: "name",
      takesFound: "always",
      layout: { sizes: { rail: 300 }, closed: [] },
    });
    panel.dispose();
    panel.store.dispatch({ type: "measure-chosen", measure: "size" });
    expect(world.remembered.settings).toHaveLength(3);
  });
});
