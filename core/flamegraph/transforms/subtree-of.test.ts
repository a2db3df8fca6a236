import { describe, expect, test } from "vitest";
import { writeCsv } from "../formats/csv-text.ts";
import { writeFolded } from "../formats/folded-text.ts";
import { deepFrames, framesOfFolded } from "../frame-table.fixture.ts";
import { type FrameTable, frameNameOf, framePathOf } from "../frame-table.ts";
import { randomFrom } from "../graph.fixture.ts";
import { subtreeOf } from "./subtree-of.ts";

const frames = framesOfFolded("store 20\nstore;items 12\nstore;items;Array 8\nstore;user 30\nother;items 5\n");

function frameAt(table: FrameTable, path: string): number {
  for (let frame = 1; frame < table.count; frame++) {
    if (pathOf(table, frame) === path) return frame;
  }
  throw new Error(`no frame ${path}`);
}

function pathOf(table: FrameTable, frame: number): string {
  return framePathOf(table, frame)
    .map((one) => frameNameOf(table, one))
    .join(";");
}

/** A line for each frame: its path and figures. */
function tell(table: FrameTable, from = 1): string[] {
  const lines: string[] = [];
  for (let f = from; f < table.count; f++) {
    const figures = [
      table.kind[f],
      table.flags[f],
      table.depth[f],
      table.selfSize[f],
      table.selfMaxSize[f],
      table.totalSize[f],
      table.totalMaxSize[f],
      table.selfCount[f],
      table.totalCount[f],
    ];
    lines.push(`${pathOf(table, f)} ${figures.join(" ")} ${table.subtreeEnd[f]! - f}`);
  }
  return lines;
}

describe("the subtree of a frame", () => {
  test("keeps the paths, and nothing beside them", () => {
    const items = subtreeOf(frames, frameAt(frames, "store;items"));
    expect(writeFolded(items)).toBe("store;items 12\nstore;items;Array 8\n");
    expect(writeCsv(items).split("\r\n").slice(1, -1)).toEqual([
      "store,store,root,0,20,20",
      "store;items,items,type,12,20,20",
      "store;items;Array,Array,type,8,8,8",
    ]);
  });

  test("of a root is the root alone", () => {
    expect(writeFolded(subtreeOf(frames, frameAt(frames, "other")))).toBe("other;items 5\n");
  });

  test("of all roots is the table itself", () => {
    expect(subtreeOf(frames, 0)).toBe(frames);
  });

  test("of the last link of a long chain has the whole path", () => {
    const depth = 20_000;
    const last = subtreeOf(deepFrames(depth), depth);
    expect(last.count).toBe(depth + 1);
    expect(last.totalSize[0]).toBe(1);
    expect(last.parent[depth]).toBe(depth - 1);
  });

  test("of a frame that is not there is an error", () => {
    expect(() => subtreeOf(frames, frames.count)).toThrow("frame 7 does not exist: there are 7 frames");
    expect(() => subtreeOf(frames, 0.5)).toThrow(RangeError);
  });

  test("has the totals of its frame, and each frame as it was, in any tree", () => {
    const random = randomFrom(4);
    for (let round = 0; round < 40; round++) {
      const table = randomFrames(random);
      for (let frame = 1; frame < table.count; frame++) {
        const part = subtreeOf(table, frame);
        const head = table.depth[frame]!;
        expect([part.totalSize[0], part.totalMaxSize[0], part.totalCount[0]]).toEqual([
          table.totalSize[frame],
          table.totalMaxSize[frame],
          table.totalCount[frame],
        ]);
        expect(part.selfSize.reduce((sum, size) => sum + size, 0)).toBe(table.totalSize[frame]);
        expect(tell(part, head)).toEqual(tell(table).slice(frame - 1, table.subtreeEnd[frame]! - 1));
        for (let f = 0; f < part.count; f++) {
          expect(part.subtreeEnd[f]).toBe(naiveEndOf(part, f));
          if (f > 0) expect(part.depth[f]).toBe(part.depth[part.parent[f]!]! + 1);
        }
      }
    }
  });
});

function naiveEndOf(table: FrameTable, frame: number): number {
  let end = frame + 1;
  while (end < table.count && table.depth[end]! > table.depth[frame]!) end++;
  return end;
}

function randomFrames(random: () => number): FrameTable {
  const lines = new Set<string>();
  for (let i = 0; i < 12; i++) {
    const stack = Array.from({ length: 1 + Math.floor(random() * 5) }, () => "abc"[Math.floor(random() * 3)]);
    lines.add(stack.join(";"));
  }
  return framesOfFolded([...lines].map((stack) => `${stack} ${1 + Math.floor(random() * 99)}\n`).join(""));
}
