import { expect, test } from "vitest";
import { randomTable } from "../frame-table.fixture.ts";
import { randomFrom } from "../graph.fixture.ts";
import { orderedOf } from "./loose-frames.ts";

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

test.each(seeds)("seed %i: frames in order stay as they are; in any other order they are put in order", (seed) => {
  const { names: strings, ...table } = randomTable(seed, 2 + 3 * seed);
  const { count } = table;
  const inOrder = orderedOf({ ...table, strings });
  expect(inOrder.frames).toEqual({ ...table, names: strings });
  expect(Array.from(inOrder.frame)).toEqual(Array.from({ length: count }, (_, f) => f));

  /* A frame comes after the one around it. Columns that grow have room for more. */
  const random = randomFrom(seed);
  const at: number[] = [];
  const place = new Map<number, number>();
  const open = [0];
  while (open.length > 0) {
    const [frame] = open.splice(Math.floor(random() * open.length), 1);
    place.set(frame!, at.push(frame!) - 1);
    for (let f = frame! + 1; f < table.subtreeEnd[frame!]!; f = table.subtreeEnd[f]!) open.push(f);
  }
  const room = [...at, 0, 0];
  const shuffled = orderedOf({
    count,
    strings,
    parent: Int32Array.from(room, (frame) => place.get(table.parent[frame]!) ?? -1),
    name: Uint32Array.from(room, (frame) => table.name[frame]!),
    kind: Uint8Array.from(room, (frame) => table.kind[frame]!),
    flags: Uint8Array.from(room, (frame) => table.flags[frame]!),
    selfSize: Float64Array.from(room, (frame) => table.selfSize[frame]!),
    selfMaxSize: Float64Array.from(room, (frame) => table.selfMaxSize[frame]!),
    selfCount: Uint32Array.from(room, (frame) => table.selfCount[frame]!),
  });
  const { frames } = shuffled;
  const nameAt = (frame: number): string => strings[frames.name[frame]!]!;
  for (let f = 1; f < count; f++) {
    const frame = at[shuffled.frame[f]!]!;
    expect(frames.totalSize[f]).toBe(table.totalSize[frame]);
    expect(frames.totalMaxSize[f]).toBe(table.totalMaxSize[frame]);
    expect(at[shuffled.frame[frames.parent[f]!]!]).toBe(table.parent[frame]);
    const next = frames.subtreeEnd[f]!;
    if (next === count || frames.parent[next] !== frames.parent[f]) continue;
    const [size, nextSize] = [frames.totalSize[f]!, frames.totalSize[next]!];
    expect(size > nextSize || (size === nextSize && nameAt(f) <= nameAt(next))).toBe(true);
  }
});
