import { describe, expect, test } from "vitest";
import { type DiffScope, diffFrames, type FrameDiff } from "../../../core/flamegraph/diff.ts";
import { wideFrames } from "../../../core/flamegraph/frame-table.fixture.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { takeSnapshot } from "../../../core/index.ts";
import { boxLabelOf, boxPathTextOf, firstChildOf, headOf, NO_BOX, TOP_BOX } from "./box.ts";
import { chainOf, framesOf, randomFrames, withRanges } from "./frames.fixture.ts";
import { growthRowsOf } from "./growth-rows.ts";

const diffOf = (before: FrameTable, after: FrameTable, scope: DiffScope): FrameDiff =>
  diffFrames([before, after], scope);

/** A line for each row: path, own change, and objects before and after. */
function rowsOf(before: FrameTable, after: FrameTable, scope: DiffScope = "growth"): string[] {
  const { frames, changes } = diffOf(before, after, scope);
  const rows = growthRowsOf(frames, changes, TOP_BOX, scope);
  return Array.from({ length: rows.count }, (_, row) => {
    const path = boxPathTextOf(frames, rows.box[row]!);
    return `${path} ${rows.own[row]}, ${rows.countBefore[row]} → ${rows.countAfter[row]}`;
  });
}

const walk = (roots: Record<string, unknown>): FrameTable => takeSnapshot({ roots, layout: "chrome" }).flamegraph();
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const pathsOf = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/ \S+, \S+ → \S+$/, ""));

class Session {
  readonly id: number;
  readonly tags: string[];
  constructor(id: number, tags = 3) {
    this.id = id;
    this.tags = many(tags, (i) => `tag ${i} of session ${id}`);
  }
}

describe("one row for a chain that carries one change", () => {
  test("is the container whose children became more, with all that came with them", () => {
    const app = (count: number) => ({ app: { sessions: many(count, (i) => new Session(i)), title: "the same" } });
    const [before, after] = [walk(app(2)), walk(app(22))];
    expect(rowsOf(before, after)).toEqual([
      `app › Object › sessions: Array ${after.totalSize[0]! - before.totalSize[0]!}, 2 → 22`,
    ]);
  });

  test("counts the entries of a Map once", () => {
    const app = (count: number) => ({ app: new Map(many(count, (i) => [{ key: i }, new Session(i)])) });
    expect(rowsOf(walk(app(4)), walk(app(44)))[0]).toMatch(/^app › Map \d+, 4 → 44$/);
  });

  test("is a dictionary that got many keys, whatever they hold; one that has most of it is a row of its own", () => {
    const app = (keys: number, cache: number) => ({
      app: {
        seen: Object.fromEntries(many(keys, (i) => [`id-${i}`, i % 2 === 0])),
        tabs: Object.fromEntries([
          ...many(keys, (i) => [`tab-${i}`, new Session(i)] as const),
          ...(cache > 0 ? [["cache", many(cache, (i) => new Session(i))] as const] : []),
        ]),
      },
    });
    expect(pathsOf(rowsOf(walk(app(1, 0)), walk(app(20, 900))))).toEqual([
      "app › Object › tabs: Object",
      "app › Object › tabs: Object › cache: Array",
      "app › Object › seen: Object",
    ]);
  });

  test("is another one for what grew by more than its number", () => {
    const app = (count: number, tags: number) => ({ sessions: many(count, (i) => new Session(i, tags)) });
    expect(pathsOf(rowsOf(walk(app(10, 3)), walk(app(11, 300))))).toEqual([
      "sessions › Array › elements › Session › tags: Array",
      "sessions › Array",
    ]);
  });

  test("has what came with new children, also where the ones before were small", () => {
    const app = (...tags: number[]) => ({ sessions: tags.map((count, i) => new Session(i, count)) });
    const after = walk(app(1, 1, ...many(20, () => 100)));
    expect(pathsOf(rowsOf(walk(app(1, 1)), after))).toEqual(["sessions › Array"]);
  });

  test("is the item of a container that has as many as before", () => {
    const bus = (count: number) => ({ bus: new Map([["close", many(count, (id) => ({ id }))]]) });
    expect(rowsOf(walk(bus(2)), walk(bus(22)))[0]).toMatch(/^bus › Map › table › value › Array \d+, 2 → 22$/);
  });

  test("of what is new stands at the deepest box with nearly all of it", () => {
    const before = walk({ app: { kept: 1 } });
    const after = walk({ app: { kept: 1, cache: { entries: many(250, (id) => ({ id })) } } });
    expect(rowsOf(before, after)[0]).toMatch(/^app › Object › cache: Object › entries: Array \d+, 0 → 250$/);
  });

  test("of what is gone too, in the scope of what shrank", () => {
    const after = walk({ app: { kept: 1 } });
    const before = walk({ app: { kept: 1, cache: { entries: many(250, (id) => ({ id })) } } });
    expect(rowsOf(before, after)).toEqual([]);
    expect(rowsOf(before, after, "shrunk")[0]).toMatch(/^app › Object › cache: Object › entries: Array -\d+, 250 → 0$/);
  });

  test("of a long chain takes no stack", () => {
    const chain = chainOf(100_000);
    const grown = { ...chain, selfSize: chain.selfSize.slice() };
    grown.selfSize[chain.count - 1]! += 8;
    const { frames, changes } = diffOf(chain, grown, "all");
    const rows = growthRowsOf(frames, changes, TOP_BOX, "all");
    expect([...rows.box].map((box) => boxLabelOf(frames, box))).toEqual(["next99999: Link"]);
    const fromNothing = diffOf(framesOf("root other 4"), chain, "growth");
    const all = growthRowsOf(fromNothing.frames, fromNothing.changes, TOP_BOX, "growth");
    expect([...all.own]).toEqual([chain.totalSize[0]]);
  });

  test("of a million that went together is one", () => {
    const { frames, changes } = diffOf(wideFrames(999_998), framesOf("root all 0"), "all");
    const rows = growthRowsOf(frames, changes, TOP_BOX, "all");
    expect(rows.own.reduce((sum, bytes) => sum + bytes, 0)).toBe(-changes.beforeTotal[0]!);
    expect(rows.count).toBe(1);
  });
});

