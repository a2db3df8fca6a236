import { expect, test } from "vitest";
import { parseLayout, storedLayout, USUAL_LAYOUT, withPaneSize, withPaneToggled } from "./layout.ts";

test("a layout is the same after it was stored", () => {
  const dragged = withPaneToggled(withPaneSize(withPaneSize(USUAL_LAYOUT, "rail", 201.6), "tree", 80), "details");
  const opened = { ...dragged, objects: "open" } as const;
  expect(parseLayout(JSON.parse(JSON.stringify(storedLayout(opened))))).toEqual({
    sizes: new Map([
      ["rail", 202],
      ["tree", 80],
    ]),
    closed: new Set(["details"]),
    objects: "open",
  });
});

test("a pane has its usual size again, and is open again", () => {
  expect(withPaneSize(withPaneSize(USUAL_LAYOUT, "side", 300), "side", null)).toEqual(USUAL_LAYOUT);
  expect(withPaneToggled(withPaneToggled(USUAL_LAYOUT, "tree"), "tree")).toEqual(USUAL_LAYOUT);
});

test.each([
  undefined,
  null,
  3,
  "rail",
  [],
  { sizes: "wide", closed: "tree" },
  { sizes: { rail: "200", __proto__: null, moon: 3, side: null }, closed: ["moon", 3], objects: "wide" },
])("%j says nothing", (stored) => {
  expect(parseLayout(stored)).toEqual(USUAL_LAYOUT);
});
