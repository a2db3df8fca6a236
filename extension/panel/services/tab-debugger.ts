import { type Session, SessionEndedError } from "../../scopes/session.ts";
import type { BrowserTarget, DebuggerDoors } from "./debugger-doors.ts";

/** As the browser says that the user closed its bar. */
const CLOSED_BY_USER = "canceled_by_user";
const ATTACHED_ALREADY = /another debugger is already attached/i;
const NOT_ATTACHED = /debugger is not attached|detached while handling/i;

/** The browser's debugger on one tab: attached when it is first needed, and from then on until the panel closes or the browser ends it. */
export class TabDebugger {
  readonly #doors: DebuggerDoors;
  /** Those of the current attachment, by id; the page's own is that of `undefined`. */
  readonly #sessions = new Map<string | undefined, TargetSession>();
  /** The session that the target of each other is below. */
  readonly #parents = new Map<string, string | undefined>();
  readonly #closedByUser = new Set<() => void>();
  #attaching: Promise<Session> | undefined;

  constructor(doors: DebuggerDoors) {
    this.#doors = doors;
    doors.onEvent((id, event, params) => {
      if (event === "Target.attachedToTarget") this.#parents.set(idIn(params), id);
      this.#sessions.get(id)?.receive(event, params);
      if (event === "Target.detachedFromTarget") this.#endChild(idIn(params));
    });
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
  child(id: string): ChildSession {
    return this.#sessions.get(id) ?? this.#open(id);
  }

  /** The session with the page, if it is attached. */
  get attached(): Session | undefined {
    return this.#sessions.get(undefined);
  }

  /** Documents and workers of all tabs of the browser. */
  listTargets(): Promise<readonly BrowserTarget[]> {
    return this.#doors.listTargets();
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

  /** A target below the page is gone, with all that are below it. What they were asked gets no answer. */
  #endChild(gone: string): void {
    const all = [gone];
    for (const id of all) {
      for (const [child, parent] of this.#parents) if (parent === id) all.push(child);
      this.#parents.delete(id);
      this.#sessions.get(id)?.end("the target is gone");
      this.#sessions.delete(id);
    }
  }

  #end(): void {
    this.#parents.clear();
    const ended = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of ended) session.end("the debugger was detached");
  }
}

/** The session with a target below the page. */
export interface ChildSession extends Session {
  /** Whether the target is gone, or the debugger detached. */
  readonly isOver: boolean;
}

function idIn(params: unknown): string {
  return (params as { readonly sessionId: string }).sessionId;
}

type Send = (method: string, params: object) => Promise<unknown>;

class TargetSession implements ChildSession {
  readonly #send: Send;
  readonly #listeners = new Map<string, Set<(params: unknown) => void>>();
  readonly #pending = new Set<(error: SessionEndedError) => void>();
  isOver = false;
  /** Whether it gets the events of the page's debugger. */
  isDebugging = false;
  /** Whether the page was stopped when that was heard of last. */
  wasPaused = false;

  constructor(send: Send) {
    this.#send = send;
  }

  send(method: string, params: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.isOver) {
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
  end(reason: string): void {
    this.isOver = true;
    this.#listeners.clear();
    for (const reject of [...this.#pending]) reject(new SessionEndedError(reason));
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
