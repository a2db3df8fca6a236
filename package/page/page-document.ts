import type { RootDescription } from "../../extension/protocol/messages.ts";
import { parseAgentMessage } from "../../extension/protocol/parse-agent-message.ts";
import { CompiledExpressions } from "../../extension/scopes/compiled-expressions.ts";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";
import type { FrameIdentity } from "../../extension/scopes/target-names.ts";
import { startAgent } from "./agent-files.ts";
import { evaluateIn } from "./evaluate-in.ts";

const WORLD = "allocative";
/** By it a document says what it is, where no script of the page can reach. */
const QUESTION =
  "({ names: Object.getOwnPropertyNames(globalThis), title: document.title, name: window.name, path: location.pathname })";

interface PristineAnswer extends FrameIdentity {
  readonly names: readonly string[];
}

/** One document, with the agent that was started in it. */
export class PageDocument {
  readonly session: Session;
  /** Object id of the agent's handle. */
  readonly agent: string;
  /** Names on the global object of a document that no page has touched. */
  readonly pristineNames: readonly string[];
  readonly identity: FrameIdentity;
  readonly expressions: CompiledExpressions;
  readonly #where: { readonly contextId?: number };
  #hasListeners = false;

  private constructor(
    session: Session,
    agent: string,
    { names, ...identity }: PristineAnswer,
    context: number | undefined,
  ) {
    this.session = session;
    this.agent = agent;
    this.pristineNames = names;
    this.identity = identity;
    this.expressions = new CompiledExpressions(evaluateIn(session, context));
    this.#where = context === undefined ? {} : { contextId: context };
  }

  /** Starts the agent in the session's own document, or in that of the frame whose scripts run in `context`. */
  static async open(session: Session, frameId: string, context?: number): Promise<PageDocument> {
    const agent = await startAgent(session, "page-agent", context);
    return new PageDocument(session, agent, await identityOf(session, frameId), context);
  }

  /** Its window is that of the page, also where it is a frame. */
  async beginHere(): Promise<void> {
    await new RemotePage(this.session).call(this.agent, "beginAtOwnWindow");
  }

  /** Has the debugger lend the agent the `getEventListeners` of its command-line API, once. Where the page must not be evaluated in, the agent says so in the snapshot. */
  async lendListeners(): Promise<void> {
    if (this.#hasListeners) return;
    const handle = randomHandle();
    const remote = new RemotePage(this.session);
    if (!(await remote.call<boolean>(this.agent, "borrowListeners", [{ value: handle }]))) return;
    /* Of the global object itself: a variable of the page cannot stand in its place. */
    const expression = `void this.${handle}()`;
    const options = { includeCommandLineAPI: true, silent: true, ...this.#where };
    await this.session.send("Runtime.evaluate", { expression, ...options });
    this.#hasListeners = true;
  }

  /** The roots that the page has now, expressions not among them. */
  async listRoots(): Promise<readonly RootDescription[]> {
    const request = { expressions: [], pristineNames: this.pristineNames };
    const answer = await new RemotePage(this.session).call(this.agent, "listRoots", [{ value: request }]);
    const parsed = parseAgentMessage(answer);
    if (!parsed.ok || parsed.message.type !== "roots") throw new Error("the agent gave no list of roots");
    return parsed.message.roots;
  }
}

/** The isolated world of a document has a global object that no script of the page has touched. */
async function identityOf(session: Session, frameId: string): Promise<PristineAnswer> {
  const { executionContextId: contextId } = (await session.send("Page.createIsolatedWorld", {
    frameId,
    worldName: WORLD,
  })) as { readonly executionContextId: number };
  const answer = await session.send("Runtime.evaluate", { expression: QUESTION, contextId, returnByValue: true });
  return (answer as { readonly result: { readonly value: PristineAnswer } }).result.value;
}
