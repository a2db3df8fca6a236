// Pages as only Firefox has them: its own, and those that it keeps to show them again.
import type { Frame, Page } from "playwright";
import { takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithScript } from "../fixtures/page-html.ts";
import { alertOf, snapshotButtonOf, withoutClosures } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithScript(`
  globalThis.list = [{}, {}];
  addEventListener("pageshow", ({ persisted }) => { globalThis.isShownAgain = persisted; });`);

async function expectSentence(panel: Frame, sentence: RegExp): Promise<void> {
  await snapshotButtonOf(panel).click();
  await expect(alertOf(panel)).toHaveText(sentence);
  await panel.getByRole("button", { name: "Dismiss" }).click();
}

test("what Firefox shows by itself is no page to measure, and a sentence says so", async ({
  serve,
  openPanel,
  silentUrl,
}) => {
  const pdf = { path: "/paper.pdf", html: "%PDF-1.1", headers: { "content-type": "application/pdf" } };
  const origin = await serve({ path: "/", html: PAGE }, pdf);
  const { page, panel } = await openPanel(`${origin}/`);
  for (const [url, sentence] of [
    ["about:config", /^This is one of Firefox’s own pages, .+ Open DevTools on another page instead\.$/],
    [`view-source:${origin}/`, /^This is one of Firefox’s own pages, the source of a page, or /],
    [
      `${origin}/paper.pdf`,
      /^Firefox shows a view of its own at this address, .+ reload it, then click Snapshot again\.$/,
    ],
    [silentUrl, /^Firefox shows a view of its own at this address, such as an error, /],
  ] as const) {
    await test.step(url, async () => {
      /* Of some of them, Firefox does not say when they have loaded, and of an error it says that. */
      await page.goto(url, { waitUntil: "commit" }).catch(() => {});
      await expectSentence(panel, sentence);
    });
  }
  await page.goto(`${origin}/`);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
});

/** A question can be lost while the tab changes its page. */
async function expectInPage(page: Page, expression: string): Promise<void> {
  await expect(async () => expect(await page.evaluate(expression)).toBe(true)).toPass();
}

test("a page that Firefox kept and shows again is measured", async ({ serve, openPanel }) => {
  /* Firefox keeps no page that must not be stored. */
  const headers = { "cache-control": "max-age=60" };
  const other = pageWithScript("globalThis.map = new Map([[1, {}]]);");
  const origin = await serve({ path: "/", html: PAGE, headers }, { path: "/other", html: other, headers });
  const { page, panel } = await openPanel(`${origin}/`);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
  await page.goto(`${origin}/other`);
  expect((await takeSnapshot(panel)).objectCount).toBe(2);
  await page.evaluate("history.back()");
  await expectInPage(page, "globalThis.isShownAgain");
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
  await page.evaluate("history.forward()");
  await expectInPage(page, "globalThis.map !== undefined");
  expect((await takeSnapshot(panel)).objectCount).toBe(2);
});
