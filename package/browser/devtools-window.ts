import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, CDPSession, Frame, Page } from "playwright";
import { STEP_DEADLINE_MS, waitFor, within } from "./deadline.ts";
import { closeWindow, type DockSide, forgetPreferences, setDockSide, showExtensionTab } from "./devtools-internals.ts";
import { loadChromium } from "./load-playwright.ts";

const PANEL_TITLE = "Allocative";
const PANEL_FILE = "/extension/panel/panel.html";
const DEVTOOLS_FILE = "/extension/devtools/devtools.html";

export interface DevtoolsWindowOptions {
  /** Of the browser itself, not of a page. */
  readonly session: CDPSession;
  /** The page to inspect. */
  readonly targetId: string;
  /** Folder of the browser's profile. */
  readonly profile: string;
  readonly dockSide: DockSide | undefined;
}

/** The real DevTools, with our panel displayed. */
export interface DevtoolsWindow {
  readonly devtools: Page;
  readonly panel: Frame;
  readonly extensionId: string;
  /** Closes DevTools, which forgets its settings, and resolves when the extension's part of it is gone, too. */
  close(): Promise<void>;
  /** Lets go of it, open or closed. */
  disconnect(): Promise<void>;
}

export async function openDevtoolsWindow(options: DevtoolsWindowOptions): Promise<DevtoolsWindow> {
  const { session, targetId, profile, dockSide } = options;
  await within("answer to Target.openDevTools", openDevtools(session, targetId));
  // A client that connects before the extension's devtools page is there never sees the DevTools window.
  await waitFor("devtools page of the extension", async () => (await hasDevtoolsPage(session)) || undefined);
  const overCdp = await connectTo(profile);
  const disconnect = () => overCdp.close().catch(() => {});
  for (const context of overCdp.contexts()) context.setDefaultTimeout(STEP_DEADLINE_MS);
  try {
    const devtools = await waitFor("DevTools window", () =>
      overCdp
        .contexts()
        .flatMap((candidate) => candidate.pages())
        .find((candidate) => candidate.url().startsWith("devtools://")),
    );
    const extensionId = await waitFor(`DevTools tab titled ${PANEL_TITLE}`, () =>
      showExtensionTab(devtools, PANEL_TITLE),
    );
    const panel = await waitFor("panel in the DevTools tab", () =>
      devtools.frames().find((frame) => frame.url() === `chrome-extension://${extensionId}${PANEL_FILE}`),
    );
    if (dockSide !== undefined) await moveDevtools(devtools, panel, dockSide);
    const close = async () => {
      // The next one would begin where this one stood, and one that begins in a window of its own often gets stuck at its start.
      await within("end of DevTools' settings", forgetPreferences(devtools));
      const gone = devtools.waitForEvent("close", { timeout: STEP_DEADLINE_MS });
      await within("end of the DevTools window", Promise.all([gone, closeWindow(devtools)]));
      await disconnect();
      await waitFor("end of the extension's devtools page", async () => !(await hasDevtoolsPage(session)) || undefined);
    };
    return { devtools, panel, extensionId, close, disconnect };
  } catch (error) {
    await disconnect();
    throw error;
  }
}

async function hasDevtoolsPage(session: CDPSession): Promise<boolean> {
  const { targetInfos } = await session.send("Target.getTargets");
  return targetInfos.some(({ url }) => url.startsWith("chrome-extension://") && url.endsWith(DEVTOOLS_FILE));
}

async function moveDevtools(devtools: Page, panel: Frame, side: DockSide): Promise<void> {
  const widthOf = () => panel.evaluate(() => innerWidth);
  const before = await widthOf();
  if ((await setDockSide(devtools, side)) === side) return;
  await waitFor("change of the panel's width", async () => (await widthOf()) !== before || undefined);
}

/** `Target.openDevTools` is newer than Playwright's types of the protocol. */
async function openDevtools(session: CDPSession, targetId: string): Promise<void> {
  const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
  await send("Target.openDevTools", { targetId });
}

async function connectTo(profile: string): Promise<Browser> {
  const portFile = path.join(profile, "DevToolsActivePort");
  const port = await waitFor("DevTools port of the browser", () =>
    existsSync(portFile) ? /^\d+/.exec(readFileSync(portFile, "utf8"))?.[0] : undefined,
  );
  return loadChromium().connectOverCDP(`http://127.0.0.1:${port}`, { timeout: STEP_DEADLINE_MS });
}
