import { type FrameWorker, PanelError } from "../store/services.ts";
import { columnBuffersOf } from "../worker/column-buffers.ts";
import type { DeriveRequest, DeriveResponse } from "../worker/messages.ts";
import { readHeapSnapshot } from "./heap-snapshot-worker.ts";
import { recordStage } from "./timings.ts";

type Body<R> = R extends DeriveRequest ? Omit<R, "id"> : never;
type Answer<T extends DeriveResponse["type"]> = Extract<DeriveResponse, { type: T }>;

/** What did not work, as the beginning of a sentence that the worker's own words end. */
const FAILURES: Readonly<Record<DeriveRequest["type"], string>> = {
  "open-snapshot": "This snapshot cannot be read",
  "open-folded": "This file of stacks cannot be read",
  "open-graph": "This heap snapshot cannot be shown",
  derive: "The frames cannot be derived anew",
  diff: "The snapshots cannot be compared",
  "write-folded": "The folded stacks cannot be written",
  export: "The file cannot be written",
  "find-warnings": "The box cannot be found",
  "find-waste": "The waste cannot be added up",
  "find-referrers": "Nobody knows what refers to this box",
  encode: "The snapshot cannot be saved",
  drop: "The snapshot cannot be closed",
};

/** The panel's worker: frames are derived there, so that the panel stays alive however large the snapshot. */
export function createFrameWorker(): FrameWorker {
  const pending = new Map<number, { resolve(response: DeriveResponse): void; reject(error: PanelError): void }>();
  let nextId = 1;
  /* At once: its script is loaded and compiled by the time of the first snapshot. */
  let worker: Worker | undefined = start();

  function start(): Worker {
    const started = new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module" });
    started.onmessage = (event: MessageEvent<DeriveResponse>) => {
      pending.get(event.data.id)?.resolve(event.data);
      pending.delete(event.data.id);
    };
    /* Out of memory, mostly. What it held is gone; the next request gets a new one. */
    started.onerror = (event) => {
      event.preventDefault();
      worker = undefined;
      started.terminate();
      const error = new PanelError(
        "worker-died",
        `Deriving the frames failed: ${event.message || "the worker died"}. Take a smaller snapshot: fewer roots.`,
      );
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    };
    return started;
  }

  function ask<T extends DeriveResponse["type"]>(
    type: T,
    request: Body<DeriveRequest>,
    transfer: Transferable[] = [],
  ): Promise<Answer<T>> {
    worker ??= start();
    const running = worker;
    const id = nextId++;
    return new Promise<Answer<T>>((resolve, reject) => {
      pending.set(id, {
        resolve(response) {
          if (response.type === type) resolve(response as Answer<T>);
          else
            reject(
              new PanelError(
                "derive-failed",
                response.type === "error"
                  ? `${FAILURES[request.type]}: ${response.message}.`
                  : `The panel's worker answered ${type} with ${response.type}.`,
              ),
            );
        },
        reject,
      });
      running.postMessage({ ...request, id }, transfer);
    });
  }

  return {
    openSnapshot: async (snapshot, bytes, derivation) => {
      const started = performance.now();
      const { derived } = await ask("derived", { type: "open-snapshot", snapshot, bytes, derivation }, [bytes.buffer]);
      recordStage("derive", started, performance.now() - started, derived.deriveMs);
      return derived;
    },
    openFolded: async (snapshot, bytes, derivation) =>
      (await ask("derived", { type: "open-folded", snapshot, bytes, derivation }, [bytes.buffer])).derived,
    openHeapSnapshot: async (snapshot, file, derivation, onProgress, signal) => {
      const tables = await readHeapSnapshot(file, onProgress, signal);
      const request = { type: "open-graph", snapshot, tables, derivation } as const;
      return (await ask("derived", request, columnBuffersOf(tables))).derived;
    },
    derive: async (snapshot, derivation) => (await ask("derived", { type: "derive", snapshot, derivation })).derived,
    diff: async (snapshot, before, after, derivation) =>
      (await ask("derived", { type: "diff", snapshot, before, after, derivation })).derived,
    writeFolded: async (snapshot, derivation, frame) =>
      (await ask("folded", { type: "write-folded", snapshot, derivation, frame })).text,
    writeExport: async (snapshot, derivation, frame, format, title) =>
      (await ask("exported", { type: "export", snapshot, derivation, frame, format, title })).bytes,
    findWarnings: async (snapshot, derivation) =>
      (await ask("warnings-found", { type: "find-warnings", snapshot, derivation })).frames,
    findWaste: async (snapshot, derivation) =>
      (await ask("waste-found", { type: "find-waste", snapshot, derivation })).rows,
    findReferrers: async (snapshot, derivation, frame) =>
      (await ask("referrers-found", { type: "find-referrers", snapshot, derivation, frame })).referrers,
    encode: async (snapshot) => (await ask("encoded", { type: "encode", snapshot })).bytes,
    drop: async (snapshot) => {
      await ask("dropped", { type: "drop", snapshot });
    },
  };
}
