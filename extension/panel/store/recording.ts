import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { type MomentEvent, type MomentSeries, momentCountsOf, totalsIn } from "../frames/moments.ts";
import { rootTotalsOf } from "../frames/root-totals.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import type { SnapshotBytes } from "./services.ts";

/** Milliseconds from one moment to the next, as the user may choose. */
export const INTERVALS_MS = [2_000, 5_000, 10_000, 30_000] as const;

/** Which moments stay in the list of snapshots. */
export type Keeping = "none" | "tenth" | "last";
export const KEEPINGS: readonly Keeping[] = ["none", "tenth", "last"];

/** Snapshots that `"last"` keeps. */
export const MAX_LAST = 10;
export const TENTH = 10;

/** The part of the page's time that a recording may take, as the user may choose. */
export const COSTS = [0.01, 0.05, 0.2] as const;

/** Then it ends: a night of moments every two seconds, in a few megabytes. */
export const MAX_MOMENTS = 20_000;
/** The first ones stay. A page may make any number. */
const MAX_MARKS_KEPT = 2_000;

export interface RecordingChoices {
  readonly intervalMs: number;
  readonly keeping: Keeping;
  /** The most of the page's time that it may take, as a part. */
  readonly cost: number;
}

export const USUAL_RECORDING: RecordingChoices = { intervalMs: 5_000, keeping: "tenth", cost: COSTS[0] };

/** Unknown values are left out. */
export function parseRecordingChoices(stored: unknown): RecordingChoices {
  const { intervalMs, keeping, cost }: Partial<Record<keyof RecordingChoices, unknown>> =
    typeof stored === "object" && stored !== null ? stored : {};
  return {
    intervalMs: INTERVALS_MS.find((one) => one === intervalMs) ?? USUAL_RECORDING.intervalMs,
    keeping: KEEPINGS.find((one) => one === keeping) ?? USUAL_RECORDING.keeping,
    cost: COSTS.find((one) => one === cost) ?? USUAL_RECORDING.cost,
  };
}

export interface Recording extends MomentSeries {
  /** `null` as long as it runs. */
  readonly endedAt: number | null;
  /** Of all moments. */
  readonly pageMs: number;
  readonly longestPauseMs: number;
  /** Why the last moment failed, as a sentence; `null` if it did not. */
  readonly failure: string | null;
}

export function recordingFrom(startedAt: number): Recording {
  return {
    startedAt,
    endedAt: null,
    roots: [],
    moments: [],
    events: [],
    pageMs: 0,
    longestPauseMs: 0,
    failure: null,
  };
}

/** What one moment brings. */
export interface NewMoment {
  readonly at: number;
  readonly frames: FrameTable;
  readonly derived: Pick<DerivedSnapshot, "totalSize" | "objectCount" | "counts">;
  readonly figures: SnapshotBytes["figures"];
  readonly moment: NonNullable<SnapshotBytes["moment"]>;
  /** Name of the page. */
  readonly page: string;
  readonly snapshot: number | null;
}

export function withMoment(recording: Recording, taken: NewMoment): Recording {
  const { at, derived, figures, page, snapshot } = taken;
  const { roots, totals } = totalsIn(recording.roots, rootTotalsOf(taken.frames));
  const pageMs = figures.walkMs + figures.encodeMs;
  const marks = newMarksOf(recording, taken);
  const named = recording.events.map((event) =>
    event.kind === "navigation" && event.text === "" ? { ...event, text: page } : event,
  );
  return {
    ...recording,
    roots,
    moments: [
      ...recording.moments,
      {
        at,
        totals,
        totalSize: derived.totalSize,
        objectCount: derived.objectCount,
        ...momentCountsOf(derived.counts),
        pageMs,
        pauseMs: figures.longestPauseMs,
        snapshot,
      },
    ],
    events: withEvents(named, marks),
    pageMs: recording.pageMs + pageMs,
    longestPauseMs: Math.max(recording.longestPauseMs, figures.longestPauseMs),
    failure: null,
  };
}

export function withEvent(recording: Recording, event: MomentEvent): Recording {
  return {
    ...recording,
    events: withEvents(recording.events, [event]),
    failure: event.kind === "gap" ? event.text : recording.failure,
  };
}

/** An agent that is started again in the document gives the marks of before again. */
function newMarksOf({ events }: Recording, { at, moment }: NewMoment): readonly MomentEvent[] {
  const known = new Set(events.map(({ startMs, text }) => `${startMs} ${text}`));
  return moment.marks
    .filter(({ name, startMs }) => !known.has(`${startMs} ${name}`))
    .map(({ name, agoMs, startMs }) => ({ at: at - agoMs, kind: "mark", text: name, startMs }));
}

/** By their time: marks are known later than what happened after them. */
function withEvents(events: readonly MomentEvent[], added: readonly MomentEvent[]): readonly MomentEvent[] {
  if (added.length === 0) return events;
  const kept = [...events, ...added.slice(0, Math.max(0, MAX_MARKS_KEPT - events.length))];
  return kept.sort((one, other) => one.at - other.at);
}

/** When the next moment may be, so that all of them take no more of the page's time than they may. */
export function nextMomentAt(
  { startedAt, pageMs }: Recording,
  lastAt: number,
  { intervalMs, cost }: RecordingChoices,
): number {
  return Math.max(lastAt + intervalMs, startedAt + pageMs / cost);
}

/** The part of the page's time that the recording took. */
export function costOf({ startedAt, endedAt, pageMs, moments }: Recording): number {
  const until = endedAt ?? moments.at(-1)?.at ?? startedAt;
  return until > startedAt ? pageMs / (until - startedAt) : 0;
}

/** Whether a moment is kept, by its number from 0 up. */
export function isKept(keeping: Keeping, moment: number): boolean {
  return keeping === "last" || (keeping === "tenth" && moment % TENTH === 0);
}
