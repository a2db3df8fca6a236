import browser from "webextension-polyfill";
import type { ExpressionRoot, PanelMessage, RootDescription } from "../../protocol/messages.ts";
import { RequestError, type Requests } from "../../protocol/requests.ts";
import { ChunkReader, type ReceivedSnapshot } from "../../protocol/snapshot-chunks.ts";
import { afterMs } from "../../scopes/after-ms.ts";
import { CompiledExpressions, objectionToExpression } from "../../scopes/compiled-expressions.ts";
import { PageScripts } from "../../scopes/page-scripts.ts";
import type { InspectedTab } from "../../tab/inspected-tab.ts";
import { OWN_BROWSER } from "../../tab/own-browser.ts";
import {
  type InspectedPage,
  type PageMoment,
  PanelError,
  type SnapshotBytes,
  type SnapshotProgress,
  type SnapshotRequest,
} from "../store/services.ts";
import { AGENT_FILE, agentSource } from "./agent-injection.ts";
import { AttachedTargets } from "./attached-targets.ts";
import { chromiumVersionOf } from "./chromium-version.ts";
import { debuggerDoors } from "./debugger-doors.ts";
import { evaluate } from "./evaluate.ts";
import { ForeignFrames } from "./foreign-frames.ts";
import { DOCUMENT_MEMBER, FrameClosures } from "./frame-closures.ts";
import { lendListeners } from "./lend-listeners.ts";
import {
  CLOSURES_ENTRY,
  type HandedOver,
  limitsOf,
  NOTHING_HANDED_OVER,
  PageClosures,
  wantsClosures,
} from "./page-closures.ts";
import { AgentStartError, PageConnection } from "./page-connection.ts";
import { pageDoors } from "./page-doors.ts";
import { markDocument, siteOf } from "./page-frames.ts";
import { PageObjects } from "./page-objects.ts";
import { PageWatch } from "./page-watch.ts";
import { NO_WORKERS, PageWorkers } from "./page-workers.ts";
import { CRASHED_MESSAGE, toPanelError, toRefusal, toStartFailure } from "./refusal.ts";
import { createSourceAnalyser } from "./source-analyser.ts";
import { TabDebugger } from "./tab-debugger.ts";
import { recordStage } from "./timings.ts";
import { isExtensionValid, reasonOf } from "./update.ts";
import { orCancelled, SILENCE_MS, unlessStopped, withinTime } from "./waits.ts";

/** Longest wait for a page that navigated while it was asked, and how often its state is looked at. */
const LOADING_MS = 10_000;
const LOADING_STEP_MS = 100;

const NO_FRAMES = { parts: [], warnings: [] } as const;

