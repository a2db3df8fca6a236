import type { Browser, CDPSession, Page } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { STEP_DEADLINE_MS, within } from "./deadline.ts";
import { findChromium } from "./find-chromium.ts";
import { loadPage } from "./load-page.ts";
import { loadChromium } from "./load-playwright.ts";
import { closeOnSignals, QUIET_FLAGS } from "./panel-browser.ts";

/** Longest wait for a page that is busy. */
const CLOSING_MS = 5_000;
/** Longest wait for a page that goes on loading after its event `load`. */
const QUIET_MS = 5_000;

export interface TabOptions {
  /** Of the page; left out for the only one of a running browser. */
  readonly url?: string;
  /** Where a running browser listens, such as http://127.0.0.1:9222; left out for a headless Chromium of its own. */
  readonly browserUrl?: string;
  readonly onProgress: (step: string) => void;
  /** Closes the tab when it aborts, also while it is opened. */
  readonly signal?: AbortSignal;
}

/** A page without DevTools and without the extension. */
export interface MeasuredTab {
  readonly page: Page;
  readonly session: CDPSession;
  /** Ends a browser that was started; a running one goes on as it was. */
  close(): Promise<void>;
}

/** Opens a page, or attaches to one that is open in a running browser. Rejects with an ExpectedError, and with the reason of the signal. */
export async function openTab(options: TabOptions): Promise<MeasuredTab> {
  options.signal?.throwIfAborted();
  try {
    return await (options.browserUrl === undefined ? startTab(options) : attachToTab(options.browserUrl, options));
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  }
}

async function startTab({ url = "about:blank", onProgress, signal }: TabOptions): Promise<MeasuredTab> {
  const executablePath = findChromium();
  onProgress(`Starting ${executablePath}, headless …`);
  const browser = await launch(executablePath);
  const restore = closeOnSignals(() => browser.close());
  const close = closeOnAbort(signal, async () => {
    restore();
    await browser.close();
  });
  try {
    signal?.throwIfAborted();
    const context = await browser.newContext({ viewport: null });
    const page = await context.newPage();
    onProgress(`Loading ${url} …`);
    await loadPage(page, url);
    await untilQuiet(page);
    return { page, session: await context.newCDPSession(page), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function launch(executablePath: string): Promise<Browser> {
  const chromium = loadChromium();
  try {
    return await chromium.launch({
      executablePath,
      timeout: STEP_DEADLINE_MS,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // Chromium's sandbox refuses to run as root.
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--window-size=1600,1000", ...QUIET_FLAGS],
    });
  } catch (error) {
    throw new ExpectedError(`${executablePath} did not start. ${error instanceof Error ? error.message : error}`);
  }
}

async function attachToTab(browserUrl: string, { url, onProgress, signal }: TabOptions): Promise<MeasuredTab> {
  onProgress(`Attaching to the browser at ${browserUrl} …`);
  const browser = await connect(browserUrl);
  const undo: (() => Promise<unknown>)[] = [() => browser.close()];
  const close = closeOnAbort(signal, async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  });
  /* A page in an endless loop does not answer, and one that is gone cannot. */
  const undoInTime = (what: string, step: () => Promise<unknown>): void =>
    void undo.push(() => within(what, step(), CLOSING_MS).catch(() => {}));
  try {
    signal?.throwIfAborted();
    const pages = browser.contexts().flatMap((context) => context.pages());
    const open = url === undefined ? onlyOf(pages, browserUrl) : pages.find((page) => page.url() === url);
    if (open !== undefined) {
      const session = await open.context().newCDPSession(open);
      undoInTime("end of the session", () => session.detach());
      return { page: open, session, close };
    }
    const context = browser.contexts()[0] ?? (await browser.newContext());
    const page = await context.newPage();
    undoInTime("end of the page", () => page.close());
    signal?.throwIfAborted();
    onProgress(`Loading ${url} …`);
    await loadPage(page, url ?? "about:blank");
    await untilQuiet(page);
    return { page, session: await context.newCDPSession(page), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Once for all who ask, and when the signal aborts. */
function closeOnAbort(signal: AbortSignal | undefined, close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => {
    signal?.removeEventListener("abort", onAbort);
    closing ??= close();
    return closing;
  };
  /* Who waits for the tab sees that it is closed. */
  const onAbort = (): void => void closeOnce().catch(() => {});
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  return closeOnce;
}

async function connect(browserUrl: string): Promise<Browser> {
  try {
    return await loadChromium().connectOverCDP(browserUrl, { timeout: STEP_DEADLINE_MS });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new ExpectedError(
      `There is no browser at ${browserUrl}: ${reason.replace(/^\w+\.connectOverCDP: /, "")}. Start it with --remote-debugging-port=9222.`,
    );
  }
}

function onlyOf(pages: readonly Page[], browserUrl: string): Page {
  const [page, ...others] = pages.filter((candidate) => /^(?:https?|file):/.test(candidate.url()));
  if (page === undefined) throw new ExpectedError(`The browser at ${browserUrl} has no page open. Give its URL.`);
  if (others.length === 0) return page;
  const list = [page, ...others].map((candidate) => candidate.url()).join(", ");
  throw new ExpectedError(`The browser at ${browserUrl} has several pages open. Give the URL of one: ${list}.`);
}

/** Apps render after the event. Some pages never end to load. */
async function untilQuiet(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: QUIET_MS }).catch(() => {});
}
