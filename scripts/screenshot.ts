// npm run screenshot: the pictures in the README and in docs/, of the panel on the demo. Run by hand when the panel looks different.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright";
import { type AnimationFrame, animatedPng } from "./animated-png.ts";
import { setDevtoolsTheme } from "./browser/devtools-internals.ts";
import { openDevtoolsPanel, type PanelSession } from "./browser/devtools-panel.ts";
import { takeSnapshot } from "./browser/panel-actions.ts";
import { buildAll } from "./built-extension.ts";
import { runCommand } from "./expected-error.ts";
import { repositoryPath } from "./repository-path.ts";
import { startStaticServer } from "./static-server.ts";

const WIDTH = 1100;
const HEIGHT = 620;
const STEP_MS = 3000;
/** Times that the demo's action is repeated between the two snapshots. */
const REPEATS = 5;

await runCommand(async () => {
  buildAll();
  mkdirSync(repositoryPath("docs"), { recursive: true });
  const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
  try {
    const session = await openDevtoolsPanel({
      url: `${server.origin}/`,
      display: "headless",
      dockSide: "undocked",
      windowSize: [WIDTH, HEIGHT],
    });
    try {
      await session.page.getByText("Ready.").waitFor();
      await setDevtoolsTheme(session.devtools, "light");
      await takeSnapshot(session.panel);
      await session.panel.getByRole("treeitem", { name: /^store\b/ }).click();
      await session.panel.getByRole("grid", { name: "Objects" }).getByRole("rowheader").first().waitFor();
      await session.panel.getByRole("region", { name: "Held by" }).getByText("Path 1").waitFor();
      write("docs/screenshot.png", await session.devtools.screenshot());
      write("docs/leak.png", animatedPng(await findLeak(session)));
    } finally {
      await session.close();
    }
  } finally {
    await server.close();
  }
});

function write(file: string, bytes: Uint8Array): void {
  writeFileSync(repositoryPath(file), bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
}

/** The three steps of docs/finding-a-leak.md, after the first snapshot. */
async function findLeak({ page, devtools, panel, context }: PanelSession): Promise<AnimationFrame[]> {
  const stage = await context.newPage();
  await stage.setViewportSize({ width: WIDTH, height: HEIGHT + 48 });
  const frames: AnimationFrame[] = [];
  const show = async (caption: string): Promise<void> => {
    frames.push({ png: await withCaption(stage, caption, await devtools.screenshot()), durationMs: STEP_MS });
  };
  await show("1. Click Snapshot");
  for (let i = 0; i < REPEATS; i++) await page.getByRole("button", { name: "Leak" }).click();
  await takeSnapshot(panel);
  await show(`2. Repeat the action that you suspect, here ${REPEATS} times, and click Snapshot again`);
  await panel.getByRole("region", { name: "Snapshots" }).getByRole("button", { name: "Compare" }).click();
  await panel.getByRole("status").filter({ hasText: "→" }).waitFor();
  await show("3. Click Compare: a box is as wide as its growth");
  write("docs/growth.png", await devtools.screenshot());
  const leak = panel.getByRole("treeitem").filter({ hasText: "leaky screens" }).first();
  await leak.click();
  await show("The leak, with its owner and its path");
  write("docs/growth-box.png", await devtools.screenshot());
  await stage.close();
  return frames;
}

/** The picture below one line of text. */
async function withCaption(stage: Page, caption: string, picture: Buffer): Promise<Buffer> {
  await stage.setContent(
    `<style>body { margin: 0; background: #fff; font: 600 20px/48px sans-serif; text-align: center } img { display: block; width: 100% }</style>
    <div>${caption}</div><img src="data:image/png;base64,${picture.toString("base64")}">`,
  );
  await stage.locator("img").evaluate((image: HTMLImageElement) => image.decode());
  return stage.screenshot();
}
