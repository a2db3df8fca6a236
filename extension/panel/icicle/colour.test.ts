import { expect, test } from "vitest";
import { framesOf } from "../frames/frames.fixture.ts";
import type { Palette } from "./colour.ts";
import { boxClassOf, CLASS_COUNT, channelsOf, DARK_PALETTE, LEGEND, LIGHT_PALETTE, TONE_COUNT } from "./colour.ts";

test("each kind of box has its class", () => {
  const frames = framesOf(`
    root store 0
      type Object 12
        field items 4
          type Array 16
            storage elements 12
              storage unused_capacity 8
        field name 4
          type string 16
        field bytes 4
          type ArrayBuffer 8
            storage backing_store 100 off-heap
        field count 4
        shared (shared) 0
          type Object 12
        type (3 more) 9 merged
  `);
  const classes = Array.from({ length: frames.count }, (_, frame) => LEGEND[boxClassOf(frames, frame)]?.name);
  expect([1, 2, 3, 5, 6, 7, 9, 11, 12, 13, 15].map((frame) => classes[frame])).toEqual([
    "Root",
    "Object",
    "Object",
    "Storage",
    "Unused capacity",
    "String",
    "Object",
    "Off-heap",
    "Own field",
    "More, shared",
    "More, shared",
  ]);
});

test.each<[string, Palette]>([
  ["light", LIGHT_PALETTE],
  ["dark", DARK_PALETTE],
])("labels have the contrast of WCAG AA in the %s theme", (_, palette) => {
  expect(palette.fill).toHaveLength(CLASS_COUNT * TONE_COUNT);
  palette.fill.forEach((fill, index) => {
    expect(contrastOf(fill, palette.ink[index]!)).toBeGreaterThanOrEqual(4.5);
  });
});

test.each<[string, Palette]>([
  ["light", LIGHT_PALETTE],
  ["dark", DARK_PALETTE],
])("the outline of a match stands out from every plain fill in the %s theme", (_, palette) => {
  for (const fill of palette.fill.slice(0, CLASS_COUNT)) {
    expect(contrastOf(fill, palette.match)).toBeGreaterThanOrEqual(3);
  }
});

function contrastOf(one: string, other: string): number {
  const [high = 0, low = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
