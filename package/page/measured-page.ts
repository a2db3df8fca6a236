import type { Warning } from "../../core/graph/graph.ts";
import { quotedWords } from "../../core/graph/page-words.ts";
import { heapTotalsWarnings } from "../../extension/panel/services/heap-totals-warnings.ts";
import type { SnapshotPart } from "../../extension/panel/worker/frame-api.ts";
import type { ClientWalkRequest, RootDescription, RootOrigin } from "../../extension/protocol/messages.ts";
import { parseAgentMessage } from "../../extension/protocol/parse-agent-message.ts";
import { type WalkProgress, walkByAgent } from "../../extension/scopes/agent-walk.ts";
import { type ClosureLimits, NO_LIMITS, USUAL_LIMITS } from "../../extension/scopes/ask-closures.ts";
import { CompiledExpressions, type NamedExpression } from "../../extension/scopes/compiled-expressions.ts";
import { PageScripts } from "../../extension/scopes/page-scripts.ts";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { agentSourceOf, startAgent } from "./agent-files.ts";
import { evaluateIn } from "./evaluate-in.ts";
import { analyseHere } from "./read-sources.ts";

/** `"offered"`: the roots that the panel chooses by default; otherwise only those named here. */
export type RootChoice = "offered" | { readonly expressions: readonly NamedExpression[]; readonly globals: boolean };

export interface PageSnapshotOptions {
  readonly roots?: RootChoice;
  /** Whether functions are asked for their closures: where the roots were chosen by default, as many as usual or none; `"all"` in any case. */
  readonly closures?: "usual" | "all" | "none";
  readonly onProgress?: (progress: WalkProgress) => void;
  readonly signal?: AbortSignal;
}

/** A snapshot as the panel has it: the graph of a page with what is put beside it. */
export interface PageSnapshot {
  /** To be put together by `graphBytesOf`. */
  readonly parts: readonly SnapshotPart[];
  readonly warnings: readonly Warning[];
  readonly url: string;
  readonly objectCount: number;
  /** Milliseconds the page was held up by the walk. */
  readonly walkMs: number;
}

/** A document, by the browser's ids. */
interface PageFrame {
  readonly id: string;
  readonly loaderId: string;
  readonly url: string;
  readonly name?: string;
  readonly securityOrigin: string;
}

interface FrameTree {
  readonly frame: PageFrame;
  readonly childFrames?: readonly FrameTree[];
}

/** What a document has of us. */
interface StartedAgent {
  readonly loaderId: string;
  readonly handle: string;
  readonly pristineNames: readonly string[];
  readonly compiled: CompiledExpressions;
  hasListeners: boolean;
}

const FOUND: readonly RootOrigin[] = [
  "registered",
  "framework",
  "global",
  "closures",
  "elements",
  "listeners",
  "frame",
  "worker",
];
const WORLD = "allocative";
const MAX_NAME_LENGTH = 60;

/** A page that is measured over a debugger session, without the extension: by an agent as the panel's. What was read of its scripts is kept from one snapshot to the next. */
export class MeasuredPage {
  readonly #session: Session;
  readonly #scripts = new PageScripts(analyseHere);
  #agent: StartedAgent | undefined;
  #chromiumVersion: number | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Rejects as the session does, and with an `AgentStartError` where the page lets no agent start. */
  async takeSnapshot(options: PageSnapshotOptions = {}): Promise<PageSnapshot> {
    const {
      roots = "offered",
      closures = "usual",
      onProgress = () => {},
      signal = new AbortController().signal,
    } = options;
    const tree = await this.#frameTree();
    const { url } = tree.frame;
    const agent = await this.#agentIn(tree.frame);
    const expressions = await agent.compiled.rootsOf(roots === "offered" ? [] : roots.expressions);
    const origins =
      roots === "offered"
        ? await this.#originsOffered(agent, closures)
        : [...(roots.globals ? (["global"] as const) : []), ...(closures === "all" ? (["closures"] as const) : [])];
    if (origins.includes("listeners") && !agent.hasListeners)
      agent.hasListeners = await this.#lendListeners(agent.handle);
    const chromiumVersion = await this.#versionOfChromium();
    const walk = await walkByAgent({
      session: this.#session,
      lasting: this.#session,
      agent: agent.handle,
      closures: origins.includes("closures")
        ? {
            scripts: this.#scripts,
            ownSources: [agentSourceOf("page-agent"), ...agent.compiled.sources],
            pageUrl: url,
            limits: limitsOf(closures),
            frames: { wants: () => origins.includes("frame"), handle: randomHandle() },
          }
        : null,
      requestFor: (heap): ClientWalkRequest => ({
        ...heap,
        chromiumVersion,
        origins,
        exceptions: [],
        frame: "",
        expressions,
        pristineNames: agent.pristineNames,
      }),
      onProgress,
      signal,
    });
    return {
      parts: [{ worker: "", bytes: walk.bytes }],
      warnings: [
        ...walk.warnings,
        ...heapTotalsWarnings(walk.asked?.heapTotals),
        ...(origins.includes("frame") ? foreignFrameWarnings(tree) : []),
      ],
      url,
      objectCount: walk.figures.objectCount,
      walkMs: walk.figures.walkMs + walk.figures.encodeMs,
    };
  }

