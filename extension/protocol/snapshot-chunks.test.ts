import { describe, expect, test } from "vitest";
import { CHUNK_BYTES, chunkCountOf, type WalkFigures } from "./messages.ts";
import { ChunkReader, chunkOf } from "./snapshot-chunks.ts";

function figuresFor(byteLength: number): WalkFigures {
  return { objectCount: 1, nodeCount: 1, walkMs: 0, encodeMs: 0, longestPauseMs: 0, byteLength };
}

function begin(byteLength: number, chunkCount: number) {
  return { id: 1, type: "snapshot-begin", figures: figuresFor(byteLength), chunkCount } as const;
}

function chunk(index: number, bytes: Uint8Array) {
  return { id: 1, type: "snapshot-chunk", index, bytes } as const;
}

describe("chunks of a snapshot", () => {
  test.each([1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 5])("put together give its %i bytes", (byteLength) => {
    const bytes = new Uint8Array(byteLength).fill(7);
    bytes[byteLength - 1] = 9;
    const chunks = Array.from({ length: chunkCountOf(byteLength) }, (_, i) => chunkOf(bytes.buffer, byteLength, i));
    const reader = new ChunkReader();
    expect(reader.receive(begin(byteLength, chunks.length))).toBeUndefined();
    let received: ReturnType<ChunkReader["receive"]>;
    for (let i = 0; i < chunks.length; i++) {
      expect(chunks[i]!.length).toBeLessThanOrEqual(CHUNK_BYTES);
      received = reader.receive(chunk(i, chunks[i]!));
    }
    expect(received?.bytes.length).toBe(byteLength);
    expect(received?.bytes.at(-1)).toBe(9);
  });

  test.each<[string, (reader: ChunkReader) => unknown, string]>([
    ["a chunk without beginning", (r) => r.receive(chunk(0, new Uint8Array(1))), "before the snapshot began"],
    ["two beginnings", (r) => [r.receive(begin(5, 1)), r.receive(begin(5, 1))], "began twice"],
    [
      "a chunk out of turn",
      (r) => [r.receive(begin(5, 1)), r.receive(chunk(1, new Uint8Array(1)))],
      "expected chunk 0",
    ],
    [
      "too many bytes",
      (r) => [r.receive(begin(5, 1)), r.receive(chunk(0, new Uint8Array(6)))],
      "more than the 5 bytes",
    ],
    ["too few bytes", (r) => [r.receive(begin(5, 1)), r.receive(chunk(0, new Uint8Array(4)))], "4 bytes came of the 5"],
    [
      "roots among them",
      (r) => [r.receive(begin(5, 1)), r.receive({ id: 1, type: "roots", roots: [] })],
      'type "roots"',
    ],
  ])("%s are refused", (_name, work, sentence) => {
    expect(() => work(new ChunkReader())).toThrow(sentence);
  });
});
