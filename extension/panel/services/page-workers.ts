import type { Warning } from "../../../core/graph/graph.ts";
import { pageWords } from "../../../core/graph/page-words.ts";
import type { RootDescription, WorkerWalkRequest } from "../../protocol/messages.ts";
import { afterMs } from "../../scopes/after-ms.ts";
import { type AgentWalk, walkByAgent } from "../../scopes/agent-walk.ts";
import type { ClosureLimits } from "../../scopes/ask-closures.ts";
import type { PageScripts } from "../../scopes/page-scripts.ts";
import { RemotePage } from "../../scopes/remote-page.ts";
import type { Session } from "../../scopes/session.ts";
import type { SnapshotProgress, SnapshotRequest, WalkedWorkers } from "../store/services.ts";
import { agentSource, startAgent, WORKER_AGENT_FILE } from "./agent-injection.ts";
import { type AttachedTargets, MAX_DEPTH, type WorkerTarget } from "./attached-targets.ts";
import { guardedSession } from "./guarded-session.ts";
import { limitsOf, wantsClosures } from "./page-closures.ts";
import { AgentStartError } from "./page-connection.ts";
import { pristineWorkerNames } from "./pristine-worker.ts";
import type { TabDebugger } from "./tab-debugger.ts";
import { unmeasuredWorkers } from "./unmeasured-workers.ts";
import { ASKING_SILENCE_MS, BUSY_MS, LEAVING_MS, valueInTime } from "./waits.ts";

const BUSY = "it did not answer in time";
const ENDED = "it ended meanwhile";
const DETACHED = "the debugger was detached meanwhile";

export const NO_WORKERS: WalkedWorkers = { parts: [], warnings: [], listed: [] };

export interface PageWorkersParts {
  readonly tabDebugger: TabDebugger;
  readonly targets: AttachedTargets;
  readonly scripts: PageScripts;
  readonly chromiumVersion: number;
}

/** What all walks of one snapshot share. */
interface WalkOptions {
  readonly page: Session;
  readonly pageUrl: string;
  readonly limits: ClosureLimits;
  readonly onProgress: (target: WorkerTarget, progress: SnapshotProgress) => void;
  readonly signal: AbortSignal;
}

/** The dedicated workers of a tab, each with an agent of its own that is started and called through the debugger. */
export class PageWorkers {
  readonly #parts: PageWorkersParts;
  readonly #targets: AttachedTargets;
  readonly #agents = new WeakMap<Session, string>();
  /** The last walk in each worker. What was cancelled leaves it as it was, and may be at it still. */
  readonly #walks = new WeakMap<Session, Promise<unknown>>();

  constructor(parts: PageWorkersParts) {
    this.#parts = parts;
    this.#targets = parts.targets;
  }

  /** Those that are known, as roots beside those of the page. Before the debugger is attached there are none. */
  get roots(): readonly RootDescription[] {
    return this.#targets.workers.map(({ name }) => ({ origin: "worker", name, isCollected: false }));
  }

  /** Walks those of the request, all at once. Rejects when it is cancelled, and never because of a worker. */
  async walk(
    request: SnapshotRequest,
    pageUrl: string,
    onProgress: (progress: SnapshotProgress) => void,
    signal: AbortSignal,
  ): Promise<WalkedWorkers> {
    const page = this.#parts.tabDebugger.attached;
    if (page === undefined || !wantsClosures(request)) return { ...NO_WORKERS, listed: this.roots };
    const isWanted = ({ name }: WorkerTarget): boolean =>
      request.origins.includes("worker") !==
      request.exceptions.some((entry) => entry.origin === "worker" && entry.name === name);
    const warnings: Warning[] = [...unmeasuredWorkers(await this.#parts.tabDebugger.listTargets(), pageUrl)];
    const isListed = await this.#listAll(page, isWanted);
    signal.throwIfAborted();
    if (!isListed) warnings.push(NOT_LISTED);
    const last = new Map<WorkerTarget, SnapshotProgress>();
    const options: WalkOptions = {
      page,
      pageUrl,
      limits: limitsOf(request),
      signal,
      onProgress(target, progress) {
        last.set(target, progress);
        onProgress(sumOf([...last.values()]));
      },
    };
    const walked = await Promise.all(
      this.#targets.workers.filter(isWanted).map(async (target) => {
        const { name } = target;
        const result = await this.#walkOne(target, options);
        if (typeof result === "string") warnings.push(notMeasured(name, result));
        else warnings.push(...result.warnings.map((warning) => ({ ...warning, path: name })));
        return typeof result === "string" ? [] : [{ worker: name, bytes: result.bytes }];
      }),
    );
    return { parts: walked.flat(), warnings, listed: this.roots };
  }

