import { openDevtoolsPanel } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 11;
/** Each injects the agent anew. */
const RELOADS = 10;
const STAGES = ["walk", "encode", "transfer", "derive"] as const;

interface WalkDetail {
  readonly objectCount: number;
  readonly nodeCount: number;
  readonly byteLength: number;
  readonly longestPauseMs: number;
}

/** The demo's snapshot in the real panel: medians of the rounds after the first, which also injects and compiles. */
export const demoBenchmark: Benchmark = {
  name: "demo",
  about: "a snapshot of the demo in the real DevTools, from click to painted icicle",
  async run(report) {
    const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
    try {
      const session = await openDevtoolsPanel({
        url: `${server.origin}/`,
        display: "headless",
        windowSize: [1600, 1000],
      });
      try {
        const clickMs: number[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          const status = await takeSnapshot(session.panel);
          clickMs.push(status.milliseconds);
          report(`round ${round + 1} of ${ROUNDS}: ${status.milliseconds} ms`);
        }
        for (let round = 0; round < RELOADS; round++) {
          await session.page.reload();
          await takeSnapshot(session.panel);
        }
        const measures = await session.panel.evaluate(() =>
          (performance.getEntriesByType("measure") as PerformanceMeasure[]).map(({ name, duration, detail }) => ({
            name,
            duration,
            detail: (detail ?? null) as unknown,
          })),
        );
        const durations = (stage: string) =>
          measures.filter(({ name }) => name === `allocative:${stage}`).map(({ duration }) => duration);
        const last = measures.filter(({ name }) => name === "allocative:walk").at(-1)!.detail as WalkDetail;
        const pauses = measures
          .filter(({ name }) => name === "allocative:walk")
          .map(({ detail }) => (detail as WalkDetail).longestPauseMs);
        const injections = durations("inject").sort((a, b) => a - b);
        const figures: Figure[] = [
          { name: "agent injected, compiled and started", value: medianOf(injections), unit: "ms" },
          { name: "the same, longest", value: injections.at(-1)!, unit: "ms" },
          { name: "objects", value: last.objectCount, unit: "objects" },
          { name: "longest pause of the page", value: medianOf(pauses.slice(1)), unit: "ms" },
        ];
        for (const stage of STAGES)
          figures.push({ name: stage, value: medianOf(durations(stage).slice(1)), unit: "ms" });
        figures.push(
          { name: "click to painted icicle", value: medianOf(clickMs.slice(1)), unit: "ms" },
          { name: "click to painted icicle, first time", value: clickMs[0]!, unit: "ms" },
          { name: "snapshot", value: last.byteLength, unit: "bytes" },
          { name: "on the wire", value: last.byteLength / last.objectCount, unit: "bytes/object" },
        );
        return figures;
      } finally {
        await session.close();
      }
    } finally {
      await server.close();
    }
  },
};
