import { describe, expect, test } from "vitest";
import { type FrameKind, KIND_FIELD, KIND_ROOT, KIND_STORAGE, KIND_TYPE } from "../graph/graph.ts";
import { takeSnapshot } from "../index.ts";
import { type DiffScope, diffFrames, type FrameDiff, IN_AFTER, IN_BEFORE } from "./diff.ts";
import { writeDifferentialFolded } from "./formats/differential-folded.ts";
import { writeFolded } from "./formats/folded-text.ts";
import { deepFrames, framesOfFolded, wideFrames } from "./frame-table.fixture.ts";
import { type FrameTable, frameNameOf, framePathOf } from "./frame-table.ts";
import { FrameNames, FrameTree } from "./tree/frame-tree.ts";

const SCOPES: readonly DiffScope[] = ["all", "growth", "shrunk"];

const before = framesOfFolded("store;items 100\nstore;items;old 40\nstore;user 30\ngone;left 7\n");
const after = framesOfFolded("store;items 140\nstore;user 10\nstore;cache 64\nother 5\n");

/** A line for each frame: path, own and total bytes as drawn, total bytes before and after, and on which sides it is. */
function outlineOf({ frames, changes }: FrameDiff): string[] {
  return Array.from({ length: frames.count }, (_, f) => {
    const path = framePathOf(frames, f)
      .map((at) => frameNameOf(frames, at))
      .join(";");
    const side = new Map([
      [IN_BEFORE, "gone"],
      [IN_AFTER, "new"],
      [IN_BEFORE | IN_AFTER, "both"],
    ]).get(changes.sides[f]!);
    const drawn = `${frames.selfSize[f]} of ${frames.totalSize[f]}`;
    return `${path} ${drawn}, ${changes.beforeTotal[f]} → ${changes.afterTotal[f]} ${side}`;
  });
}

