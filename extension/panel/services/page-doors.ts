import browser from "webextension-polyfill";
import { createExtensionPortAdapter } from "../../protocol/message-adapter.ts";
import { NEXT_BRIDGE_ID, portNameOf } from "../../protocol/names.ts";
import { PanelError } from "../store/services.ts";
import { AGENT_FILE, startAgent } from "./agent-injection.ts";
import type { PageDoors } from "./page-connection.ts";
import { PDF_MESSAGE } from "./refusal.ts";
import { SourceTab } from "./source-tab.ts";
import { recordStage } from "./timings.ts";

/* Built beside the panel as a single file, as the agent is, for `executeScript` takes no modules. */
const BRIDGE_FILE = "/allocative-bridge.js";

const TOP_FRAME = 0;

/** What the polyfill's types lack: Chromium has it since version 106. */
interface InjectionResult {
  readonly documentId: string;
  readonly result?: unknown;
}

/** The top frame of a tab. Injection names the document, so that what belongs together does not end up in two of them. */
export function pageDoors(tabId: number): PageDoors {
  const sourceTab = new SourceTab(tabId);
  return doorsOf(tabId, { frameIds: [TOP_FRAME] }, (work) => sourceTab.unlessSource(work));
}

/** The document of a frame. */
export function frameDoors(tabId: number, documentId: string): PageDoors {
  return doorsOf(tabId, { documentIds: [documentId] }, (work) => work());
}

type FrameTarget = { readonly frameIds: readonly number[] } | { readonly documentIds: readonly string[] };

function doorsOf(tabId: number, frame: FrameTarget, guarded: <T>(work: () => Promise<T>) => Promise<T>): PageDoors {
  const inject = async (injection: object): Promise<InjectionResult> => {
    const results = await guarded(() =>
      browser.scripting.executeScript({ ...injection, injectImmediately: true } as never),
    );
    const [first] = results as unknown as readonly InjectionResult[];
    if (first === undefined) throw new Error("No frame with id of this target");
    return first;
  };
  return {
    async injectBridge(id) {
      const { documentId, result: contentType } = await inject({
        target: { tabId, ...frame },
        world: "ISOLATED",
        func: (member: string, value: string) => Object.assign(globalThis, { [member]: value }) && document.contentType,
        args: [NEXT_BRIDGE_ID, id],
      });
      if (contentType === "application/pdf") throw new PanelError("cannot-inspect", PDF_MESSAGE);
      await inject({ target: { tabId, documentIds: [documentId] }, world: "ISOLATED", files: [BRIDGE_FILE] });
      return documentId;
    },

    async injectAgent(documentId) {
      const started = performance.now();
      const { result } = await inject({
        target: { tabId, documentIds: [documentId] },
        world: "MAIN",
        files: [AGENT_FILE],
      });
      recordStage("inject", started, performance.now() - started);
      return typeof result === "string" ? result : undefined;
    },

    startAgent: (session, context) => startAgent(session, AGENT_FILE, context),

    openPort(id, documentId) {
      const where = { name: portNameOf(id), documentId };
      return createExtensionPortAdapter(browser.tabs.connect(tabId, where));
    },
  };
}