/** The page this DevTools window inspects. Nothing of ours is in it before the first call. It is long because its questions share one connection, and the expressions that were compiled for it. */
export function createInspectedPage(tab: InspectedTab): InspectedPage {
  const connection = new PageConnection(pageDoors(tab));
  const frames = new ForeignFrames(tab);
  const doors = debuggerDoors(tab.id);
  const tabDebugger = doors && new TabDebugger(doors);
  /** Expressions that the agent of a connection has. */
  let compiled = new CompiledExpressions(evaluate);
  let compiledFor: Requests | undefined;
  /** The connection whose agent can ask for listeners. */
  let lentTo: Requests | undefined;
  const ownSources = async (): Promise<readonly string[]> => [
    await agentSource(AGENT_FILE),
    ...compiled.sources,
    ...watch.sources,
  ];
  const sources = createSourceAnalyser();
  const scripts = new PageScripts(sources.analyse);
  const watch = new PageWatch(async (script, places) => {
    const session = tabDebugger?.attached;
    const map = session && (await scripts.readMap(session, script));
    return map === undefined ? null : sources.findPlaces(map, places);
  });
  const closures = tabDebugger && new PageClosures({ tabDebugger, connection, scripts, ownSources });
  const chromiumVersion = chromiumVersionOf(navigator) ?? 0;
  const targets = tabDebugger && new AttachedTargets(tabDebugger);
  const workers = tabDebugger && targets && new PageWorkers({ tabDebugger, targets, scripts, chromiumVersion });
  const frameClosures =
    tabDebugger &&
    targets &&
    new FrameClosures({
      tabDebugger,
      targets,
      scripts,
      ownSources,
      markDocument: (documentId) => markDocument(tab, documentId, DOCUMENT_MEMBER),
    });
  const objects = new PageObjects({
    silenceMs: SILENCE_MS,
    unlessStopped: (work) => unlessStopped(tabDebugger, work),
  });
  const navigated = new Set<(state: "navigated" | "loaded") => void>();
  let navigations = 0;
  /* When `pagehide` comes, the browser does not listen to the panel any more. */
  addEventListener("beforeunload", () => tabDebugger?.letGo());

  const reportNavigated = (state: "navigated" | "loaded"): void => {
    for (const listener of [...navigated]) listener(state);
  };
  browser.devtools.network.onNavigated.addListener(() => {
    navigations++;
    connection.documentChanged();
    closures?.documentChanged();
    frames.close();
    reportNavigated("navigated");
  });
  /* A new document is there before its scripts have run; once it has loaded, there may be more roots. */
  tab.onUpdated((status) => {
    if (status === "complete") reportNavigated("loaded");
  });

  async function connect(): Promise<Requests> {
    try {
      const requests = await unlessStopped(tabDebugger, withinTime(connection.connect()));
      if (requests !== compiledFor) {
        compiledFor = requests;
        compiled = new CompiledExpressions(evaluate);
      }
      return requests;
    } catch (error) {
      if (error instanceof PanelError || !isExtensionValid()) throw error;
      if (error instanceof AgentStartError) throw toStartFailure(error.message);
      /* Of a tab without a renderer, Chromium says that the extension has no permission for it. */
      const state = await tab.state().catch(() => undefined);
      if (state?.status === "unloaded") throw new PanelError("page-gone", CRASHED_MESSAGE);
      const hasAllSites = await tab.mayAccess("<all_urls>");
      throw toRefusal(error, { address: state?.url, hasAllSites });
    }
  }

  /** The page's own roots, beside the expressions. */
  function requestRoots(
    requests: Requests,
    expressions: readonly ExpressionRoot[],
    signal: AbortSignal | undefined,
  ): Promise<readonly RootDescription[]> {
    const asked = requests.send(
      { type: "list-roots", expressions },
      {
        silenceMs: SILENCE_MS,
        ...(signal && { signal }),
        receive: (message) => (message.type === "roots" ? message.roots : undefined),
      },
    );
    return unlessStopped(tabDebugger, asked);
  }

  /** To the page's agent, if the request is for closures, too. */
  async function handOverClosures(
    request: SnapshotRequest,
    onProgress: (progress: SnapshotProgress) => void,
    signal: AbortSignal,
  ): Promise<HandedOver> {
    if (closures === null || !wantsClosures(request)) return NOTHING_HANDED_OVER;
    const tell = (asked: number, toAsk: number): void => onProgress({ doing: "asking", asked, toAsk });
    const { url = "" } = await tab.state();
    return orCancelled(closures.handOver(url, request, tell, signal), signal);
  }

  /** Until a document after so many navigations has loaded. Not longer than a page that loads at all is waited for. The debugger may know of a navigation before the browser reports it. */
  async function untilLoaded(before: number): Promise<void> {
    const deadline = performance.now() + LOADING_MS;
    while (performance.now() < deadline) {
      const { status } = await tab.state();
      if (navigations > before && status !== "loading") return;
      await afterMs(LOADING_STEP_MS);
    }
  }

  async function walkPage(
    request: SnapshotRequest,
    onProgress: (progress: SnapshotProgress) => void,
    signal: AbortSignal,
  ): Promise<SnapshotBytes> {
    const navigationsBefore = navigations;
    const handedOver =
      request.only === null ? await handOverClosures(request, onProgress, signal) : NOTHING_HANDED_OVER;
    /* A new document has nothing before its scripts have run. */
    if (handedOver.hasNavigated) await orCancelled(untilLoaded(navigationsBefore), signal);
    const requests = await orCancelled(connect(), signal);
    const expressions = await orCancelled(compiled.rootsOf(request.expressions), signal);
    const { origins, exceptions } = request;
    /* Frames know the browser's figure alone; figures of one kind show which of them share a heap. */
    const usedHeapSize = frames.wanted(request).length === 0 ? handedOver.usedHeapSize : 0;
    if (OWN_BROWSER.listsListeners && origins.includes("listeners") && requests !== lentTo) {
      const lending = unlessStopped(tabDebugger, lendListeners(requests, SILENCE_MS, signal));
      if (await orCancelled(lending, signal)) lentTo = requests;
    }
    const { url = "" } = await tab.state();
    if (request.only === null) await orCancelled(watch.place(requests, url, signal), signal);
    const started = performance.now();
    const only = objects.onlyFor(requests, request.only);
    const { bytes, figures, walk, moment } = await receiveSnapshot(
      requests,
      {
        usedHeapSize,
        processCounts: handedOver.processCounts,
        origins,
        exceptions,
        frame: "",
        expressions,
        only,
        recordedMs: request.recordedMs,
      },
      {
        silenceMs: SILENCE_MS,
        signal,
        tabDebugger,
        onProgress: (objectCount) => onProgress({ doing: "walking", objectCount }),
        onQuestions: async () => {
          await closures?.answerQuestions();
        },
      },
    );
    const pageMs = figures.walkMs + figures.encodeMs;
    const transferMs = Math.max(0, performance.now() - started - pageMs);
    recordStage("walk", started, figures.walkMs, figures);
    recordStage("encode", started + figures.walkMs, figures.encodeMs);
    recordStage("transfer", started + pageMs, transferMs);
    /* Its objects are not found again. */
    if (moment !== null)
      return { bytes, figures, url, walk: null, moment, frames: NO_FRAMES, workers: NO_WORKERS, warnings: [] };
    const ofPage = { bytes, figures, url, walk: objects.add(requests, walk, figures.nodeCount), moment };
    if (only !== null) return { ...ofPage, frames: NO_FRAMES, workers: NO_WORKERS, warnings: [] };
    const tellMore = (objectCount: number): void =>
      onProgress({ doing: "walking", objectCount: figures.objectCount + objectCount });
    const tellAsking = (asked: number, toAsk: number): void => onProgress({ doing: "asking", asked, toAsk });
    /* After the page: in a process that both share, one walk would hold the other up. */
    const others = await frames.walk(
      request,
      {
        async askFrames(wanted, connectionTo) {
          /* Where the page's functions could not be asked, a warning says that the whole snapshot is without closures. */
          if (frameClosures === null || handedOver.usedHeapSize === 0 || wanted.length === 0) return new Map();
          const asking = { pageUrl: url, limits: limitsOf(request), onProgress: tellAsking, signal };
          return orCancelled(frameClosures.handOver(wanted, connectionTo, asking), signal);
        },
        async walkFrame(ofFrame, frame, silenceMs, onQuestions) {
          const received = await receiveSnapshot(
            ofFrame,
            {
              usedHeapSize: 0,
              processCounts: null,
              origins: [],
              exceptions: [],
              frame,
              expressions: [],
              only: null,
              recordedMs: -1,
            },
            { silenceMs, signal, onProgress: tellMore, ...(onQuestions && { onQuestions }) },
          );
          return received.bytes;
        },
      },
      signal,
    );
    const tellOfWorkers = (progress: SnapshotProgress): void =>
      progress.doing === "walking" ? tellMore(progress.objectCount) : onProgress(progress);
    const ofWorkers =
      workers === null ? NO_WORKERS : await orCancelled(workers.walk(request, url, tellOfWorkers, signal), signal);
    return { ...ofPage, frames: others, workers: ofWorkers, warnings: handedOver.warnings };
  }

  return {
    closuresAccess: closures === null ? "no-permission" : "offered",

    async listRoots(expressions, signal) {
      return explained(async () => {
        const requests = await orCancelled(connect(), signal);
        const compiledRoots = await orCancelled(compiled.rootsOf(expressions), signal);
        const roots = await requestRoots(requests, compiledRoots, signal);
        const asked = Promise.all([siteOf(tab).catch(() => null), frames.list(roots)]);
        const [site, foreignFrames] = await orCancelled(asked, signal);
        const isWatched = await orCancelled(watch.isOn(requests, signal), signal);
        const found = [...roots, ...foreignFrames, ...(workers?.roots ?? [])];
        return { site, isWatched, roots: closures === null ? found : [...found, CLOSURES_ENTRY] };
      });
    },

    async takeSnapshot(request, onProgress, signal) {
      return explained(() => walkPage(request, onProgress, signal));
    },

    reloadAndWatch: () => watch.reload(),

    async checkExpression(expression) {
      const objection = await objectionToExpression(evaluate, expression);
      if (objection !== "") throw new PanelError("expression-failed", objection);
    },

    refusalOf: (walk) => objects.refusalOf(walk),

    readObjects: (walk, paths, signal) => explained(() => objects.read(walk, paths, signal)),

    useObject: (walk, paths, use) => explained(() => objects.use(walk, paths, use)),

    isGivenBy: (walk, paths, expression) => explained(() => objects.isGivenBy(walk, paths, expression)),

    onNavigated(listener) {
      navigated.add(listener);
      return () => navigated.delete(listener);
    },

    onClosuresEnded: (listener) => tabDebugger?.onClosedByUser(listener) ?? (() => {}),
  };

  /** Failures as sentences. A connection that brought nonsense or silence is not used again. */
  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isCancelled = error instanceof RequestError && error.failure === "cancelled";
      /* Before the connection is closed: after an update that throws, too. */
      if (!isCancelled && !isExtensionValid()) throw reasonOf(error);
      if (!(error instanceof RequestError)) throw error;
      if (!isCancelled && error.failure !== "refused") connection.close(error);
      throw toPanelError(error);
    }
  }
}

