import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { takeSnapshot } from "../../../core/index.ts";
import { Deriver } from "../worker/derive.ts";
import type { Derivation, FrameApi } from "../worker/frame-api.ts";
import { serve } from "../worker/rpc.ts";
import { createFrameWorker } from "./frame-worker.ts";

const derivation: Derivation = { sharing: "owner", transforms: [], scope: "all" };
const snapshotOf = (size: number) => takeSnapshot({ roots: { store: { items: new Array(size).fill(0.5) } } });
const one = snapshotOf(10);
const two = snapshotOf(20);

/** The worker's program in this thread. What is asked while `isBusy` is never answered. */
class FakeWorker {
  static started: FakeWorker[] = [];
  static isBusy = false;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isEnded = false;
  readonly #inside = { onmessage: null as ((event: MessageEvent) => void) | null, postMessage: () => {} };

  constructor() {
    FakeWorker.started.push(this);
    this.#inside.postMessage = ((message: unknown, { transfer }: { transfer: Transferable[] }) => {
      if (!this.isEnded) this.onmessage?.({ data: structuredClone(message, { transfer }) } as MessageEvent);
    }) as () => void;
    serve<FrameApi>(this.#inside, new Deriver());
  }

  postMessage(message: unknown, { transfer }: { transfer: Transferable[] }): void {
    const data = structuredClone(message, { transfer });
    if (!FakeWorker.isBusy && !this.isEnded) this.#inside.onmessage?.({ data } as MessageEvent);
  }

  addEventListener(): void {}

  terminate(): void {
    this.isEnded = true;
  }
}

beforeEach(() => {
  FakeWorker.started = [];
  FakeWorker.isBusy = false;
  vi.stubGlobal("Worker", FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

async function opened() {
  const worker = createFrameWorker();
  await worker.openSnapshot(1, one.encode(), derivation, "merged");
  await worker.openSnapshot(2, two.encode(), derivation, "merged");
  return worker;
}

/** Asks something that is never answered, and cancels it. */
async function cancelled(ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const cancel = new AbortController();
  FakeWorker.isBusy = true;
  const answer = ask(cancel.signal);
  await Promise.resolve();
  FakeWorker.isBusy = false;
  cancel.abort();
  await expect(answer).rejects.toMatchObject({ code: "cancelled" });
}

describe("Cancel", () => {
  test("ends the worker, and a new one opens what it is asked about", async () => {
    const worker = await opened();
    await cancelled((signal) => worker.derive(1, { ...derivation, sharing: "root" }, signal));
    expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect((await worker.derive(2, derivation)).totalSize).toBe(two.totalSize);
    expect(await worker.writeFolded(1, derivation, 0)).toBe(one.toFolded());
  });

  test("leaves nothing of what was being opened", async () => {
    const worker = await opened();
    await cancelled((signal) => worker.openSnapshot(3, one.encode(), derivation, "merged", signal));
    await expect(worker.derive(3, derivation)).rejects.toThrow("snapshot 3 is not open");
  });

  test("does not take another question along", async () => {
    const worker = await opened();
    let other: Promise<string> | undefined;
    await cancelled((signal) => {
      other = worker.writeFolded(2, derivation, 0);
      return worker.derive(1, derivation, signal);
    });
    expect(await other).toBe(two.toFolded());
  });

  test("that comes before the question starts no worker", async () => {
    const worker = await opened();
    await expect(worker.derive(1, derivation, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
    expect(FakeWorker.started).toHaveLength(1);
  });
});

test("a diff is opened again with its sides, also where one of these was dropped", async () => {
  const worker = await opened();
  const { changes } = await worker.diff(-1, 1, 2, derivation);
  await worker.drop(1);
  await cancelled((signal) => worker.derive(2, derivation, signal));
  const again = await worker.derive(-1, derivation);
  expect(again.changes).toEqual(changes);
  await expect(worker.derive(1, derivation)).rejects.toThrow("snapshot 1 is not open");
});

test("a worker that fails rejects what it was asked, with a sentence; the next question is answered by a new one", async () => {
  const worker = await opened();
  FakeWorker.isBusy = true;
  const answer = worker.derive(1, derivation);
  await Promise.resolve();
  await Promise.resolve();
  FakeWorker.isBusy = false;
  FakeWorker.started[0]!.onerror?.({ message: "", preventDefault() {} } as ErrorEvent);
  await expect(answer).rejects.toThrow("The panel’s worker failed: it ran out of memory.");
  expect((await worker.derive(1, derivation)).totalSize).toBe(one.totalSize);
  expect(FakeWorker.started).toHaveLength(2);
});

test("a snapshot of stacks is opened again, too", async () => {
  const worker = createFrameWorker();
  await worker.openFolded(1, new TextEncoder().encode("a;b 12\n"), derivation);
  await cancelled((signal) => worker.derive(1, derivation, signal));
  expect(await worker.writeFolded(1, derivation, 0)).toBe("a;b 12\n");
});
