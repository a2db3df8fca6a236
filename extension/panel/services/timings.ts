/**
 * Stages of a snapshot as User Timing measures, so that the Performance panel and the benchmark can read them where they happen.
 * `allocative:walk` and `allocative:encode` are what the page itself reports; `allocative:inject` is the way of the agent into it, until its code has run; `allocative:ask` is that of the questions
 * about closures, with their figures.
 */
export type Stage = "inject" | "ask" | "walk" | "encode" | "transfer" | "derive";

/** `startMs` on the panel's clock. */
export function recordStage(stage: Stage, startMs: number, durationMs: number, detail?: unknown): void {
  performance.measure(`allocative:${stage}`, { start: startMs, duration: durationMs, detail });
}
