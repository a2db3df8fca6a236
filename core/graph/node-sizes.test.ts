import { expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { nodeSizeOf } from "./node-size.ts";
import { NodeSizes } from "./node-sizes.ts";
import { referenceCountsOf } from "./reference-counts.ts";

const text = "a string that two objects have";
const { graph, totalSize, maxTotalSize } = takeSnapshot({
  layout: "chrome",
  roots: {
    all: {
      numbers: [1.5, 2, 3],
      texts: [text, text],
      users: new Map([["ann", { name: text, weight: 61.5 }]]),
      buffer: new Uint8Array(3000),
      dates: [new Date(), /x/],
      wide: Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`key ${i}`, i / 2])),
    },
  },
});

test("sizes of all nodes are those of their frames together, at least and at most", () => {
  const sizes = new NodeSizes(graph, referenceCountsOf(graph));
  let size = 0;
  let maxSize = 0;
  for (let node = 0; node < graph.nodeCount; node++) {
    sizes.measure(node);
    expect(sizes.size).toBe(nodeSizeOf(graph, node).size);
    size += sizes.size;
    maxSize += sizes.maxSize;
  }
  expect(size).toBe(totalSize);
  expect(maxSize).toBe(maxTotalSize);
});
