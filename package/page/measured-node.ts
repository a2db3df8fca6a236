import type { NodeWalkRequest } from "../../extension/protocol/messages.ts";
import { walkByAgent } from "../../extension/scopes/agent-walk.ts";
import { NO_LIMITS, USUAL_LIMITS } from "../../extension/scopes/ask-closures.ts";
import { CompiledExpressions } from "../../extension/scopes/compiled-expressions.ts";
import { type Analyse, PageScripts, type ScriptChoice } from "../../extension/scopes/page-scripts.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { agentSourceOf, startAgent } from "./agent-files.ts";
import { evaluateIn } from "./evaluate-in.ts";
import { impatient } from "./impatient-session.ts";
import { type PageSnapshot, type PageSnapshotOptions, requireRoots } from "./measured-page.ts";
import { sourcesOfNode } from "./node-sources.ts";
import { pristineNamesOf } from "./pristine-names.ts";
import { analyseHere } from "./read-sources.ts";

/** Some of Node's own are scripts' functions; a process has the same ones here. */
const NAMES_HERE: readonly string[] = Object.getOwnPropertyNames(globalThis);

/** What is measured where it is not all of the process. */
export interface NodePart {
  /** The scripts whose functions are asked; all but Node's own where it is left out. */
  readonly asks: ScriptChoice;
  /** What their sources say. */
  readonly analyse: Analyse;
  /** Whether a name on the global object is one of those that measure. */
  readonly isForeign: (name: string) => boolean;
  /** The address of the folder that the names of scripts begin in, with a slash at the end. */
  readonly url: string;
}

/** A process of Node that is measured over its inspector: what it registered, its globals and the closures of its functions. */
export class MeasuredNode {
  readonly #session: Session;
  readonly #part: NodePart | undefined;
  readonly #scripts: PageScripts;
  readonly #expressions: CompiledExpressions;
  #agent: Promise<string> | undefined;
  #sourcesOfNode: Promise<readonly string[]> | undefined;

  constructor(session: Session, part?: NodePart) {
    this.#part = part;
    this.#scripts = new PageScripts(part?.analyse ?? analyseHere);
    this.#session = impatient(session, "The process");
    this.#expressions = new CompiledExpressions(evaluateIn(this.#session));
  }

  async takeSnapshot(options: PageSnapshotOptions = {}): Promise<PageSnapshot> {
    const { roots = "offered", closures = "usual", onProgress = () => {} } = options;
    const { signal = new AbortController().signal } = options;
    const session = this.#session;
    this.#agent ??= startAgent(session, "node-agent");
    const agent = await this.#agent;
    const pristineNames = [...NAMES_HERE, ...(await pristineNamesOf(session, this.#part?.isForeign))];
    const isFound = typeof roots === "string";
    const named = isFound ? [] : roots.expressions;
    await requireRoots(session, named);
    const expressions = await this.#expressions.rootsOf(named);
    const part = this.#part;
    const url = part?.url ?? (await titleOf(session));
    const asks = closures === "all" || (closures === "usual" && isFound);
    if (asks && part === undefined) this.#sourcesOfNode ??= sourcesOfNode(session);
    const walk = await walkByAgent({
      session,
      lasting: session,
      agent,
      closures: asks
        ? {
            scripts: this.#scripts,
            ...(part && { asks: part.asks }),
            ownSources: [
              agentSourceOf("node-agent"),
              ...this.#expressions.sources,
              ...((await this.#sourcesOfNode) ?? []),
            ],
            pageUrl: url,
            limits: closures === "all" ? NO_LIMITS : USUAL_LIMITS,
          }
        : null,
      requestFor: ({ usedHeapSize }): NodeWalkRequest => ({
        usedHeapSize,
        origins: [
          ...(isFound ? (["registered", "derived"] as const) : []),
          ...(isFound || roots.globals ? (["global"] as const) : []),
        ],
        expressions,
        pristineNames,
      }),
      onProgress,
      signal,
    });
    return { parts: [{ worker: "", bytes: walk.bytes }], warnings: walk.warnings, url };
  }
}

/** The address of the script that the process runs, as a page would have one. */
async function titleOf(session: Session): Promise<string> {
  const { value } = await evaluateIn(session)('"file://" + (process.argv[1] ?? process.execPath)');
  return String(value);
}
