// What we export, opened in the real speedscope.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { DEMO_ROUTE, waitForDemo } from "./fixtures/demo-page.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { readTotalBytes } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** The file that speedscope itself exports, as far as it is read here. */
interface SpeedscopeFile {
  readonly profiles: readonly { readonly startValue: number; readonly endValue: number }[];
}

const SPEEDSCOPE_ROUTE = { path: "/", folder: repositoryPath("node_modules/speedscope/dist/release") };

/** Drops `folded` on speedscope, as a user would. */
async function openInSpeedscope(page: Page, origin: string, folded: string): Promise<void> {
  await page.goto(`${origin}/`);
  await page.locator("input[type=file]").setInputFiles({
    name: "allocative.folded",
    mimeType: "text/plain",
    buffer: Buffer.from(folded),
  });
  await page.getByText("Left Heavy").waitFor();
}

async function readTotalOf(page: Page): Promise<number> {
  const download = page.waitForEvent("download");
  await page.getByText("Export", { exact: false }).first().click();
  const file: SpeedscopeFile = JSON.parse(await readFile(await (await download).path(), "utf8"));
  return file.profiles.reduce((sum, { startValue, endValue }) => sum + endValue - startValue, 0);
}

/** Speedscope with the folded stacks of the snapshot, and the bytes that the panel shows. */
async function openExport(session: PanelSession, speedscopeUrl: string) {
  const folded = await downloadFolded(session);
  const total = await readTotalBytes(session.panel);
  // The context that DevTools is in also receives the browser's downloads.
  const page = await session.devtools.context().newPage();
  await openInSpeedscope(page, speedscopeUrl, folded);
  return { page, total };
}

test("speedscope reads the demo's export with the same total", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  await waitForDemo(session);
  await takeSnapshot(session.panel);
  const { page, total } = await openExport(session, await serve(SPEEDSCOPE_ROUTE));
  expect(await readTotalOf(page)).toBe(total);
});

test("speedscope shows hostile names as frames, and the root's total as ours", async ({ serve, openPanel }) => {
  const script = `
    const root = { "a;b": [1.5], "line\\nbreak": "x".repeat(1000), "\\u2028": {}, "--": {}, "Uint8Array 1024": {},
      "foo_[k]": {}, "__proto__ ": {}, "": {}, " 12": {}, "\\ud800": { deep: {} } };
    Object.defineProperty(root, "__proto__", { value: { own: 1 }, enumerable: true });
    globalThis.keep = root;
    registerRoot("the only root", root);`;
  const origin = await serve({ path: "/", html: pageWithModule(script) });
  const session = await openPanel(`${origin}/`);
  await takeSnapshot(session.panel);
  const { page, total } = await openExport(session, await serve(SPEEDSCOPE_ROUTE));
  expect(await readTotalOf(page)).toBe(total);
  await page.getByText("Sandwich").click();
  const row = page.locator("tr").filter({ hasText: "the only root" });
  await expect(row).toContainText(`${total.toLocaleString("en")} (100%)`);
  await expect(page.locator("tr").filter({ hasText: "a；b" })).toBeVisible();
});
