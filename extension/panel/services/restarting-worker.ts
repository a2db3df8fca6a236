import { PanelError } from "../store/services.ts";
import { type DerivedSnapshot, FAILURES, type FrameApi } from "../worker/frame-api.ts";
import { whenEnded } from "../worker/life.ts";
import { type Connection, connect } from "../worker/rpc.ts";
import { OpenSnapshots, type Source } from "./open-snapshots.ts";

/** A worker that can be ended at any moment. */
interface RunningWorker {
  readonly connection: Connection<FrameApi>;
  readonly snapshots: OpenSnapshots;
  end(error: PanelError): void;
}

type Question<Result> = (running: RunningWorker) => Promise<Result>;

const CANCELLED = new PanelError("cancelled", "");

/** A worker that is replaced when it ends. The new one opens a snapshot again when it is asked about it. */
export class RestartingWorker {
  readonly #sources = new Map<number, Source>();
  /* At once: its script is loaded and compiled by the time of the first snapshot. */
  #current = this.#start();

  /** How a snapshot was opened; `undefined` if it is not open. */
  sourceOf(number: number): Source | undefined {
    return this.#sources.get(number);
  }

  /** Asks about open snapshots. Ends the worker when `signal` aborts; a question that another one's end has hit is asked again. */
  async ask<Result>(
    numbers: readonly number[],
    question: Question<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    for (;;) {
      if (signal?.aborted) throw CANCELLED;
      const running = this.#current;
      const end = (): void => running.end(CANCELLED);
      signal?.addEventListener("abort", end, { once: true });
      try {
        for (const number of numbers) {
          const source = this.#sources.get(number);
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

  async open(source: Source, signal: AbortSignal | undefined): Promise<DerivedSnapshot> {
    this.#sources.set(source.number, source);
    try {
      return await this.ask([], (running) => running.snapshots.open(source), signal);
    } catch (error) {
      this.#sources.delete(source.number);
      throw error;
    }
  }

  /** The snapshot is not opened again. */
  async drop(number: number): Promise<void> {
    this.#sources.delete(number);
    await this.dropNow(number);
  }

  /** The worker of this moment drops the snapshot, however it was opened. */
  async dropNow(number: number): Promise<void> {
    await this.#current.snapshots.drop(number);
  }

  /** Gives the worker's memory back. Questions that wait for an answer are asked again. */
  restart(): void {
    this.#current.end(CANCELLED);
  }

  #start(): RunningWorker {
    const name = `allocative-frames-${crypto.randomUUID()}`;
    const worker = new Worker(new URL("../worker/main.ts", import.meta.url), { type: "module", name });
    const connection = connect<FrameApi>(
      worker,
      (method, message, name) =>
        new PanelError(isOfMemory(name) ? "too-large" : "derive-failed", `${FAILURES[method]}: ${message}.`),
    );
    const end = (error: PanelError): void => {
      if (this.#current === running) this.#current = this.#start();
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
}

/** Whether an error of this name means that the worker needs more memory than it can have. What it allocated is still taken. */
function isOfMemory(errorName: string): boolean {
  return errorName === "TooManyFramesError" || errorName === "RangeError";
}

function diedOf(reason: string): PanelError {
  return new PanelError(
    "worker-died",
    `The panel’s worker failed: ${reason}. A new one has taken its place. Take a smaller snapshot: fewer roots.`,
  );
}
