import { describe, expect, test } from "vitest";
import { createWorld } from "./panel.fixture.ts";
import { parseRootChoices, parseSettings } from "./settings.ts";

describe("settings", () => {
  test.each([undefined, null, 1, "size", [], {}, { unknown: 1 }])("%j says nothing", (stored) => {
    expect(parseSettings(stored)).toEqual({});
    expect(parseRootChoices(stored)).toEqual({});
  });

  test("what is not understood is left out, field by field", () => {
    expect(parseSettings({ sharing: "first", view: "hologram", measure: 3, order: "name" })).toEqual({
      sharing: "first",
      order: "name",
    });
    expect(parseSettings({ sharing: "__proto__", view: "warnings", measure: "max-size", order: null })).toEqual({
      view: "warnings",
      measure: "max-size",
    });
    expect(parseRootChoices({ globals: "maybe", expressions: ["a", { name: "a" }], excluded: ["b"] })).toEqual({
      excluded: new Set(["b"]),
    });
    expect(
      parseRootChoices({ globals: "off", expressions: [{ name: "a", expression: "a.b" }], excluded: "b" }),
    ).toEqual({
      globals: "off",
      expressions: [{ name: "a", expression: "a.b" }],
    });
  });

  test("are those of the panel before", () => {
    const settings = { sharing: "root", view: "warnings", measure: "count", order: "name" };
    const tab = { globals: "on", expressions: [{ name: "app", expression: "app" }], excluded: ["store"] };
    const { panel } = createWorld({ settings, tab });
    expect(panel.store.state).toMatchObject({
      ...settings,
      theme: "dark",
      roots: { globals: "on", expressions: [{ name: "app", expression: "app" }], excluded: new Set(["store"]) },
    });
  });

  test("are stored when they change, and only then", async () => {
    const { world, panel } = createWorld({ settings: { order: "name" } });
    await panel.takeSnapshot();
    panel.store.dispatch({ type: "searched", query: "items" });
    expect(world.remembered).toEqual({ settings: [], tab: [] });
    panel.store.dispatch({ type: "measure-chosen", measure: "count" });
    expect(world.remembered.settings).toEqual([{ sharing: "owner", view: "icicle", measure: "count", order: "name" }]);
    await panel.addExpression("app");
    panel.store.dispatch({ type: "root-excluded", name: "store" });
    expect(world.remembered.tab).toEqual([
      { globals: "auto", expressions: [{ name: "app", expression: "app" }], excluded: ["(elements)"] },
      { globals: "auto", expressions: [{ name: "app", expression: "app" }], excluded: ["(elements)", "store"] },
    ]);
    expect(world.remembered.settings).toHaveLength(1);
    panel.dispose();
    panel.store.dispatch({ type: "measure-chosen", measure: "size" });
    expect(world.remembered.settings).toHaveLength(1);
  });
});