describe("a diff", () => {
  test("has every path of either side; what is gone keeps its place", () => {
    expect(outlineOf(diffFrames([before, after], "all"))).toEqual([
      " 0 of 286, 177 → 219 both",
      "store 0 of 274, 170 → 214 both",
      "store;items 140 of 180, 140 → 140 both",
      "store;items;old 40 of 40, 40 → 0 gone",
      "store;cache 64 of 64, 0 → 64 new",
      "store;user 30 of 30, 30 → 10 both",
      "gone 0 of 7, 7 → 0 gone",
      "gone;left 7 of 7, 7 → 0 gone",
      "other 5 of 5, 0 → 5 new",
    ]);
  });

  test("of growth has what was added, and tells the figures as they were", () => {
    expect(outlineOf(diffFrames([before, after], "growth"))).toEqual([
      " 0 of 109, 177 → 219 both",
      "store 0 of 104, 170 → 214 both",
      "store;cache 64 of 64, 0 → 64 new",
      "store;items 40 of 40, 140 → 140 both",
      "other 5 of 5, 0 → 5 new",
    ]);
  });

  test("of what shrank has what was removed", () => {
    expect(outlineOf(diffFrames([before, after], "shrunk"))).toEqual([
      " 0 of 67, 177 → 219 both",
      "store 0 of 60, 170 → 214 both",
      "store;items 0 of 40, 140 → 140 both",
      "store;items;old 40 of 40, 40 → 0 gone",
      "store;user 20 of 20, 30 → 10 both",
      "gone 0 of 7, 7 → 0 gone",
      "gone;left 7 of 7, 7 → 0 gone",
    ]);
  });

  test("of a table and itself is that table", () => {
    const { frames, changes } = diffFrames([before, before], "all");
    expect(writeFolded(frames)).toBe(writeFolded(before));
    expect(changes.beforeTotal).toEqual(changes.afterTotal);
    expect(diffFrames([before, before], "growth").frames.count).toBe(1);
  });

  test("of tables with nothing in common has both whole", () => {
    const one = framesOfFolded("a;b 3\n");
    const other = framesOfFolded("b;a 4\nc 1\n");
    expect(writeFolded(diffFrames([one, other], "all").frames)).toBe("a;b 3\nb;a 4\nc 1\n");
    expect(writeFolded(diffFrames([one, other], "growth").frames)).toBe("b;a 4\nc 1\n");
    expect(outlineOf(diffFrames([one, other], "all"))[0]).toBe(" 0 of 8, 3 → 5 both");
  });

  test("of rounds has the own figures of each snapshot, and no path that only those between have", () => {
    const between = framesOfFolded("store;items 120\nstore;brief 9\n");
    for (const scope of SCOPES) {
      const { frames, changes } = diffFrames([before, between, after], scope);
      const { snapshots, isIn, selfSize } = changes.rounds;
      expect(snapshots).toBe(3);
      const lines = Array.from({ length: frames.count }, (_, f) => {
        const path = framePathOf(frames, f).map((at) => frameNameOf(frames, at));
        const sizes = [0, 1, 2].map((one) => {
          const row = one * frames.count + f;
          return isIn[row] === 1 ? selfSize[row] : "–";
        });
        return `${path.join(";")} ${sizes.join(", ")}`;
      });
      expect(lines).toContain("store;items 100, 120, 140");
      expect(lines.join("\n")).not.toContain("brief");
      if (scope !== "shrunk") expect(lines).toContain("store;cache –, –, 64");
      if (scope !== "growth") expect(lines).toContain("store;items;old 40, –, –");
      /* All else is as if they were not there. */
      const plain = diffFrames([before, after], scope);
      expect(outlineOf({ frames, changes })).toEqual(outlineOf(plain));
      expect(plain.changes.rounds).toEqual({
        snapshots: 0,
        isIn: new Uint8Array(0),
        selfSize: new Float64Array(0),
        selfCount: new Uint32Array(0),
        childCount: new Uint32Array(0),
        entries: new Float64Array(0),
      });
    }
  });

  test("tells frames of one name by their kinds", () => {
    const treeOf = (kind: FrameKind): FrameTable => {
      const tree = new FrameTree(new FrameNames());
      const root = tree.child(0, tree.names.rowOf("store"), KIND_ROOT);
      tree.selfSize[tree.child(root, tree.names.rowOf("elements"), kind)] = 8;
      return tree.finish();
    };
    const { frames, changes } = diffFrames([treeOf(KIND_FIELD), treeOf(KIND_STORAGE)], "all");
    expect([...frames.kind]).toEqual([KIND_ROOT, KIND_ROOT, KIND_FIELD, KIND_STORAGE]);
    expect([...changes.sides]).toEqual([3, 3, IN_BEFORE, IN_AFTER]);
  });

  test("counts objects on both sides, and keeps growth that has objects but no bytes", () => {
    const users = (count: number): FrameTable =>
      takeSnapshot({ roots: { users: Array.from({ length: count }, (_, id) => ({ id })) } }).flamegraph();
    const { frames, changes } = diffFrames([users(2), users(5)], "all");
    expect([changes.beforeCount[0], changes.afterCount[0], frames.totalCount[0]]).toEqual([3, 6, 6]);
    expect(diffFrames([users(2), users(5)], "growth").frames.totalCount[0]).toBe(3);
  });

  test("is of names that are dangerous elsewhere", () => {
    const one = framesOfFolded("__proto__;constructor 1\ntoString 2\n");
    const other = framesOfFolded("__proto__;constructor 4\nhasOwnProperty;__proto__ 3\n");
    expect(writeDifferentialFolded(diffFrames([one, other], "all"))).toBe(
      "__proto__;constructor 1 4\nhasOwnProperty;__proto__ 0 3\ntoString 2 0\n",
    );
  });

  test("of chains and of wide frames takes no stack", () => {
    const chain = diffFrames([deepFrames(200_000), deepFrames(250_000)], "all");
    expect(chain.frames.depth[chain.frames.count - 1]).toBe(250_000);
    expect(diffFrames([deepFrames(200_000), deepFrames(250_000)], "growth").frames.totalSize[0]).toBe(50_000);
    const wide = diffFrames([wideFrames(300_000), wideFrames(200_000)], "all");
    expect([wide.frames.count, wide.frames.totalSize[0], wide.changes.afterTotal[0]]).toEqual([
      300_002, 3_600_000, 2_400_000,
    ]);
  });
});