describe("rows that no one would name", () => {
  test("are left out: their change is that of a row inside them", () => {
    const before = framesOf(`
      root (GC roots) 0
        type Window 100
          storage properties 40
          field app 4
            type App 20
      shared (shared) 8
        type Session 60
    `);
    const after = framesOf(`
      root (GC roots) 6
        type Window 148
          storage properties 80
          field app 4
            type App 30
      shared (shared) 9
        type Session 90
    `);
    expect(rowsOf(before, after)).toEqual([
      "(GC roots) › Window › app: App 104, 0 → 0",
      "(shared) › Session 31, 0 → 0",
    ]);
  });
});

describe("in heap snapshots of V8", () => {
  const sideOf = (n: number) =>
    framesOf(`
      root (GC roots) 0
        type (Strong root list) ${n * 9000}
        type Window 100
          field globalThis 4
            type Window 40
              storage members 0
                type blink::HeapHashTableBacking ${20 + n * 8}
                  storage members 0
                    ${n === 0 ? "type blink::Cache 10" : "type DOMTimer 600"}
          field app 4
            type App ${20 + n * 30}
          shared (shared) 0
            type string ${20 + n * 700}
          field run 4
            type run() 20
              storage code 0
                type system / Code ${40 + n * 5000}
    `);

  test("code, the engine's tables, the browser's and shared strings stand behind what the page keeps", () => {
    expect(pathsOf(rowsOf(sideOf(0), sideOf(1)))).toEqual([
      "(GC roots) › Window › globalThis: Window › members › blink::HeapHashTableBacking › members › DOMTimer",
      "(GC roots) › Window › app: App",
      "(GC roots) › (Strong root list)",
      "(GC roots) › Window › run: run() › code › system / Code",
      "(GC roots) › Window › (shared) › string",
    ]);
  });
});

describe("the order of the rows", () => {
  test("has the holder before what it shares with others: that has no name", () => {
    const sideOf = (n: number) =>
      framesOf(`
        root app 0
          type Cache 12
            field items 4
              type Array ${20 + n * 8}
                storage elements ${n * 8}
                  ${["type Item 24", "type Other 24", "type More 24"].slice(0, 1 + 2 * n).join(`\n${" ".repeat(18)}`)}
            field title 4
              type string ${10 + n * 30}
            shared (shared) 0
              type Entry ${n * 9000}
      `);
    expect(pathsOf(rowsOf(sideOf(0), sideOf(1)))).toEqual([
      "app › Cache › items: Array",
      "app › Cache › (shared) › Entry",
      "app › Cache › title: string",
    ]);
  });

  test("begins with the cause: a container with many more before what it holds", () => {
    const before = framesOf(`
      root app 0
        type Object 12
          field list 4
            type Array 20
              storage elements 10
                type Item 12
                  field log 4
                    type Log 20
          field other 4
            type Other 30
    `);
    const after = framesOf(`
      root app 0
        type Object 12
          field other 4
            type Other 400
          field list 4
            type Array 20
              storage elements 14
                type Item 12
                  field log 4
                    type Log 9000
                type More 40
    `);
    expect(pathsOf(rowsOf(before, after))).toEqual([
      "app › Object › list: Array",
      "app › Object › list: Array › elements › Item › log: Log",
      "app › Object › other: Other",
    ]);
  });

  test("of all changes ends with what shrank most; of what shrank it begins with that", () => {
    const before = framesOf("root a 10\nroot b 20\nroot c 900\nroot same 4");
    const after = framesOf("root a 30\nroot b 19\nroot c 9\nroot same 4");
    expect(pathsOf(rowsOf(before, after, "all"))).toEqual(["a", "b", "c"]);
    expect(pathsOf(rowsOf(before, after, "growth"))).toEqual(["a"]);
    expect(pathsOf(rowsOf(before, after, "shrunk"))).toEqual(["c", "b"]);
  });
});

test.each(many(24, (seed) => seed))("own changes add up to the change of the focus, seed %i", (seed) => {
  const side = (offset: number) => withRanges(randomFrames(seed + offset, 200), seed + offset);
  const { frames, changes } = diffOf(side(0), side(1000), "all");
  const first = firstChildOf(frames, TOP_BOX);
  for (const focus of first === NO_BOX ? [TOP_BOX] : [TOP_BOX, first]) {
    const rows = growthRowsOf(frames, changes, focus, "all");
    const sum = rows.own.reduce((bytes, own) => bytes + own, 0);
    expect(sum).toBe(changes.afterTotal[focus]! - changes.beforeTotal[focus]!);
    expect(new Set(rows.box).size).toBe(rows.count);
    for (const box of rows.box) {
      expect(headOf(frames, box)).toBe(box);
      expect(["All roots", "(shared)"]).not.toContain(boxLabelOf(frames, box));
    }
  }
});
