import { type Session, SessionEndedError } from "../../extension/scopes/session.ts";

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
}

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A session whose messages travel as JSON, by whatever sends them. */
export class MessageSession implements Session {
  readonly #post: (message: string) => unknown;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<(params: unknown) => void>>();
  #lastId = 0;
  #ending: string | undefined;

  constructor(post: (message: string) => unknown) {
    this.#post = post;
  }

  async send(method: string, params: object = {}): Promise<unknown> {
    if (this.#ending !== undefined) throw new SessionEndedError(`${method}: ${this.#ending}`);
    const id = ++this.#lastId;
    const answered = new Promise((resolve, reject) => this.#pending.set(id, { method, resolve, reject }));
    try {
      await this.#post(JSON.stringify({ id, method, params }));
    } catch (error) {
      this.#pending.delete(id);
      throw error;
    }
    return answered;
  }

  on(event: string, listener: (params: unknown) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  receive(message: string): void {
    const { id, result, error, method, params } = JSON.parse(message) as Answer;
    if (method !== undefined) for (const listener of [...(this.#listeners.get(method) ?? [])]) listener(params);
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    this.#pending.delete(id);
    if (error === undefined) pending.resolve(result);
    else pending.reject(new Error(`${pending.method}: ${error.message}`));
  }

  /** What is pending fails, for its answers will never come. `reason` is the end of a sentence. */
  end(reason: string): void {
    this.#ending = reason;
    for (const { method, reject } of this.#pending.values()) reject(new SessionEndedError(`${method}: ${reason}`));
    this.#pending.clear();
    this.#listeners.clear();
  }
}
