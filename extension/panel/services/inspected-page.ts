import browser from "webextension-polyfill";
import { createExtensionPortAdapter } from "../../protocol/message-adapter.ts";
import type { Globals, RootDescription } from "../../protocol/messages.ts";
import { BRIDGE_PORT_NAME } from "../../protocol/names.ts";
import { RequestError, Requests } from "../../protocol/requests.ts";
import { ChunkReader } from "../../protocol/snapshot-chunks.ts";
import {
  type GlobalsChoice,
  type InspectedPage,
  PanelError,
  type SnapshotBytes,
  type SnapshotRequest,
} from "../store/services.ts";
import { checkExpression, registerExpressions } from "./expression-roots.ts";
import { CRASHED_MESSAGE, FROZEN_MESSAGE, GONE_MESSAGE, toRefusal } from "./refusal.ts";
import { recordStage } from "./timings.ts";

/* They are built beside the panel as single files, for `executeScript` takes no modules. */
const BRIDGE_FILE = "/bridge.js";
const AGENT_FILE = "/agent.js";

const TOP_FRAME = 0;
const INJECT_TIMEOUT_MS = 5_000;
const LIST_SILENCE_MS = 5_000;
/** A slice of a walk takes a quarter of a second; a single huge object longer. */
const WALK_SILENCE_MS = 20_000;

/** The page this DevTools window inspects. Nothing of ours is in it before the first call. */
export function createInspectedPage(): InspectedPage {
  const { tabId } = browser.devtools.inspectedWindow;
  let requests: Requests | undefined;
  let connecting: Promise<Requests> | undefined;
  /** Expressions that are roots of the page as it is now, and those of them that are no roots of its own. */
  let registered: readonly string[] = [];
  let added: readonly string[] = [];
  const navigated = new Set<() => void>();

  const tellNavigated = (): void => {
    for (const listener of [...navigated]) listener();
  };
  browser.devtools.network.onNavigated.addListener(() => {
    forget();
    tellNavigated();
  });
  /* A new document is there before its scripts have run; once it has loaded, there may be more roots. */
  browser.tabs.onUpdated.addListener((id, { status }) => {
    if (id === tabId && status === "complete") tellNavigated();
  });

  function forget(reason?: RequestError): void {
    requests?.disconnect(reason);
    requests = undefined;
    registered = [];
    added = [];
  }

  async function connect(): Promise<Requests> {
    if (requests?.isConnected) return requests;
    connecting ??= inject().finally(() => {
      connecting = undefined;
    });
    requests = await connecting;
    return requests;
  }

  async function inject(): Promise<Requests> {
    const target = { tabId, frameIds: [TOP_FRAME] };
    try {
      await withinTime(
        (async () => {
          await browser.scripting.executeScript({
            target,
            files: [BRIDGE_FILE],
            world: "ISOLATED",
            injectImmediately: true,
          });
          await browser.scripting.executeScript({
            target,
            files: [AGENT_FILE],
            world: "MAIN",
            injectImmediately: true,
          });
        })(),
      );
    } catch (error) {
      if (error instanceof PanelError) throw error;
      /* Of a tab without a renderer, Chromium says that the extension has no permission for it. */
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      throw tab?.status === "unloaded" ? new PanelError("page-gone", CRASHED_MESSAGE) : toRefusal(error);
    }
    const port = browser.tabs.connect(tabId, { name: BRIDGE_PORT_NAME, frameId: TOP_FRAME });
    return new Requests(createExtensionPortAdapter(port));
  }

  async function syncExpressions(expressions: readonly string[]): Promise<void> {
    const removed = registered.filter((name) => !expressions.includes(name));
    added = await registerExpressions(expressions, removed);
    registered = expressions;
  }

  /** The page's own roots, once the expressions are registered. */
  async function requestRoots(
    connection: Requests,
    globals: Globals,
    silenceMs: number,
  ): Promise<readonly RootDescription[]> {
    const roots = await connection.send(
      { type: "list-roots", globals },
      {
        silenceMs,
        receive: (message) => (message.type === "roots" ? message.roots : undefined),
      },
    );
    return roots.filter(({ name }) => !added.includes(name));
  }

  async function globalsFor(connection: Requests, choice: GlobalsChoice, silenceMs: number): Promise<Globals> {
    if (choice !== "auto") return choice;
    return (await requestRoots(connection, "off", silenceMs)).length > 0 ? "off" : "on";
  }

  async function walkPage(
    request: SnapshotRequest,
    onProgress: (objectCount: number) => void,
    signal: AbortSignal,
  ): Promise<SnapshotBytes> {
    const connection = await orCancelled(connect(), signal);
    await orCancelled(syncExpressions(request.expressions), signal);
    const globals = await orCancelled(globalsFor(connection, request.globals, WALK_SILENCE_MS), signal);
    const { url = "" } = await browser.tabs.get(tabId);
    const reader = new ChunkReader();
    const started = performance.now();
    const { bytes, figures } = await connection.send(
      { type: "take-snapshot", globals, excludedRoots: request.excludedRoots },
      {
        silenceMs: WALK_SILENCE_MS,
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
    async listRoots(request) {
      return explained(async () => {
        const connection = await connect();
        await syncExpressions(request.expressions);
        const globals = await globalsFor(connection, request.globals, LIST_SILENCE_MS);
        return requestRoots(connection, globals, LIST_SILENCE_MS);
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

  /** The failures of a request as sentences. A connection that brought nonsense or silence is not used again. */
  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.failure !== "cancelled" && error.failure !== "refused") forget(error);
      throw toPanelError(error);
    }
  }
}

function toPanelError({ failure, message }: RequestError): PanelError {
  switch (failure) {
    case "disconnected":
      return new PanelError("page-gone", GONE_MESSAGE);
    case "timeout":
      return new PanelError("page-frozen", FROZEN_MESSAGE);
    case "cancelled":
      return new PanelError("cancelled", "Cancelled.");
    case "malformed":
      return new PanelError(
        "malformed",
        `The page sent something that is no snapshot (${message}). Does one of its scripts interfere? Reload it, then try again.`,
      );
    case "refused":
      return new PanelError("agent-failed", `The snapshot failed in the page: ${message}.`);
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PanelError("page-frozen", FROZEN_MESSAGE)), INJECT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let cancel: (() => void) | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    cancel = () => reject(new RequestError("cancelled", "cancelled"));
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel);
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener("abort", cancel!);
  }
}
