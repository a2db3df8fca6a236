// Files for other programs, opened in the real speedscope where it reads them.
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import type { Download, Page } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { chooseExport } from "./fixtures/export-menu.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { findOf, readTotalBytes, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** The file that speedscope itself exports of what it has read. */
interface SpeedscopeFile {
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly {
    readonly name: string;
    readonly unit: string;
    readonly startValue: number;
    readonly endValue: number;
    readonly events: readonly { readonly type: "O" | "C"; readonly frame: number; readonly at: number }[];
  }[];
}

const SPEEDSCOPE_ROUTE = { path: "/", folder: repositoryPath("node_modules/speedscope/dist/release") };

const PAGE_ROUTE = {
  path: "/",
  html: pageWithModule(`
    const shop = { pixels: new Uint8Array(1_000_000), items: [{ sku: "a-1" }, { sku: "a-2" }], "=1+1": { "a;b, \\"c\\"": {} } };
    globalThis.keep = [shop, { theme: "dark" }];
    registerRoot("shop", shop);
    registerRoot("settings", globalThis.keep[1]);`),
};

/** Drops the file on speedscope, as a user would, and gives what speedscope exports of it. */
async function readBySpeedscope(
  session: PanelSession,
  origin: string,
  download: Download,
): Promise<{ page: Page; file: SpeedscopeFile }> {
  // The context that DevTools is in also receives the browser's downloads.
  const page = await session.devtools.context().newPage();
  await page.goto(`${origin}/`);
  await page.locator("input[type=file]").setInputFiles({
    name: download.suggestedFilename(),
    mimeType: "application/octet-stream",
    buffer: await readFile(await download.path()),
  });
  await page.getByText("Left Heavy").waitFor();
  const exported = page.waitForEvent("download");
  await page.getByText("Export", { exact: false }).first().click();
  return { page, file: JSON.parse(await readFile(await (await exported).path(), "utf8")) };
}

function totalOf({ profiles }: SpeedscopeFile): number {
  return profiles.reduce((sum, { startValue, endValue }) => sum + endValue - startValue, 0);
}

/** Bytes of the frames of a name that stands once in any stack. */
function sizeOf({ shared, profiles }: SpeedscopeFile, name: string): number {
  let size = 0;
  for (const { events } of profiles) {
    for (const { type, frame, at } of events) {
      if (shared.frames[frame]!.name === name) size += type === "C" ? at : -at;
    }
  }
  return size;
}

/** What the folded stacks tell of the same snapshot. */
async function readFoldedSizes(session: PanelSession, name: string): Promise<number> {
  const lines = parseFolded(await downloadFolded(session));
  return lines.filter(({ frames }) => frames.includes(name)).reduce((sum, { bytes }) => sum + bytes, 0);
}

test("speedscope reads its own JSON with our sizes, a profile for each root", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await takeSnapshot(session.panel);
  const download = await chooseExport(session, "speedscope JSON");
  expect(download.suggestedFilename()).toMatch(/^snapshot-1-127\.0\.0\.1-\d+\.speedscope\.json$/);
  const { page, file } = await readBySpeedscope(session, await serve(SPEEDSCOPE_ROUTE), download);
  expect(totalOf(file)).toBe(await readTotalBytes(session.panel));
  expect(file.profiles.map(({ name, unit }) => `${name}: ${unit}`)).toEqual(["shop: bytes", "settings: bytes"]);
  const pixels = await readFoldedSizes(session, "pixels");
  expect(pixels).toBeGreaterThan(1_000_000);
  expect(sizeOf(file, "pixels")).toBe(pixels);
  expect(file.shared.frames.map(({ name }) => name)).toContain('a;b, "c"');
  await page.getByText("Sandwich").click();
  await expect(page.locator("tr").filter({ hasText: "pixels" })).toContainText("976.68 KB");
});

test("speedscope reads the pprof profile with our sizes", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await takeSnapshot(session.panel);
  const download = await chooseExport(session, "pprof");
  expect(download.suggestedFilename()).toMatch(/^snapshot-1-127\.0\.0\.1-\d+\.pb\.gz$/);
  // The first field is a type of samples: objects, count.
  expect([...gunzipSync(await readFile(await download.path())).subarray(0, 6)]).toEqual([0x0a, 4, 0x08, 1, 0x10, 2]);
  const { page, file } = await readBySpeedscope(session, await serve(SPEEDSCOPE_ROUTE), download);
  expect(totalOf(file)).toBe(await readTotalBytes(session.panel));
  expect(file.profiles.map(({ unit }) => unit)).toEqual(["bytes"]);
  expect(sizeOf(file, "pixels")).toBe(await readFoldedSizes(session, "pixels"));
  expect(file.shared.frames.map(({ name }) => name)).toContain('a;b, "c"');
  await page.getByText("Sandwich").click();
  await expect(page.locator("tr").filter({ hasText: "pixels" })).toContainText("976.68 KB");
});

