import type { CDPSession } from "playwright";

/** `Runtime.getHeapUsage`, whose first two members alone are in Playwright's types. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  /** Array buffers. */
  readonly backingStorageSize?: number;
}

/** Bytes that a document and its workers hold after a collection: heap, DOM and array buffers. */
export class HeapMeter {
  readonly #cdp: CDPSession;
  readonly #workers = new Set<string>();
  readonly #answers = new Map<number, (result: unknown) => void>();
  #lastId = 0;

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
    cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") this.#workers.add(sessionId);
    });
    cdp.on("Target.detachedFromTarget", ({ sessionId }) => this.#workers.delete(sessionId));
    cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
      if (id === undefined) return;
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  /** Of the document that the session is attached to, and of the workers that it starts from now on. */
  static async attach(cdp: CDPSession): Promise<HeapMeter> {
    const meter = new HeapMeter(cdp);
    /* Not flat: Playwright's sessions cannot speak to a nested one. */
    await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return meter;
  }

  async bytes(): Promise<number> {
    await this.#cdp.send("HeapProfiler.enable");
    await this.#cdp.send("HeapProfiler.collectGarbage");
    let bytes = sumOf((await this.#cdp.send("Runtime.getHeapUsage")) as HeapUsage);
    for (const worker of this.#workers) {
      await this.#ask(worker, "HeapProfiler.enable");
      await this.#ask(worker, "HeapProfiler.collectGarbage");
      bytes += sumOf((await this.#ask(worker, "Runtime.getHeapUsage")) as HeapUsage);
    }
    return bytes;
  }

  #ask(sessionId: string, method: string): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, resolve);
      this.#cdp
        .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
        .catch(reject);
    });
  }
}

function sumOf({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage): number {
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}
