// Files of the panel in Firefox: what is exported opens again, and so do heap snapshots of Node and of Firefox.
import { spawnSync } from "node:child_process";
import { copyFile, rename, rm } from "node:fs/promises";
import type { Frame } from "playwright";
import { downloadExport, downloadFolded, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithModule } from "../fixtures/page-html.ts";
import { alertOf, readTotalBytes, statusOf, tabOf } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithModule(`
  globalThis.shop = { items: Array.from({ length: 500 }, (_, i) => ({ sku: "sku " + i, price: i / 3 })) };
  registerRoot("shop", () => shop);`);

/** The picker that the button opens is Firefox's own, so the file goes to the field behind the button. */
async function open(panel: Frame, file: string, name: string): Promise<void> {
  await panel.locator("input[type=file]").first().setInputFiles(file);
  await expect(panel.getByText(`from ${name}`).first()).toBeVisible();
  await expect(alertOf(panel)).toHaveCount(0);
}

test("a snapshot file and a speedscope file that were exported show the same stacks again", async ({
  serve,
  openPanel,
}, testInfo) => {
  const session = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  const [total, folded] = [await readTotalBytes(panel), await downloadFolded(session)];
  const files = [
    ["Snapshot file", testInfo.outputPath("again.allocative")],
    ["speedscope JSON", testInfo.outputPath("again.json")],
  ] as const;
  for (const [format, file] of files) await rename(await downloadExport(session, format), file);
  for (const [format, file] of files) {
    await test.step(format, async () => {
      await open(panel, file, file.split("/").at(-1)!);
      expect(await readTotalBytes(panel)).toBe(total);
      expect(await downloadFolded(session)).toBe(folded);
    });
  }
});

test("a heap snapshot of Node opens, and is named by its file", async ({ serve, openPanel }, testInfo) => {
  const file = testInfo.outputPath("node.heapsnapshot");
  const program = `globalThis.kept = Array.from({ length: 1000 }, (_, i) => ({ i })); require("node:v8").writeHeapSnapshot(${JSON.stringify(file)})`;
  expect(spawnSync(process.execPath, ["-e", program]).status).toBe(0);
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await open(panel, file, "node.heapsnapshot");
  await expect(statusOf(panel).first()).toHaveText(/^Snapshot 1: [\d.]+ MiB in [\d,]+ objects/);
});

test("a heap snapshot of Firefox opens with Firefox's own sizes, and is named by its file", async ({
  serve,
  openPanel,
  sharedFirefox,
}, testInfo) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const file = testInfo.outputPath("firefox.fxsnapshot");
  const saved = await (await sharedFirefox.firefox()).saveHeapSnapshot();
  await copyFile(saved, file);
  await rm(saved);
  await open(panel, file, "firefox.fxsnapshot");
  await expect(statusOf(panel).first()).toHaveText(/^Snapshot 1: [\d.]+ MiB in [\d,]{7,} objects/);
  await tabOf(panel, "Types").click();
  await expect(panel.getByRole("row", { name: /^Function / })).toBeVisible();
});