test("CSV has a line for each frame, of the policy shown, and no formula", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await takeSnapshot(session.panel);
  const download = await chooseExport(session, "CSV");
  expect(download.suggestedFilename()).toMatch(/^snapshot-1-127\.0\.0\.1-\d+\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const lines = text.split("\r\n");
  expect(lines.shift()).toBe("path,name,kind,self bytes,total bytes,max bytes,objects");
  expect(lines.pop()).toBe("");
  const selfBytes = lines.map((line) => Number(/(\d+),\d+,\d+,\d+$/.exec(line)![1]));
  expect(selfBytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(await readTotalBytes(session.panel));
  const pixels = await readFoldedSizes(session, "pixels");
  expect(lines.find((line) => line.startsWith("shop;Object;pixels,pixels,field,"))).toContain(`,${pixels},`);
  expect(lines.some((line) => line.startsWith("shop;Object;=1+1,'=1+1,field,"))).toBe(true);
  expect(lines.some((line) => line.includes(',"a;b, ""c""",field,'))).toBe(true);
});

test("the menu has a way to each reader of the files, in a tab of its own", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel, devtools } = session;
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Export", exact: true }).press("Enter");
  const readers = panel.getByRole("group", { name: "Readers" }).getByRole("menuitem");
  await expect(readers).toHaveText(["speedscope.app", "flamegraph.pl", "inferno", "pprof"]);
  const asked: string[] = [];
  await devtools.context().route("https://www.speedscope.app/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>speedscope</title>" });
  });
  const opened = devtools.context().waitForEvent("page");
  await panel.getByRole("menuitem", { name: "Open speedscope.app" }).press("Enter");
  const tab = await opened;
  await tab.waitForURL("https://www.speedscope.app/");
  expect(asked).toEqual(["https://www.speedscope.app/"]);
  await expect(panel.getByRole("menu")).toHaveCount(0);
  await tab.close();
});

test("what is in focus, by the keyboard: the same paths, its bytes alone", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel, devtools } = session;
  await takeSnapshot(panel);
  const exportButton = panel.getByRole("button", { name: "Export", exact: true });
  await exportButton.press("Enter");
  await expect(panel.getByRole("menuitemradio")).toHaveCount(0);
  await exportButton.press("Escape");

  await treeOf(panel).getByRole("treeitem", { name: /^shop/ }).press("ArrowRight");
  await findOf(panel).fill("items");
  await findOf(panel).press("Enter");
  await treeOf(panel)
    .getByRole("treeitem", { name: /^items: Array/ })
    .dblclick();
  const whole = parseFolded(await downloadFolded(session));
  expect(totalBytesOf(whole)).toBe(await readTotalBytes(panel));

  const choose = async (item: string): Promise<string> => {
    const download = devtools.waitForEvent("download");
    await exportButton.press("Enter");
    const scopes = panel.getByRole("group", { name: "Part to export" });
    await expect(scopes.getByRole("menuitemradio", { name: "Whole snapshot" })).toBeChecked();
    await scopes.getByRole("menuitemradio", { name: "Whole snapshot" }).press("ArrowDown");
    await scopes.getByRole("menuitemradio", { name: "Box in focus" }).press("Enter");
    await expect(scopes.getByRole("menuitemradio", { name: "Box in focus" })).toBeChecked();
    await panel.getByRole("menuitem", { name: item, exact: true }).press("Enter");
    return readFile(await (await download).path(), "utf8");
  };
  const inFocus = whole.filter(({ frames }) => frames.join(";").startsWith("shop;Object;items"));
  expect(parseFolded(await choose("Folded stacks"))).toEqual(inFocus);
  const rows = (await choose("CSV")).split("\r\n").slice(1, -1);
  const selfBytes = rows.map((row) => Number(/(\d+),\d+,\d+,\d+$/.exec(row)![1]));
  expect(selfBytes.reduce((sum, bytes) => sum + bytes, 0)).toBe(totalBytesOf(inFocus));
  const speedscope: SpeedscopeFile = JSON.parse(await choose("speedscope JSON"));
  expect(totalOf(speedscope)).toBe(totalBytesOf(inFocus));
});
