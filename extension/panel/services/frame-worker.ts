import { type FrameWorker, PanelError } from "../store/services.ts";
import { FAILURES, type FrameApi } from "../worker/frame-api.ts";
import { type Connection, connect, type Remote, remoteOf } from "../worker/rpc.ts";
import { readHeapSnapshot } from "./heap-snapshot-worker.ts";
import { recordStage } from "./timings.ts";

/** The panel's worker: frames are derived there, so that the panel stays alive however large the snapshot. */
export function createFrameWorker(): FrameWorker {
  /* At once: its script is loaded and compiled by the time of the first snapshot. */
  let connection: Connection<FrameApi> | undefined = start();

  function start(): Connection<FrameApi> {
    const worker = new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module" });
    const started = connect<FrameApi>(
      worker,
      (method, message) => new PanelError("derive-failed", `${FAILURES[method]}: ${message}.`),
    );
    /* Out of memory, mostly. What it held is gone; the next question gets a new one. */
    worker.onerror = (event) => {
      event.preventDefault();
      connection = undefined;
      worker.terminate();
      started.close(
        new PanelError(
          "worker-died",
          `Deriving the frames failed: ${event.message || "the worker died"}. Take a smaller snapshot: fewer roots.`,
        ),
      );
    };
    return started;
  }

  const api: Remote<FrameApi> = remoteOf((method, args) => {
    connection ??= start();
    const call = connection.api[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return call(...args);
  });

  const own: Pick<FrameWorker, "openSnapshot" | "openHeapSnapshot"> = {
    async openSnapshot(snapshot, bytes, derivation) {
      const started = performance.now();
      const derived = await api.openSnapshot(snapshot, bytes, derivation);
      recordStage("derive", started, performance.now() - started, derived.deriveMs);
      return derived;
    },
    async openHeapSnapshot(snapshot, file, derivation, onProgress, signal) {
      return api.openGraph(snapshot, await readHeapSnapshot(file, onProgress, signal), derivation);
    },
  };
  return new Proxy(own, {
    get: (methods, name) => Reflect.get(methods, name) ?? Reflect.get(api, name),
  }) as FrameWorker;
}
