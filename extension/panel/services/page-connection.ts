import type { MessageAdapter } from "../../protocol/message-adapter.ts";
import { HAND_OVER_TAKEN } from "../../protocol/names.ts";
import { type RequestError, Requests } from "../../protocol/requests.ts";
import { type Session, SessionEndedError } from "../../scopes/session.ts";
import type { StartedAgent } from "./agent-injection.ts";

/** What the browser lets a panel do with the page it inspects. Each promise takes as long as the page is busy. */
export interface PageDoors {
  /** Injects a bridge of that id; resolves to the document it is in. */
  injectBridge(id: string): Promise<string>;
  /** Injects an agent into that document; resolves to the reason why it could not start, if it could not. */
  injectAgent(document: string): Promise<string | undefined>;
  /** Starts an agent in the page through a debugger session, in whatever document is there; or in that of a context. */
  startAgent(session: Session, context: number | undefined): Promise<StartedAgent>;
  /** Opens a port to the bridge of that id. */
  openPort(id: string, document: string): MessageAdapter;
}

/** The agent was injected, and could not start. The message is the page's own, as it stands. */
export class AgentStartError extends Error {
  override readonly name = "AgentStartError";
}

/** Two documents may follow one another at once; more are a page that navigates all the time. */
const MAX_NAVIGATIONS = 3;

/**
 * The way to the agent of one page. There is one injection at a time: it runs in the page as soon as that is not busy any more, whether anybody waits for it or not,
 * so whoever asks meanwhile waits for the same one. Each bridge has an id of its own, and a port is opened to one of them only.
 */
export class PageConnection {
  readonly #doors: PageDoors;
  readonly #newId: () => string;
  #agent: ConnectedAgent | undefined;
  #connecting: Promise<ConnectedAgent> | undefined;
  #navigations = 0;

  constructor(doors: PageDoors, newId: () => string = randomId) {
    this.#doors = doors;
    this.#newId = newId;
  }

  /** The connection to the page's agent, which is injected if it is missing. Rejects as the doors do, and with an AgentStartError. */
  async connect(): Promise<Requests> {
    if (this.#agent?.requests.isConnected) return this.#agent.requests;
    this.#connecting ??= this.#connectBy((document) => this.#inject(document));
    try {
      return (await this.#connecting).requests;
    } catch (error) {
      /* What was tried for closures needed a debugger; this does not. */
      if (error instanceof SessionEndedError) return this.connect();
      throw error;
    }
  }

  /** The same to an agent that was started through the session, and its handle there. `context` is that of the document, where it is not the session's own. One that was injected makes room for it, when it has answered all questions. */
  async connectThrough(session: Session, context?: number): Promise<SessionAgent> {
    while (this.#connecting !== undefined) await settled(this.#connecting);
    const { requests, started } = this.#agent ?? {};
    if (requests?.isConnected && started?.session === session) return { requests, handle: started.handle };
    if (requests?.isConnected) {
      await requests.whenIdle();
      /* Others may have waited for the same. */
      if (this.#connecting !== undefined || this.#agent?.requests !== requests)
        return this.connectThrough(session, context);
    }
    this.close();
    this.#connecting = this.#connectBy(() => this.#startThrough(session, context));
    const agent = await this.#connecting;
    return agent.started?.session === session
      ? { requests: agent.requests, handle: agent.started.handle }
      : this.connectThrough(session, context);
  }

  /** The page is another document now. A running injection goes on in the new one. */
  documentChanged(): void {
    this.#navigations++;
    this.close();
  }

  /** Ends the connection, if there is one; pending requests fail with the reason. */
  close(reason?: RequestError): void {
    this.#agent?.requests.disconnect(reason);
    this.#agent = undefined;
  }

  #connectBy(start: (document: string) => Promise<ConnectedAgent["started"]>): Promise<ConnectedAgent> {
    return this.#connectOrAgain(start).finally(() => {
      this.#connecting = undefined;
    });
  }

  async #connectOrAgain(start: (document: string) => Promise<ConnectedAgent["started"]>): Promise<ConnectedAgent> {
    for (let tries = 1; ; tries++) {
      const navigations = this.#navigations;
      try {
        const agent = await this.#connectOnce(start);
        this.#agent = agent;
        return agent;
      } catch (error) {
        if (error instanceof AgentStartError || error instanceof SessionEndedError) throw error;
        if (navigations === this.#navigations || tries === MAX_NAVIGATIONS) throw error;
      }
    }
  }

  async #connectOnce(start: (document: string) => Promise<ConnectedAgent["started"]>): Promise<ConnectedAgent> {
    const id = this.#newId();
    const document = await this.#doors.injectBridge(id);
    const started = await start(document);
    return { requests: new Requests(this.#doors.openPort(id, document)), started };
  }

  async #inject(document: string): Promise<undefined> {
    const refusal = await this.#doors.injectAgent(document);
    if (refusal !== undefined) throw new AgentStartError(refusal);
  }

  async #startThrough(session: Session, context: number | undefined): Promise<NonNullable<ConnectedAgent["started"]>> {
    const navigations = this.#navigations;
    const agent = await this.#doors.startAgent(session, context);
    if ("handle" in agent) return { session, handle: agent.handle };
    /* A session names no document: the agent may have started in the next one, where no bridge waits for it. */
    if (agent.refusal === HAND_OVER_TAKEN && navigations !== this.#navigations) throw new Error("the page navigated");
    throw new AgentStartError(agent.refusal);
  }
}

/** An agent that a debugger session started. */
export interface SessionAgent {
  readonly requests: Requests;
  /** Object id of its handle in that session. */
  readonly handle: string;
}

interface ConnectedAgent {
  readonly requests: Requests;
  /** By which session it was started; `undefined` if it was injected. */
  readonly started: { readonly session: Session; readonly handle: string } | undefined;
}

function settled(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => {},
    () => {},
  );
}

function randomId(): string {
  return crypto.randomUUID();
}
