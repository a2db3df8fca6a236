import { describe, expect, test } from "vitest";
import { leastOf, mostOf, spanOf } from "./calibrated-versions.ts";
import { chromeLayoutOf, nodeLayoutOf } from "./engines.ts";

const VERSIONS = [148, 150, 156];
const SIZE = [40, 48, 84];

describe("a size that differs between versions is", () => {
  test.each<[name: string, version: number | undefined, least: number, most: number]>([
    ["exact on a version that was calibrated", 150, 48, 48],
    ["that of both neighbours on one in between", 153, 48, 84],
    ["any on a newer one", 157, 40, 84],
    ["any on an older one", 140, 40, 84],
    ["any where the version is not known", undefined, 40, 84],
    ["any where the version is no number", Number.NaN, 40, 84],
  ])("%s", (_name, version, least, most) => {
    const span = spanOf(VERSIONS, version);
    expect([leastOf(SIZE, span), mostOf(SIZE, span)]).toEqual([least, most]);
  });
});

test("the layout of a version is exact, that of no version holds on all", () => {
  expect(chromeLayoutOf(150).regExpDataSize).toBe(48);
  expect(chromeLayoutOf(150).most.regExpDataSize).toBe(48);
  expect(chromeLayoutOf().regExpDataSize).toBe(40);
  expect(chromeLayoutOf().most.regExpDataSize).toBe(84);
  expect(nodeLayoutOf(20).dateSize).toBe(112);
  expect(nodeLayoutOf().dateSize).toBe(96);
});