  async #frameTree(): Promise<FrameTree> {
    return ((await this.#session.send("Page.getFrameTree")) as { readonly frameTree: FrameTree }).frameTree;
  }

  /** The agent in the page's document, which is started if it is missing. */
  async #agentIn({ id, loaderId }: PageFrame): Promise<StartedAgent> {
    if (this.#agent?.loaderId === loaderId) return this.#agent;
    const handle = await startAgent(this.#session, "page-agent");
    const pristineNames = await this.#pristineNames(id);
    const compiled = new CompiledExpressions(evaluateIn(this.#session));
    this.#agent = { loaderId, handle, pristineNames, compiled, hasListeners: false };
    return this.#agent;
  }

  /** The isolated world of a document has a global object that no script of the page has touched. */
  async #pristineNames(frameId: string): Promise<readonly string[]> {
    const { executionContextId: contextId } = (await this.#session.send("Page.createIsolatedWorld", {
      frameId,
      worldName: WORLD,
    })) as { readonly executionContextId: number };
    const expression = "Object.getOwnPropertyNames(globalThis)";
    const { result } = (await this.#session.send("Runtime.evaluate", {
      expression,
      contextId,
      returnByValue: true,
    })) as {
      readonly result: { readonly value: readonly string[] };
    };
    return result.value;
  }

  /** As the panel: what was found besides where the page registered no root that is still there. */
  async #originsOffered(
    agent: StartedAgent,
    closures: PageSnapshotOptions["closures"],
  ): Promise<readonly RootOrigin[]> {
    const roots = await this.#listRoots(agent);
    const hasLiveRoot = roots.some(({ origin, isCollected }) => origin === "registered" && !isCollected);
    const origins: readonly RootOrigin[] = hasLiveRoot
      ? ["registered", ...(closures === "all" ? (["closures"] as const) : [])]
      : FOUND;
    return closures === "none" ? origins.filter((origin) => origin !== "closures" && origin !== "worker") : origins;
  }

  async #listRoots({ handle, pristineNames }: StartedAgent): Promise<readonly RootDescription[]> {
    const remote = new RemotePage(this.#session);
    const parsed = parseAgentMessage(
      await remote.call(handle, "listRoots", [{ value: { expressions: [], pristineNames } }]),
    );
    if (!parsed.ok || parsed.message.type !== "roots") throw new Error("the agent gave no list of roots");
    return parsed.message.roots;
  }

  /** Has the debugger lend the agent the `getEventListeners` of its command-line API. */
  async #lendListeners(agent: string): Promise<boolean> {
    const handle = randomHandle();
    if (!(await new RemotePage(this.#session).call<boolean>(agent, "borrowListeners", [{ value: handle }])))
      return false;
    /* Of the global object itself: a variable of the page cannot stand in its place. */
    const expression = `void this.${handle}()`;
    await this.#session.send("Runtime.evaluate", { expression, includeCommandLineAPI: true, silent: true });
    return true;
  }

  async #versionOfChromium(): Promise<number> {
    this.#chromiumVersion ??= await versionOf(this.#session);
    return this.#chromiumVersion;
  }
}

/** A snapshot of the page that the session is with. */
export function snapshotOfPage(session: Session, options: PageSnapshotOptions = {}): Promise<PageSnapshot> {
  return new MeasuredPage(session).takeSnapshot(options);
}

function limitsOf(closures: PageSnapshotOptions["closures"]): ClosureLimits {
  return closures === "all" ? NO_LIMITS : USUAL_LIMITS;
}

/** Major version; 0 if the browser does not say. */
async function versionOf(session: Session): Promise<number> {
  try {
    const { product } = (await session.send("Browser.getVersion")) as { readonly product: string };
    return Number(/\/(\d+)\./.exec(product)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A warning for each frame that the page itself cannot read. */
function foreignFrameWarnings({ frame: page, childFrames = [] }: FrameTree): readonly Warning[] {
  const warnings: Warning[] = [];
  const trees = [...childFrames];
  for (const { frame, childFrames: inner = [] } of trees) {
    trees.push(...inner);
    if (frame.securityOrigin === page.securityOrigin) continue;
    const name = `frame ${quotedWords(frame.name || frame.url, MAX_NAME_LENGTH)}`;
    const detail = `The ${name} is of another site, and its objects are not in this snapshot: Allocative was not asked to look into it.`;
    warnings.push({ code: "frame-not-measured", path: name, detail });
  }
  return warnings;
}
