import { describe, expect, test } from "vitest";
import { toNodeCell } from "../graph/cell.ts";
import type { Graph } from "../graph/graph.ts";
import { FRAME_MERGED, frameNameOf } from "./frame-table.ts";
import { framesOfGraph, nodeFramesOfGraph } from "./frames-of-graph.ts";
import { graphOf } from "./graph.fixture.ts";
import { ownersOf } from "./owners/sharing-policy.ts";
import { FrameNames, FrameTree, TooManyFramesError } from "./tree/frame-tree.ts";

/** One shape with so many storages of 8 bytes, in one object of 16 bytes under each of so many roots: a few bytes that ask for a product of frames. */
function bombOf(storages: number, roots: number): Graph {
  const plain = graphOf(
    Array.from({ length: roots }, () => []),
    Array.from({ length: roots }, (_, root) => root),
  );
  const names = [...plain.names, ...Array.from({ length: storages }, (_, at) => `storage ${at}`)];
  const places = Array.from({ length: storages }, (_, at) => at);
  return {
    ...plain,
    names,
    roots: { ...plain.roots, cell: Int32Array.from({ length: roots }, (_, root) => toNodeCell(root)) },
    places: {
      count: 2 + storages,
      parent: Int32Array.from([-1, 0, ...places.map(() => 0)]),
      name: Uint32Array.from([0, 2, ...places.map((at) => plain.names.length + at)]),
      kind: Uint8Array.from([1, 2, ...places.map(() => 3)]),
      flags: new Uint8Array(2 + storages),
    },
    shapes: {
      ...plain.shapes,
      firstStorage: new Uint32Array([0, storages]),
      storagePlace: Uint32Array.from(places, (at) => 2 + at),
      storageSize: new Uint32Array(storages).fill(8),
      storageMaxSize: new Uint32Array(storages).fill(8),
      storageItemSize: new Uint32Array(storages),
      storageItemMaxSize: new Uint32Array(storages),
    },
  };
}

const STORAGES = 2000;
const ROOTS = 2000;
const BYTES = ROOTS * (16 + 8 * STORAGES);

describe("a graph that asks for four million frames", () => {
  const bomb = bombOf(STORAGES, ROOTS);
  const owners = ownersOf(bomb, "owner");

  test("is refused where it has more than may be", () => {
    expect(() => framesOfGraph(bomb, owners, { maxFrames: 100_000, excess: "refused" })).toThrow(
      new TooManyFramesError(100_000),
    );
    expect(new TooManyFramesError(100_000).message).toContain("more than 100,000 frames");
  });

  test("merges otherwise: no byte and no object is lost, and no tree of four million grows", () => {
    const { frames, nodeFrame } = nodeFramesOfGraph(bomb, owners, { maxFrames: 100_000 });
    expect(frames.count).toBeLessThanOrEqual(100_001);
    expect([frames.totalSize[0], frames.totalMaxSize[0], frames.totalCount[0]]).toEqual([BYTES, BYTES, ROOTS]);
    const merged = [...frames.flags.keys()].filter((frame) => (frames.flags[frame]! & FRAME_MERGED) !== 0);
    expect(new Set(merged.map((frame) => frameNameOf(frames, frame).replace(/\d+ /, "N ")))).toEqual(
      new Set(["(more)", "(N more)"]),
    );
    for (const frame of nodeFrame) expect(frames.name[frame]).toBeGreaterThan(0);
  });

  test("is whole where that many may be", () => {
    const small = bombOf(20, 30);
    const frames = framesOfGraph(small, ownersOf(small, "owner"), { maxFrames: 1 + 30 * 23, excess: "refused" });
    expect(frames.count).toBe(1 + 30 * 23);
    expect(frames.flags.some((flags) => (flags & FRAME_MERGED) !== 0)).toBe(false);
  });
});

test("types below one another, past the last frame, join the nearest one that stands for the rest", () => {
  /* A field of an object of its own type folds, so each link has a type of its own. */
  const links = 700_000;
  const plain = graphOf(Array.from({ length: links }, (_, link) => (link + 1 < links ? [link + 1] : [])));
  const chain: Graph = {
    ...plain,
    names: [...plain.names, ...Array.from({ length: links }, (_, link) => `Type${link}`)],
    nodeShape: Uint32Array.from({ length: links }, (_, link) => link),
    shapes: {
      ...plain.shapes,
      count: links,
      typeName: Uint32Array.from({ length: links }, (_, link) => plain.names.length + link),
      flags: new Uint16Array(links).fill(plain.shapes.flags[0]!),
      headerSize: new Uint32Array(links).fill(16),
      headerMaxSize: new Uint32Array(links).fill(16),
      firstSlot: Uint32Array.from({ length: links + 1 }, (_, link) => link),
      firstRepeat: Uint32Array.from({ length: links }, (_, link) => link),
      slotPlace: new Uint32Array(links).fill(1),
      slotSize: new Uint32Array(links),
      slotMaxSize: new Uint32Array(links),
      slotFlags: new Uint8Array(links),
      firstStorage: new Uint32Array(links + 1),
    },
  };
  const { frames } = nodeFramesOfGraph(chain, ownersOf(chain, "owner"), { maxFrames: 400_000 });
  expect(frames.count).toBeLessThanOrEqual(400_001);
  expect([frames.totalSize[0], frames.totalCount[0]]).toEqual([16 * links, links]);
});

test("a tree has as many frames as it may, and refuses the next one", () => {
  const names = new FrameNames();
  const tree = new FrameTree(names, 3);
  const name = names.rowOf("one");
  tree.child(tree.child(0, name, 0), name, 1);
  expect(tree.count).toBe(3);
  expect(() => tree.child(2, name, 1)).toThrow(TooManyFramesError);
  expect(tree.finish().count).toBe(3);
});
