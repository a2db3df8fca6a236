import type { OpenedFile } from "./opened-file.ts";
import { ofFile, recogniseFile } from "./opened-file.ts";
import type { FrameWorker } from "./services.ts";
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
    await openFile(parts, file, signal);
  }
}

/** Opens a file and shows it. Rejects with a sentence about the file that cannot be opened. */
async function openFile(parts: FileOpeningParts, file: OpenedFile, signal: AbortSignal): Promise<void> {
  const { store, worker, numbers, snapshots, now } = parts;
  const askedAt = now();
  store.dispatch({ type: "deletion-ended" });
  const content = await recogniseFile(file);
  const derivation = wantedDerivationOf(store.state);
  const progress = (share: number): void => store.dispatch({ type: "file-progressed", share });
  const opened = await numbers
    .open(signal, (number) =>
      content.source === "heap-snapshot"
        ? worker.openHeapSnapshot(number, content.file, derivation, progress, signal)
        : content.source === "snapshot-file"
          ? worker.openSnapshot(number, content.bytes, derivation, "refused", signal)
          : worker.openFolded(number, content.bytes, derivation, signal),
    )
    .catch((error: unknown) => {
      throw ofFile(file, error);
    });
  if (opened !== null) {
    snapshots.add({ ...opened, title: file.name, origin: { source: content.source }, derivation, askedAt });
  }
}
