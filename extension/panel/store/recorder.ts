import { MAX_KEPT_BYTES, MAX_KEPT_FRAMES } from "./archive.ts";
import { fail, sentenceOf } from "./failure.ts";
import { leavingOf } from "./memory-limit.ts";
import type { PageMeasuringParts } from "./page-measuring.ts";
import { pageNameOf } from "./page-name.ts";
import { isKept, MAX_LAST, MAX_MOMENTS, type NewMoment, nextMomentAt } from "./recording.ts";
import { momentRequestOf } from "./roots.ts";
import { PanelError, type SnapshotBytes } from "./services.ts";
import { isMarked, numberedTitleOf } from "./snapshot-list.ts";
import { type PanelState, wantedDerivationOf } from "./state.ts";

/** A page that does not come to the end of a moment for so long is too busy for one. */
const MAX_MOMENT_MS = 60_000;
/** Longest wait after moments that failed: each failure doubles it. */
const MAX_BACKOFF_MS = 60_000;
/** A page that loads for longer is recorded as it is. */
const MAX_LOADING_MS = 5_000;
/** How often it is looked whether other work is over. */
const BUSY_STEP_MS = 250;
/** A timer that comes later than that was held up: the machine slept, or the browser stopped the panel. */
const LATE_MS = 10_000;

/** The worker's number for a moment that is not kept: no snapshot has it. */
const PASSING_NUMBER = 0;

const NOT_AWAKE = "The panel did not run: the machine slept, or the browser held it up.";
const TOO_BUSY = "The page was too busy: no moment came to its end within a minute.";

type Parts = Pick<PageMeasuringParts, "store" | "page" | "roots" | "worker" | "numbers" | "archived" | "now">;

/** Records the totals of the page over time: a snapshot now and then, in idle time, of which the totals stay. Nothing rejects. */
export class Recorder {
  readonly #parts: Parts;
  readonly #unsubscribe: () => void;
  /** Ends the recording that runs. */
  #end: AbortController | null = null;
  /** Ends what the page does for a moment. */
  #moment: AbortController | null = null;
  #navigatedAt = Number.NEGATIVE_INFINITY;
  /** Until then a moment would be one of a page whose scripts have not run. */
  #loadsUntil = Number.NEGATIVE_INFINITY;
  #left: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, page, now } = parts;
    this.#unsubscribe = page.onNavigated((state) => {
      if (state === "loaded") this.#loadsUntil = now();
      if (this.#end === null || state === "loaded") return;
      this.#navigatedAt = now();
      this.#loadsUntil = this.#navigatedAt + MAX_LOADING_MS;
      store.dispatch({ type: "recording-event", event: { at: this.#navigatedAt, kind: "navigation", text: "" } });
    });
  }

  /** Begins anew; the recording before is forgotten. */
  async start(): Promise<void> {
    if (this.#end !== null) return;
    const end = new AbortController();
    this.#end = end;
    const { store, roots, now } = this.#parts;
    store.dispatch({ type: "recording-began", at: now() });
    try {
      await roots.list();
      await this.#run(end.signal);
    } catch (error) {
      if (!end.signal.aborted) fail(store, error);
    }
    if (this.#end === end) this.stop();
  }

  stop(): void {
    if (this.#end === null) return;
    this.#end.abort();
    this.#end = null;
    this.#moment?.abort();
    this.#parts.store.dispatch({ type: "recording-ended", at: this.#parts.now() });
  }

  /** When the page does nothing for a moment any more. The one that was in progress comes again later. */
  async giveWay(): Promise<void> {
    this.#moment?.abort();
    await this.#left;
  }

  dispose(): void {
    this.stop();
    this.#unsubscribe();
  }

  async #run(end: AbortSignal): Promise<void> {
    const { store, now } = this.#parts;
    let failures = 0;
    while (!end.aborted) {
      if (store.state.busy !== null || now() < this.#loadsUntil) {
        await sleep(BUSY_STEP_MS, end);
        continue;
      }
      const startedAt = now();
      const outcome = await this.#takeMoment(end);
      if (end.aborted) return;
      if (outcome === "gave-way") continue;
      failures = outcome === "taken" ? 0 : failures + 1;
      const { recording, recordingChoices } = store.state;
      if (recording === null || recording.moments.length >= MAX_MOMENTS) return;
      const { intervalMs } = recordingChoices;
      const backoffMs = failures === 0 ? 0 : Math.min(MAX_BACKOFF_MS, intervalMs * 2 ** failures);
      await this.#sleepUntil(() => {
        const { recording: latest, recordingChoices: choices } = store.state;
        const wanted = latest === null ? startedAt : nextMomentAt(latest, startedAt, choices);
        return Math.max(wanted, startedAt + backoffMs);
      }, end);
    }
  }

  /** The user may choose another interval meanwhile. */
  async #sleepUntil(dueAt: () => number, end: AbortSignal): Promise<void> {
    const { store, now } = this.#parts;
    for (let left = dueAt() - now(); left > 0 && !end.aborted; left = dueAt() - now()) {
      const step = Math.min(left, BUSY_STEP_MS);
      const before = now();
      await sleep(step, end);
      if (end.aborted || now() - before < step + LATE_MS) continue;
      store.dispatch({ type: "recording-event", event: { at: before + step, kind: "gap", text: NOT_AWAKE } });
    }
  }

