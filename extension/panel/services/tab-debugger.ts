import { type Session, SessionEndedError } from "../../scopes/session.ts";
import type { DebuggerDoors } from "./debugger-doors.ts";

/** As the browser says that the user closed its bar. */
const CLOSED_BY_USER = "canceled_by_user";
const ATTACHED_ALREADY = /another debugger is already attached/i;
const NOT_ATTACHED = /debugger is not attached|detached while handling/i;

/** The browser's debugger on one tab: attached when it is first needed, and from then on until the panel closes or the browser ends it. */
export class TabDebugger {
  readonly #doors: DebuggerDoors;
  /** Those of the current attachment, by id; the page's own is that of `undefined`. */
  readonly #sessions = new Map<string | undefined, TargetSession>();
  readonly #closedByUser = new Set<() => void>();
  #attaching: Promise<Session> | undefined;

  constructor(doors: DebuggerDoors) {
    this.#doors = doors;
    doors.onEvent((id, event, params) => this.#sessions.get(id)?.receive(event, params));
    doors.onDetach((reason) => {
      this.#end();
      if (reason === CLOSED_BY_USER) for (const listener of [...this.#closedByUser]) listener();
    });
  }

  /** The session with the page. Rejects with the browser's words where it refuses. */
  attach(): Promise<Session> {
    const session = this.#sessions.get(undefined);
    if (session !== undefined) return Promise.resolve(session);
    this.#attaching ??= this.#attach().finally(() => {
      this.#attaching = undefined;
    });
    return this.#attaching;
  }

  /** The flat session of a target below the page, by the id in its event `Target.attachedToTarget`. */
  child(id: string): Session {
    return this.#sessions.get(id) ?? this.#open(id);
  }

  /** Whether the page stands at a breakpoint. Not answered by a page that is busy; false while nothing is attached. */
  async isPageStopped(): Promise<boolean> {
    const session = this.#sessions.get(undefined);
    if (session === undefined) return false;
    if (!session.isDebugging) {
      await session.send("Debugger.enable");
      await session.send("Debugger.disable");
    }
    return session.wasPaused;
  }

  /** Called when the user closed the browser's bar, which ends the attachment. Returns unsubscribe. */
  onClosedByUser(listener: () => void): () => void {
    this.#closedByUser.add(listener);
    return () => this.#closedByUser.delete(listener);
  }

  /** Detaches, for the panel closes; so nothing waits for an answer. Should it stay open, it attaches again. */
  letGo(): void {
    if (this.#sessions.size === 0 && this.#attaching === undefined) return;
    this.#end();
    /* The tab may be closed, too. */
    this.#doors.detach().catch(() => {});
  }

  async #attach(): Promise<Session> {
    try {
      await this.#doors.attach();
    } catch (error) {
      if (!ATTACHED_ALREADY.test(wordsOf(error)) || !(await this.#detachFormer())) throw error;
      await this.#doors.attach();
    }
    return this.#open(undefined);
  }

  /** An earlier panel of this tab may have ended without letting go. The browser detaches no debugger but ours. */
  async #detachFormer(): Promise<boolean> {
    try {
      await this.#doors.detach();
      return true;
    } catch {
      return false;
    }
  }

  #open(id: string | undefined): TargetSession {
    const session = new TargetSession(async (method, params) => {
      try {
        return await this.#doors.send(id, method, params);
      } catch (error) {
        /* Someone detached without an event, as another page of the extension can. */
        if (NOT_ATTACHED.test(wordsOf(error)) && this.#sessions.get(id) === session) this.#end();
        throw error;
      }
    });
    this.#sessions.set(id, session);
    return session;
  }

  #end(): void {
    const ended = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of ended) session.end();
  }
}

type Send = (method: string, params: object) => Promise<unknown>;

class TargetSession implements Session {
  readonly #send: Send;
  readonly #listeners = new Map<string, Set<(params: unknown) => void>>();
  readonly #pending = new Set<(error: SessionEndedError) => void>();
  #isOver = false;
  /** Whether it gets the events of the page's debugger. */
  isDebugging = false;
  /** Whether the page was stopped when that was heard of last. */
  wasPaused = false;

  constructor(send: Send) {
    this.#send = send;
  }

  send(method: string, params: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) {
        reject(new SessionEndedError(`${method}: the debugger is not attached any more`));
        return;
      }
      this.#note(method);
      this.#pending.add(reject);
      this.#send(method, params)
        .then(resolve, (error: unknown) => reject(new Error(`${method}: ${protocolWordsOf(error)}`)))
        .finally(() => this.#pending.delete(reject));
    });
  }

  on(event: string, listener: (params: unknown) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  receive(event: string, params: unknown): void {
    if (event === "Debugger.paused") this.wasPaused = true;
    else if (event === "Debugger.resumed") this.wasPaused = false;
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(params);
  }

  #note(method: string): void {
    if (method === "Debugger.disable") this.isDebugging = false;
    if (method !== "Debugger.enable" || this.isDebugging) return;
    /* The page that stands at a breakpoint says so at once. */
    this.isDebugging = true;
    this.wasPaused = false;
  }

  /** What is pending fails, for its answers may never come. */
  end(): void {
    this.#isOver = true;
    this.#listeners.clear();
    for (const reject of [...this.#pending]) reject(new SessionEndedError("the debugger was detached"));
    this.#pending.clear();
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The browser passes the protocol's own error on as JSON. */
function protocolWordsOf(error: unknown): string {
  const words = wordsOf(error);
  try {
    const { message } = JSON.parse(words) as { readonly message?: unknown };
    return typeof message === "string" ? message : words;
  } catch {
    return words;
  }
}