  /** Has the targets listed, with those that wanted workers started; whether the page said which it has. */
  async #listAll(page: Session, isWanted: (target: WorkerTarget) => boolean): Promise<boolean> {
    const isListed = await settlesInTime(this.#targets.list(page));
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const before = this.#targets.workers;
      await Promise.all(before.filter(isWanted).map(({ listed }) => settlesInTime(listed)));
      if (this.#targets.workers.every((target) => before.includes(target))) break;
    }
    return isListed;
  }

  /** What it has, or why not, as the end of a sentence. */
  async #walkOne(target: WorkerTarget, options: WalkOptions): Promise<AgentWalk | string> {
    const { page, signal } = options;
    const work = new AbortController();
    const cancel = (): void => work.abort();
    signal.addEventListener("abort", cancel);
    try {
      return await this.#walkWithin(target, options, work);
    } catch (error) {
      if (signal.aborted) throw error;
      if (work.signal.reason === BUSY) return BUSY;
      if (target.session.isOver) return this.#parts.tabDebugger.attached === page ? ENDED : DETACHED;
      const words = pageWords(error instanceof Error ? error.message : String(error));
      return error instanceof AgentStartError
        ? `the agent could not start there, with ${words}`
        : `its functions could not be asked, with ${words}`;
    } finally {
      signal.removeEventListener("abort", cancel);
      work.abort();
    }
  }

  async #walkWithin(
    target: WorkerTarget,
    { pageUrl, limits, onProgress }: WalkOptions,
    work: AbortController,
  ): Promise<AgentWalk> {
    const { name, session: lasting, loader } = target;
    const guarded = (silenceMs: number): Session =>
      guardedSession(lasting, { signal: work.signal, silenceMs, onSilence: () => work.abort(BUSY) });
    await Promise.race([this.#walks.get(lasting), afterMs(LEAVING_MS)]);
    const agent = await this.#agentIn(lasting, guarded(BUSY_MS));
    const { scripts, chromiumVersion } = this.#parts;
    const pristineNames = await pristineWorkerNames();
    const walk = walkByAgent({
      session: guarded(ASKING_SILENCE_MS),
      lasting,
      agent,
      closures: { loader, scripts, ownSources: [await agentSource(WORKER_AGENT_FILE)], pageUrl, limits },
      requestFor: ({ usedHeapSize }): WorkerWalkRequest => ({
        chromiumVersion,
        usedHeapSize,
        worker: name,
        pristineNames,
      }),
      onProgress: (progress) => onProgress(target, progress),
      signal: work.signal,
    });
    this.#walks.set(
      lasting,
      walk.catch(() => {}),
    );
    return await walk;
  }

  /** The handle of the agent in a worker, which is started if it is missing. */
  async #agentIn(worker: Session, session: Session): Promise<string> {
    const running = this.#agents.get(worker);
    if (running !== undefined) {
      /* Not answered by one that is busy. */
      await new RemotePage(session).call(running, "dropWalk");
      return running;
    }
    const started = await startAgent(session, WORKER_AGENT_FILE);
    if ("refusal" in started) throw new AgentStartError(started.refusal);
    this.#agents.set(worker, started.handle);
    return started.handle;
  }
}

const NOT_LISTED: Warning = {
  code: "workers-not-listed",
  path: "",
  detail:
    "The page is busy, and did not say in time which workers it has. Those that are new are not in this snapshot.",
};

function notMeasured(name: string, reason: string): Warning {
  const detail = `The objects of the ${name} are not in this snapshot: ${reason}.`;
  return { code: "worker-not-measured", path: name, detail };
}

/** Of walks that run at once: they ask as long as one of them does. */
function sumOf(all: readonly SnapshotProgress[]): SnapshotProgress {
  const sum = { asked: 0, toAsk: 0, objectCount: 0 };
  for (const one of all) {
    if (one.doing === "walking") sum.objectCount += one.objectCount;
    else {
      sum.asked += one.asked;
      sum.toAsk += one.toAsk;
    }
  }
  const { asked, toAsk, objectCount } = sum;
  return toAsk > 0 ? { doing: "asking", asked, toAsk } : { doing: "walking", objectCount };
}

/** Whether it resolves. It may reject, or take longer than what does not answer. */
async function settlesInTime(work: Promise<void>): Promise<boolean> {
  return (
    (await valueInTime(
      work.then(() => true),
      BUSY_MS,
    )) ?? false
  );
}