  async #takeMoment(end: AbortSignal): Promise<"taken" | "failed" | "gave-way"> {
    const { store, page, now } = this.#parts;
    const { recording, roots } = store.state;
    if (recording === null) return "gave-way";
    const mine = new AbortController();
    this.#moment = mine;
    let isTooBusy = false;
    const timer = setTimeout(() => {
      isTooBusy = true;
      mine.abort();
    }, MAX_MOMENT_MS);
    const askedAt = now();
    try {
      const request = momentRequestOf(roots, askedAt - recording.startedAt);
      const asked = page.takeSnapshot(request, () => {}, mine.signal);
      this.#left = asked.catch(() => {});
      const taken = await asked;
      const { moment } = taken;
      if (moment === null) throw new PanelError("no-moment", "The page sent no moment of the recording.");
      const at = now();
      clearTimeout(timer);
      this.#moment = null;
      const opened = await this.#open(taken, at);
      if (end.aborted) return "gave-way";
      const { figures, url } = taken;
      const recorded: NewMoment = { at, figures, moment, page: pageNameOf(url) ?? url, ...opened };
      store.dispatch({ type: "moment-recorded", moment: recorded });
      return "taken";
    } catch (error) {
      if (end.aborted || (mine.signal.aborted && !isTooBusy)) return "gave-way";
      /* The document went away, and the next one may have a moment at once. */
      if (this.#navigatedAt > askedAt) return "gave-way";
      const text = isTooBusy ? TOO_BUSY : sentenceOf(error);
      store.dispatch({ type: "recording-event", event: { at: now(), kind: "gap", text } });
      return "failed";
    } finally {
      clearTimeout(timer);
      this.#moment = null;
    }
  }

  /** What the worker finds in it, and the snapshot that was kept of it. Not cancelled: a worker that ends takes other work along. */
  async #open(taken: SnapshotBytes, at: number): Promise<Pick<NewMoment, "frames" | "derived" | "snapshot">> {
    const { store, worker, numbers, archived } = this.#parts;
    const { state } = store;
    const wanted = wantedDerivationOf(state);
    /* Transforms would change the totals. The same derivation is not derived anew when it is shown. */
    const derivation = wanted.transforms.length === 0 ? wanted : { ...wanted, transforms: [] };
    const count = state.recording?.moments.length ?? 0;
    if (!isKept(state.recordingChoices.keeping, count) || leavingOf(state).length > 0) {
      const derived = await worker.openSnapshot(PASSING_NUMBER, taken.bytes, derivation, "merged");
      await worker.drop(PASSING_NUMBER);
      return { frames: derived.frames, derived, snapshot: null };
    }
    const bytes = new Blob(taken.bytes.length <= MAX_KEPT_BYTES ? [taken.bytes as BlobPart] : []);
    const opened = await numbers.open(new AbortController().signal, async (number) => ({
      derived: await worker.openSnapshot(number, taken.bytes, derivation, "merged"),
    }));
    if (opened === null) throw new PanelError("not-opened", "The moment could not be kept.");
    const { number, derived } = opened;
    const title = numberedTitleOf(number);
    const page = pageNameOf(taken.url);
    store.dispatch({
      type: "snapshot-restored",
      number,
      title,
      note: "",
      origin: { source: "page", page },
      derived,
      derivation,
      askedAt: at,
      elapsedMs: this.#parts.now() - at,
    });
    if (bytes.size > 0 && derived.frames.count <= MAX_KEPT_FRAMES)
      archived.keep({ number, title, ...(page !== null && { page }), takenAt: performance.timeOrigin + at, bytes });
    store.dispatch({ type: "snapshots-dropped", numbers: tooOldOf(store.state) });
    return { frames: derived.frames, derived, snapshot: number };
  }
}

/** Snapshots of the recording beyond the last ones, if only the last are to be kept. The new one is not among the moments yet. */
function tooOldOf({ recording, recordingChoices, snapshots, current }: PanelState): readonly number[] {
  if (recordingChoices.keeping !== "last" || recording === null) return [];
  const recorded = recording.moments.flatMap(({ snapshot }) => snapshot ?? []);
  const inList = snapshots.filter((snapshot) => recorded.includes(snapshot.number) && !isMarked(snapshot));
  return inList
    .slice(0, Math.max(0, inList.length - (MAX_LAST - 1)))
    .map(({ number }) => number)
    .filter((number) => number !== current);
}

/** Ends at once when `end` does. */
function sleep(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      end.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(stop, ms);
    end.addEventListener("abort", stop);
    if (end.aborted) stop();
  });
}
