// The pictures of the extension in the stores, of the real panel on the demo.
import type { Page } from "playwright";
import { setDevtoolsTheme } from "../../package/browser/devtools-internals.ts";
import { openDevtoolsPanel, type PanelSession } from "../../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../../package/browser/panel-actions.ts";
import { repositoryPath } from "../repository-path.ts";
import { startStaticServer } from "../static-server.ts";
import { TILE_HEIGHT, TILE_WIDTH, tileHtml } from "./tile.ts";

export const PICTURE_WIDTH = 1280;
export const PICTURE_HEIGHT = 800;
const ROUNDS = 3;

export interface StorePicture {
  readonly name: string;
  readonly png: Uint8Array;
}

/** Takes them one after the other, in the order in which the stores should show them. The tile is last. */
export async function makePictures(tileLine: string): Promise<StorePicture[]> {
  const pictures: StorePicture[] = [];
  const server = await startStaticServer([{ path: "/", folder: repositoryPath("dist/demo") }]);
  try {
    await inPanel(`${server.origin}/`, async (session) => {
      const { page, panel, devtools } = session;
      await page.getByText("Ready.").waitFor();
      await takeSnapshot(panel);
      await panel.getByRole("treeitem", { name: /^store\b/ }).click();
      await untilSettled(session);
      pictures.push({ name: "1-snapshot.png", png: await pictureOf(devtools) });
      await panel.getByRole("tab", { name: "Insights" }).click();
      await panel.getByRole("article").first().waitFor();
      const insights = await pictureOf(devtools);
      await setDevtoolsTheme(devtools, "dark");
      await panel.getByRole("tab", { name: "Icicle" }).click();
      await untilSettled(session);
      pictures.push({ name: "4-insights.png", png: insights }, { name: "5-dark.png", png: await pictureOf(devtools) });
      pictures.push({ name: "tile.png", png: await drawTile(await session.context.newPage(), tileLine) });
    });
    await inPanel(`${server.origin}/board/index.html`, async (session) => {
      await session.page.getByText("20 weeks, 4,000 entries").waitFor();
      await session.page.getByText("5,000 tasks").waitFor();
      await findLeak(session);
      pictures.push({ name: "2-leak.png", png: await pictureOf(session.devtools) });
      await session.panel.getByRole("tab", { name: "Icicle" }).click();
      await session.panel.getByRole("application", { name: "Icicle" }).waitFor();
      pictures.push({ name: "3-growth.png", png: await pictureOf(session.devtools) });
    });
  } finally {
    await server.close();
  }
  return pictures.sort((a, b) => a.name.localeCompare(b.name));
}

async function inPanel(url: string, take: (session: PanelSession) => Promise<void>): Promise<void> {
  const session = await openDevtoolsPanel({
    url,
    display: "headless",
    dockSide: "undocked",
    windowSize: [PICTURE_WIDTH, PICTURE_HEIGHT],
  });
  try {
    await setDevtoolsTheme(session.devtools, "light");
    await take(session);
  } finally {
    await session.close();
  }
}

/** What is about the selected box comes after the selection. */
async function untilSettled({ panel }: PanelSession): Promise<void> {
  await panel.getByRole("grid", { name: "Objects" }).getByRole("rowheader").first().waitFor();
  await panel.getByRole("region", { name: "Held by" }).getByText("Path 1").waitFor();
}

async function findLeak(session: PanelSession): Promise<void> {
  const { page, panel } = session;
  await panel.getByRole("button", { name: "Find a leak" }).click();
  const bar = panel.getByRole("region", { name: "Find a leak" });
  for (let round = 1; round <= ROUNDS; round++) {
    await bar.getByText(`Round ${round} of ${ROUNDS}`).waitFor();
    await bar.getByText("Then press Done").waitFor();
    await page.getByRole("button", { name: "Visit a task and leave" }).click();
    await bar.getByRole("button", { name: "Done" }).click();
  }
  await panel.getByRole("grid", { name: "Changes" }).getByRole("row", { selected: true }).waitFor();
  await panel.getByRole("region", { name: "Held by" }).getByText("Path 1").waitFor();
}

/** With the mouse where it highlights nothing. */
async function pictureOf(devtools: Page): Promise<Uint8Array> {
  await devtools.mouse.move(PICTURE_WIDTH / 2, PICTURE_HEIGHT - 4);
  return devtools.screenshot();
}

async function drawTile(stage: Page, line: string): Promise<Uint8Array> {
  await stage.setViewportSize({ width: TILE_WIDTH, height: TILE_HEIGHT });
  await stage.setContent(tileHtml("Allocative", line));
  const png = await stage.screenshot();
  await stage.close();
  return png;
}

/** Width and height, as a PNG's head has them. */
export function sizeOfPng(png: Uint8Array): readonly [width: number, height: number] {
  const head = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return [head.getUint32(16), head.getUint32(20)];
}
