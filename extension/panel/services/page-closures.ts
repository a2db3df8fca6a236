import type { Warning } from "../../../core/graph/graph.ts";
import type { ProcessCounts, RootDescription } from "../../protocol/messages.ts";
import { CLOSURES_ROOT } from "../../protocol/names.ts";
import { afterMs } from "../../scopes/after-ms.ts";
import {
  type AskClosuresOptions,
  askClosures,
  type ClosureLimits,
  NO_LIMITS,
  USUAL_LIMITS,
} from "../../scopes/ask-closures.ts";
import { answerQuestions } from "../../scopes/ask-hidden.ts";
import type { PageScripts } from "../../scopes/page-scripts.ts";
import { randomHandle } from "../../scopes/random-handle.ts";
import type { Session } from "../../scopes/session.ts";
import { PanelError, type SnapshotRequest } from "../store/services.ts";
import {
  askingFailureOf,
  attachRefusalOf,
  BAR_CLOSED,
  NAVIGATED,
  SILENT,
  withoutClosures,
} from "./closures-refusal.ts";
import { guardedSession } from "./guarded-session.ts";
import { heapTotalsWarnings } from "./heap-totals-warnings.ts";
import type { PageConnection } from "./page-connection.ts";
import type { TabDebugger } from "./tab-debugger.ts";
import { recordStage } from "./timings.ts";
import { ASKING_SILENCE_MS, LEAVING_MS, orAborted, withinTime } from "./waits.ts";

export interface PageClosuresParts {
  readonly tabDebugger: TabDebugger;
  readonly connection: PageConnection;
  readonly scripts: PageScripts;
  /** Of the functions that the panel brought into the page: they are not the page's. */
  readonly ownSources: () => Promise<readonly string[]>;
  readonly ask?: typeof askClosures;
}

/** What the page's agent has of closures, before it walks. */
export interface HandedOver {
  readonly warnings: readonly Warning[];
  /** Bytes of the page's heap in use, as the engine counts them; 0 if it did not say. */
  readonly usedHeapSize: number;
  /** As `ClosuresReport.processCounts`. */
  readonly processCounts: ProcessCounts | null;
  /** Whether the page navigated meanwhile. */
  readonly hasNavigated: boolean;
}

export const NOTHING_HANDED_OVER: HandedOver = {
  warnings: [],
  usedHeapSize: 0,
  processCounts: null,
  hasNavigated: false,
};

/** All closures, as one root of the list. */
export const CLOSURES_ENTRY: RootDescription = { origin: "closures", name: CLOSURES_ROOT, isCollected: false };

export function wantsClosures({ origins, exceptions }: SnapshotRequest): boolean {
  return origins.includes("closures") && !exceptions.some(({ origin }) => origin === "closures");
}

function wantsFrame({ origins, exceptions }: SnapshotRequest, frame: string): boolean {
  return origins.includes("frame") !== exceptions.some(({ origin, name }) => origin === "frame" && name === frame);
}

/** Functions that are asked at most. */
export function limitsOf({ askedFunctions }: Pick<SnapshotRequest, "askedFunctions">): ClosureLimits {
  return askedFunctions === "all" ? NO_LIMITS : USUAL_LIMITS;
}

/** Has the functions of the page asked for their closures, and the answers handed to its agent. One snapshot at a time. */
export class PageClosures {
  readonly #parts: PageClosuresParts;
  /** Of the questions in progress; its reason is the end of a sentence. */
  #work = new AbortController();
  #isOver: Promise<unknown> = Promise.resolve();
  /** Where the agent of the last snapshot is asked. */
  #agent: { readonly session: Session; readonly handle: string } | undefined;

  constructor(parts: PageClosuresParts) {
    this.#parts = parts;
    parts.tabDebugger.onClosedByUser(() => this.#work.abort(BAR_CLOSED));
  }

  documentChanged(): void {
    this.#work.abort(NAVIGATED);
  }

  /** Never rejects because closures cannot be had: then a warning says why. Rejects where the page does not run, and when it is cancelled. */
  async handOver(
    pageUrl: string,
    request: SnapshotRequest,
    onProgress: AskClosuresOptions["onProgress"],
    signal: AbortSignal,
  ): Promise<HandedOver> {
    /* What was cancelled leaves the agent as it was; it may be at it still. A page that does not answer is not waited for. */
    await Promise.race([this.#isOver, afterMs(LEAVING_MS)]);
    signal.throwIfAborted();
    const work = new AbortController();
    this.#work = work;
    const cancel = (): void => work.abort();
    signal.addEventListener("abort", cancel);
    try {
      return await this.#attachAndAsk(pageUrl, request, onProgress, work);
    } catch (error) {
      if (signal.aborted || error instanceof PanelError) throw error;
      const reason: unknown = work.signal.reason;
      return without(typeof reason === "string" ? reason : askingFailureOf(error));
    } finally {
      signal.removeEventListener("abort", cancel);
      work.abort();
    }
  }

  /** Has the debugger answer what a walk asks. The walk goes on without what cannot be had. */
  async answerQuestions(): Promise<void> {
    if (this.#agent !== undefined) await answerQuestions(this.#agent.session, this.#agent.handle);
  }

  async #attachAndAsk(
    pageUrl: string,
    request: SnapshotRequest,
    onProgress: AskClosuresOptions["onProgress"],
    work: AbortController,
  ): Promise<HandedOver> {
    const { tabDebugger, connection, scripts, ownSources } = this.#parts;
    let session: Session;
    try {
      session = await tabDebugger.attach();
    } catch (error) {
      return without(attachRefusalOf(error));
    }
    const guarded = guardedSession(session, {
      signal: work.signal,
      silenceMs: ASKING_SILENCE_MS,
      onSilence: () => work.abort(SILENT),
    });
    const { handle } = await withinTime(connection.connectThrough(session));
    onProgress(0, 0);
    this.#agent = { session, handle };
    const { ask = askClosures } = this.#parts;
    const asked = ask({
      session: guarded,
      lasting: session,
      scripts,
      agent: handle,
      ownSources: await ownSources(),
      pageUrl,
      limits: limitsOf(request),
      frames: { wants: (frame) => wantsFrame(request, frame), handle: randomHandle() },
      onProgress,
      signal: work.signal,
    });
    this.#isOver = asked.catch(() => {});
    const started = performance.now();
    const report = await orAborted(asked, work.signal, () => new Error("the work has ended"));
    const { warnings, usedHeapSize, heapTotals, processCounts, ...figures } = report;
    recordStage("ask", started, performance.now() - started, figures);
    return {
      warnings: [...warnings, ...heapTotalsWarnings(heapTotals)],
      usedHeapSize,
      processCounts,
      hasNavigated: false,
    };
  }
}

function without(reason: string): HandedOver {
  return { ...NOTHING_HANDED_OVER, warnings: [withoutClosures(reason)], hasNavigated: reason === NAVIGATED };
}
