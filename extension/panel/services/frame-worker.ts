import { type FrameWorker, PanelError } from "../store/services.ts";
import { type DerivedSnapshot, FAILURES, type FrameApi } from "../worker/frame-api.ts";
import { whenEnded } from "../worker/life.ts";
import { type Connection, connect, type Remote, remoteOf } from "../worker/rpc.ts";
import { readFile } from "./file-worker.ts";
import { OpenSnapshots, type Source } from "./open-snapshots.ts";
import { recordStage } from "./timings.ts";

/** A worker that can be ended at any moment. */
interface RunningWorker {
  readonly connection: Connection<FrameApi>;
  readonly snapshots: OpenSnapshots;
  end(error: PanelError): void;
}

const CANCELLED = new PanelError("cancelled", "");

/** What a worker has made of so many bytes of a file, until it refused the file, is not worth keeping the worker. */
const LARGE_FILE_BYTES = 16 * 1024 ** 2;

type Question<Result> = (running: RunningWorker) => Promise<Result>;

/**
 * The panel's worker: frames are derived there, so that the panel stays alive however large the snapshot. Cancel ends the worker, and with it all memory that it had taken. A new one
 * takes its place, and opens again what it is asked about: the panel keeps how each snapshot was opened, and its bytes outside of its own memory, as a `Blob`.
 */
export function createFrameWorker(): FrameWorker {
  const sources = new Map<number, Source>();
  /** By snapshot: the profile that the user chose, which a new worker has to choose again. */
  const profiles = new Map<number, number>();
  /* At once: its script is loaded and compiled by the time of the first snapshot. */
  let current = start();

  function start(): RunningWorker {
    const name = `allocative-frames-${crypto.randomUUID()}`;
    const worker = new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module", name });
    const connection = connect<FrameApi>(
      worker,
      (method, message, name) =>
        new PanelError(isOfMemory(name) ? "too-large" : "derive-failed", `${FAILURES[method]}: ${message}.`),
    );
    const end = (error: PanelError): void => {
      if (current === running) current = start();
      stopWaiting();
      worker.terminate();
      connection.close(error);
    };
    const running: RunningWorker = { connection, snapshots: new OpenSnapshots(connection.api), end };
    const stopWaiting = whenEnded(worker, name, () => end(diedOf("it ended without a word, as when memory runs out")));
    worker.onerror = (event) => {
      event.preventDefault();
      end(diedOf(event.message || "it ran out of memory"));
    };
    return running;
  }

  /** Asks about open snapshots. Ends the worker when `signal` aborts; a question that another one's end has hit is asked again. */
  async function ask<Result>(
    numbers: readonly number[],
    question: Question<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    for (;;) {
      if (signal?.aborted) throw CANCELLED;
      const running = current;
      const end = (): void => running.end(CANCELLED);
      signal?.addEventListener("abort", end, { once: true });
      try {
        for (const number of numbers) {
          const source = sources.get(number);
          if (source !== undefined) await running.snapshots.open(source);
        }
        return await question(running);
      } catch (error) {
        if (error !== CANCELLED || signal?.aborted) throw error;
      } finally {
        signal?.removeEventListener("abort", end);
      }
    }
  }

  async function open(source: Source, signal: AbortSignal | undefined): Promise<DerivedSnapshot> {
    sources.set(source.number, source);
    try {
      return await ask([], (running) => running.snapshots.open(source), signal);
    } catch (error) {
      sources.delete(source.number);
      throw error;
    }
  }

  const api = remoteOf<FrameWorker>((method, given) => {
    const last = given.at(-1);
    const signal = last instanceof AbortSignal ? last : undefined;
    const args = signal === undefined ? given : given.slice(0, -1);
    return ask(
      [args[0] as number],
      ({ connection }) =>
        (connection.api[method as keyof FrameApi] as (...all: unknown[]) => Promise<unknown>)(...args),
      signal,
    );
  });

  const own: Partial<FrameWorker> = {
    async openSnapshot(number, bytes, derivation, excess, signal) {
      const started = performance.now();
      const copy = new Blob([bytes as BlobPart]);
      const bytesOf = handedOverOnce(bytes, async () => new Uint8Array(await copy.arrayBuffer()));
      const opened = async (remote: Remote<FrameApi>) =>
        remote.openSnapshot(number, await bytesOf(), derivation, excess);
      const derived = await open({ number, needs: [], open: opened }, signal);
      recordStage("derive", started, performance.now() - started, derived.deriveMs);
      return derived;
    },
    async openFile(number, file, derivation, onProgress, signal) {
      const read = await readFile(file.name, file, onProgress, signal);
      const [bytes, again] = read.source === "heap-snapshot" ? [file.size, file] : [read.bytes.length, read.copy];
      const contentOf = handedOverOnce(read, () => readFile(file.name, again, () => {}, new AbortController().signal));
      const opened = async (remote: Remote<FrameApi>) => {
        const content = await contentOf();
        if (content.source === "heap-snapshot") return remote.openGraph(number, content.tables, derivation);
        if (content.source === "snapshot-file")
          return remote.openSnapshot(number, content.bytes, derivation, "refused");
        const derived = await remote.openFolded(number, content.bytes, derivation);
        const profile = profiles.get(number);
        return profile === undefined ? derived : remote.chooseProfile(number, profile, derivation);
      };
      try {
        return { source: read.source, derived: await open({ number, needs: [], open: opened }, signal) };
      } catch (error) {
        const isLarge = bytes > LARGE_FILE_BYTES || (error instanceof PanelError && error.code === "too-large");
        /* Of the snapshots that are open, a new worker opens what it is asked about. */
        if (isLarge && !signal.aborted) current.end(CANCELLED);
        throw error;
      }
    },
    async chooseProfile(number, profile, derivation, signal) {
      const chosen = await ask(
        [number],
        ({ connection }) => connection.api.chooseProfile(number, profile, derivation),
        signal,
      );
      profiles.set(number, profile);
      return chosen;
    },
    diff(number, before, after, derivation, signal) {
      const needs = [before, after].map((side) => sources.get(side)).filter((side) => side !== undefined);
      const opened = async (remote: Remote<FrameApi>) => {
        const derived = await remote.diff(number, before, after, derivation);
        /* A new worker had to open sides that are not in the list any more. */
        for (const side of needs) if (sources.get(side.number) !== side) await current.snapshots.drop(side.number);
        return derived;
      };
      return open({ number, needs, open: opened }, signal);
    },
    async drop(number) {
      sources.delete(number);
      profiles.delete(number);
      await current.snapshots.drop(number);
    },
  };
  return new Proxy(own, {
    get: (methods, name) => Reflect.get(methods, name) ?? Reflect.get(api, name),
  }) as FrameWorker;
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

/** Whether an error of this name says that there was too much for the memory of the worker, which is still taken. */
function isOfMemory(errorName: string): boolean {
  return errorName === "TooManyFramesError" || errorName === "RangeError";
}

function diedOf(reason: string): PanelError {
  return new PanelError(
    "worker-died",
    `The panel’s worker failed: ${reason}. A new one has taken its place. Take a smaller snapshot: fewer roots.`,
  );
}
