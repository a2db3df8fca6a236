import type { MessageAdapter } from "../../protocol/message-adapter.ts";
import { type RequestError, Requests } from "../../protocol/requests.ts";

/** What the browser lets a panel do with the page it inspects. Each promise takes as long as the page is busy. */
export interface PageDoors {
  /** Injects a bridge of that id; resolves to the document it is in. */
  injectBridge(id: string): Promise<string>;
  /** Injects an agent into that document; resolves to the reason why it could not start, if it could not. */
  injectAgent(document: string): Promise<string | undefined>;
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
  #requests: Requests | undefined;
  #connecting: Promise<Requests> | undefined;
  #navigations = 0;

  constructor(doors: PageDoors, newId: () => string = randomId) {
    this.#doors = doors;
    this.#newId = newId;
  }

  /** The connection to the page's agent, which is injected if it is missing. Rejects as the doors do, and with an AgentStartError. */
  connect(): Promise<Requests> {
    if (this.#requests?.isConnected) return Promise.resolve(this.#requests);
    this.#connecting ??= this.#inject().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  /** The page is another document now. A running injection goes on in the new one. */
  documentChanged(): void {
    this.#navigations++;
    this.close();
  }

  /** Ends the connection, if there is one; pending requests fail with the reason. */
  close(reason?: RequestError): void {
    this.#requests?.disconnect(reason);
    this.#requests = undefined;
  }

  async #inject(): Promise<Requests> {
    for (let tries = 1; ; tries++) {
      const navigations = this.#navigations;
      try {
        const requests = await this.#injectOnce();
        this.#requests = requests;
        return requests;
      } catch (error) {
        if (error instanceof AgentStartError) throw error;
        if (navigations === this.#navigations || tries === MAX_NAVIGATIONS) throw error;
      }
    }
  }

  async #injectOnce(): Promise<Requests> {
    const id = this.#newId();
    const document = await this.#doors.injectBridge(id);
    const refusal = await this.#doors.injectAgent(document);
    if (refusal !== undefined) throw new AgentStartError(refusal);
    return new Requests(this.#doors.openPort(id, document));
  }
}

function randomId(): string {
  return crypto.randomUUID();
}
