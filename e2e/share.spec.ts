// The page that Export writes: opened from the disk, in a browser without the extension and without a network.
import { readFileSync, statSync } from "node:fs";
import type { Browser, Frame, Page } from "playwright";
import { chromium } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { findChromium } from "../package/browser/find-chromium.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { EXTENSION_FOLDER } from "../scripts/build/build-extension.ts";
import { VIEWER_FILE } from "../scripts/build/build-viewer.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { chooseExport } from "./fixtures/export-menu.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  chooseScope,
  detailsOf,
  findOf,
  icicleOf,
  readPath,
  statusOf,
  tabOf,
  treeOf,
  withoutClosures,
} from "./fixtures/panel-parts.ts";
import { test as base, expect } from "./fixtures/test.ts";

const AXE = readFileSync(repositoryPath("node_modules/axe-core/axe.min.js"), "utf8");

const HOSTILE = "</script><script>globalThis.isBroken = true</script>";
/** Values of the page that are in no name. */
const SECRET = "secret-of-the-page";

const PAGE = {
  path: "/shop",
  html: pageWithModule(`
    const shop = {
      items: Array.from({ length: 200 }, (_, id) => ({ sku: "a-" + id, price: id / 3, note: "${SECRET}" + id })),
      bySecret: new Map([["${SECRET}", { value: "${SECRET}" }]]),
      pixels: new Uint8Array(1_000_000),
      [${JSON.stringify(HOSTILE).replaceAll("<", "\\x3c")}]: { line: "\\u2028" },
      ["\\u2028\\x3c!--"]: [1.5, 2.5],
    };
    globalThis.keep = [shop];
    globalThis.grow = () => { shop.cache = Array.from({ length: 500 }, (_, id) => ({ id })); shop.pixels = null; };
    registerRoot("shop", shop);`),
};

interface SharedPage {
  readonly page: Page;
  readonly frame: Frame;
}

interface Fixtures {
  /** Opens a file as a double click would. A request, an error, or a word in the console fails the test. */
  readonly openFile: (file: string, options?: Parameters<Browser["newContext"]>[0]) => Promise<SharedPage>;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  openFile: async ({}, use) => {
    const browser = await chromium.launch({ executablePath: findChromium() });
    const noise: string[] = [];
    await use(async (file, options) => {
      const context = await browser.newContext({ offline: true, ...options });
      const page = await context.newPage();
      page.on("request", (request) => {
        if (!/^(?:file|blob|data):/.test(request.url())) noise.push(`asked for ${request.url()}`);
      });
      page.on("pageerror", (error) => noise.push(String(error.stack ?? error)));
      page.on("console", (message) => noise.push(message.text()));
      await page.goto(`file://${file}`);
      return { page, frame: page.mainFrame() };
    });
    await browser.close();
    expect(noise, "requests, errors and messages of the exported page").toEqual([]);
  },
});

/** Exports the displayed snapshot as a page; the path of the file. */
async function exportPage(session: PanelSession, file: string): Promise<string> {
  const download = await chooseExport(session, "HTML page");
  expect(download.suggestedFilename()).toMatch(/^snapshot-1(?:-2)?-127\.0\.0\.1-\d+-shop\.html$/);
  await download.saveAs(file);
  return file;
}

async function expectNoFindings(page: Page, where: string): Promise<void> {
  /* The policy of the page runs no script but its own; the debugger's are not asked. */
  await page.evaluate(AXE);
  const findings = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
  expect(findings, where).toEqual([]);
}

test("the page of a snapshot has its icicle, table, search, keys and details", async ({
  serve,
  openPanel,
  openFile,
}, testInfo) => {
  const session = await openPanel(`${await serve(PAGE)}/shop`);
  const { panel } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  const rows = await treeOf(panel).getByRole("treeitem").allInnerTexts();
  const file = await exportPage(session, testInfo.outputPath("shop.html"));

  const { page, frame } = await openFile(file);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Snapshot 1");
  await expect(page.getByRole("banner")).toContainText(/MiB, [\d,]+ objects/);
  await expect(page.getByRole("banner")).toContainText(/127\.0\.0\.1:\d+\/shop/);
  await expect(page).toHaveTitle("Snapshot 1 – Allocative");
  await expect(icicleOf(frame).locator("canvas")).toBeVisible();
  expect(await treeOf(frame).getByRole("treeitem").allInnerTexts()).toEqual(rows);
  await expect(page.getByRole("tablist", { name: "Views" }).getByRole("tab")).toHaveText(["Icicle", "Table", "Types"]);
  for (const gone of ["Objects", "Held by", "Snapshots"]) {
    await expect(page.getByRole("region", { name: gone })).toHaveCount(0);
  }

  /* By the keyboard alone. */
  await page.keyboard.press("/");
  await page.keyboard.type("sku");
  await page.keyboard.press("Enter");
  await expect(detailsOf(frame).getByRole("heading", { level: 2 })).toHaveText(/^sku/);
  await page.keyboard.press("Escape");
  await expect(findOf(frame)).toHaveValue("");
  await icicleOf(frame).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(() => readPath(frame)).toContain("Object");
  await page.keyboard.press("Home");
  await expect.poll(() => readPath(frame)).toHaveLength(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Help" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Help" })).not.toContainText(/Take a snapshot|Find a leak: begin/);
  await page.keyboard.press("Escape");

  /* Regular expressions have a worker, without a file of its own. */
  await findOf(frame).fill("/^pix/");
  await expect(page.getByText(/^1 match · /)).toBeVisible();
  await findOf(frame).press("Enter");
  await expect(page.getByText(/^1 of 1 match/)).toBeVisible();

  await tabOf(frame, "Table").click();
  const table = page.getByRole("treegrid", { name: "Tree table" });
  await expect(table.getByRole("row", { name: /pixels/ })).toBeVisible();
  await tabOf(frame, "Types").click();
  await expect(page.getByRole("row", { name: /^Uint8Array/ })).toBeVisible();

  /* Transforms need no more than frames. */
  await tabOf(frame, "Icicle").click();
  await treeOf(frame)
    .getByRole("treeitem", { name: /^pixels/ })
    .click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide" }).click();
  await expect(treeOf(frame).getByRole("treeitem", { name: /^pixels/ })).toHaveCount(0);
  await expect(statusOf(frame).first()).toContainText("After 1 change of Path");
});

