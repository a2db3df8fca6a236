import { describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { FRAME_OFF_HEAP, FRAME_RECURSIVE, type FrameTable, frameNameOf, framePathOf } from "./frame-table.ts";

function framesOf(roots: Record<string, unknown>): FrameTable {
  return takeSnapshot({ roots }).flamegraph();
}

function pathsOf(frames: FrameTable): string[] {
  return Array.from({ length: frames.count }, (_, f) =>
    framePathOf(frames, f)
      .map((at) => frameNameOf(frames, at))
      .join(";"),
  );
}

describe("frames of a graph", () => {
  const frames = framesOf({
    store: { users: [{ name: "Ann" }, { name: "Bob" }], cache: new Map([["k", new Float64Array(1000)]]) },
    other: { small: 1 },
  });

  test("stand in pre-order, siblings by total size", () => {
    for (let f = 1; f < frames.count; f++) {
      const parent = frames.parent[f]!;
      expect(parent).toBeLessThan(f);
      expect(frames.subtreeEnd[f]).toBeLessThanOrEqual(frames.subtreeEnd[parent]!);
      expect(frames.depth[f]).toBe(frames.depth[parent]! + 1);
      const next = frames.subtreeEnd[f]!;
      if (next < frames.subtreeEnd[parent]!) {
        expect(frames.parent[next]).toBe(parent);
        expect(frames.totalSize[next]).toBeLessThanOrEqual(frames.totalSize[f]!);
      }
    }
  });

  test("have totals that are the sums of the selves below", () => {
    for (let f = 0; f < frames.count; f++) {
      let size = 0;
      let count = 0;
      for (let at = f; at < frames.subtreeEnd[f]!; at++) {
        size += frames.selfSize[at]!;
        count += frames.selfCount[at]!;
      }
      expect(frames.totalSize[f]).toBe(size);
      expect(frames.totalCount[f]).toBe(count);
    }
  });

  test("mark what is not on the heap", () => {
    const paths = pathsOf(frames);
    const offHeap = paths.filter((_, f) => (frames.flags[f]! & FRAME_OFF_HEAP) !== 0);
    expect(offHeap).toEqual(["store;Object;cache;Map;table;value;Float64Array;buffer;ArrayBuffer;backing_store"]);
  });

  test("have one frame for siblings of one key", () => {
    const paths = pathsOf(frames);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe("recursion folds", () => {
  test("a list of 1,000,000 links is a handful of frames", () => {
    let list: unknown = null;
    for (let i = 0; i < 1_000_000; i++) list = { next: list, value: "same" };
    const frames = framesOf({ list });
    expect(frames.count).toBeLessThan(12);
    expect(frames.totalCount[0]).toBe(1_000_000);
    const recursive = pathsOf(frames).filter((_, f) => (frames.flags[f]! & FRAME_RECURSIVE) !== 0);
    expect(recursive).toEqual(["list;Object;next;Object"]);
  });

  test("a tree in a tree folds by field, not by storage", () => {
    const tree = (depth: number): unknown => ({
      name: "",
      children: depth === 0 ? [] : [tree(depth - 1), tree(depth - 1)],
    });
    const frames = framesOf({ tree: tree(10) });
    expect(frames.count).toBeLessThan(12);
    expect(frames.totalCount[0]).toBe(2 * (2 ** 11 - 1));
  });

  test("items of different fields stay apart", () => {
    const paths = pathsOf(framesOf({ store: { users: [{ posts: [{ likes: [{ by: 1 }] }] }] } }));
    expect(paths).toContain(
      "store;Object;users;Array;elements;Object;posts;Array;elements;Object;likes;Array;elements;Object",
    );
  });

  test("arrays nested 100,000 deep end", () => {
    let nested: unknown[] = [];
    for (let i = 0; i < 100_000; i++) nested = [nested];
    expect(framesOf({ nested }).count).toBeLessThan(10);
  });

  test("a chain of maps folds", () => {
    let chain = new Map<string, unknown>();
    for (let i = 0; i < 1000; i++) chain = new Map<string, unknown>([["parent", chain]]);
    expect(framesOf({ chain }).count).toBeLessThan(20);
  });

  test("10,000 fields of different names inside each other do not fold, and no code recurses", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 10_000; i++) deep = { [`level-${i}`]: deep };
    const frames = framesOf({ deep });
    expect(Math.max(...frames.depth)).toBe(20_001);
  });
});

test("every node is charged once, whoever refers to it", () => {
  const shared = { text: "shared by all" };
  const frames = framesOf({ a: [shared, { shared }], b: { shared } });
  expect(pathsOf(frames).filter((path) => path.endsWith("text;string"))).toHaveLength(1);
});
