import type { MessageAdapter } from "./message-adapter.ts";
import { type AgentMessage, type PanelMessage, PROTOCOL_VERSION } from "./messages.ts";
import { parseAgentMessage } from "./parse-agent-message.ts";

/** Why a request came to no answer. */
export type RequestFailure =
  /** The other side is gone. */
  | "disconnected"
  /** Nothing came for too long. */
  | "timeout"
  | "cancelled"
  /** What came is not a message of this protocol. */
  | "malformed"
  /** The agent says that it could not do it. */
  | "refused";

export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly failure: RequestFailure;
  /** The agent's own code, for `"refused"`. */
  readonly code: string;
  constructor(failure: RequestFailure, message: string, code = "") {
    super(message);
    this.failure = failure;
    this.code = code;
  }
}

type Body<M> = M extends PanelMessage ? Omit<M, "id" | "version"> : never;
export type RequestBody = Body<PanelMessage>;

export interface RequestOptions<Answer> {
  /** Called with each message that answers the request; a value other than undefined ends it. May throw a RequestError. `refuseQuestions` has a walk that asked go on without answers. */
  readonly receive: (message: AgentMessage, refuseQuestions: () => void) => Answer | undefined;
  /** Longest silence, in milliseconds; each message starts it anew. */
  readonly silenceMs: number;
  readonly signal?: AbortSignal;
}

/** Requests over one adapter: answers are matched by id, and every message is parsed before it is passed on. */
export class Requests {
  readonly #adapter: MessageAdapter;
  readonly #pending = new Map<number, (message: AgentMessage) => void>();
  readonly #failures = new Map<number, (error: RequestError) => void>();
  readonly #idle = new Set<() => void>();
  #nextId = 1;
  #isConnected = true;

  constructor(adapter: MessageAdapter) {
    this.#adapter = adapter;
    adapter.onMessage((value) => this.#receive(value));
    adapter.onDisconnect(() => {
      this.#isConnected = false;
      this.#failAll(new RequestError("disconnected", "the page went away"));
    });
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  send<Answer>(body: RequestBody, options: RequestOptions<Answer>): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise<Answer>((resolve, reject) => {
      const { signal } = options;
      let timer = 0;
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
        this.#pending.delete(id);
        this.#failures.delete(id);
        if (this.#pending.size > 0) return;
        for (const tell of this.#idle) tell();
        this.#idle.clear();
      };
      const fail = (error: RequestError) => {
        end();
        reject(error);
      };
      const restart = () => {
        clearTimeout(timer);
        timer = Number(
          setTimeout(() => {
            this.#post({ version: PROTOCOL_VERSION, id, type: "cancel" });
            fail(new RequestError("timeout", `no answer for ${options.silenceMs} ms`));
          }, options.silenceMs),
        );
      };
      const refuseQuestions = () => {
        this.#post({ version: PROTOCOL_VERSION, id, type: "refuse-questions" });
      };
      const cancel = () => {
        this.#post({ version: PROTOCOL_VERSION, id, type: "cancel" });
        fail(new RequestError("cancelled", "cancelled"));
      };
      if (signal?.aborted) {
        reject(new RequestError("cancelled", "cancelled"));
        return;
      }
      signal?.addEventListener("abort", cancel);
      this.#failures.set(id, fail);
      this.#pending.set(id, (message) => {
        restart();
        if (message.type === "error") {
          fail(new RequestError("refused", message.detail, message.code));
          return;
        }
        try {
          const answer = options.receive(message, refuseQuestions);
          if (answer === undefined) return;
          end();
          resolve(answer);
        } catch (error) {
          fail(error instanceof RequestError ? error : new RequestError("malformed", String(error)));
        }
      });
      restart();
      if (!this.#post({ ...body, version: PROTOCOL_VERSION, id })) {
        fail(new RequestError("disconnected", "the page went away"));
      }
    });
  }

  /** When nothing is waiting for an answer. */
  async whenIdle(): Promise<void> {
    if (this.#pending.size === 0) return;
    await new Promise<void>((resolve) => this.#idle.add(resolve));
  }

  /** Ends the connection. Pending requests fail with `reason`. */
  disconnect(reason = new RequestError("disconnected", "the connection was closed")): void {
    this.#isConnected = false;
    this.#adapter.disconnect();
    this.#failAll(reason);
  }

  /** False if the other side is gone. */
  #post(message: PanelMessage): boolean {
    if (!this.#isConnected) return false;
    try {
      this.#adapter.post(message);
      return true;
    } catch {
      this.#isConnected = false;
      return false;
    }
  }

  /** Ends the connection at the first message that is not an answer: whoever speaks there does not keep to the protocol, and no answer of theirs can be trusted. */
  #receive(value: unknown): void {
    if (!this.#isConnected) return;
    const parsed = parseAgentMessage(value);
    if (!parsed.ok) this.disconnect(new RequestError("malformed", parsed.error));
    else if (parsed.message.id >= this.#nextId) {
      this.disconnect(new RequestError("malformed", `id ${parsed.message.id}: nothing was asked under that number`));
    } else this.#pending.get(parsed.message.id)?.(parsed.message);
  }

  #failAll(error: RequestError): void {
    for (const fail of [...this.#failures.values()]) fail(error);
  }
}
