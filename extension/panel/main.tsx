import { render } from "preact";
import browser from "webextension-polyfill";
import { OWN_BROWSER } from "../tab/own-browser.ts";
import { browserDrawing } from "./services/browser-drawing.ts";
import { browserOutlet } from "./services/browser-outlet.ts";
import { createDevTools } from "./services/devtools.ts";
import { createFrameWorker } from "./services/frame-worker.ts";
import { createInspectedPage } from "./services/inspected-page.ts";
import { PageLiveObjects } from "./services/live-objects.ts";
import { createNameMatcher } from "./services/name-matcher.ts";
import { createPageActions } from "./services/page-actions.ts";
import { openStorage } from "./services/storage.ts";
import { createViewer } from "./services/viewer.ts";
import { createPanel } from "./store/panel.ts";
import { App } from "./views/app.tsx";
import { PanelContext } from "./views/parts/panel-context.ts";

const tab = OWN_BROWSER.openTab(browser.devtools.inspectedWindow.tabId);
const devTools = createDevTools();
const page = createInspectedPage(tab);
const worker = createFrameWorker();
const panel = createPanel({
  ...(await openStorage(tab)),
  page,
  actions: createPageActions(tab, () => page.reloadAndWatch()),
  worker,
  live: new PageLiveObjects(page, worker),
  names: createNameMatcher(() => new Worker(new URL("./worker/pattern-main.ts", import.meta.url), { type: "module" })),
  devTools,
  outlet: browserOutlet,
  drawing: browserDrawing,
  viewer: createViewer(devTools.version),
  now: () => performance.now(),
});

/* What no one caught is said in the banner; the panel stays as it is. */
addEventListener("error", (event) => panel.report(event.error ?? event.message));
addEventListener("unhandledrejection", (event) => panel.report(event.reason));
addEventListener("pagehide", () => panel.dispose());

const container = document.getElementById("panel");
if (container === null) throw new Error("panel.html has no element #panel");
render(
  <PanelContext.Provider value={panel}>
    <App />
  </PanelContext.Provider>,
  container,
);
void panel.listRoots();
void panel.restoreSnapshots();
