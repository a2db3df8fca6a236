import { expect, test } from "vitest";
import { parseFolded } from "../../../core/flamegraph/formats/parse-folded.ts";
import { frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { framesOf } from "../frames/frames.fixture.ts";
import {
  CLASS_GONE,
  CLASS_GROWN,
  CLASS_GROWN_LITTLE,
  CLASS_NEW,
  CLASS_SHRUNK,
  CLASS_SHRUNK_LITTLE,
  DARK_CHANGE_PALETTE,
  LIGHT_CHANGE_PALETTE,
} from "./change-colour.ts";
import type { Palette } from "./colour.ts";
import { boxClassOf, CLASS_COUNT, DARK_PALETTE, LEGEND, LIGHT_PALETTE, TONE_COUNT } from "./colour.ts";

test("each kind of box has its class", () => {
  const frames = framesOf(`
    root store 0
      type Object 12
        field items 4
          type Array 16
            storage elements 12
              storage unused_capacity 8 spare
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
    "Engine storage",
    "Spare capacity",
    "String",
    "Object",
    "Off-heap",
    "Field slot",
    "More, shared",
    "More, shared",
  ]);
});

test("spare capacity is known by its flag, which parsed stacks have too, and not by the name of a field or a storage", () => {
  const frames = framesOf(`
    root app 0
      field unused_capacity 4
        storage unused_capacity 8
  `);
  expect(LEGEND[boxClassOf(frames, 1)]?.name).toBe("Root");
  expect(LEGEND[boxClassOf(frames, 2)]?.name).toBe("Field slot");
  expect(LEGEND[boxClassOf(frames, 3)]?.name).toBe("Engine storage");
  const folded = new TextEncoder().encode("app;Array;elements;unused_capacity 8\nunused_capacity 4\n");
  const parsed = parseFolded(folded, (bytes) => new TextDecoder().decode(bytes));
  if (!parsed.ok) throw new Error(parsed.error);
  const classOf = (path: string) =>
    Array.from({ length: parsed.frames.count }, (_, frame) => frame)
      .filter(
        (frame) =>
          framePathOf(parsed.frames, frame)
            .map((at) => frameNameOf(parsed.frames, at))
            .join(";") === path,
      )
      .map((frame) => LEGEND[boxClassOf(parsed.frames, frame)]?.name);
  expect(classOf("app;Array;elements;unused_capacity")).toEqual(["Spare capacity"]);
  expect(classOf("unused_capacity")).toEqual(["Root"]);
});

const PALETTES: readonly [string, Palette][] = [
  ["light", LIGHT_PALETTE],
  ["dark", DARK_PALETTE],
  ["light, of a diff", LIGHT_CHANGE_PALETTE],
  ["dark, of a diff", DARK_CHANGE_PALETTE],
];

test.each(PALETTES)("labels have the contrast of WCAG AA in the %s theme", (_, palette) => {
  expect(palette.fill).toHaveLength(CLASS_COUNT * TONE_COUNT);
  palette.fill.forEach((fill, index) => {
    /* A box that is drawn empty has its label on the background. */
    const isHollow = isOfDiff(palette) && index % CLASS_COUNT === CLASS_GONE;
    expect(contrastOf(isHollow ? palette.background : fill, palette.ink[index]!)).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(PALETTES)("the outline of a match stands out from every plain fill in the %s theme", (_, palette) => {
  const plain = palette.fill.slice(0, CLASS_COUNT);
  for (const fill of isOfDiff(palette) ? plain.with(CLASS_GONE, palette.background) : plain) {
    expect(contrastOf(fill, palette.match)).toBeGreaterThanOrEqual(3);
  }
});

test.each([
  ["light", LIGHT_CHANGE_PALETTE],
  ["dark", DARK_CHANGE_PALETTE],
])(
  "grown and shrunk differ for those who see no red or no green, and the stronger colour stands out more, in the %s theme",
  (_, palette) => {
    const { fill, background } = palette;
    for (const [grown, shrunk] of [
      [CLASS_GROWN, CLASS_SHRUNK],
      [CLASS_NEW, CLASS_SHRUNK],
      [CLASS_GROWN_LITTLE, CLASS_SHRUNK_LITTLE],
    ] as const) {
      const [blueOfGrown, blueOfShrunk] = [grown, shrunk].map((one) => channelsOf(fill[one]!)[2]!);
      expect(blueOfShrunk! - blueOfGrown!).toBeGreaterThan(48);
    }
    const steps = (...classes: number[]): number[] => classes.map((one) => contrastOf(fill[one]!, background));
    for (const contrasts of [
      steps(CLASS_GROWN_LITTLE, CLASS_GROWN, CLASS_NEW),
      steps(CLASS_SHRUNK_LITTLE, CLASS_SHRUNK, CLASS_GONE),
    ]) {
      expect(contrasts).toEqual(contrasts.toSorted((a, b) => a - b));
    }
  },
);

function isOfDiff(palette: Palette): boolean {
  return palette === LIGHT_CHANGE_PALETTE || palette === DARK_CHANGE_PALETTE;
}

function contrastOf(one: string, other: string): number {
  const [high = 0, low = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** The parts of `#rrggbb`, 0 … 255. */
function channelsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminanceOf(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
