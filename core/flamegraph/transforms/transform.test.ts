import { describe, expect, test } from "vitest";
import { KIND_FIELD, KIND_ROOM, KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import { writeFolded } from "../formats/folded-text.ts";
import { deepFrames, framesOfFolded, randomTable, wideFrames } from "../frame-table.fixture.ts";
import { FRAME_INVERTED, FRAME_MERGED, type FrameTable, framePathOf } from "../frame-table.ts";
import { randomFrom } from "../graph.fixture.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import { type FrameStep, findBox, toBoxPath } from "./box-path.ts";
import { invert } from "./invert.ts";
import { applyTransforms, type Transform } from "./transform.ts";

/* What a table says, without its order: what each path has of its own. Naive versions of the transforms work on that. */

interface Own {
  readonly path: readonly string[];
  readonly size: number;
  readonly maxSize: number;
  readonly count: number;
}

function ownOf(frames: FrameTable): Own[] {
  const own: Own[] = [];
  for (let f = 1; f < frames.count; f++) {
    const path = framePathOf(frames, f).map((at) => `${frames.kind[at]} ${frames.names[frames.name[at]!]}`);
    own.push({
      path,
      size: frames.selfSize[f]!,
      maxSize: frames.selfMaxSize[f]!,
      count: frames.selfCount[f]!,
    });
  }
  return own;
}

/** Sums by path, in the order of paths; paths with nothing are left out: whether they have frames is no matter of bytes. */
function summed(own: readonly Own[]): string[] {
  const sums = new Map<string, [number, number, number]>();
  for (const { path, size, maxSize, count } of own) {
    const key = JSON.stringify(path);
    const before = sums.get(key) ?? [0, 0, 0];
    sums.set(key, [before[0] + size, before[1] + maxSize, before[2] + count]);
  }
  return [...sums]
    .filter(([, sum]) => sum.some((part) => part > 0))
    .map(([key, sum]) => `${key} ${sum.join(" ")}`)
    .sort();
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((step, i) => path[i] === step);

const naive = {
  focus: (own: readonly Own[], head: readonly string[]) => own.filter(({ path }) => startsWith(path, head)),
  hide: (own: readonly Own[], head: readonly string[]) => own.filter(({ path }) => !startsWith(path, head)),
  merge: (own: readonly Own[], head: readonly string[], boxFrames: number) =>
    own.map((one) =>
      startsWith(one.path, head)
        ? { ...one, path: [...one.path.slice(0, head.length - 1), ...one.path.slice(head.length - 1 + boxFrames)] }
        : one,
    ),
  onlyType: (own: readonly Own[], type: string) =>
    own.flatMap((one) => {
      const first = one.path.indexOf(`${KIND_TYPE} ${type}`);
      return first === -1 ? [] : [{ ...one, path: one.path.slice(first) }];
    }),
  invert: (own: readonly Own[]) => own.map((one) => ({ ...one, path: [...one.path].reverse() })),
};

/** Everything that a frame table promises; not by `expect` for each frame, which costs more than the transform. */
function brokenPromisesOf(frames: FrameTable): string[] {
  const { count, parent, subtreeEnd, depth, name, kind, totalSize } = frames;
  const broken = new Set<string>();
  const open = [0];
  if (parent[0] !== -1 || depth[0] !== 0 || subtreeEnd[0] !== count) broken.add("frame 0");
  for (let f = 1; f < count; f++) {
    while (subtreeEnd[open.at(-1)!]! <= f) open.pop();
    const around = open.at(-1)!;
    if (parent[f] !== around) broken.add(`parent of ${f}`);
    if (depth[f] !== open.length) broken.add(`depth of ${f}`);
    if (subtreeEnd[f]! > subtreeEnd[around]! || subtreeEnd[f]! <= f) broken.add(`subtreeEnd of ${f}`);
    open.push(f);
  }
  for (const [own, total] of [
    [frames.selfSize, totalSize],
    [frames.selfMaxSize, frames.totalMaxSize],
    [frames.selfCount, frames.totalCount],
  ] as const) {
    const sums = Array.from(own);
    for (let f = count - 1; f > 0; f--) sums[parent[f]!]! += sums[f]!;
    for (let f = 0; f < count; f++) if (sums[f] !== total[f]) broken.add(`totals of ${f}`);
  }
  for (let f = 0; f < count; f++) {
    const siblings = new Set<number>();
    for (let at = f + 1, before = -1; at < subtreeEnd[f]!; before = at, at = subtreeEnd[at]!) {
      if (before !== -1 && totalSize[at]! > totalSize[before]!) broken.add(`order of ${at}`);
      const key = name[at]! * KIND_ROOM + kind[at]!;
      if (siblings.has(key)) broken.add(`equal siblings in ${f}`);
      siblings.add(key);
    }
  }
  return [...broken];
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);

/** A random box: as the panel joins them, a field with a single type is one box with it. */
function randomBox(frames: FrameTable, random: () => number) {
  const head = 1 + Math.floor(random() * (frames.count - 1));
  const below = head + 1;
  const isJoined =
    frames.kind[head] === KIND_FIELD &&
    below < frames.subtreeEnd[head]! &&
    frames.kind[below] === KIND_TYPE &&
    frames.subtreeEnd[below] === frames.subtreeEnd[head];
  const tail = isJoined ? below : head;
  const path = framePathOf(frames, head).map((at) => `${frames.kind[at]} ${frames.names[frames.name[at]!]}`);
  return { head, tail, path, box: toBoxPath(frames, head, tail) };
}

function only(frames: FrameTable, transform: Transform): FrameTable {
  const { frames: after, found } = applyTransforms(frames, [transform]);
  expect(found).toEqual([true]);
  expect(brokenPromisesOf(after)).toEqual([]);
  return after;
}

describe("transforms of random tables", () => {
  test.each(seeds)("seed %i: as the naive ones", (seed) => {
    const random = randomFrom(seed);
    const frames = randomTable(seed, 2 + Math.floor(random() * 80));
    const own = ownOf(frames);
    for (let i = 0; i < 8; i++) {
      const { head, tail, path, box } = randomBox(frames, random);
      const total = frames.totalSize[head]!;

      const focused = only(frames, { type: "focus", box });
      expect(summed(ownOf(focused))).toEqual(summed(naive.focus(own, path)));
      expect(focused.totalSize[0]).toBe(total);

      const hidden = only(frames, { type: "hide", box });
      expect(summed(ownOf(hidden))).toEqual(summed(naive.hide(own, path)));
      expect(hidden.totalSize[0]).toBe(frames.totalSize[0]! - total);
      expect(hidden.count).toBe(frames.count - (frames.subtreeEnd[head]! - head));

      if (frames.parent[head] === 0) {
        expect(applyTransforms(frames, [{ type: "merge", box }])).toEqual({ frames, found: [false] });
      } else {
        const merged = only(frames, { type: "merge", box });
        expect(summed(ownOf(merged))).toEqual(summed(naive.merge(own, path, tail - head + 1)));
        expect(merged.totalSize[0]).toBe(frames.totalSize[0]);
        expect(merged.totalCount[0]).toBe(frames.totalCount[0]);
      }
    }
    for (const type of ["__proto__", "Object"]) {
      const { frames: after, found } = applyTransforms(frames, [{ type: "only-type", name: type }]);
      const expected = naive.onlyType(own, type);
      expect(found).toEqual([expected.length > 0]);
      if (expected.length === 0) continue;
      expect(brokenPromisesOf(after)).toEqual([]);
      expect(summed(ownOf(after))).toEqual(summed(expected));
      expect(after.subtreeEnd[1]).toBe(after.count);
    }
    const inverted = only(frames, { type: "invert" });
    expect(summed(ownOf(inverted))).toEqual(summed(naive.invert(own)));
    expect(summed(ownOf(only(inverted, { type: "invert" })))).toEqual(summed(own));
  });

  test.each(seeds)("seed %i: bottom-up within limits keeps all bytes and objects", (seed) => {
    const random = randomFrom(seed);
    const frames = randomTable(seed, 100);
    const maxFrames = 1 + Math.floor(random() * 60);
    const maxSteps = random() < 0.5 ? 1_000 : Math.floor(random() * 200);
    const inverted = invert(frames, { maxFrames, maxSteps });
    expect(brokenPromisesOf(inverted)).toEqual([]);
    expect(inverted.count).toBeLessThanOrEqual(Math.max(2, maxFrames));
    expect(inverted.totalSize[0]).toBe(frames.totalSize[0]);
    expect(inverted.totalMaxSize[0]).toBe(frames.totalMaxSize[0]);
    expect(inverted.totalCount[0]).toBe(frames.totalCount[0]);
    /* A frame that is there is as large as it would be without limits. */
    const whole = invert(frames);
    for (let f = 1; f < inverted.count; f++) {
      if ((inverted.flags[f]! & FRAME_MERGED) !== 0) continue;
      const same = findBox(whole, toBoxPath(inverted, f, f))!.head;
      expect(inverted.totalSize[f]).toBe(whole.totalSize[same]);
    }
  });

  test.each(seeds)("seed %i: one after the other", (seed) => {
    const random = randomFrom(seed);
    let frames = randomTable(seed, 120);
    const before = frames;
    const transforms: Transform[] = [];
    for (let i = 0; i < 5 && frames.count > 2; i++) {
      const { head, box } = randomBox(frames, random);
      const types: Transform[] = [
        { type: "hide", box },
        { type: "invert" },
        frames.parent[head]! > 0 ? { type: "merge", box } : { type: "focus", box },
      ];
      const transform = types[Math.floor(random() * 3)]!;
      transforms.push(transform);
      frames = only(frames, transform);
    }
    const all = applyTransforms(before, transforms);
    expect(all.found).toEqual(transforms.map(() => true));
    expect(all.frames).toEqual(frames);
  });
});

const CART = framesOfFolded(`cart;Object 12
cart;Object;items;Array 20
cart;Object;items;Array;elements;Object 48
cart;Object;items;Array;elements;Object;sku;string 32
cart;Object;owner;User 28
cart;Object;owner;User;name;string 16
log;Array;elements;string 100
`);

const steps = (path: string): FrameStep[] =>
  path.split(";").map((name, i) => ({ name, kind: i === 0 ? KIND_ROOT : KIND_TYPE }));
const boxOf = (path: string) => ({ steps: steps(path), type: null });
const shown = (...transforms: Transform[]): string => writeFolded(applyTransforms(CART, transforms).frames);

describe("a transform", () => {
  test("focus: the box alone, on its path", () => {
    expect(shown({ type: "focus", box: boxOf("cart;Object;items") })).toBe(`cart;Object;items;Array 20
cart;Object;items;Array;elements;Object 48
cart;Object;items;Array;elements;Object;sku;string 32
`);
  });

  test("hide: all but the box", () => {
    expect(shown({ type: "hide", box: boxOf("cart;Object;items") })).toBe(`cart;Object 12
cart;Object;owner;User 28
cart;Object;owner;User;name;string 16
log;Array;elements;string 100
`);
  });

  test("merge: the box becomes a part of the frame around it, and what meets is one", () => {
    const merged = shown(
      { type: "merge", box: boxOf("cart;Object;items;Array;elements") },
      { type: "merge", box: boxOf("cart;Object;items;Array") },
      { type: "merge", box: boxOf("cart;Object;items") },
    );
    expect(merged).toBe(`cart;Object 32
cart;Object;Object 48
cart;Object;Object;sku;string 32
cart;Object;owner;User 28
cart;Object;owner;User;name;string 16
log;Array;elements;string 100
`);
  });

  test("only this type: all of it at the top, one in another stays there", () => {
    expect(shown({ type: "only-type", name: "Object" })).toBe(`Object 12
Object;items;Array 20
Object;items;Array;elements;Object 48
Object;items;Array;elements;Object;sku;string 32
Object;owner;User 28
Object;owner;User;name;string 16
`);
    expect(shown({ type: "only-type", name: "string" })).toBe("string 148\n");
  });

  test("invert: what has the bytes at the top, its owners inside", () => {
    expect(shown({ type: "invert" })).toBe(`Array;items;Object;cart 20
Object;cart 12
Object;elements;Array;items;Object;cart 48
User;owner;Object;cart 28
string;elements;Array;log 100
string;name;User;owner;Object;cart 16
string;sku;Object;elements;Array;items;Object;cart 32
`);
    const { frames } = applyTransforms(CART, [{ type: "invert" }]);
    expect(Array.from(frames.flags.subarray(1)).every((flags) => flags === FRAME_INVERTED)).toBe(true);
    const back = applyTransforms(frames, [{ type: "invert" }]).frames;
    expect(writeFolded(back)).toBe(writeFolded(CART));
    expect(back.flags.every((flags) => flags === 0)).toBe(true);
  });

  test("that finds nothing changes nothing and says so; the ones after it still hold", () => {
    const transforms: Transform[] = [
      { type: "hide", box: boxOf("cart;Object;nothing") },
      { type: "only-type", name: "Map" },
      { type: "focus", box: { steps: steps("cart;Object;owner"), type: "Map" } },
      { type: "merge", box: boxOf("cart") },
      { type: "focus", box: { steps: [], type: null } },
    ];
    const { frames, found } = applyTransforms(CART, transforms);
    expect(found).toEqual([false, false, false, false, false]);
    expect(frames).toBe(CART);
    const after = applyTransforms(CART, [...transforms, { type: "hide", box: boxOf("log") }]);
    expect(after.found.at(-1)).toBe(true);
    expect(after.frames.totalSize[0]).toBe(CART.totalSize[0]! - 100);
  });

  test("a path is one in the table that the transforms before it have made", () => {
    const { found } = applyTransforms(CART, [
      { type: "invert" },
      { type: "hide", box: { steps: [{ name: "string", kind: KIND_TYPE }], type: null } },
      { type: "hide", box: boxOf("log") },
    ]);
    expect(found).toEqual([true, true, false]);
  });
});

test("a box of field and type is its type alone where the field has others too", () => {
  const boxIn = (types: readonly string[]) => {
    const names = new FrameNames();
    const tree = new FrameTree(names);
    const field = tree.child(tree.child(0, names.rowOf("cart"), KIND_ROOT), names.rowOf("items"), KIND_FIELD);
    for (const type of types) tree.selfSize[tree.child(field, names.rowOf(type), KIND_TYPE)] = 8;
    return tree.finish();
  };
  const joined = boxIn(["Array"]);
  const path = toBoxPath(joined, 2, 3);
  expect(path.type).toBe("Array");
  expect(findBox(joined, path)).toEqual({ head: 2, tail: 3 });
  expect(findBox(boxIn(["Array", "Map"]), path)).toEqual({ head: 3, tail: 3 });
  expect(findBox(boxIn(["Map"]), path)).toBeNull();
});

describe("tables that a page can make", () => {
  test("100,000 deep: each transform is done and keeps the sum", () => {
    const frames = deepFrames(100_000);
    const middle = toBoxPath(frames, 50_000, 50_000);
    expect(only(frames, { type: "focus", box: middle }).totalSize[0]).toBe(50_001);
    expect(only(frames, { type: "hide", box: middle }).totalSize[0]).toBe(49_999);
    expect(only(frames, { type: "merge", box: middle }).count).toBe(frames.count - 1);
    const inverted = invert(frames);
    expect(inverted.totalSize[0]).toBe(100_000);
    expect(inverted.count).toBeLessThanOrEqual(200_000);
  });

  test("a frame with 200,000 children", () => {
    const frames = wideFrames(200_000);
    const last = toBoxPath(frames, frames.count - 1, frames.count - 1);
    expect(only(frames, { type: "merge", box: last }).totalSize[0]).toBe(frames.totalSize[0]);
    expect(invert(frames).totalSize[0]).toBe(frames.totalSize[0]);
  });
});
