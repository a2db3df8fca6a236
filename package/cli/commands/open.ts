import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDevtoolsPanel, type PanelSession } from "../../browser/devtools-panel.ts";
import { toPageUrl } from "../../browser/page-url.ts";
import { downloadFolded, takeSnapshot } from "../../browser/panel-actions.ts";
import { defineCommand } from "../command.ts";
import type { Terminal } from "../terminal.ts";

const DEFAULT_FOLDER = "artifacts";

export const command = defineCommand({
  operands: ["[URL]"],
  details: `The browser has a profile of its own, which is removed when it is closed. Without a display it runs headless, takes
a snapshot, writes folded stacks and a picture of the panel, and ends.`,
  options: {
    artifacts: {
      kind: "value",
      of: "FOLDER",
      about: `where the files go without a display; "${DEFAULT_FOLDER}" by default`,
    },
  },
  examples: [{ line: "open http://127.0.0.1:8080/", about: "press Snapshot in the tab that opens" }],
  async run({ operands: [url], options }, terminal) {
    const pageUrl = url === undefined ? "about:blank" : toPageUrl(url);
    if (hasDisplay()) await runHeaded(pageUrl, terminal);
    else await runHeadless(pageUrl, path.resolve(options.artifacts ?? DEFAULT_FOLDER), terminal);
    return "done";
  },
});

/** Linux alone runs without a screen as a matter of course. */
function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function runHeaded(url: string, terminal: Terminal): Promise<void> {
  const session = await openDevtoolsPanel({ url, display: "headed", onProgress: (step) => terminal.report(step) });
  terminal.write("The Allocative tab is open: press Snapshot. Close the browser, or press Ctrl+C here, to end.\n");
  await session.closed;
  await session.close();
}

async function runHeadless(url: string, folder: string, terminal: Terminal): Promise<void> {
  terminal.write("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so this runs headless.\n");
  const onProgress = (step: string): void => terminal.report(step);
  const session = await openDevtoolsPanel({ url, display: "headless", dockSide: "undocked", onProgress });
  try {
    await writeArtifacts(session, folder, terminal);
  } finally {
    await session.close();
  }
}

async function writeArtifacts(session: PanelSession, folder: string, terminal: Terminal): Promise<void> {
  terminal.report("Taking a snapshot …");
  const status = await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  mkdirSync(folder, { recursive: true });
  const foldedFile = path.join(folder, "snapshot.folded");
  const screenshotFile = path.join(folder, "snapshot.png");
  writeFileSync(foldedFile, folded);
  await session.devtools.screenshot({ path: screenshotFile });
  terminal.write(`${status.size} in ${status.objectCount} objects, ${status.milliseconds} ms
Folded stacks: ${foldedFile}
Screenshot:    ${screenshotFile}
`);
}
