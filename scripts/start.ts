// npm start [-- URL]: Chromium with the extension, DevTools open on the Allocative tab. Without a display: a snapshot, written to artifacts/.
import { mkdirSync, writeFileSync } from "node:fs";
import { openDevtoolsPanel, type PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { runCommand } from "../package/cli/expected-error.ts";
import { buildAll } from "./built-extension.ts";
import { repositoryPath } from "./repository-path.ts";
import { toPageUrl, UsageError } from "./snapshot-command.ts";
import { startStaticServer } from "./static-server.ts";

/** Linux alone runs without a screen as a matter of course. */
function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function run(givenUrl: string | undefined): Promise<void> {
  const pageUrl = givenUrl && toPageUrl(givenUrl);
  report("Building …");
  buildAll();
  const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
  const url = pageUrl ?? `${server.origin}/`;
  try {
    if (hasDisplay()) await runHeaded(url);
    else await runHeadless(url);
  } finally {
    await server.close();
  }
}

async function runHeaded(url: string): Promise<void> {
  const session = await openDevtoolsPanel({ url, display: "headed", onProgress: report });
  report("The Allocative tab is open: press Snapshot. Close the browser, or press Ctrl+C here, to end.");
  await session.closed;
  await session.close();
}

async function runHeadless(url: string): Promise<void> {
  report("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so this runs headless.");
  const session = await openDevtoolsPanel({ url, display: "headless", dockSide: "undocked", onProgress: report });
  try {
    await writeArtifacts(session);
  } finally {
    await session.close();
  }
}

async function writeArtifacts(session: PanelSession): Promise<void> {
  report("Taking a snapshot …");
  const status = await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  const folder = repositoryPath("artifacts");
  mkdirSync(folder, { recursive: true });
  const foldedFile = `${folder}/snapshot.folded`;
  const screenshotFile = `${folder}/snapshot.png`;
  writeFileSync(foldedFile, folded);
  await session.devtools.screenshot({ path: screenshotFile });
  console.log(`${status.size} in ${status.objectCount} objects, ${status.milliseconds} ms`);
  console.log(`Folded stacks: ${foldedFile}`);
  console.log(`Screenshot:    ${screenshotFile}`);
}

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

await runCommand(async () => {
  const [url, ...extra] = process.argv.slice(2);
  if (extra.length > 0) throw new UsageError(`npm start takes one URL, not also "${extra[0]}".`);
  await run(url);
});
