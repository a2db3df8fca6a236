import type { Warning } from "../../core/graph/graph.ts";
import type { ObjectPaths } from "../../core/graph/object-paths.ts";
import { pageWords } from "../../core/graph/page-words.ts";
import { heapTotalsWarnings } from "../../extension/panel/services/heap-totals-warnings.ts";
import { unmeasuredWorkers } from "../../extension/panel/services/unmeasured-workers.ts";
import type { SnapshotPart } from "../../extension/panel/worker/frame-api.ts";
import type {
  AgentMessage,
  ClientWalkRequest,
  ExpressionRoot,
  RootEntry,
  RootOrigin,
  WorkerWalkRequest,
} from "../../extension/protocol/messages.ts";
import { parseAgentMessage } from "../../extension/protocol/parse-agent-message.ts";
import {
  type AgentWalk,
  type AgentWalkOptions,
  type WalkProgress,
  walkByAgent,
} from "../../extension/scopes/agent-walk.ts";
import { type ClosureLimits, NO_LIMITS, USUAL_LIMITS } from "../../extension/scopes/ask-closures.ts";
import { type NamedExpression, objectionToExpression } from "../../extension/scopes/compiled-expressions.ts";
import { PageScripts, type ScriptChoice } from "../../extension/scopes/page-scripts.ts";
import { randomHandle } from "../../extension/scopes/random-handle.ts";
import { RemotePage } from "../../extension/scopes/remote-page.ts";
import type { Session } from "../../extension/scopes/session.ts";
import { frameNameOf, workerNameOf } from "../../extension/scopes/target-names.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { agentSourceOf, startAgent } from "./agent-files.ts";
import { type ChildTarget, ChildTargets } from "./child-targets.ts";
import { evaluateIn } from "./evaluate-in.ts";
import { impatient } from "./impatient-session.ts";
import { PageDocument } from "./page-document.ts";
import { type ForeignFrame, foreignFramesOf, framesOf, type PageFrame } from "./page-frames.ts";
import { pristineNamesOf } from "./pristine-names.ts";
import { analyseHere } from "./read-sources.ts";
import { withinSilence } from "./within-silence.ts";

/** `"offered"`: the roots that the panel chooses by default; `"all"`: what was found, too, also where roots are registered; otherwise only those named here. */
export type RootChoice =
  | "offered"
  | "all"
  | { readonly expressions: readonly NamedExpression[]; readonly globals: boolean };

/** A root that was named cannot be measured. */
export class RootError extends ExpectedError {
  override readonly name = "RootError";
}

/** Which functions are asked for their closures. `"usual"`: as many as the panel asks by default, where it does. */
export type ClosureChoice = "usual" | "all" | "none";

export interface PageSnapshotOptions {
  readonly roots?: RootChoice;
  readonly closures?: ClosureChoice;
  /** Whether `readObjects` finds the page's objects again, until the next snapshot. */
  readonly findsAgain?: boolean;
  readonly onProgress?: (progress: WalkProgress) => void;
  readonly signal?: AbortSignal;
}

/** A snapshot as the panel has it: the graph of a page, and of what is put beside it. */
export interface PageSnapshot {
  /** To be put together by `graphBytesOf`. */
  readonly parts: readonly SnapshotPart[];
  readonly warnings: readonly Warning[];
  readonly url: string;
}

export interface MeasuredPageSnapshot extends PageSnapshot {
  /** The page's own nodes are the first ones; others are of frames and workers. */
  readonly pageNodeCount: number;
}

/** What all walks of one snapshot share. */
interface SnapshotWork {
  readonly page: PageFrame;
  readonly origins: readonly RootOrigin[];
  readonly closures: ClosureChoice;
  readonly chromiumVersion: number;
  readonly findsAgain: boolean;
  readonly onProgress: (progress: WalkProgress) => void;
  readonly signal: AbortSignal;
}

/** What came of a page, frame or worker; without a part of one that could not be measured. */
interface Walked {
  readonly part?: SnapshotPart;
  readonly warnings: readonly Warning[];
}

/** What is measured where it is not all of the session's page. */
export interface PagePart {
  /** The document that is measured in place of the session's own, and where its scripts run. */
  readonly document?: { readonly frameId: string; readonly context: number };
  /** The scripts whose functions are asked; all where it is left out. */
  readonly asks?: ScriptChoice;
  /** Whether a name on the global object is one of those that measure. */
  readonly isForeign?: (name: string) => boolean;
}

const FOUND: readonly RootOrigin[] = ["framework", "global", "closures", "elements", "listeners", "frame", "worker"];