describe("differential folded stacks", () => {
  test("have a column for each side", () => {
    expect(writeDifferentialFolded(diffFrames([before, after], "all"))).toBe(
      "gone;left 7 0\nother 0 5\nstore;cache 0 64\nstore;items 100 140\nstore;items;old 40 0\nstore;user 30 10\n",
    );
  });

  test("are two columns behind a stack to flamegraph.pl, which takes a number off the end of the line twice", () => {
    const lastNumber = /^(.*)\s+?(\d+(?:\.\d*)?)$/;
    const read = writeDifferentialFolded(diffFrames([before, after], "all"))
      .trimEnd()
      .split("\n")
      .map((line) => {
        const [, rest = "", second] = lastNumber.exec(line) ?? [];
        const [, stack, first] = lastNumber.exec(rest) ?? [];
        return [stack, Number(first), Number(second)] as const;
      });
    expect(read.map(([stack]) => stack)).toContain("store;items;old");
    expect(read.reduce((sum, [, first]) => sum + first, 0)).toBe(before.totalSize[0]);
    expect(read.reduce((sum, [, , second]) => sum + second, 0)).toBe(after.totalSize[0]);
  });

  test("of a frame are those in it", () => {
    const diff = diffFrames([before, after], "all");
    const lines = (frame: number): string => writeDifferentialFolded(diff, frame);
    expect(frameNameOf(diff.frames, 2)).toBe("items");
    expect(lines(2)).toBe("store;items 100 140\nstore;items;old 40 0\n");
    expect(() => lines(diff.frames.count)).toThrow("frame 9 does not exist: there are 9 frames");
  });

  test("have no name that reads as a third column", () => {
    const one = framesOfFolded("store;Array 8\nstore;Uint8Array 1024 20\n");
    expect(writeDifferentialFolded(diffFrames([one, one], "all"))).toBe(
      "store;Array 8 8\nstore;Uint8Array (1024) 20 20\n",
    );
  });
});

/* Against a naive version: maps from path strings to figures. */

interface Figures {
  self: number;
  max: number;
  count: number;
}

const NO_FIGURES: Figures = { self: 0, max: 0, count: 0 };

function ownByPath(frames: FrameTable): Map<string, Figures> {
  const figures = new Map<string, Figures>();
  for (let f = 0; f < frames.count; f++) {
    const path = pathTextOf(frames, f);
    const one = figures.get(path) ?? NO_FIGURES;
    figures.set(path, {
      self: one.self + frames.selfSize[f]!,
      max: one.max + frames.selfMaxSize[f]!,
      count: one.count + frames.selfCount[f]!,
    });
  }
  return figures;
}

const pathTextOf = (frames: FrameTable, frame: number): string =>
  JSON.stringify(framePathOf(frames, frame).map((at) => [frameNameOf(frames, at), frames.kind[at]]));

function sumBelow(own: ReadonlyMap<string, Figures>, path: string, figure: keyof Figures): number {
  const prefix = path === "[]" ? "[" : `${path.slice(0, -1)},`;
  let sum = 0;
  for (const [one, figures] of own) if (one === path || one.startsWith(prefix)) sum += figures[figure];
  return sum;
}

