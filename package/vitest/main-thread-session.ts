import { Worker } from "node:worker_threads";
import type { Session } from "../../extension/scopes/session.ts";
import { MessageSession } from "../page/message-session.ts";

/** An inspector that is asked in the thread that it inspects gives no answer to `Runtime.getProperties`: it needs a thread of its own. */
const RELAY = `
const { Session } = require("node:inspector");
const { parentPort } = require("node:worker_threads");
const session = new Session();
session.connectToMainThread();
session.on("inspectorNotification", (message) => parentPort.postMessage(JSON.stringify(message)));
parentPort.on("message", (text) => {
  const { id, method, params } = JSON.parse(text);
  session.post(method, params, (error, result) => parentPort.postMessage(JSON.stringify(error ? { id, error: { message: error.message } } : { id, result })));
});
`;

/** A debugger session with the main thread of this process. */
export class MainThreadSession implements Session {
  readonly #worker = new Worker(RELAY, { eval: true });
  readonly #messages = new MessageSession((message) => this.#worker.postMessage(message));

  constructor() {
    this.#worker.on("message", (message: string) => this.#messages.receive(message));
    this.#worker.on("error", (error) => this.#messages.end(error.message));
  }

  send(method: string, params?: object): Promise<unknown> {
    return this.#messages.send(method, params);
  }

  on(event: string, listener: (params: unknown) => void): () => void {
    return this.#messages.on(event, listener);
  }

  async close(): Promise<void> {
    this.#messages.end("it is closed");
    await this.#worker.terminate();
  }
}
