import { describe, expect, test } from "vitest";
import { KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import type { FrameTable } from "../frame-table.ts";
import { randomFrom } from "../graph.fixture.ts";
import { FrameNames, FrameTree, TooManyFramesError } from "./frame-tree.ts";
import { StackTree } from "./stack-tree.ts";

interface Stack {
  readonly names: readonly string[];
  readonly bytes: number;
}

function grownBy(stacks: readonly Stack[], maxFrames = Number.POSITIVE_INFINITY): FrameTable {
  const names = new FrameNames();
  const tree = new StackTree(names, maxFrames);
  for (const stack of stacks) {
    const rows = stack.names.map((name) => names.rowOf(name));
    tree.openStack([...rows, 0, 0], rows.length);
    expect(tree.depth).toBe(rows.length);
    tree.add(stack.bytes);
  }
  return tree.finish();
}

/** The same, each frame looked up. */
function lookedUp(stacks: readonly Stack[]): FrameTable {
  const names = new FrameNames();
  const tree = new FrameTree(names);
  for (const stack of stacks) {
    let frame = 0;
    for (const [depth, name] of stack.names.entries())
      frame = tree.child(frame, names.rowOf(name), depth === 0 ? KIND_ROOT : KIND_TYPE);
    tree.selfSize[frame]! += stack.bytes;
    tree.selfMaxSize[frame]! += stack.bytes;
  }
  return tree.finish();
}

/** In the order of the tree, each frame once. */
function orderedStacks(count: number): Stack[] {
  return Array.from({ length: count }, (_, i) => ({
    names: ["app", `field${Math.floor(i / 100)}`, `item${i % 100}`],
    bytes: 1 + (i % 7),
  }));
}

describe("a tree of stacks is the one where each frame is looked up:", () => {
  test.each([10, 4000, 9000])("%i stacks in order", (count) => {
    const stacks = orderedStacks(count);
    expect(grownBy(stacks)).toEqual(lookedUp(stacks));
  });

  test.each([10, 4000, 9000])("%i in order, and then the first again", (count) => {
    const stacks = [...orderedStacks(count), ...orderedStacks(3), ...orderedStacks(count)];
    expect(grownBy(stacks)).toEqual(lookedUp(stacks));
  });

  test("in any order, seeded", () => {
    const random = randomFrom(3);
    for (let round = 0; round < 20; round++) {
      const nameCount = 1 + Math.floor(random() * 40);
      const stacks = Array.from({ length: Math.floor(random() * 3000) }, () => ({
        names: Array.from({ length: Math.floor(random() * 8) }, () => `${Math.floor(random() * nameCount)}`),
        bytes: Math.floor(random() * 100),
      }));
      expect(grownBy(stacks)).toEqual(lookedUp(stacks));
    }
  });
});

test("frames that are there twice count once for the most frames", () => {
  const stacks = orderedStacks(1000);
  const { count } = lookedUp(stacks);
  const again = [...stacks, ...stacks, ...stacks];
  expect(grownBy(again, count)).toEqual(lookedUp(again));
  expect(() => grownBy(again, count - 1)).toThrow(TooManyFramesError);
  expect(() => grownBy(stacks, count - 1)).toThrow(TooManyFramesError);
});
