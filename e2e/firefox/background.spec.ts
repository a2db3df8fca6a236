// Firefox ends the background script after 30 seconds without work; the panel reaches the page through it.
import { addRoot, takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithScript } from "../fixtures/page-html.ts";
import { alertOf, withoutClosures } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithScript("globalThis.list = [{}, {}]; const hidden = { rows: [{}] };");

test("a background script that ended starts again with what the panel does next", async ({
  serve,
  openPanel,
  sharedFirefox,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const firefox = await sharedFirefox.firefox();
  await withoutClosures(panel);
  expect((await takeSnapshot(panel)).objectCount).toBe(3);
  await firefox.endBackground();
  expect(await firefox.backgroundState()).toBe("stopped");
  expect(await takeSnapshot(panel)).toMatchObject({ number: 2, objectCount: 3 });
  await firefox.endBackground();
  await page.reload();
  await addRoot(panel, "hidden");
  expect(await takeSnapshot(panel)).toMatchObject({ number: 3, objectCount: 6 });
  await expect(alertOf(panel)).toHaveCount(0);
});
