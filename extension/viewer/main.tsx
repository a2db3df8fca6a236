import { render } from "preact";
import { setSizeUnit } from "../panel/frames/figures.ts";
import { PanelContext } from "../panel/views/parts/panel-context.ts";
import PatternWorker from "../panel/worker/pattern-main.ts?worker&inline";
import { readData } from "./read-data.ts";
import { ViewerApp } from "./viewer-app.tsx";
import { createViewerPanel } from "./viewer-panel.ts";

const container = document.getElementById("panel");
/* In a browser that is too old, check.js has said so. */
if (container !== null && container.childNodes.length === 0) {
  show(container).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    container.textContent = `This file cannot be shown. It may be cut off or changed; export it again. (${reason})`;
  });
}

async function show(element: HTMLElement): Promise<void> {
  const data = await readData(document);
  setSizeUnit(data.about.sizeUnit);
  const panel = createViewerPanel(data, () => new PatternWorker());
  document.title = `${data.about.title} – Allocative`;
  render(
    <PanelContext.Provider value={panel}>
      <ViewerApp about={data.about} />
    </PanelContext.Provider>,
    element,
  );
}
