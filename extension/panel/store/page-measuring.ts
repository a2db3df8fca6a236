import { type Archive, MAX_KEPT_BYTES, MAX_KEPT_FRAMES } from "./archive.ts";
import { pageNameOf } from "./page-name.ts";
import type { PageRoots } from "./page-roots.ts";
import { littleReachedSentenceOf, snapshotRequestOf } from "./roots.ts";
import type { FrameWorker, InspectedPage, LiveObjects, OnlyWalked, SnapshotProgress } from "./services.ts";
import { numberedTitleOf } from "./snapshot-list.ts";
import type { SnapshotNumbers } from "./snapshot-numbers.ts";
import type { Snapshots } from "./snapshots.ts";
import { wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

/** What has less may be all that there is, but an app keeps more than this. */
export const SMALL_BYTES = 64 * 1024;

export interface PageMeasuringParts {
  readonly store: Store;
  readonly page: InspectedPage;
  readonly live: LiveObjects;
  readonly roots: PageRoots;
  readonly worker: FrameWorker;
  readonly numbers: SnapshotNumbers;
  readonly snapshots: Snapshots;
  readonly archived: Archive;
  readonly now: () => number;
}

/** Takes a snapshot of the page, or of one object alone, shows it and keeps it. Gives its number; `null` after an abort. Rejects if the page or the worker does. */
export async function measurePage(
  measuring: PageMeasuringParts,
  signal: AbortSignal,
  only: OnlyWalked | null = null,
): Promise<number | null> {
  const { store, page, live, roots, worker, numbers, snapshots, archived, now } = measuring;
  const { dispatch } = store;
  const askedAt = now();
  dispatch({ type: "deletion-ended" });
  await roots.listBeforeSnapshot(signal);
  const progress = (progressed: SnapshotProgress): void => {
    if (progressed.doing === "walking") dispatch({ type: "work-progressed", objectCount: progressed.objectCount });
    else dispatch({ type: "asking-progressed", asked: progressed.asked, toAsk: progressed.toAsk });
  };
  const taken = await page.takeSnapshot({ ...snapshotRequestOf(store.state.roots), only }, progress, signal);
  const { url, frames, workers } = taken;
  if (only === null) dispatch({ type: "workers-listed", workers: workers.listed });
  const warnings = [...taken.warnings, ...frames.warnings, ...workers.warnings];
  const besides = [...frames.parts.map((bytes) => ({ worker: "", bytes })), ...workers.parts];
  const isAlone = besides.length === 0 && warnings.length === 0;
  const parts = [{ worker: "", bytes: taken.bytes }, ...besides];
  const bytes = isAlone ? taken.bytes : await worker.mergeSnapshots(parts, warnings, signal);
  const derivation = wantedDerivationOf(store.state);
  /* The bytes are handed over to the worker. */
  const copy = new Blob(bytes.length <= MAX_KEPT_BYTES ? [bytes as BlobPart] : []);
  const opened = await numbers.open(signal, async (number) => ({
    derived: await worker.openSnapshot(number, bytes, derivation, "merged", signal),
  }));
  if (opened === null) return null;
  const { number, derived } = opened;
  if (taken.walk !== null) live.add(number, taken.walk);
  const title = numberedTitleOf(number);
  const pageName = pageNameOf(url);
  snapshots.add({ number, title, origin: { source: "page", page: pageName }, derived, derivation, askedAt });
  const notice = only === null && derived.totalSize < SMALL_BYTES ? littleReachedSentenceOf(store.state.roots) : null;
  if (notice !== null) dispatch({ type: "noticed", notice });
  if (copy.size > 0 && derived.frames.count <= MAX_KEPT_FRAMES) {
    const takenAt = performance.timeOrigin + askedAt;
    archived.keep({ number, title, ...(pageName !== null && { page: pageName }), takenAt, bytes: copy });
  }
  return number;
}
