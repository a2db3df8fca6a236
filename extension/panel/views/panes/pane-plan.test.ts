import { describe, expect, test } from "vitest";
import { columnRangeOf, heightRangeOf, panePlanOf } from "./pane-plan.ts";

describe("panePlanOf", () => {
  test.each([
    [320, "icicle", { isTabbed: true, details: "tab", tree: "tab" }],
    [599, "tree-table", { isTabbed: true, details: "tab", tree: "tab" }],
    [600, "icicle", { isTabbed: false, details: "rail", tree: "twin" }],
    [1099, "icicle", { isTabbed: false, details: "rail", tree: "twin" }],
    [1100, "types", { isTabbed: false, details: "side", tree: "side" }],
    [1600, "icicle", { isTabbed: false, details: "side", tree: "side" }],
    [1600, "tree-table", { isTabbed: false, details: "side", tree: "none" }],
  ] as const)("%d pixels with the view %s", (width, view, plan) => {
    expect(panePlanOf(width, view)).toEqual(plan);
  });
});

describe("columnRangeOf", () => {
  test("is a part of the panel, within limits", () => {
    expect(columnRangeOf("rail", 600, 0, new Map()).size).toBe(190);
    expect(columnRangeOf("rail", 900, 0, new Map()).size).toBe(216);
    expect(columnRangeOf("rail", 1600, 0, new Map()).size).toBe(208);
    expect(columnRangeOf("rail", 4000, 0, new Map()).size).toBe(230);
    expect(columnRangeOf("side", 1600, 208, new Map()).size).toBe(288);
  });

  test("is what the user dragged, as long as the view keeps its width", () => {
    const sizes = new Map([["side", 900]] as const);
    expect(columnRangeOf("side", 1600, 230, sizes)).toEqual({ size: 900, least: 200, most: 1090 });
    expect(columnRangeOf("side", 1000, 200, sizes)).toEqual({ size: 520, least: 200, most: 520 });
  });

  test("is never below its least, even where the view would need that", () => {
    expect(columnRangeOf("side", 500, 200, new Map())).toEqual({ size: 200, least: 200, most: 200 });
  });
});

test("heightRangeOf leaves the lower pane its head", () => {
  expect(heightRangeOf(200, 400)).toEqual({ size: 200, least: 72, most: 328 });
  expect(heightRangeOf(390, 400).size).toBe(328);
  expect(heightRangeOf(10, 400).size).toBe(72);
});
