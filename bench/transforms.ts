import type { FrameTable } from "../core/flamegraph/frame-table.ts";
import { toBoxPath } from "../core/flamegraph/transforms/box-path.ts";
import { applyTransforms, type Transform } from "../core/flamegraph/transforms/transform.ts";
import { decodeSnapshot } from "../core/snapshot/take-snapshot.ts";
import { Arrangement, type Order } from "../extension/panel/frames/arrangement.ts";
import type { Measure } from "../extension/panel/frames/measure.ts";
import { NO_OPTIONS, parseQuery } from "../extension/panel/frames/query.ts";
import { findMatches, namesWith } from "../extension/panel/frames/search.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { stateTree } from "./panel/trees.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 7;
const FRAMES = 1_000_000;
const QUERIES = ["order", "s: str"];
const ORDERS = [
  ["size", "size"],
  ["size", "name"],
  ["count", "size"],
] as const;

/** The panel's transforms on an app's state, in Node, as the panel's worker does them; and what the panel itself does, Find and the order of siblings. In processor time, because others use the machine too. */
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
      let left = 0;
      const figure = timed(transform.type, () => {
        left = applyTransforms(frames, [transform]).frames.count - 1;
      });
      figures.push(figure, { name: `${transform.type}: frames left`, value: left, unit: "frames" });
    }
    for (const text of QUERIES) {
      report(`Find: ${text}`);
      figures.push(timed(`Find "${text}"`, () => find(frames, text)));
    }
    for (const [measure, order] of ORDERS) {
      report(`${measure}, by ${order}`);
      figures.push(timed(`all siblings of ${measure}, by ${order}`, () => arrangeAll(frames, measure, order)));
    }
    return figures;
  },
};

function timed(name: string, work: () => void): Figure {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { name: `${name}: processor time`, value: medianOf(times), unit: "ms" };
}

function find(frames: FrameTable, text: string): void {
  const parsed = parseQuery(text, NO_OPTIONS);
  if (!parsed.ok) throw new Error(parsed.error);
  const { query } = parsed;
  findMatches(
    frames,
    query,
    query.terms.map((term) => namesWith(frames.names, term, NO_OPTIONS)),
  );
}

/** The panel arranges siblings when they come into sight; here all do. The names are a list of their own each time, so that no order of them is kept. */
function arrangeAll(frames: FrameTable, measure: Measure, order: Order): void {
  const arrangement = new Arrangement({ ...frames, names: [...frames.names] }, measure, order);
  for (let frame = 0; frame < frames.count; frame++) arrangement.recordOf(frame);
}

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
