/**
 * Stages of a snapshot as User Timing measures, so that the Performance panel and the benchmark can read them where they happen.
 * `allocative:walk` and `allocative:encode` are what the page itself reports; `allocative:inject` is the way of the agent into it, until its code has run; `allocative:ask` is that of the questions
 * about closures, with their figures.
 */
export type Stage = "inject" | "ask" | "walk" | "encode" | "transfer" | "derive";

/** Measures of one stage at most: the browser keeps them until they are cleared, and a recording runs for hours. */
const MOST_OF_STAGE = 100;

const counts = new Map<Stage, number>();

/** `startMs` on the panel's clock. */
export function recordStage(stage: Stage, startMs: number, durationMs: number, detail?: unknown): void {
  const name = `allocative:${stage}`;
  const count = counts.get(stage) ?? 0;
  if (count > 0 && count % MOST_OF_STAGE === 0) performance.clearMeasures(name);
  counts.set(stage, count + 1);
  performance.measure(name, { start: startMs, duration: durationMs, detail });
}