type SnapshotBody = Pick<
  Extract<PanelMessage, { type: "take-snapshot" }>,
  "usedHeapSize" | "processCounts" | "origins" | "exceptions" | "frame" | "expressions" | "only" | "recordedMs"
>;

interface ReceivingOptions {
  readonly silenceMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (objectCount: number) => void;
  /** The walk waits for what the debugger knows; never for an agent that has no closures. Where it rejects, the walk goes on without. */
  readonly onQuestions?: () => Promise<void>;
  /** Of the tab, for its page alone. */
  readonly tabDebugger?: TabDebugger | null;
}

/** Has an agent walk, and puts what it sends together. */
function receiveSnapshot(
  requests: Requests,
  body: SnapshotBody,
  { silenceMs, signal, onProgress, onQuestions, tabDebugger = null }: ReceivingOptions,
): Promise<ReceivedSnapshot & { readonly walk: number; readonly moment: PageMoment | null }> {
  const reader = new ChunkReader();
  let moment: PageMoment | null = null;
  let isSilent = true;
  const asked = requests.send(
    { type: "take-snapshot", chromiumVersion: chromiumVersionOf(navigator) ?? 0, ...body },
    {
      silenceMs,
      signal,
      receive(message, refuseQuestions) {
        isSilent = false;
        if (message.type === "progress") onProgress(message.objectCount);
        else if (message.type === "moment") moment = message;
        else if (message.type === "questions") {
          const answered = onQuestions === undefined ? Promise.reject(new Error("no debugger")) : onQuestions();
          answered.catch(refuseQuestions);
        } else {
          const received = reader.receive(message);
          return received && { ...received, walk: message.id, moment };
        }
        return undefined;
      },
    },
  );
  return unlessStopped(tabDebugger, asked, () => isSilent);
}
