import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BrowserContext, BrowserType, CDPSession } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { packagePath } from "../package-path.ts";
import { STEP_DEADLINE_MS, within } from "./deadline.ts";
import { START_PREFERENCES } from "./devtools-internals.ts";
import { findChromium } from "./find-chromium.ts";
import { loadChromium } from "./load-playwright.ts";

export interface BrowserOptions {
  readonly display: "headless" | "headed";
  /** Absolute path of the unpacked extension; the built one if left out. */
  readonly extension?: string;
  /** Width and height of the browser's windows, in CSS pixels. */
  readonly windowSize?: readonly [number, number];
  /** Flags of the browser's own beside those that every browser has. */
  readonly flags?: readonly string[];
  /** What Ctrl+C and its like do: end the browser and this process (if left out), or nothing, if a test runner sees to it. */
  readonly onSignal?: "close-and-exit" | "ignore";
  readonly onProgress?: (step: string) => void;
}

/** A Chromium with the extension, and a profile of its own. */
export interface PanelBrowser {
  readonly context: BrowserContext;
  /** Of the browser itself, not of a page. */
  readonly session: CDPSession;
  /** Folder of the profile. */
  readonly profile: string;
  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  /** Ends the browser, by force if it must, and removes its profile. */
  close(): Promise<void>;
}

// None of these may reach out to the network by itself, least of all on a machine that has none.
export const QUIET_FLAGS = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

function launchOptionsOf(
  { display, windowSize, flags }: BrowserOptions,
  extension: string,
): Parameters<typeof launch>[2] {
  const [width, height] = windowSize ?? [1600, 1000];
  return {
    headless: display === "headless",
    viewport: null,
    timeout: STEP_DEADLINE_MS,
    ignoreDefaultArgs: ["--disable-extensions"],
    // Playwright would end the browser, but not remove the profile.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      "--remote-debugging-port=0",
      `--window-size=${width},${height}`,
      // Chromium's sandbox refuses to run as root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      // Chromium's bar about an attached debugger would take height from the page.
      "--silent-debugger-extension-api",
      ...QUIET_FLAGS,
      ...(flags ?? []),
    ],
  };
}

export async function startPanelBrowser(options: BrowserOptions): Promise<PanelBrowser> {
  const { display, onProgress = () => {} } = options;
  const extension = options.extension ?? packagePath("dist/extension");
  if (!existsSync(path.join(extension, "manifest.json"))) {
    throw new Error(`There is no extension in ${extension}: run npm run build first.`);
  }
  const executablePath = findChromium();
  const profile = makeProfile();
  const undo: (() => Promise<void> | void)[] = [
    () => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  ];
  let closing: Promise<void> | undefined;
  // Once for all who ask: the profile must not go before the browser has.
  const close = () => {
    closing ??= (async () => {
      for (let step = undo.pop(); step; step = undo.pop()) await step();
    })();
    return closing;
  };
  if (options.onSignal !== "ignore") undo.push(closeOnSignals(close));
  try {
    onProgress(`Starting ${executablePath}, ${display} …`);
    const launching = launch(executablePath, profile, launchOptionsOf(options, extension));
    let pid: number | undefined;
    // Also if a signal comes while it starts: its profile can only be removed when it is gone.
    undo.push(() =>
      launching.then(
        (started) => endBrowser(started, pid),
        () => {},
      ),
    );
    const context = await launching;
    context.setDefaultTimeout(STEP_DEADLINE_MS);
    const closed = new Promise<void>((resolve) => context.once("close", () => resolve()));
    const browser = context.browser();
    if (!browser) throw new Error("Playwright gives no browser for a persistent context.");
    const session = await browser.newBrowserCDPSession();
    pid = await browserPid(session);
    return { context, session, profile, closed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeProfile(): string {
  const profile = mkdtempSync(path.join(os.tmpdir(), "allocative-profile-"));
  mkdirSync(path.join(profile, "Default"));
  const preferences = { devtools: { preferences: START_PREFERENCES } };
  writeFileSync(path.join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  return profile;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends this process on a signal, when `close` is done. Gives what takes that back. */
export function closeOnSignals(close: () => Promise<void>): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    process.exitCode = 128 + os.constants.signals[signal];
    close().finally(() => process.exit());
  };
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

async function launch(
  executablePath: string,
  profile: string,
  options: Parameters<BrowserType["launchPersistentContext"]>[1],
): Promise<BrowserContext> {
  const chromium = loadChromium();
  try {
    return await chromium.launchPersistentContext(profile, { executablePath, ...options });
  } catch (error) {
    throw new ExpectedError(`${executablePath} did not start. ${error instanceof Error ? error.message : error}`);
  }
}

async function browserPid(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const browser = processInfo.find(({ type }) => type === "browser");
  if (!browser) throw new Error("The browser does not say which process it is.");
  return browser.id;
}

/** A page in an endless loop can keep the browser from closing politely. */
async function endBrowser(context: BrowserContext, pid: number | undefined): Promise<void> {
  try {
    await within("end of the browser", context.close(), 10_000);
  } catch {
    try {
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in the meantime.
    }
  }
}