function randomFrames(random: () => number, count: number): FrameTable {
  const names = ["items", "Array", "__proto__", "constructor", "a", "ab", ""];
  const tree = new FrameTree(new FrameNames());
  const kinds = [KIND_TYPE, KIND_FIELD, KIND_STORAGE] as const;
  for (let i = 0; i < count; i++) {
    const parent = Math.floor(random() * tree.count);
    const name = tree.names.rowOf(names[Math.floor(random() * names.length)]!);
    const frame = tree.child(parent, name, parent === 0 ? KIND_ROOT : kinds[Math.floor(random() * 3)]!);
    const size = random() < 0.3 ? 0 : Math.floor(random() * 100);
    tree.selfSize[frame] = size;
    tree.selfMaxSize[frame] = size + (random() < 0.5 ? 0 : Math.floor(random() * 50));
    tree.selfCount[frame] = Math.floor(random() * 3);
    tree.flags[frame] = Math.floor(random() * 4);
  }
  return tree.finish();
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(SCOPES)("a diff of scope %s", (scope) => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))("is what the naive one is, seed %i", (seed) => {
    const random = randomFrom(seed);
    const one = randomFrames(random, 5 + Math.floor(random() * 80));
    const other = randomFrames(random, 5 + Math.floor(random() * 80));
    const [ownBefore, ownAfter] = [ownByPath(one), ownByPath(other)];
    const paths = new Set([...ownBefore.keys(), ...ownAfter.keys()]);
    const drawn = new Map<string, Figures>();
    for (const path of paths) {
      const b = ownBefore.get(path) ?? NO_FIGURES;
      const a = ownAfter.get(path) ?? NO_FIGURES;
      const sign = scope === "shrunk" ? -1 : 1;
      const changed = Math.max(0, sign * (a.self - b.self));
      drawn.set(
        path,
        scope === "all"
          ? { self: Math.max(a.self, b.self), max: Math.max(a.max, b.max), count: Math.max(a.count, b.count) }
          : {
              self: changed,
              max: Math.max(changed, sign * (a.max - b.max)),
              count: Math.max(0, sign * (a.count - b.count)),
            },
      );
    }
    const { frames, changes } = diffFrames([one, other], scope);
    const found = new Set<string>();
    for (let f = 0; f < frames.count; f++) {
      const path = pathTextOf(frames, f);
      found.add(path);
      expect({
        path,
        self: frames.selfSize[f],
        max: frames.selfMaxSize[f],
        count: frames.selfCount[f],
        total: frames.totalSize[f],
        totalMax: frames.totalMaxSize[f],
        totalCount: frames.totalCount[f],
        sides: changes.sides[f],
        beforeSelf: changes.beforeSelf[f],
        afterSelf: changes.afterSelf[f],
        beforeTotal: changes.beforeTotal[f],
        afterTotal: changes.afterTotal[f],
        beforeMaxTotal: changes.beforeMaxTotal[f],
        afterMaxTotal: changes.afterMaxTotal[f],
        beforeSelfCount: changes.beforeSelfCount[f],
        afterSelfCount: changes.afterSelfCount[f],
        beforeCount: changes.beforeCount[f],
        afterCount: changes.afterCount[f],
      }).toEqual({
        path,
        ...drawn.get(path),
        total: sumBelow(drawn, path, "self"),
        totalMax: sumBelow(drawn, path, "max"),
        totalCount: sumBelow(drawn, path, "count"),
        sides: (ownBefore.has(path) ? IN_BEFORE : 0) | (ownAfter.has(path) ? IN_AFTER : 0),
        beforeSelf: ownBefore.get(path)?.self ?? 0,
        afterSelf: ownAfter.get(path)?.self ?? 0,
        beforeTotal: sumBelow(ownBefore, path, "self"),
        afterTotal: sumBelow(ownAfter, path, "self"),
        beforeMaxTotal: sumBelow(ownBefore, path, "max"),
        afterMaxTotal: sumBelow(ownAfter, path, "max"),
        beforeSelfCount: ownBefore.get(path)?.count ?? 0,
        afterSelfCount: ownAfter.get(path)?.count ?? 0,
        beforeCount: sumBelow(ownBefore, path, "count"),
        afterCount: sumBelow(ownAfter, path, "count"),
      });
      /* A tree in pre-order, siblings largest first. */
      const next = frames.subtreeEnd[f]!;
      const parent = frames.parent[f]!;
      expect(parent).toBeLessThan(f);
      if (parent >= 0) expect(frames.depth[f]).toBe(frames.depth[parent]! + 1);
      if (parent >= 0 && next < frames.subtreeEnd[parent]!) {
        expect(frames.parent[next]).toBe(parent);
        expect(frames.totalSize[next]).toBeLessThanOrEqual(frames.totalSize[f]!);
      }
    }
    expect(found.size).toBe(frames.count);
    const wanted = [...paths].filter(
      (path) =>
        scope === "all" || path === "[]" || sumBelow(drawn, path, "max") > 0 || sumBelow(drawn, path, "count") > 0,
    );
    expect([...found].sort()).toEqual(wanted.sort());
  });
});
