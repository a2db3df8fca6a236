import type { CDPSession } from "playwright";
import { within } from "./deadline.ts";

/** A session with the first worker of the panel. Its messages go through that of the panel: Playwright has no sessions of workers. */
export class WorkerSession {
  readonly #panel: CDPSession;
  readonly #id: Promise<string>;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #lastId = 0;

  constructor(panel: CDPSession) {
    this.#panel = panel;
    this.#id = new Promise((resolve) => {
      panel.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
        if (targetInfo.type === "worker") resolve(sessionId);
      });
    });
    panel.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result } = JSON.parse(message) as { readonly id: number; readonly result: unknown };
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  begin(): Promise<unknown> {
    return this.#panel.send("Target.setAutoAttach", {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
  }

  /** Bytes in use after garbage was collected. */
  async usedSize(): Promise<number> {
    await this.#send("HeapProfiler.collectGarbage");
    const { usedSize } = (await this.#send("Runtime.getHeapUsage")) as { readonly usedSize: number };
    return usedSize;
  }

  async #send(method: string): Promise<unknown> {
    const id = ++this.#lastId;
    const answered = new Promise((resolve) => this.#answers.set(id, resolve));
    const sessionId = await within("session with the worker", this.#id);
    await this.#panel.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    return within(`answer of the worker to ${method}`, answered);
  }
}
