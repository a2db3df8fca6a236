import type { FrameTable } from "../core/flamegraph/frame-table.ts";
import { toBoxPath } from "../core/flamegraph/transforms/box-path.ts";
import { applyTransforms, type Transform } from "../core/flamegraph/transforms/transform.ts";
import { decodeSnapshot } from "../core/snapshot/take-snapshot.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { stateTree } from "./panel/trees.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 7;
const FRAMES = 1_000_000;

/** The panel's transforms on an app's state, in Node, as the panel's worker does them. In processor time, because others use the machine too. */
export const transformsBenchmark: Benchmark = {
  name: "transforms",
  about: `what a transform of ${FRAMES.toLocaleString("en")} frames costs in the panel's worker`,
  async run(report) {
    report("making the frames");
    const frames = framesOfState();
    const figures: Figure[] = [{ name: "frames", value: frames.count - 1, unit: "frames" }];
    const leaf = deepestOf(frames);
    const box = toBoxPath(frames, leaf, leaf);
    const transforms: readonly Transform[] = [
      { type: "focus", box: toBoxPath(frames, 1, 1) },
      { type: "hide", box },
      { type: "merge", box },
      { type: "only-type", name: "string" },
      { type: "invert" },
    ];
    for (const transform of transforms) {
      report(transform.type);
      const times: number[] = [];
      let left = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const before = process.cpuUsage();
        left = applyTransforms(frames, [transform]).frames.count - 1;
        const { user, system } = process.cpuUsage(before);
        times.push((user + system) / 1000);
      }
      figures.push({ name: `${transform.type}: processor time`, value: medianOf(times), unit: "ms" });
      figures.push({ name: `${transform.type}: frames left`, value: left, unit: "frames" });
    }
    return figures;
  },
};

function framesOfState(): FrameTable {
  const decoded = decodeSnapshot(stateTree(FRAMES).snapshot);
  return decoded.flamegraph();
}

/** A leaf deep down: all other frames stay, and those around it stand anew. */
function deepestOf({ count, depth }: FrameTable): number {
  let deepest = 1;
  for (let f = 1; f < count; f++) if (depth[f]! > depth[deepest]!) deepest = f;
  return deepest;
}
