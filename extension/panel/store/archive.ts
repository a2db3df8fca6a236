import type { ArchivedSnapshot, FrameWorker, SnapshotArchive } from "./services.ts";
import { wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

/** Larger ones are not kept: writing them would hold DevTools up. */
export const MAX_KEPT_BYTES = 128 * 1024 * 1024;

/** Nor those of more frames: each panel that opens would derive them, and few bytes can ask for many. A limit of size, not of time, so that it is the same on every machine. */
export const MAX_KEPT_FRAMES = 1_000_000;

/** Far more than what is kept takes, on a busy machine too: then it is let go. */
const MAX_RESTORE_MS = 60_000;

/**
 * Keeps the snapshots of the page beyond the panel, and brings them back. Files and diffs are not kept: the files still exist. A failure of the archive is not
 * reported to the user: the panel then works without an archive.
 */
export class Archive {
  readonly #store: Store;
  readonly #worker: FrameWorker;
  readonly #archive: SnapshotArchive;
  readonly #now: () => number;
  /** What was there when the panel opened. */
  readonly #found: Promise<readonly ArchivedSnapshot[]>;
  /** Those of the list that are in the archive, by number. */
  readonly #kept = new Map<number, ArchivedSnapshot>();
  /** One step after the other, or an older title would come after a newer one. */
  #last: Promise<void> = Promise.resolve();
  readonly #unsubscribe: () => void;

  constructor(store: Store, worker: FrameWorker, archive: SnapshotArchive, now: () => number) {
    this.#store = store;
    this.#worker = worker;
    this.#archive = archive;
    this.#now = now;
    this.#found = archive.list().catch(() => []);
    let { snapshots, deletion } = store.state;
    this.#unsubscribe = store.subscribe(() => {
      if (store.state.snapshots === snapshots && store.state.deletion === deletion) return;
      ({ snapshots, deletion } = store.state);
      this.#follow();
    });
  }

  /** Highest number that a snapshot has already; 0 for none. */
  async lastNumber(): Promise<number> {
    return (await this.#found).at(-1)?.number ?? 0;
  }

  keep(archived: ArchivedSnapshot): void {
    if (archived.bytes.size > MAX_KEPT_BYTES) return;
    this.#kept.set(archived.number, archived);
    this.#then(() => this.#archive.keep(archived));
  }

  /** Brings back what was there, the newest first: it is the one to show. What cannot be read any more is let go. */
  async restore(): Promise<void> {
    for (const archived of (await this.#found).toReversed()) {
      try {
        await this.#open(archived);
        this.#kept.set(archived.number, archived);
      } catch {
        this.#forget(archived.number);
      }
    }
  }

  dispose(): void {
    this.#unsubscribe();
  }

  async #open({ number, title, note, page, takenAt, bytes }: ArchivedSnapshot): Promise<void> {
    const started = this.#now();
    const derivation = wantedDerivationOf(this.#store.state);
    const content = new Uint8Array(await bytes.arrayBuffer());
    const tooLong = AbortSignal.timeout(MAX_RESTORE_MS);
    const derived = await this.#worker.openSnapshot(number, content, derivation, "merged", tooLong);
    const elapsedMs = this.#now() - started;
    /* Before this panel was: below zero. */
    const askedAt = takenAt - performance.timeOrigin;
    this.#store.dispatch({
      type: "snapshot-restored",
      number,
      title,
      note: note ?? "",
      /* Earlier versions kept "" for one that is not known. */
      origin: { source: "page", page: page || null },
      derived,
      derivation,
      askedAt,
      elapsedMs,
    });
  }

  /** What left the list for good leaves the archive, and names and notes follow. */
  #follow(): void {
    const { snapshots, deletion } = this.#store.state;
    const listed = new Map(snapshots.map((snapshot) => [snapshot.number, snapshot]));
    if (deletion !== null) listed.set(deletion.snapshot.number, deletion.snapshot);
    for (const kept of [...this.#kept.values()]) {
      const snapshot = listed.get(kept.number);
      if (snapshot === undefined) this.#forget(kept.number);
      else if (snapshot.title !== kept.title || snapshot.note !== (kept.note ?? ""))
        this.keep({ ...kept, title: snapshot.title, note: snapshot.note });
    }
  }

  #forget(number: number): void {
    this.#kept.delete(number);
    this.#then(() => this.#archive.remove(number));
  }

  #then(step: () => Promise<void>): void {
    this.#last = this.#last.then(step).catch(() => {});
  }
}
