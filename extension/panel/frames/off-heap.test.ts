import { expect, test } from "vitest";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { FRAME_OFF_HEAP } from "../../../core/flamegraph/frame-table.ts";
import { boxPathTextOf, TOP_BOX } from "./box.ts";
import { framesOf, randomFrames, randomFrom } from "./frames.fixture.ts";
import { offHeapOf } from "./off-heap.ts";

const frames = framesOf(`
  root scene 0
    type Object 12
      field mesh 4
        type Uint8Array 40
          storage buffer 0
            type ArrayBuffer 40
              storage backing_store 9000 off-heap
      field photo 4
        type ImageBitmap 20
          storage pixels 8000 off-heap
      field empty 4
        type ArrayBuffer 40
          storage backing_store 0 off-heap
  root other 0
    type ArrayBuffer 40
      storage backing_store 500 off-heap
`);

function outline(table: FrameTable, focus: number): string[] {
  return offHeapOf(table, focus).groups.flatMap((group) => [
    `${table.names[group.typeName]} ${table.names[group.storageName]} ${group.size} in ${group.objectCount}`,
    ...group.rows.map((row) => `  ${boxPathTextOf(table, row.box)} ${row.size} in ${row.objectCount}`),
  ]);
}

test("groups by what has the bytes and how, largest first; what is empty is left out", () => {
  expect(outline(frames, TOP_BOX)).toEqual([
    "ArrayBuffer backing_store 9500 in 2",
    "  scene › Object › mesh: Uint8Array › buffer › ArrayBuffer › backing_store 9000 in 1",
    "  other › ArrayBuffer › backing_store 500 in 1",
    "ImageBitmap pixels 8000 in 1",
    "  scene › Object › photo: ImageBitmap › pixels 8000 in 1",
  ]);
  expect(offHeapOf(frames, TOP_BOX)).toMatchObject({ size: 17_500, maxSize: 17_500 });
});

test("only what is in focus", () => {
  const other = frames.subtreeEnd[1]!;
  expect(outline(frames, other)).toEqual([
    "ArrayBuffer backing_store 500 in 1",
    "  other › ArrayBuffer › backing_store 500 in 1",
  ]);
  expect(offHeapOf(frames, 2 + 1)).toMatchObject({ size: 9000 });
});

test("nothing is lost: the groups add up to the flagged bytes", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomFrom(seed);
    const table = randomFrames(seed, 300);
    let expected = 0;
    for (let frame = 1; frame < table.count; frame++) {
      if (random() < 0.7) continue;
      table.flags[frame]! |= FRAME_OFF_HEAP;
      expected += table.selfSize[frame]!;
    }
    const { size, groups } = offHeapOf(table, TOP_BOX);
    expect(size).toBe(expected);
    const sizes = groups.map((group) => group.size);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(groups.flatMap((group) => group.rows).reduce((sum, row) => sum + row.size, 0)).toBe(expected);
  }
});