/** A page that is measured over a debugger session, without the extension: by agents like the panel's. What was read of its scripts is kept from one snapshot to the next. */
export class MeasuredPage {
  readonly #session: Session;
  readonly #part: PagePart;
  readonly #scripts = new PageScripts(analyseHere);
  readonly #targets: ChildTargets;
  /** By frame and document. */
  readonly #documents = new Map<string, Promise<PageDocument>>();
  readonly #workerAgents = new WeakMap<
    Session,
    { readonly agent: string; readonly pristineNames: readonly string[] }
  >();
  #chromiumVersion: number | undefined;

  constructor(session: Session, part: PagePart = {}) {
    this.#part = part;
    this.#session = impatient(session, "The page");
    this.#targets = new ChildTargets(this.#session);
  }

  /** Rejects as the session does, with a `SilenceError` where the page stands still, with an `AgentStartError` where the page lets no agent start, and with a `RootError` where a root cannot be measured. */
  async takeSnapshot(options: PageSnapshotOptions = {}): Promise<MeasuredPageSnapshot> {
    const { roots = "offered", closures = "usual", findsAgain = false, onProgress = () => {} } = options;
    const { signal = new AbortController().signal } = options;
    const { document: part } = this.#part;
    const page = (await framesOf(this.#session)).find(({ id }) => part === undefined || id === part.frameId);
    if (page === undefined) throw new Error("the page has no document");
    const document = await this.#documentOf(this.#session, page, part?.context);
    if (part !== undefined) await document.beginHere();
    const named = typeof roots === "string" ? [] : roots.expressions;
    await requireRoots(this.#session, named, part?.context);
    const origins =
      typeof roots === "string" ? await originsFound(document, roots, closures) : originsOf(roots, closures);
    const expressions = await document.expressions.rootsOf(named);
    this.#chromiumVersion ??= await versionOf(this.#session);
    const work = { page, origins, closures, chromiumVersion: this.#chromiumVersion, findsAgain, onProgress, signal };
    const targets = await this.#targets.list();
    const frames = origins.includes("frame") ? await this.#foreignFrames(page, targets) : [];
    const { nodeCount, ...ofPage } = await this.#walkPage(document, expressions, frames.length, work);
    /* After the page: in a process that both share, one walk would hold the other up. */
    const ofFrames = await this.#walkFrames(frames, work);
    const ofWorkers = origins.includes("worker") ? await this.#walkWorkers(targets, work) : [];
    const all: readonly Walked[] = [ofPage, ...ofFrames, ...ofWorkers];
    return {
      parts: all.flatMap(({ part }) => part ?? []),
      warnings: all.flatMap(({ warnings }) => warnings),
      url: page.url,
      pageNodeCount: nodeCount,
    };
  }

  /** What stands in the page at paths of the last snapshot, which was to find its objects again. Rejects where the document is another one by now. */
  async readObjects(paths: ObjectPaths): Promise<Extract<AgentMessage, { type: "objects" }>> {
    const [page] = await framesOf(this.#session);
    if (page === undefined) throw new Error("the page has no document");
    const { agent } = await this.#documentOf(this.#session, page);
    const answer = await new RemotePage(this.#session).call(agent, "readObjects", [{ value: asPlainData(paths) }]);
    const parsed = parseAgentMessage(answer);
    if (!parsed.ok || parsed.message.type !== "objects") throw new Error("the agent gave no objects");
    return parsed.message;
  }

  /** The agent in a document, which is started if it is missing. */
  #documentOf(session: Session, { id, loaderId }: PageFrame, context?: number): Promise<PageDocument> {
    const key = `${id} ${loaderId}`;
    let document = this.#documents.get(key);
    if (document === undefined) {
      document = PageDocument.open(session, id, context);
      /* The document before it in the frame is gone. */
      for (const other of this.#documents.keys()) if (other.startsWith(`${id} `)) this.#documents.delete(other);
      this.#documents.set(key, document);
      document.catch(() => this.#documents.delete(key));
    }
    return document;
  }

  async #walkPage(
    document: PageDocument,
    expressions: readonly ExpressionRoot[],
    frameCount: number,
    work: SnapshotWork,
  ): Promise<Walked & { readonly nodeCount: number }> {
    const { origins, chromiumVersion, findsAgain } = work;
    if (origins.includes("listeners")) await document.lendListeners();
    const { document: part, isForeign } = this.#part;
    const pristineNames = [...document.pristineNames, ...(await foreignNamesOf(document, isForeign))];
    const walk = await this.#walk(document.session, document.agent, work, {
      ownSources: [agentSourceOf("page-agent"), ...document.expressions.sources],
      ...(part && { context: part.context }),
      frames: { wants: () => origins.includes("frame"), handle: randomHandle() },
      requestFor: ({ usedHeapSize, processCounts }): ClientWalkRequest => ({
        /* Frames know the browser's figure alone; figures of one kind show which of them share a heap. */
        usedHeapSize: frameCount === 0 ? usedHeapSize : 0,
        processCounts,
        chromiumVersion,
        origins,
        /* Of a name that the page registered, its root is meant. */
        exceptions: origins.includes("registered")
          ? []
          : expressions.map(({ name }): RootEntry => ({ origin: "registered", name })),
        frame: "",
        expressions,
        pristineNames,
        findsAgain,
      }),
    });
    const warnings = [...walk.warnings, ...heapTotalsWarnings(walk.asked?.heapTotals)];
    return { part: { worker: "", bytes: walk.bytes }, warnings, nodeCount: walk.figures.nodeCount };
  }

  /** Those in the page's process, and those in others. */
  async #foreignFrames(page: PageFrame, targets: readonly ChildTarget[]): Promise<readonly ForeignFrame[]> {
    const sessions = targets.filter(({ info }) => info.type === "iframe").map(({ session }) => session);
    const found = await Promise.all(
      /* One that is gone has none. */
      [this.#session, ...sessions].map((session) => foreignFramesOf(session, page).catch(() => [])),
    );
    return found.flat();
  }

  /** One after the other: those that share a process share its debugger. */
  async #walkFrames(frames: readonly ForeignFrame[], work: SnapshotWork): Promise<readonly Walked[]> {
    const taken = new Set<string>();
    const parts: Walked[] = [];
    for (const { frame, session, context } of frames) {
      let name = frameNameOf({ title: "", name: "", path: frame.url }, taken);
      try {
        const document = await withinSilence(this.#documentOf(session, frame, context));
        name = frameNameOf(document.identity, taken);
        parts.push(await this.#walkFrame(document, context, name, work));
      } catch (error) {
        parts.push(unmeasured("frame-not-measured", name, error, work.signal));
      }
      taken.add(name);
    }
    return parts;
  }

  async #walkFrame(document: PageDocument, context: number, name: string, work: SnapshotWork): Promise<Walked> {
    const { pristineNames } = document;
    const { chromiumVersion } = work;
    const walk = await this.#walk(document.session, document.agent, work, {
      ownSources: [agentSourceOf("page-agent")],
      context,
      requestFor: (): ClientWalkRequest => ({
        usedHeapSize: 0,
        processCounts: null,
        chromiumVersion,
        origins: [],
        exceptions: [],
        frame: name,
        expressions: [],
        pristineNames,
        findsAgain: false,
      }),
    });
    return { part: { worker: "", bytes: walk.bytes }, warnings: inPlace(walk, name) };
  }

  async #walkWorkers(targets: readonly ChildTarget[], work: SnapshotWork): Promise<readonly Walked[]> {
    const taken = new Set<string>();
    const named = targets
      .filter(({ info }) => info.type === "worker")
      .map((target) => {
        const name = workerNameOf(target.info, taken);
        taken.add(name);
        return { target, name };
      });
    const walked = named.map(async ({ target, name }) => {
      try {
        return await this.#walkWorker(target, name, work);
      } catch (error) {
        return unmeasured("worker-not-measured", name, error, work.signal);
      }
    });
    const others = unmeasuredWorkers(await otherWorkersOf(this.#session), work.page.url);
    return [...(await Promise.all(walked)), { warnings: others }];
  }

  async #walkWorker({ session, parent, info }: ChildTarget, name: string, work: SnapshotWork): Promise<Walked> {
    const { agent, pristineNames } = this.#workerAgents.get(session) ?? (await withinSilence(startInWorker(session)));
    this.#workerAgents.set(session, { agent, pristineNames });
    const { chromiumVersion } = work;
    const walk = await this.#walk(session, agent, work, {
      ownSources: [agentSourceOf("worker-agent")],
      loader: { session: parent, frameId: info.parentFrameId ?? work.page.id },
      requestFor: ({ usedHeapSize }): WorkerWalkRequest => ({
        chromiumVersion,
        usedHeapSize,
        worker: name,
        pristineNames,
      }),
    });
    return { part: { worker: name, bytes: walk.bytes }, warnings: inPlace(walk, name) };
  }

