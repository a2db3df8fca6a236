import { createExtensionPortAdapter } from "../../protocol/message-adapter.ts";
import { portNameOf } from "../../protocol/names.ts";
import { nextBridge } from "../../tab/injected-functions.ts";
import type { FrameTarget, InjectedScript, InjectionResult, InspectedTab } from "../../tab/inspected-tab.ts";
import { PanelError } from "../store/services.ts";
import { AGENT_FILE, startAgent } from "./agent-injection.ts";
import type { PageDoors } from "./page-connection.ts";
import { PDF_MESSAGE } from "./refusal.ts";
import { SourceTab } from "./source-tab.ts";
import { recordStage } from "./timings.ts";

/* Built beside the panel as a single file, as the agent is, for `executeScript` takes no modules. */
const BRIDGE_FILE = "/allocative-bridge.js";

const TOP_FRAME = 0;

/** The top frame of a tab. Injection names the document, so that what belongs together does not end up in two of them. */
export function pageDoors(tab: InspectedTab): PageDoors {
  const sourceTab = new SourceTab(tab);
  return doorsOf(tab, { frameIds: [TOP_FRAME] }, (work) => sourceTab.unlessSource(work));
}

/** The document of a frame. */
export function frameDoors(tab: InspectedTab, documentId: string): PageDoors {
  return doorsOf(tab, { documentIds: [documentId] }, (work) => work());
}

function doorsOf(tab: InspectedTab, frame: FrameTarget, guarded: <T>(work: () => Promise<T>) => Promise<T>): PageDoors {
  const inject = async (target: FrameTarget, script: InjectedScript): Promise<InjectionResult> => {
    const [first] = await guarded(() => tab.inject(target, script));
    if (first === undefined) throw new Error("No frame with id of this target");
    return first;
  };
  return {
    async injectBridge(id) {
      const { documentId, result: contentType } = await inject(frame, nextBridge(id));
      if (contentType === "application/pdf") throw new PanelError("cannot-inspect", PDF_MESSAGE);
      await inject({ documentIds: [documentId] }, { world: "ISOLATED", file: BRIDGE_FILE });
      return documentId;
    },

    async injectAgent(documentId) {
      const started = performance.now();
      const { result } = await inject({ documentIds: [documentId] }, { world: "MAIN", file: AGENT_FILE });
      recordStage("inject", started, performance.now() - started);
      return typeof result === "string" ? result : undefined;
    },

    startAgent: (session, context) => startAgent(session, AGENT_FILE, context),

    openPort: (id, documentId) => createExtensionPortAdapter(tab.openPort(portNameOf(id), documentId)),
  };
}
