import { expect, test } from "vitest";
import { encodeGraph } from "../../../core/graph/codec.ts";
import { Deriver } from "./derive.ts";
import { sampleGraph } from "./sample-graph.ts";

test("the sample is a graph that the panel can open: most of its nodes are reached, in frames of all kinds that objects have", () => {
  const deriver = new Deriver();
  const derived = deriver.openSnapshot(
    0,
    encodeGraph(sampleGraph(2000)),
    { sharing: "owner", names: "original", transforms: [], scope: "all" },
    "merged",
  );
  expect(derived.warnings).toEqual([]);
  expect(derived.objectCount).toBeGreaterThan(1500);
  expect(derived.frames.count).toBeGreaterThan(1500);
  expect(new Set(derived.frames.kind)).toEqual(new Set([0, 1, 2, 3, 4]));
});