  async #walk(
    session: Session,
    agent: string,
    { page, origins, closures, onProgress, signal }: SnapshotWork,
    {
      requestFor,
      ...asking
    }: Pick<AgentWalkOptions, "requestFor"> &
      Omit<NonNullable<AgentWalkOptions["closures"]>, "scripts" | "pageUrl" | "limits">,
  ): Promise<AgentWalk> {
    const asked = session === this.#session ? session : impatient(session, "It");
    const { asks } = this.#part;
    const known = { scripts: this.#scripts, pageUrl: page.url, limits: limitsOf(closures), ...(asks && { asks }) };
    return walkByAgent({
      session: asked,
      lasting: session,
      agent,
      closures: origins.includes("closures") ? { ...asking, ...known } : null,
      requestFor,
      onProgress,
      signal,
    });
  }
}

/** The debugger passes no typed arrays on. */
function asPlainData(paths: ObjectPaths): object {
  const plain = ([name, column]: [string, unknown]): [string, unknown] => [
    name,
    column instanceof Int32Array ? Array.from(column) : column,
  ];
  return Object.fromEntries(Object.entries(paths).map(plain));
}

/** A snapshot of the page that the session is with. */
export function snapshotOfPage(session: Session, options: PageSnapshotOptions = {}): Promise<PageSnapshot> {
  return new MeasuredPage(session).takeSnapshot(options);
}

