// npm run snapshot -- URL …: the real panel in the real DevTools, headless, from a terminal. Progress goes to stderr, one line to stdout.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDevtoolsPanel } from "./browser/devtools-panel.ts";
import { chooseRoots, downloadFolded, takeSnapshot } from "./browser/panel-actions.ts";
import { buildIfMissing } from "./built-extension.ts";
import { runCommand } from "./expected-error.ts";
import { parseSnapshotCommand, SNAPSHOT_USAGE, type SnapshotCommand } from "./snapshot-command.ts";

async function run(command: SnapshotCommand): Promise<string> {
  buildIfMissing();
  const session = await openDevtoolsPanel({
    url: command.url,
    display: "headless",
    dockSide: "undocked",
    onProgress: report,
  });
  try {
    await chooseRoots(session.panel, command.roots);
    report("Taking the snapshot …");
    const status = await takeSnapshot(session.panel);
    const folded = await downloadFolded(session);
    writeTo(command.outFile, folded);
    if (command.screenshotFile !== undefined) writeTo(command.screenshotFile, await session.devtools.screenshot());
    const lineCount = folded.split("\n").length - 1;
    return `${command.outFile}: ${status.size} in ${status.objectCount} objects, ${lineCount} folded stacks`;
  } finally {
    await session.close();
  }
}

function writeTo(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, content);
}

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}

await runCommand(async () => {
  const command = parseSnapshotCommand(process.argv.slice(2));
  console.log(command === "help" ? SNAPSHOT_USAGE : await run(command));
});
