import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { heapFileOf, heapOf } from "../../../core/heap-snapshot/heap-file.fixture.ts";
import { takeSnapshot } from "../../../core/index.ts";
import type { FrameWorker } from "../store/services.ts";
import { Deriver } from "../worker/derive.ts";
import type { FileApi } from "../worker/file-api.ts";
import type { Derivation, FrameApi } from "../worker/frame-api.ts";
import { readFile } from "../worker/read-file.ts";
import { serve } from "../worker/rpc.ts";
import { createFrameWorker } from "./frame-worker.ts";

const derivation: Derivation = { sharing: "owner", names: "original", transforms: [], scope: "all" };
const snapshotOf = (size: number) => takeSnapshot({ roots: { store: { items: new Array(size).fill(0.5) } } });
const one = snapshotOf(10);
const two = snapshotOf(20);

const GIBIBYTE = 1024 ** 3;

/** The worker's program in this thread, of frames or of files. What is asked while `isBusy` is never answered. */
class FakeWorker {
  static started: FakeWorker[] = [];
  static startedOfFiles: FakeWorker[] = [];
  static isBusy = false;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isEnded = false;
  readonly #inside = { onmessage: null as ((event: MessageEvent) => void) | null, postMessage: () => {} };

  constructor(url: URL) {
    const isOfFiles = url.pathname.endsWith("file-main.ts");
    (isOfFiles ? FakeWorker.startedOfFiles : FakeWorker.started).push(this);
    this.#inside.postMessage = ((message: unknown, { transfer }: { transfer: Transferable[] }) => {
      if (!this.isEnded) this.onmessage?.({ data: structuredClone(message, { transfer }) } as MessageEvent);
    }) as () => void;
    if (isOfFiles)
      serve<FileApi>(this.#inside, { read: (name, file, onProgress) => readFile(name, file, GIBIBYTE, onProgress) });
    else serve<FrameApi>(this.#inside, new Deriver());
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
  FakeWorker.startedOfFiles = [];
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
  const { changes } = await worker.diff(-1, [1, 2], derivation);
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

describe("a file", () => {
  const noSignal = new AbortController().signal;
  const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
  const heap = heapFileOf(heapOf('root: synthetic "" 0\n shortcut 1 > window\nwindow: object "Window" 28'));

  function open(worker: FrameWorker, number: number, file: File) {
    return worker.openFile(number, file, derivation, () => {}, noSignal);
  }

  test.each([
    ["of stacks", fileOf("a.folded", "a;b 12\n"), "folded-file", "a;b 12\n"],
    ["of stacks, compressed", fileOf("a.gz", Uint8Array.from(gzipSync("a;b 12\n"))), "folded-file", "a;b 12\n"],
    ["of our own", fileOf("a.allocative", one.encode().slice()), "snapshot-file", one.toFolded()],
    ["of V8", fileOf("a.heapsnapshot", heap), "heap-snapshot", "Window;Window 28\n"],
  ])(
    "%s is read by a worker that ends, and opened again by a new worker of frames",
    async (_, file, source, folded) => {
      const worker = createFrameWorker();
      expect(await open(worker, 1, file)).toMatchObject({ source });
      await cancelled((signal) => worker.derive(1, derivation, signal));
      expect(await worker.writeFolded(1, derivation, 0)).toBe(folded);
      expect(FakeWorker.startedOfFiles.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    },
  );

  test("that is being read ends with Cancel, and with it alone its worker", async () => {
    const worker = await opened();
    await cancelled((signal) => worker.openFile(3, fileOf("a.folded", "a 1\n"), derivation, () => {}, signal));
    expect(FakeWorker.startedOfFiles.map(({ isEnded }) => isEnded)).toEqual([true]);
    expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([false]);
    await expect(worker.derive(3, derivation)).rejects.toThrow("snapshot 3 is not open");
  });

  test("of an unknown kind is refused by its name, before any worker of frames gets it", async () => {
    const worker = await opened();
    await expect(open(worker, 3, fileOf("a.bin", "\x7fELF\0\0"))).rejects.toMatchObject({
      code: "file-refused",
      message: expect.stringMatching(/^“a\.bin” is of an unknown kind/),
    });
    expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([false]);
  });

  test.each([
    ["a small file that is not valid keeps the worker", "a;b c\n", false],
    ["a large one ends it", `# ${"-".repeat(17_000_000)}\na;b c\n`, true],
  ])("%s: what is open stays open", async (_, content, isEnded) => {
    const worker = await opened();
    await expect(open(worker, 3, fileOf("a.folded", content))).rejects.toThrow(/^This file of stacks cannot be read/);
    expect(FakeWorker.started[0]!.isEnded).toBe(isEnded);
    expect(await worker.writeFolded(1, derivation, 0)).toBe(one.toFolded());
  });

  test("that asks for too many frames ends the worker, however small it is", async () => {
    const worker = await opened();
    const content = Uint8Array.from(gzipSync(`${"a;".repeat(4_100_000)}a 1\n`));
    await expect(open(worker, 3, fileOf("a.folded.gz", content))).rejects.toThrow("more than 4,000,000 frames");
    expect(FakeWorker.started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(await worker.writeFolded(2, derivation, 0)).toBe(two.toFolded());
  });
});
