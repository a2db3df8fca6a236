import { type FrameWorker, PanelError } from "../store/services.ts";
import type { FrameApi } from "../worker/frame-api.ts";
import { type Remote, remoteOf } from "../worker/rpc.ts";
import { readFile } from "./file-worker.ts";
import { RestartingWorker } from "./restarting-worker.ts";
import { recordStage } from "./timings.ts";

/** A worker that refused a file of at least so many bytes is replaced: the memory that it took for the file is worth more. */
const LARGE_FILE_BYTES = 16 * 1024 ** 2;

/**
 * The panel's worker: frames are derived there, so that the panel stays alive however large the snapshot. Cancel ends the worker, and with it all memory that it had taken. A new one
 * takes its place, and opens again what it is asked about: the panel keeps how each snapshot was opened, and its bytes outside of its own memory, as a `Blob`.
 */
export function createFrameWorker(): FrameWorker {
  const worker = new RestartingWorker();
  const own = openingMethods(worker);
  /* All other methods: the question is asked of the worker as it is. */
  const api = remoteOf<FrameWorker>((method, given) => {
    const last = given.at(-1);
    const signal = last instanceof AbortSignal ? last : undefined;
    const args = signal === undefined ? given : given.slice(0, -1);
    return worker.ask(
      [args[0] as number],
      ({ connection }) =>
        (connection.api[method as keyof FrameApi] as (...all: unknown[]) => Promise<unknown>)(...args),
      signal,
    );
  });
  return new Proxy(own, {
    get: (methods, name) => Reflect.get(methods, name) ?? Reflect.get(api, name),
  }) as FrameWorker;
}

/** The methods after which a new worker has something to do again. */
function openingMethods(worker: RestartingWorker): Partial<FrameWorker> {
  /** By snapshot: the profile that the user chose, which a new worker has to choose again. */
  const profiles = new Map<number, number>();
  return {
    async openSnapshot(number, bytes, derivation, excess, signal) {
      const started = performance.now();
      const copy = new Blob([bytes as BlobPart]);
      const bytesOf = handedOverOnce(bytes, async () => new Uint8Array(await copy.arrayBuffer()));
      const opened = async (remote: Remote<FrameApi>) =>
        remote.openSnapshot(number, await bytesOf(), derivation, excess);
      const derived = await worker.open({ number, needs: [], open: opened }, signal);
      recordStage("derive", started, performance.now() - started, derived.deriveMs);
      return derived;
    },
    mergeSnapshots: (parts, warnings, signal) =>
      worker.ask([], ({ connection }) => connection.api.mergeSnapshots(parts, warnings), signal),
    async openFile(number, file, derivation, onProgress, signal) {
      const read = await readFile(file.name, file, onProgress, signal);
      const [bytes, again] = read.source === "heap-snapshot" ? [file.size, file] : [read.bytes.length, read.copy];
      const contentOf = handedOverOnce(read, () => readFile(file.name, again, () => {}, new AbortController().signal));
      const opened = async (remote: Remote<FrameApi>) => {
        const content = await contentOf();
        if (content.source === "heap-snapshot") {
          const { tables, labels } = content;
          return remote.openGraph(number, tables, labels, derivation);
        }
        if (content.source === "snapshot-file")
          return remote.openSnapshot(number, content.bytes, derivation, "refused");
        const derived = await remote.openFolded(number, content.bytes, derivation);
        const profile = profiles.get(number);
        return profile === undefined ? derived : remote.chooseProfile(number, profile, derivation);
      };
      try {
        return { source: read.source, derived: await worker.open({ number, needs: [], open: opened }, signal) };
      } catch (error) {
        const isLarge = bytes > LARGE_FILE_BYTES || (error instanceof PanelError && error.code === "too-large");
        /* Of the snapshots that are open, a new worker opens what it is asked about. */
        if (isLarge && !signal.aborted) worker.restart();
        throw error;
      }
    },
    async chooseProfile(number, profile, derivation, signal) {
      const chosen = await worker.ask(
        [number],
        ({ connection }) => connection.api.chooseProfile(number, profile, derivation),
        signal,
      );
      profiles.set(number, profile);
      return chosen;
    },
    diff(number, numbers, derivation, signal) {
      const needs = numbers.map((side) => worker.sourceOf(side)).filter((side) => side !== undefined);
      const opened = async (remote: Remote<FrameApi>) => {
        const derived = await remote.diff(number, numbers, derivation);
        /* A new worker had to open sides that are not in the list any more. */
        for (const side of needs) if (worker.sourceOf(side.number) !== side) await worker.dropNow(side.number);
        return derived;
      };
      return worker.open({ number, needs, open: opened }, signal);
    },
    async drop(number) {
      profiles.delete(number);
      await worker.drop(number);
    },
  };
}

/** The content itself the first time, and `again` afterwards: handed over, it is gone. */
function handedOverOnce<Content extends object>(
  content: Content,
  again: () => Promise<Content>,
): () => Promise<Content> {
  let first: Content | null = content;
  return async () => {
    const given = first;
    first = null;
    return given ?? again();
  };
}
