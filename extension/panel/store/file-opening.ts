import type { OpenedFile } from "../worker/recognise-file.ts";
import { type FrameWorker, PanelError } from "./services.ts";
import { type BundledSnapshot, readBundle } from "./snapshot-bundle.ts";
import type { SnapshotNumbers } from "./snapshot-numbers.ts";
import type { Snapshots } from "./snapshots.ts";
import { wantedDerivationOf } from "./state.ts";
import type { Store } from "./store.ts";

export interface FileOpeningParts {
  readonly store: Store;
  readonly worker: FrameWorker;
  readonly numbers: SnapshotNumbers;
  readonly snapshots: Snapshots;
  readonly now: () => number;
}

/** Opens them one after the other, up to the first that cannot be opened. */
export async function openFiles(
  parts: FileOpeningParts,
  files: readonly OpenedFile[],
  signal: AbortSignal,
): Promise<void> {
  for (const [index, file] of files.entries()) {
    if (signal.aborted) return;
    /* How much was read of the file before says nothing of this one. */
    if (index > 0) parts.store.dispatch({ type: "work-began", kind: "open" });
    const bundle = await readBundle(file);
    if (bundle === null) await openFile(parts, file, signal);
    else await openBundle(parts, bundle, signal);
  }
}

/** Opens the snapshots of one file, and shows the last of them. */
async function openBundle(
  parts: FileOpeningParts,
  bundle: readonly BundledSnapshot[],
  signal: AbortSignal,
): Promise<void> {
  const { store, worker, numbers, now } = parts;
  store.dispatch({ type: "deletion-ended" });
  const derivation = wantedDerivationOf(store.state);
  for (const { title, note, page, takenAt, bytes } of bundle) {
    const startedAt = now();
    /* The worker gets it, so it is a file as the browser has them. */
    const file = new File([bytes], title);
    const opened = await numbers
      .open(signal, (number) => worker.openFile(number, file, derivation, () => {}, signal))
      .catch((error: unknown) => {
        throw ofFile(file, error);
      });
    if (opened === null) return;
    const { number, source, derived } = opened;
    const origin = source === "snapshot-file" ? ({ source, page } as const) : { source };
    const askedAt = takenAt - performance.timeOrigin;
    const elapsedMs = now() - startedAt;
    store.dispatch({ type: "snapshot-restored", number, title, note, origin, derived, derivation, askedAt, elapsedMs });
    store.dispatch({ type: "snapshot-shown", number });
  }
}

/** Opens a file and shows it. Rejects with a sentence about the file that cannot be opened. */
async function openFile(parts: FileOpeningParts, file: OpenedFile, signal: AbortSignal): Promise<void> {
  const { store, worker, numbers, snapshots, now } = parts;
  const askedAt = now();
  store.dispatch({ type: "deletion-ended" });
  const derivation = wantedDerivationOf(store.state);
  const progress = (share: number): void => store.dispatch({ type: "file-progressed", share });
  const opened = await numbers
    .open(signal, (number) => worker.openFile(number, file, derivation, progress, signal))
    .catch((error: unknown) => {
      throw ofFile(file, error);
    });
  if (opened === null) return;
  const { number, source, derived } = opened;
  snapshots.add({ number, derived, title: file.name, origin: { source }, derivation, askedAt });
}

/** The error with the name of the file that it is about. */
function ofFile({ name }: OpenedFile, error: unknown): unknown {
  return error instanceof PanelError && error.code !== "cancelled" && error.code !== "file-refused"
    ? new PanelError(error.code, `“${name}”: ${error.message}`)
    : error;
}
