import type { BrowserContext, Frame, Page } from "playwright";
import { within } from "./deadline.ts";
import type { DockSide } from "./devtools-internals.ts";
import { type DevtoolsWindow, openDevtoolsWindow } from "./devtools-window.ts";
import { loadPage } from "./load-page.ts";
import { type BrowserOptions, type PanelBrowser, startPanelBrowser } from "./panel-browser.ts";

export interface InspectOptions {
  /** The page to inspect. */
  readonly url: string;
  /** Where DevTools stands; on the right of the page, as in a new profile, if left out. */
  readonly dockSide?: DockSide;
  readonly onProgress?: (step: string) => void;
}

export interface PanelOptions extends BrowserOptions, InspectOptions {}

/** A page, the real DevTools opened on it, and our panel shown there. */
export interface PanelSession {
  readonly page: Page;
  readonly devtools: Page;
  /** The panel's document inside DevTools. It stays when the page navigates. */
  readonly panel: Frame;
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  /** Closes DevTools, and opens it again on the same page. Gives the session to go on with: `devtools` and `panel` of this one are gone. */
  reopenDevtools(): Promise<PanelSession>;
  /** Closes DevTools, which forgets its settings. Page and browser stay. */
  closeDevtools(): Promise<void>;
  /** Ends the browser, by force if it must, and removes its profile. */
  close(): Promise<void>;
}

/** Starts a browser for one page alone. */
export async function openDevtoolsPanel(options: PanelOptions): Promise<PanelSession> {
  const browser = await startPanelBrowser(options);
  try {
    return await inspectPage(browser, options);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Opens a page in the browser, in the empty tab of its start if that is still there, and DevTools on it. */
export async function inspectPage(browser: PanelBrowser, options: InspectOptions): Promise<PanelSession> {
  const { context, session, profile, closed, close } = browser;
  const { url, dockSide, onProgress = () => {} } = options;
  const page = context.pages().find((candidate) => candidate.url() === "about:blank") ?? (await context.newPage());
  onProgress(`Loading ${url} …`);
  await loadPage(page, url);

  onProgress("Opening DevTools …");
  const pageSession = await context.newCDPSession(page);
  const { targetInfo } = await within("target of the page", pageSession.send("Target.getTargetInfo"));
  const openWindow = () => openDevtoolsWindow({ session, targetId: targetInfo.targetId, profile, dockSide });
  const sessionWith = (shown: DevtoolsWindow): PanelSession => ({
    page,
    devtools: shown.devtools,
    panel: shown.panel,
    extensionId: shown.extensionId,
    context,
    closed,
    reopenDevtools: async () => {
      await shown.close();
      return sessionWith(await openWindow());
    },
    closeDevtools: () => (shown.devtools.isClosed() ? shown.disconnect() : shown.close()),
    close: async () => {
      await shown.disconnect();
      await close();
    },
  });
  return sessionWith(await openWindow());
}
