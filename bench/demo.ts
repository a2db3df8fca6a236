import { setTimeout } from "node:timers/promises";
import type { Frame } from "playwright";
import { openDevtoolsPanel } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 11;
/** Each injects the agent anew. */
const RELOADS = 10;
/** Browsers of their own, for the first snapshots of a panel. */
const FRESH = 5;
const FIRST_SNAPSHOTS = ["first", "second", "third"] as const;
/** The panel lists the roots as soon as it is open; who clicks has seen it before. */
const LOOK_MS = 1500;
const STAGES = ["walk", "encode", "transfer", "derive"] as const;

interface WalkDetail {
  readonly objectCount: number;
  readonly nodeCount: number;
  readonly byteLength: number;
  readonly longestPauseMs: number;
}

/** The demo's snapshot in the real panel: medians of the rounds after the first, which also compiles; and the first ones, each in a browser of its own. */
export const demoBenchmark: Benchmark = {
  name: "demo",
  about: "a snapshot of the demo in the real DevTools, from click to painted icicle",
  async run(report) {
    const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
    try {
      const url = `${server.origin}/`;
      return [...(await repeatedFigures(url, report)), ...(await firstFigures(url, report))];
    } finally {
      await server.close();
    }
  },
};

async function repeatedFigures(url: string, report: (step: string) => void): Promise<Figure[]> {
  const session = await openDevtoolsPanel({ url, display: "headless", windowSize: [1600, 1000] });
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
    for (const stage of STAGES) figures.push({ name: stage, value: medianOf(durations(stage).slice(1)), unit: "ms" });
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
}

/** Milliseconds of a snapshot, by what took them. */
type Parts = Readonly<Record<(typeof STAGES)[number] | "rest" | "total", number>>;

/** The first snapshots of a panel, beside one another. */
async function firstFigures(url: string, report: (step: string) => void): Promise<Figure[]> {
  const taken: (readonly Parts[])[] = [];
  for (let round = 0; round < FRESH; round++) {
    const session = await openDevtoolsPanel({ url, display: "headless", windowSize: [1600, 1000] });
    try {
      await setTimeout(LOOK_MS);
      const parts: Parts[] = [];
      for (const _ of FIRST_SNAPSHOTS) parts.push(await partsOfSnapshot(session.panel));
      taken.push(parts);
      report(`browser ${round + 1} of ${FRESH}: ${parts.map(({ total }) => total).join(", ")} ms`);
    } finally {
      await session.close();
    }
  }
  const figures: Figure[] = [];
  for (const [index, name] of FIRST_SNAPSHOTS.entries()) {
    for (const part of ["total", ...STAGES, "rest"] as const) {
      const value = medianOf(taken.map((parts) => parts[index]![part]));
      figures.push({
        name: `${name} snapshot of a panel: ${part === "total" ? "click to painted icicle" : part}`,
        value,
        unit: "ms",
      });
    }
  }
  const ratio = medianOf(taken.map(([first, second]) => first!.total / second!.total));
  return [...figures, { name: "first / second", value: ratio, unit: "ratio" }];
}

async function partsOfSnapshot(panel: Frame): Promise<Parts> {
  await panel.evaluate(() => performance.clearMeasures());
  const { milliseconds: total } = await takeSnapshot(panel);
  const durations = await panel.evaluate(() =>
    performance.getEntriesByType("measure").map(({ name, duration }) => [name, duration] as const),
  );
  const durationOf = (stage: string): number =>
    durations.reduce((sum, [name, duration]) => (name === `allocative:${stage}` ? sum + duration : sum), 0);
  const [walk, encode, transfer, derive] = STAGES.map(durationOf) as [number, number, number, number];
  return { walk, encode, transfer, derive, rest: total - walk - encode - transfer - derive, total };
}
