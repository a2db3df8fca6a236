import { describe, expect, test } from "vitest";
import type { DiffScope } from "../../../core/flamegraph/diff.ts";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { Arrangement, type Order } from "./arrangement.ts";
import { headLabelOf, headOf, joinedLabelsOf, parentBoxOf, TOP_BOX } from "./box.ts";
import { NO_PLACE } from "./chains.ts";
import { drawnBoxOf, drawnParentOf, drawnPathOf } from "./drawn-box.ts";
import { beforeGrowth, chainOf, framesOf, randomFrames, withRanges } from "./frames.fixture.ts";
import type { Measure } from "./measure.ts";
import { boxTowards } from "./navigation.ts";

const walk = (roots: Record<string, unknown>): FrameTable => takeSnapshot({ roots, layout: "chrome" }).flamegraph();
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function arranged(
  before: FrameTable,
  after: FrameTable,
  { scope = "growth", measure = "size", order = "size" }: { scope?: DiffScope; measure?: Measure; order?: Order } = {},
): Arrangement {
  const { frames, changes } = diffFrames([before, after], scope);
  return new Arrangement(frames, measure, order, changes);
}

/** Heads of all boxes. */
function boxesOf({ frames }: Arrangement): number[] {
  return Array.from(frames.name.keys()).filter((frame) => headOf(frames, frame) === frame);
}

/** A line for each drawn box of a change, two spaces a row: the boxes that it stands for, and `*` after what it is about. */
function drawnTree(arrangement: Arrangement, least = 0.02): string[] {
  const { frames, chains, totals } = arrangement;
  return boxesOf(arrangement)
    .filter((box) => chains!.topOf(box) === box && totals[box]! >= least * totals[TOP_BOX]!)
    .map((top) => {
      const subject = chains!.subjectOf(top);
      const about = joinedLabelsOf(frames, chains!.boxesTo(subject), 100);
      const below = chains!.boxesTo(chains!.endOf(top)).filter((box) => box > subject);
      const rest = below.length === 0 ? "" : ` (${joinedLabelsOf(frames, below, 100)})`;
      return `${"  ".repeat(drawnPathOf(arrangement, top).length - 1)}${about}${rest}`;
    });
}

class Mesh {
  readonly name: string;
  readonly points: number[];
  constructor(index: number) {
    this.name = `mesh number ${index}`;
    this.points = many(50, (i) => i + 0.5);
  }
}

