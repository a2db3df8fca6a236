import { Session } from "node:inspector/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { coreDumpOf } from "../../../core/heap-snapshot/core-dump.fixture.ts";
import { heapFileOf, heapOf } from "../../../core/heap-snapshot/heap-file.fixture.ts";
import { Deriver } from "./derive.ts";
import { readFile } from "./read-file.ts";

const GIBIBYTE = 1024 ** 3;
const derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" } as const;

/** What DevTools saves of "Allocations on timeline": a heap snapshot with samples, and the stacks of allocations. */
async function recordTimeline(work: () => void): Promise<string> {
  const session = new Session();
  session.connect();
  let text = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ params }) => {
    text += params.chunk;
  });
  await session.post("HeapProfiler.startTrackingHeapObjects", { trackAllocations: true });
  work();
  await session.post("HeapProfiler.stopTrackingHeapObjects");
  session.disconnect();
  return text;
}

class Basket {
  readonly codes = Array.from({ length: 500 }, (_, i) => ({ code: `code ${i}` }));
}

test("a timeline of allocations opens as the heap snapshot that it is", async () => {
  const baskets: Basket[] = [];
  const text = await recordTimeline(() => baskets.push(new Basket()));
  expect(baskets[0]!.codes).toHaveLength(500);
  const { snapshot, nodes, samples, trace_tree } = JSON.parse(text);
  expect(samples.length).toBeGreaterThan(0);
  expect(trace_tree.length).toBeGreaterThan(0);
  const fields: string[] = snapshot.meta.node_fields;
  let total = 0;
  for (let at = fields.indexOf("self_size"); at < nodes.length; at += fields.length) total += nodes[at];
  for (const content of [new Blob([text]), new Blob([gzipSync(text)])]) {
    const read = await readFile("a.heaptimeline", content, GIBIBYTE, () => {});
    if (read.source !== "heap-snapshot") throw new Error(read.source);
    const { frames, totalSize } = new Deriver().openGraph(1, read.tables, read.labels, derivation);
    expect(totalSize).toBe(total);
    expect(frames.names).toContain("Basket");
  }
});

test("a snapshot of Firefox's Memory panel opens; one that is too large for the memory is refused", async () => {
  const dump = coreDumpOf([
    { id: 1, typeName: "JS::ubi::RootList", size: 1, edges: [["", 2]] },
    { id: 2, typeName: "JSObject", className: "Window", size: 4000, edges: [["cart", 3]] },
    { id: 3, typeName: "JSObject", className: "Cart", size: 56 },
  ]);
  const content = new Blob([gzipSync(dump)]);
  const read = await readFile("a.fxsnapshot", content, GIBIBYTE, () => {});
  if (read.source !== "heap-snapshot") throw new Error(read.source);
  const { frames, totalSize } = new Deriver().openGraph(1, read.tables, read.labels, derivation);
  expect(totalSize).toBe(4057);
  expect(frames.names).toContain("Cart");
  await expect(readFile("a.fxsnapshot", content, 3 * 64, () => {})).rejects.toThrow(
    "it has more than 64 bytes unpacked, and there is no memory for more",
  );
});

test("what a heap snapshot is refused for names the file", async () => {
  const cutOff = new Blob([heapFileOf(heapOf('root: synthetic "" 0')).slice(0, -10)]);
  await expect(readFile("a.heapsnapshot", cutOff, GIBIBYTE, () => {})).rejects.toThrow(
    /^“a\.heapsnapshot”: This heap snapshot cannot be shown: it ends too early, at byte \d+, .*: it is cut off\.$/,
  );
});

test("what is not a heap snapshot comes as bytes, with a copy of them", async () => {
  const read = await readFile("a.gz", new Blob([gzipSync("a;b 12\n")]), GIBIBYTE, () => {});
  if (read.source !== "folded-file") throw new Error(read.source);
  expect(new TextDecoder().decode(read.bytes)).toBe("a;b 12\n");
  expect(await read.copy.text()).toBe("a;b 12\n");
});