/** @throws RootError for the first that is no root */
export async function requireRoots(
  session: Session,
  expressions: readonly NamedExpression[],
  context?: number,
): Promise<void> {
  const evaluate = evaluateIn(session, context);
  for (const { expression } of expressions) {
    const objection = await objectionToExpression(evaluate, expression);
    if (objection !== "") throw new RootError(`Root "${expression}": ${objection}`);
  }
}

/** Names of roots that the page has among its globals, and that are not the app's. */
async function foreignNamesOf(
  document: PageDocument,
  isForeign: ((name: string) => boolean) | undefined,
): Promise<readonly string[]> {
  if (isForeign === undefined) return [];
  const roots = await document.listRoots();
  return roots.filter(({ origin, name }) => origin === "global" && isForeign(name)).map(({ name }) => name);
}

/** As the panel chooses: what was found, too, where the page registered no root that is still there. */
async function originsFound(
  document: PageDocument,
  roots: "offered" | "all",
  closures: ClosureChoice,
): Promise<readonly RootOrigin[]> {
  const takesFound = roots === "all" || !(await hasLiveRoot(document));
  const origins = ["registered", "derived", ...(takesFound ? FOUND : [])] as const;
  if (closures === "all" && !takesFound) return [...origins, "closures", "worker"];
  /* It takes the debugger that asks for closures to measure workers. */
  return closures === "none" ? origins.filter((origin) => origin !== "closures" && origin !== "worker") : origins;
}

async function hasLiveRoot(document: PageDocument): Promise<boolean> {
  return (await document.listRoots()).some(({ origin, isCollected }) => origin === "registered" && !isCollected);
}

function originsOf({ globals }: Exclude<RootChoice, string>, closures: ClosureChoice): readonly RootOrigin[] {
  return [...(globals ? (["global"] as const) : []), ...(closures === "all" ? (["closures", "worker"] as const) : [])];
}

function limitsOf(closures: ClosureChoice): ClosureLimits {
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

async function startInWorker(session: Session): Promise<{ agent: string; pristineNames: readonly string[] }> {
  const pristineNames = await pristineNamesOf(session);
  return { agent: await startAgent(session, "worker-agent"), pristineNames };
}

/** What the walk warns of, of the frame or worker of that name. */
function inPlace({ warnings }: AgentWalk, name: string): readonly Warning[] {
  return warnings.map((warning) => ({ ...warning, path: name }));
}

/** A frame or worker that is not in the snapshot. @throws what was caught, where the work was cancelled */
function unmeasured(code: string, name: string, error: unknown, signal: AbortSignal): Walked {
  if (signal.aborted) throw error;
  const words = pageWords(error instanceof Error ? error.message : String(error));
  return {
    warnings: [{ code, path: name, detail: `The objects of the ${name} are not in this snapshot, with ${words}.` }],
  };
}

interface BrowserTarget {
  readonly type: string;
  readonly title: string;
  readonly url: string;
}

/** Shared and service workers, as the panel has them from the browser; none where the session may not ask. */
async function otherWorkersOf(session: Session): Promise<readonly BrowserTarget[]> {
  try {
    const { targetInfos } = (await session.send("Target.getTargets")) as {
      readonly targetInfos: readonly BrowserTarget[];
    };
    return targetInfos.filter(({ type }) => /^(?:shared|service)_worker$/.test(type)).map(asWorker);
  } catch {
    return [];
  }
}

function asWorker({ type, title, url }: BrowserTarget): BrowserTarget {
  return { type: "worker", title: type === "service_worker" ? `Service Worker ${url}` : title, url };
}
