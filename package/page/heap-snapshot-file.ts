import { closeSync, mkdtempSync, openAsBlob, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { LabelledGraph } from "../../core/heap-snapshot/graph-of-heap.ts";
import type { FileToStream } from "../../extension/panel/worker/file-content.ts";
import { readHeapSnapshot } from "../../extension/panel/worker/read-heap-snapshot.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { ExpectedError } from "../cli/expected-error.ts";

/** A heap snapshot of V8 in a file, which lasts until it is removed. */
export interface HeapSnapshotFile {
  readonly path: string;
  remove(): void;
}

/** Has V8 write its heap snapshot. It may be larger than memory has room for, so it goes to a file at once. */
export async function takeHeapSnapshot(session: Session): Promise<HeapSnapshotFile> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-heap-"));
  const file = path.join(folder, "page.heapsnapshot");
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const target = openSync(file, "w");
  const stop = session.on("HeapProfiler.addHeapSnapshotChunk", (params) => {
    writeSync(target, (params as { readonly chunk: string }).chunk);
  });
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  } catch (error) {
    remove();
    throw error;
  } finally {
    stop();
    closeSync(target);
    session.send("HeapProfiler.disable").catch(() => {});
  }
  return { path: file, remove };
}

/** Its graph, by the panel's reader. */
export async function graphOfHeapSnapshot(
  file: string,
  onProgress: (share: number) => void = () => {},
): Promise<LabelledGraph> {
  const blob = (await openAsBlob(file)) as Blob;
  try {
    return await readHeapSnapshot(blob as FileToStream, os.totalmem() / 2, onProgress);
  } catch (error) {
    throw new ExpectedError(`The heap snapshot cannot be read: ${(error as Error).message}.`);
  }
}