describe("a chain of boxes that carries one change is one drawn box", () => {
  test("from the root to the container that has more, and from there on again", () => {
    const app = (count: number) => ({
      app: { title: "the same", scene: { camera: {}, meshes: new Map(many(count, (i) => [i, new Mesh(i)])) } },
    });
    expect(drawnTree(arranged(walk(app(2)), walk(app(62))))).toEqual([
      "All roots",
      "  app › Object › scene: Object › meshes: Map (table › value)",
      "    Mesh",
      "      points: Array (elements)",
      "      name: string",
    ]);
  });

  test("through what is new, as long as each is in the other once", () => {
    const app = (inside: object) => ({ app: inside });
    const scene = { world: { stage: { points: many(1000, (i) => i + 0.5) } } };
    expect(drawnTree(arranged(walk(app({})), walk(app({ scene }))))).toEqual([
      "All roots",
      "  app › Object",
      "    scene: Object › world: Object › stage: Object › points: Array (elements)",
    ]);
  });

  test("but not through a box that shrank elsewhere, nor through one with two changes", () => {
    const app = (one: number, other: number) => ({
      app: { store: { one: many(one, (i) => i + 0.5), other: many(other, (i) => i + 0.5) } },
    });
    const both = [
      "All roots",
      "  app › Object › store: Object",
      "    one: Array (elements)",
      "    other: Array (elements)",
    ];
    expect(drawnTree(arranged(walk(app(0, 0)), walk(app(600, 500))))).toEqual(both);
    expect(drawnTree(arranged(walk(app(0, 500)), walk(app(600, 300))))).toEqual([
      "All roots",
      "  app › Object › store: Object",
      "    one: Array (elements)",
    ]);
  });

  test("in what shrank, and in a bottom-up table", () => {
    const app = (count: number) => ({ app: { log: { lines: many(count, (i) => ({ i })) } } });
    expect(drawnTree(arranged(walk(app(62)), walk(app(2)), { scope: "shrunk" }))).toEqual([
      "All roots",
      "  app › Object › log: Object › lines: Array (elements)",
      "    Object",
      "      i",
    ]);
  });

  test("beside each box of it others may stand, whose drawn parent it is", () => {
    const before = framesOf(`
      root app 0
        type Object 0
          field first 0
            type List 0
              field deep 0
                type Map 0
                  field more 0
                  field most 0
              field beside 0
          field after 0
    `);
    const after = framesOf(`
      root app 0
        type Object 0
          field first 0
            type List 0
              field deep 0
                type Map 0
                  field most 6000
                  field more 3800
              field beside 100
          field after 100
    `);
    for (const order of ["size", "name"] as const) {
      const arrangement = arranged(before, after, { order });
      const { frames } = arrangement;
      const named = (name: string): number => boxesOf(arrangement).find((box) => headLabelOf(frames, box) === name)!;
      const [app, deep, most, more, beside, after_] = ["app", "deep", "most", "more", "beside", "after"].map(named);
      expect(drawnTree(arrangement, 0)).toEqual([
        "All roots",
        "  app › Object › first: List › deep: Map",
        "    most",
        "    more",
        "    beside",
        "    after",
      ]);
      expect(drawnBoxOf(arrangement, app!)).toBe(deep);
      /* From left to right. */
      const row = order === "size" ? [most, more, beside, after_] : [after_, beside, more, most];
      for (const [place, box] of row.entries()) {
        expect(drawnParentOf(arrangement, box!)).toBe(deep);
        expect(boxTowards(arrangement, box!, "up")).toBe(deep);
        expect(boxTowards(arrangement, box!, "left")).toBe(row[Math.max(0, place - 1)]);
        expect(boxTowards(arrangement, box!, "right")).toBe(row[Math.min(3, place + 1)]);
      }
      for (const box of [app!, deep!]) {
        expect(boxTowards(arrangement, box, "down")).toBe(order === "size" ? most : more);
        expect(boxTowards(arrangement, box, "up")).toBe(TOP_BOX);
        expect(boxTowards(arrangement, box, "left")).toBe(box);
      }
    }
  });

  test("whichever box is asked for first, and however deep it is", () => {
    const deep = chainOf(20_000);
    const table = arranged(
      { ...deep, selfSize: deep.selfSize.map(() => 0), selfCount: deep.selfCount.map(() => 0) },
      deep,
    );
    expect(table.chains!.topOf(boxesOf(table).at(-1)!)).toBeGreaterThan(0);
    for (let seed = 1; seed <= 60; seed++) {
      const after = withRanges(randomFrames(seed, 120), seed);
      const before = beforeGrowth(after, seed);
      const measure = (["size", "max-size", "count"] as const)[seed % 3]!;
      const order = (["size", "name"] as const)[seed % 2]!;
      const down = arranged(before, after, { measure, order });
      const up = arranged(before, after, { measure, order });
      const boxes = boxesOf(down);
      const chainsOf = ({ chains }: Arrangement, asked: readonly number[]): Map<number, string> =>
        new Map(asked.map((box) => [box, `${chains!.topOf(box)} ${chains!.subjectOf(box)} ${chains!.endOf(box)}`]));
      expect(chainsOf(up, boxes.toReversed())).toEqual(chainsOf(down, boxes));
    }
  });

  test("has one way down, in which each box has nearly all of the width of the one around it", () => {
    let joined = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const after = withRanges(randomFrames(seed, 120), seed);
      const arrangement = arranged(beforeGrowth(after, seed), after);
      const { frames, totals, chains } = arrangement;
      for (const box of boxesOf(arrangement)) {
        const top = chains!.topOf(box);
        if (top === box) continue;
        joined++;
        expect(chains!.topOf(parentBoxOf(frames, box))).toBe(top);
        expect(totals[box]).toBeGreaterThanOrEqual(0.95 * totals[parentBoxOf(frames, box)]!);
        const inside = arrangement.list[chains!.placeAfter(box)]!;
        if (chains!.endOf(box) === box) expect(chains!.placeAfter(box)).toBe(NO_PLACE);
        else expect([parentBoxOf(frames, inside), chains!.topOf(inside)]).toEqual([box, top]);
      }
    }
    expect(joined).toBeGreaterThan(500);
  });
});
