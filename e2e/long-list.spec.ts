import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { icicleOf, readTotalBytes } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

test("a linked list of 1,000,000 nodes is a handful of frames", async ({ serve, openPanel }) => {
  const html = pageWithScript(`
    globalThis.list = null;
    for (let i = 0; i < 1_000_000; i++) globalThis.list = { next: globalThis.list, i };`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const status = await takeSnapshot(session.panel);
  expect(status.objectCount).toBe(1_000_000);
  const lines = parseFolded(await downloadFolded(session));
  expect(lines.length).toBeLessThan(10);
  expect(totalBytesOf(lines)).toBe(await readTotalBytes(session.panel));
  // Header and two fields each.
  expect(totalBytesOf(lines)).toBeGreaterThanOrEqual(20_000_000);
  await expect(icicleOf(session.panel)).toBeVisible();
});
