import { expect, test } from "vitest";
import { type DiffScope, diffFrames } from "../../../core/flamegraph/diff.ts";
import { parseFolded } from "../../../core/flamegraph/formats/parse-folded.ts";
import { frameNameOf, framePathOf } from "../../../core/flamegraph/frame-table.ts";
import { Arrangement } from "../frames/arrangement.ts";
import { framesOf } from "../frames/frames.fixture.ts";
import { lookOf } from "./box-style.ts";
import {
  CLASS_GONE,
  CLASS_GROWN,
  CLASS_GROWN_LITTLE,
  CLASS_NEW,
  CLASS_SAME,
  CLASS_SHRUNK,
  CLASS_SHRUNK_LITTLE,
  DARK_CHANGE_PALETTE,
  LIGHT_CHANGE_PALETTE,
} from "./change-colour.ts";
import type { Palette } from "./colour.ts";
import {
  boxClassOf,
  CLASS_COUNT,
  channelsOf,
  contrastOf,
  DARK_PALETTE,
  LEGEND,
  LIGHT_PALETTE,
  TONE_COUNT,
} from "./colour.ts";
import {
  DARK_GROWTH_PALETTE,
  DARK_SHRUNK_PALETTE,
  LIGHT_GROWTH_PALETTE,
  LIGHT_SHRUNK_PALETTE,
  SHARE_LARGE,
  SHARE_NONE,
  shareClassOf,
} from "./share-colour.ts";

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
    "Shared",
    "Shared",
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
  ["light, of growth", LIGHT_GROWTH_PALETTE],
  ["dark, of growth", DARK_GROWTH_PALETTE],
  ["light, of what shrank", LIGHT_SHRUNK_PALETTE],
  ["dark, of what shrank", DARK_SHRUNK_PALETTE],
];

test.each(PALETTES.slice(4))(
  "shares are a scale from grey on, each step 1.5 : 1 from the next, in the %s",
  (_, palette) => {
    const steps = palette.fill.slice(SHARE_NONE, SHARE_LARGE + 1);
    const fromPage = steps.map((step) => contrastOf(step, palette.background));
    expect(fromPage.slice(1)).toEqual(fromPage.slice(1).toSorted((a, b) => a - b));
    for (let i = 1; i < steps.length; i++) expect(contrastOf(steps[i]!, steps[i - 1]!)).toBeGreaterThanOrEqual(1.5);
    const grey = channelsOf(steps[SHARE_NONE]!);
    expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(8);
  },
);

test("shares have classes by tenths and halves of the whole", () => {
  expect([0, 0.001, 0.099, 0.1, 0.49, 0.5, 1].map(shareClassOf)).toEqual([0, 1, 1, 2, 2, 3, 3]);
});

test("where a comparison shows growth or what shrank alone, colours are shares of it; a sign stands on each box", () => {
  const before = framesOf("root a 10\nroot b 100\nroot c 500");
  const after = framesOf("root a 810\nroot b 250\nroot c 460\nroot d 50");
  const shownOf = (scope: DiffScope): string[] => {
    const { frames, changes } = diffFrames([before, after], scope);
    const look = lookOf(new Arrangement(frames, "size", "size"), changes, scope);
    return Array.from(
      { length: frames.count - 1 },
      (_, i) => `${look.labelOf(i + 1)}, ${look.legend[look.classOf(i + 1)]?.name}`,
    );
  };
  expect(shownOf("growth")).toEqual(["+ a, + ≥ 50 %", "+ b, + 10 – 50 %", "new d, + < 10 %"]);
  expect(shownOf("shrunk")).toEqual(["− c, − ≥ 50 %"]);
});

test.each(PALETTES)("labels have the contrast of WCAG AA in the %s theme", (_, palette) => {
  expect(palette.fill).toHaveLength(CLASS_COUNT * TONE_COUNT);
  palette.fill.forEach((fill, index) => {
    /* A box that is drawn empty has its label on the background. */
    const isHollow = isOfDiff(palette) && index % CLASS_COUNT === CLASS_GONE;
    expect(contrastOf(isHollow ? palette.background : fill, palette.ink[index]!)).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(PALETTES)("every box has an edge that stands out from the page, in the %s theme", (_, palette) => {
  expect(palette.edge).toHaveLength(CLASS_COUNT * TONE_COUNT);
  for (const edge of palette.edge) expect(contrastOf(edge, palette.background)).toBeGreaterThanOrEqual(3);
});

test("every kind but that of objects has a letter of its own", () => {
  const letters = LEGEND.filter(({ name }) => name !== "Object").map(({ letter }) => letter);
  expect(letters.every((letter) => letter.length === 1)).toBe(true);
  expect(new Set(letters).size).toBe(letters.length);
});

test.each([
  ["light", LIGHT_CHANGE_PALETTE],
  ["dark", DARK_CHANGE_PALETTE],
])("a little more, a little less and the same are three colours in the %s theme", (_, { fill }) => {
  for (const [one, other] of [
    [CLASS_SAME, CLASS_GROWN_LITTLE],
    [CLASS_SAME, CLASS_SHRUNK_LITTLE],
    [CLASS_GROWN_LITTLE, CLASS_SHRUNK_LITTLE],
  ] as const) {
    const [here, there] = [channelsOf(fill[one]!), channelsOf(fill[other]!)];
    expect(Math.max(...here.map((channel, i) => Math.abs(channel - there[i]!)))).toBeGreaterThan(40);
  }
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
