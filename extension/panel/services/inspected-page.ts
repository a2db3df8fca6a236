import browser from "webextension-polyfill";
import type { ExpressionRoot, RootDescription } from "../../protocol/messages.ts";
import { RequestError, type Requests } from "../../protocol/requests.ts";
import { ChunkReader } from "../../protocol/snapshot-chunks.ts";
import { type InspectedPage, PanelError, type SnapshotBytes, type SnapshotRequest } from "../store/services.ts";
import { chromiumVersionOf } from "./chromium-version.ts";
import { CompiledExpressions, checkExpression } from "./expression-roots.ts";
import { AgentStartError, PageConnection } from "./page-connection.ts";
import { pageDoors } from "./page-doors.ts";
import { siteOf } from "./page-frames.ts";
import { CRASHED_MESSAGE, FROZEN_MESSAGE, toPanelError, toRefusal, toStartFailure } from "./refusal.ts";
import { recordStage } from "./timings.ts";
import { isExtensionValid, reasonOf } from "./update.ts";

/** A slow machine is not a frozen page: the panel says after two seconds that it waits, and the user can cancel. A single huge object takes some seconds. */
const SILENCE_MS = 20_000;

/** The page this DevTools window inspects. Nothing of ours is in it before the first call. */
export function createInspectedPage(): InspectedPage {
  const { tabId } = browser.devtools.inspectedWindow;
  const connection = new PageConnection(pageDoors(tabId));
  /** Expressions that the agent of a connection has. */
  let compiled = new CompiledExpressions();
  let compiledFor: Requests | undefined;
  const navigated = new Set<() => void>();

  const tellNavigated = (): void => {
    for (const listener of [...navigated]) listener();
  };
  browser.devtools.network.onNavigated.addListener(() => {
    connection.documentChanged();
    tellNavigated();
  });
  /* A new document is there before its scripts have run; once it has loaded, there may be more roots. */
  browser.tabs.onUpdated.addListener((id, { status }) => {
    if (id === tabId && status === "complete") tellNavigated();
  });

  async function connect(): Promise<Requests> {
    try {
      const requests = await withinTime(connection.connect());
      if (requests !== compiledFor) {
        compiledFor = requests;
        compiled = new CompiledExpressions();
      }
      return requests;
    } catch (error) {
      if (error instanceof PanelError || !isExtensionValid()) throw error;
      if (error instanceof AgentStartError) throw toStartFailure(error.message);
      /* Of a tab without a renderer, Chromium says that the extension has no permission for it. */
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      if (tab?.status === "unloaded") throw new PanelError("page-gone", CRASHED_MESSAGE);
      const hasAllSites = await browser.permissions.contains({ origins: ["<all_urls>"] });
      throw toRefusal(error, { isAddressShown: tab?.url !== undefined, hasAllSites });
    }
  }

  /** The page's own roots, beside the expressions. */
  function requestRoots(
    requests: Requests,
    expressions: readonly ExpressionRoot[],
    signal: AbortSignal | undefined,
  ): Promise<readonly RootDescription[]> {
    return requests.send(
      { type: "list-roots", expressions },
      {
        silenceMs: SILENCE_MS,
        ...(signal && { signal }),
        receive: (message) => (message.type === "roots" ? message.roots : undefined),
      },
    );
  }

  async function walkPage(
    request: SnapshotRequest,
    onProgress: (objectCount: number) => void,
    signal: AbortSignal,
  ): Promise<SnapshotBytes> {
    const requests = await orCancelled(connect(), signal);
    const expressions = await orCancelled(compiled.rootsOf(request.expressions), signal);
    const { url = "" } = await browser.tabs.get(tabId);
    const reader = new ChunkReader();
    const started = performance.now();
    const { bytes, figures } = await requests.send(
      {
        type: "take-snapshot",
        chromiumVersion: chromiumVersionOf(navigator) ?? 0,
        origins: request.origins,
        exceptions: request.exceptions,
        expressions,
      },
      {
        silenceMs: SILENCE_MS,
        signal,
        receive(message) {
          if (message.type !== "progress") return reader.receive(message);
          onProgress(message.objectCount);
          return undefined;
        },
      },
    );
    const pageMs = figures.walkMs + figures.encodeMs;
    const transferMs = Math.max(0, performance.now() - started - pageMs);
    recordStage("walk", started, figures.walkMs, figures);
    recordStage("encode", started + figures.walkMs, figures.encodeMs);
    recordStage("transfer", started + pageMs, transferMs);
    return { bytes, figures, url };
  }

  return {
    async listRoots(expressions, signal) {
      return explained(async () => {
        const requests = await orCancelled(connect(), signal);
        const compiledRoots = await orCancelled(compiled.rootsOf(expressions), signal);
        const roots = await requestRoots(requests, compiledRoots, signal);
        return {
          site: await orCancelled(
            siteOf(tabId).catch(() => null),
            signal,
          ),
          roots,
        };
      });
    },

    async takeSnapshot(request, onProgress, signal) {
      return explained(() => walkPage(request, onProgress, signal));
    },

    checkExpression,

    onNavigated(listener) {
      navigated.add(listener);
      return () => navigated.delete(listener);
    },
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

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PanelError("page-frozen", FROZEN_MESSAGE)), SILENCE_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function orCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let reject: (error: RequestError) => void = () => {};
  const cancelled = new Promise<never>((_resolve, rejectIt) => {
    reject = rejectIt;
  });
  const cancel = (): void => reject(new RequestError("cancelled", "cancelled"));
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel);
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
