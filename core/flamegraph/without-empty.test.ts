import { expect, test } from "vitest";
import { KIND_FIELD, KIND_ROOT } from "../graph/graph.ts";
import { writeFolded } from "./formats/folded-text.ts";
import { framesOfFolded } from "./frame-table.fixture.ts";
import { frameNameOf, framePathOf } from "./frame-table.ts";
import { randomFrom } from "./graph.fixture.ts";
import { FrameNames, FrameTree } from "./tree/frame-tree.ts";
import { withoutEmpty } from "./without-empty.ts";

test("a table whose frames all hold something is the same", () => {
  const frames = framesOfFolded("a;b 1\na;c 2\n");
  expect(withoutEmpty(frames)).toBe(frames);
});

test("no frame of bytes or objects goes, and each keeps its path, seeded", () => {
  const random = randomFrom(3);
  for (let round = 0; round < 200; round++) {
    const tree = new FrameTree(new FrameNames());
    for (let i = 0; i < 60; i++) {
      let frame = 0;
      for (let depth = 0; depth < 1 + random() * 5; depth++) {
        frame = tree.child(
          frame,
          tree.names.rowOf(`f${Math.floor(random() * 4)}`),
          depth === 0 ? KIND_ROOT : KIND_FIELD,
        );
      }
      const kind = random();
      if (kind < 0.1) tree.selfCount[frame]!++;
      else if (kind < 0.2) {
        tree.selfSize[frame]! += 8;
        tree.selfMaxSize[frame]! += 8;
      } else if (kind < 0.3) tree.selfMaxSize[frame]! += 8;
    }
    const before = tree.finish();
    const after = withoutEmpty(before);
    const rowsOf = (frames: typeof before) =>
      Array.from({ length: frames.count }, (_, f) => {
        const path = framePathOf(frames, f).map((at) => frameNameOf(frames, at));
        return JSON.stringify([
          path,
          frames.totalSize[f],
          frames.totalMaxSize[f],
          frames.totalCount[f],
          frames.depth[f],
        ]);
      });
    const full = rowsOf(before).filter((_, f) => f === 0 || before.totalMaxSize[f]! > 0 || before.totalCount[f]! > 0);
    expect(rowsOf(after)).toEqual(full);
    expect(writeFolded(after)).toBe(writeFolded(before));
    for (let f = 0; f < after.count; f++) {
      let rows = 1;
      for (let at = f + 1; at < after.count && after.depth[at]! > after.depth[f]!; at++) rows++;
      expect(after.subtreeEnd[f]).toBe(f + rows);
    }
  }
});
