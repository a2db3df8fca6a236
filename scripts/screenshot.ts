// npm run screenshot: the pictures in the README and in docs/, of the panel on the demo. Run by hand when the panel looks different.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Page } from "playwright";
import { setDevtoolsTheme } from "../package/browser/devtools-internals.ts";
import { openDevtoolsPanel, type PanelSession } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { runCommand } from "../package/cli/expected-error.ts";
import { type AnimationFrame, animatedPng } from "./animated-png.ts";
import { buildAll } from "./built-extension.ts";
import { repositoryPath } from "./repository-path.ts";
import { startStaticServer } from "./static-server.ts";

const WIDTH = 1100;
const HEIGHT = 720;
const STEP_MS = 3000;
const ROUNDS = 3;

await runCommand(async () => {
  buildAll();
  mkdirSync(repositoryPath("docs"), { recursive: true });
  const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
  try {
    await inPanel(`${server.origin}/`, async ({ page, panel, devtools }) => {
      await page.getByText("Ready.").waitFor();
      await takeSnapshot(panel);
      await panel.getByRole("treeitem", { name: /^store\b/ }).click();
      await panel.getByRole("grid", { name: "Objects" }).getByRole("rowheader").first().waitFor();
      await panel.getByRole("region", { name: "Held by" }).getByText("Path 1").waitFor();
      write("docs/screenshot.png", await devtools.screenshot());
    });
    await inPanel(`${server.origin}/board/index.html`, async (session) => {
      await session.page.getByText("20 weeks, 4,000 entries").waitFor();
      await session.page.getByText("5,000 tasks").waitFor();
      write("docs/leak.png", animatedPng(await findLeak(session)));
    });
  } finally {
    await server.close();
  }
});

/** Opens the panel on a page, in the light theme, until the pictures are made. */
async function inPanel(url: string, makePictures: (session: PanelSession) => Promise<void>): Promise<void> {
  const session = await openDevtoolsPanel({
    url,
    display: "headless",
    dockSide: "undocked",
    windowSize: [WIDTH, HEIGHT],
  });
  try {
    await setDevtoolsTheme(session.devtools, "light");
    await makePictures(session);
  } finally {
    await session.close();
  }
}

function write(file: string, bytes: Uint8Array): void {
  writeFileSync(repositoryPath(file), bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1000)} kB`);
}

/** The three steps of docs/finding-a-leak.md. */
async function findLeak({ page, devtools, panel, context }: PanelSession): Promise<AnimationFrame[]> {
  const stage = await context.newPage();
  await stage.setViewportSize({ width: WIDTH, height: HEIGHT + 48 });
  const frames: AnimationFrame[] = [];
  const show = async (caption: string): Promise<void> => {
    frames.push({ png: await withCaption(stage, caption, await devtools.screenshot()), durationMs: STEP_MS });
  };
  await panel.getByRole("button", { name: "Find a leak" }).click();
  const bar = panel.getByRole("region", { name: "Find a leak" });
  for (let round = 1; round <= ROUNDS; round++) {
    await bar.getByText(`Round ${round} of ${ROUNDS}`).waitFor();
    await bar.getByText("Then press Done").waitFor();
    if (round === 1) {
      await panel.getByRole("grid", { name: "Objects" }).getByRole("rowheader").first().waitFor();
      write("docs/leak-round.png", await devtools.screenshot());
      await show("1. Click Find a leak: it takes a snapshot");
    }
    if (round === ROUNDS) await show(`2. Do it in the page and undo it, ${ROUNDS} times, and click Done each time`);
    await page.getByRole("button", { name: "Visit a task and leave" }).click();
    await bar.getByRole("button", { name: "Done" }).click();
  }
  await panel.getByRole("grid", { name: "Changes" }).getByRole("row", { selected: true }).waitFor();
  await panel.getByRole("region", { name: "Held by" }).getByText("Path 1").waitFor();
  await show("3. The first row is what grew in every round, and Held by what keeps it");
  write("docs/leak-answer.png", await devtools.screenshot());
  await panel.getByRole("tab", { name: "Icicle" }).click();
  await panel.getByRole("application", { name: "Icicle" }).waitFor();
  await show("In the icicle a box is as wide as its growth");
  write("docs/growth.png", await devtools.screenshot());
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