test("names are text, and values of the page are not in the file", async ({ serve, openPanel, openFile }, testInfo) => {
  const session = await openPanel(`${await serve(PAGE)}/shop`);
  await withoutClosures(session.panel);
  await takeSnapshot(session.panel);
  const file = await exportPage(session, testInfo.outputPath("hostile.html"));
  const { page, frame } = await openFile(file);
  await findOf(frame).fill("isBroken");
  await findOf(frame).press("Enter");
  await expect(detailsOf(frame).getByRole("heading", { level: 2 })).toContainText(HOSTILE);
  expect(await page.evaluate("globalThis.isBroken")).toBeUndefined();
  for (const tab of ["Icicle", "Table", "Types"]) {
    await tabOf(frame, tab).click();
    expect(await page.content()).not.toContain(SECRET);
  }
  /* Nor in what the page is made of. */
  const data = /<script type="text\/plain" id="allocative-frames">([^<]*)</.exec(readFileSync(file, "utf8"))![1]!;
  const names = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unzipped).text();
  }, data);
  expect(names).toContain("sku");
  expect(names).not.toContain(SECRET);
});

test("the page of a comparison has its scopes, changes and figures of both sides", async ({
  serve,
  openPanel,
  openFile,
}, testInfo) => {
  const session = await openPanel(`${await serve(PAGE)}/shop`);
  const { page: inspected, panel } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await inspected.evaluate("grow()");
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare" }).click();
  await tabOf(panel, "Changes").click();
  const changesIn = (frame: Frame) => frame.getByRole("grid", { name: "Changes" }).getByRole("row");
  await expect(changesIn(panel).filter({ hasText: "cache" }).first()).toBeVisible();
  const rows = await changesIn(panel).allInnerTexts();
  const file = await exportPage(session, testInfo.outputPath("comparison.html"));

  const { page, frame } = await openFile(file, { colorScheme: "dark" });
  await expect(page.locator(':root[data-theme="dark"]')).toBeAttached();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Snapshot 1 → Snapshot 2");
  await expect(page.getByRole("tablist", { name: "Views" }).getByRole("tab")).toHaveText([
    "Icicle",
    "Changes",
    "Types",
  ]);
  /* As it was displayed. */
  await expect(tabOf(frame, "Changes")).toHaveAttribute("aria-selected", "true");
  expect(await changesIn(frame).allInnerTexts()).toEqual(rows);
  await expect(changesIn(frame).filter({ hasText: "pixels" })).toHaveCount(0);
  await chooseScope(frame, "Shrunk");
  await expect(changesIn(frame).filter({ hasText: "pixels" }).first()).toBeVisible();
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator(':root[data-theme="light"]')).toBeAttached();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the exported page, ${colorScheme}`, async ({ serve, openPanel, openFile }, testInfo) => {
    const session = await openPanel(`${await serve(PAGE)}/shop`);
    await takeSnapshot(session.panel);
    const file = await exportPage(session, testInfo.outputPath("axe.html"));
    for (const width of [1280, 400]) {
      const { page, frame } = await openFile(file, { colorScheme, viewport: { width, height: 720 } });
      await expect(icicleOf(frame).locator("canvas")).toBeVisible();
      for (const tab of await page.getByRole("tablist", { name: "Views" }).getByRole("tab").all()) {
        await tab.click();
        await expectNoFindings(page, `${await tab.textContent()} at ${width}`);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
}

test("the page is at most 300 kB above its frames", async ({ serve, openPanel }, testInfo) => {
  const session = await openPanel(`${await serve(PAGE)}/shop`);
  await takeSnapshot(session.panel);
  const file = await exportPage(session, testInfo.outputPath("size.html"));
  const viewer = statSync(repositoryPath(`${EXTENSION_FOLDER}/${VIEWER_FILE}`)).size;
  const data = /id="allocative-frames">([^<]*)</.exec(readFileSync(file, "utf8"))![1]!;
  expect(data.length).toBeGreaterThan(500);
  expect(statSync(file).size - data.length).toBeLessThanOrEqual(viewer);
  expect(viewer).toBeLessThanOrEqual(300_000);
});
