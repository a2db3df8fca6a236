// Pages that cannot be looked into, or do not answer: a sentence that says why and what to do, never an endless spinner.
import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, snapshotButtonOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PDF = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
const PAGE = pageWithScript("globalThis.list = [{}, {}];");

async function expectSentence(panel: Frame, sentence: RegExp): Promise<void> {
  await snapshotButtonOf(panel).click();
  await expect(alertOf(panel)).toHaveText(sentence);
  await expect(panel.getByText(/Walking the page/)).toHaveCount(0);
}

test("the browser's own pages", async ({ serve, openPanel }) => {
  const url = `${await serve({ path: "/", html: PAGE })}/`;
  const { page, panel } = await openPanel(url);
  await page.goto("chrome://version");
  await expectSentence(panel, /the browser's own pages.+Open DevTools on a web page instead\./);
  await page.goto(url);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
});

test("pages without a site, the source of a page, and a PDF", async ({ serve, openPanel }) => {
  const pdf = { path: "/paper.pdf", html: PDF, headers: { "content-type": "application/pdf" } };
  const origin = await serve({ path: "/", html: PAGE }, pdf);
  const { page, panel } = await openPanel(`${origin}/`);
  for (const [url, sentence] of [
    ["about:blank", /^The address of this page belongs to no site: it is about:blank, .+ Open DevTools on a web page/],
    [`data:text/html,${encodeURIComponent(PAGE)}`, /^The address of this page belongs to no site: .+ a data: URL/],
    [`view-source:${origin}/`, /^This tab shows the source of a page as text, .+ Open DevTools on the page itself\.$/],
    [`${origin}/paper.pdf`, /^This tab shows a PDF, .+ Open DevTools on a web page instead\.$/],
  ] as const) {
    await test.step(url, async () => {
      await page.goto(url);
      await expectSentence(panel, sentence);
      await panel.getByRole("button", { name: "Dismiss" }).click();
    });
  }
  await page.goto(`${origin}/`);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
});

test("a page in an endless loop", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await page.evaluate("void setTimeout(() => { for (;;); })");
  const sentence = expectSentence(panel, /does not answer.+reload it/);
  await expect(panel.getByText("Waiting for the page: it has not answered yet …")).toBeVisible();
  await sentence;
  await expect(panel.getByText(/Waiting for the page/)).toHaveCount(0);
});

test("a page that falls into an endless loop after a snapshot", { tag: "@slow" }, async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await page.evaluate("void setTimeout(() => { for (;;); })");
  await expectSentence(panel, /does not answer.+reload it/);
});

test("a page that crashed", async ({ serve, openPanel }) => {
  const url = `${await serve({ path: "/", html: PAGE })}/`;
  const { context, page, panel } = await openPanel(url);
  await takeSnapshot(panel);
  const crashed = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await crashed;
  await expectSentence(panel, /crashed.+Reload it|reload it/i);
});

test("a page that did not load", async ({ serve, openPanel, silentUrl }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await page.goto(silentUrl).catch(() => {});
  await expectSentence(panel, /error page.+Reload it/);
});

test("a page that is left while its objects are walked", async ({ serve, openPanel }) => {
  const large = pageWithScript("globalThis.list = Array.from({ length: 1_000_000 }, (_, i) => ({ i, o: {} }));");
  const origin = await serve({ path: "/", html: large }, { path: "/small", html: PAGE });
  const { page, panel } = await openPanel(`${origin}/`);
  await snapshotButtonOf(panel).click();
  await page.goto(`${origin}/small`);
  await expect(panel.getByText(/Walking the page/)).toHaveCount(0);
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
});
