import { readFileSync } from "node:fs";
import { type BrowserContext, type Download, type Page, firefox as playwrightFirefox } from "playwright";
import { waitFor, within } from "../../../package/browser/deadline.ts";
import type { InspectOptions, PanelSession } from "../../../package/browser/devtools-panel.ts";
import { loadPage } from "../../../package/browser/load-page.ts";
import { repositoryPath } from "../../repository-path.ts";
import { BidiRelay } from "./bidi-relay.ts";
import { evaluatePrivileged } from "./evaluate.ts";
import { startFirefox } from "./firefox-process.ts";

const SCRIPT = readFileSync(new URL("toolbox.js", import.meta.url), "utf8");
const EXECUTABLE = repositoryPath("scripts/browser/firefox/playwright-executable.sh");
const WINDOW_SIZE = [1600, 1000];

interface Panel {
  /** Of its document, for WebDriver BiDi. */
  readonly context: string;
  readonly url: string;
}

/** A Firefox in whose toolbox the panel of the add-on is a page to Playwright, which clicks and types in it as in any other. */
export class PanelFirefox {
  readonly context: BrowserContext;
  /** Resolves when the browser is gone. */
  readonly closed: Promise<void>;
  readonly #relay: BidiRelay;
  readonly #stop: () => Promise<void>;
  #addOn: string | undefined;
  readonly #downloads: Download[] = [];

  private constructor(context: BrowserContext, relay: BidiRelay, stop: () => Promise<void>) {
    this.context = context;
    this.#relay = relay;
    this.#stop = stop;
    this.closed = new Promise((resolve) => context.once("close", () => resolve()));
  }

  static async start(): Promise<PanelFirefox> {
    const firefox = await startFirefox({ access: "privileged" });
    try {
      const relay = await BidiRelay.start(firefox.address);
      const context = await playwrightFirefox.launchPersistentContext("", {
        channel: "moz-firefox",
        executablePath: EXECUTABLE,
        env: { PATH: process.env.PATH ?? "", BIDI_ADDRESS: relay.address, FIREFOX_PID: String(firefox.pid) },
        headless: true,
        viewport: null,
        colorScheme: null,
      });
      const started = new PanelFirefox(context, relay, firefox.stop);
      await evaluatePrivileged(relay.firefox, `${SCRIPT}; ""`);
      return started;
    } catch (error) {
      await firefox.stop();
      throw error;
    }
  }

  /** Installs the add-on until Firefox ends, or until it is uninstalled. */
  async install(folder: string): Promise<void> {
    const extensionData = { type: "path", path: folder };
    const { extension } = (await this.#relay.firefox.send("webExtension.install", { extensionData })) as {
      readonly extension: string;
    };
    this.#addOn = extension;
  }

  /** What the add-on stored or downloaded goes with it. */
  async uninstall(): Promise<void> {
    for (const download of this.#downloads.splice(0)) await download.delete();
    const extension = this.#addOn;
    if (extension !== undefined) await this.#relay.firefox.send("webExtension.uninstall", { extension });
    this.#addOn = undefined;
  }

  /** Opens a page in a tab of its own, and our panel in the toolbox, which is a window of its own. */
  async inspect({ url, onProgress = () => {} }: InspectOptions): Promise<PanelSession> {
    const opening = this.context.waitForEvent("page");
    const tab = await this.#call<string>("openTab");
    const page = await opening;
    onProgress(`Loading ${url} …`);
    await loadPage(page, url);
    onProgress("Opening the toolbox …");
    return this.#openToolbox(tab, page);
  }

  async #openToolbox(tab: string, page: Page): Promise<PanelSession> {
    await this.#call("openToolbox", tab, ...WINDOW_SIZE);
    await waitFor("tab Allocative in the toolbox", async () => {
      return (await this.#call<boolean>("selectPanel", tab, "Allocative")) || undefined;
    });
    const shown = await waitFor("panel in the toolbox", async () => {
      return (await this.#call<Panel | null>("panelOf", tab)) ?? undefined;
    });
    const devtools = await this.#announcePanel(shown);
    const closeDevtools = async () => {
      for (const text of await this.#call<readonly string[]>("takeErrors")) {
        const source = { context: shown.context };
        this.#relay.announce("log.entryAdded", { type: "javascript", level: "error", text, source });
      }
      await this.#call("closeToolbox", tab, shown.context);
      const gone = { context: shown.context, url: shown.url, parent: null, children: [] };
      this.#relay.announce("browsingContext.contextDestroyed", gone);
    };
    return {
      page,
      devtools,
      panel: devtools.mainFrame(),
      context: this.context,
      extensionId: new URL(shown.url).hostname,
      closed: this.closed,
      reopenDevtools: async () => {
        await closeDevtools();
        return this.#openToolbox(tab, page);
      },
      /* Also announces, as errors of the panel, those that no code of the add-on caught. */
      closeDevtools,
      close: () => this.close(),
    };
  }

  /** The document of the panel was there before Playwright hears of it, so what happened until then is announced, too. */
  async #announcePanel({ context, url }: Panel): Promise<Page> {
    const { realms } = (await this.#relay.firefox.send("script.getRealms", { context })) as {
      readonly realms: readonly Readonly<Record<string, unknown>>[];
    };
    const opening = this.context.waitForEvent("page");
    const created = { context, url, parent: null, children: [], userContext: "default", originalOpener: null };
    this.#relay.announce("browsingContext.contextCreated", created);
    for (const realm of realms) this.#relay.announce("script.realmCreated", realm);
    for (const event of ["domContentLoaded", "load"]) {
      this.#relay.announce(`browsingContext.${event}`, { context, url, navigation: null, timestamp: Date.now() });
    }
    const panel = await within("panel that Playwright knows", opening);
    panel.on("download", (download) => this.#downloads.push(download));
    return panel;
  }

  /** A setting of Firefox; null for what a new profile has. */
  setPreference(name: string, value: boolean | string | null): Promise<void> {
    return this.#call("setPreference", name, value);
  }

  /** A heap snapshot of Firefox's own process (`.fxsnapshot`): its path. */
  saveHeapSnapshot(): Promise<string> {
    return this.#call("saveHeapSnapshot");
  }

  /** Ends the background script of the add-on, as Firefox does after some idle time. */
  endBackground(): Promise<void> {
    return this.#call("endBackground", this.#addOn);
  }

  /** `"stopped"` when it has ended; `"running"` or another word otherwise. */
  backgroundState(): Promise<string> {
    return this.#call("backgroundState", this.#addOn);
  }

  async close(): Promise<void> {
    await this.context.close();
    this.#relay.close();
    await this.#stop();
  }

  async #call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    const call = `Promise.resolve(allocativeToolbox.${name}(...${JSON.stringify(args)}))`;
    const json = await evaluatePrivileged(
      this.#relay.firefox,
      `${call}.then((value) => JSON.stringify(value ?? null))`,
    );
    return JSON.parse(json);
  }
}
