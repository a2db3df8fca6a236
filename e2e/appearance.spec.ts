// Pictures for people to look at, in artifacts/screenshots/; only that the theme is followed is tested.
import { setDevtoolsTheme } from "../package/browser/devtools-internals.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { DEMO_ROUTE, waitForDemo } from "./fixtures/demo-page.ts";
import { hoverLargestBox } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const FOLDER = repositoryPath("artifacts/screenshots");

/** From 0, black, to 255, white. */
async function brightnessOf(panel: import("playwright").Frame): Promise<number> {
  const color = await panel.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  const [red, green, blue] = color.match(/[\d.]+/g)!.map(Number);
  return (red! + green! + blue!) / 3;
}

test("the panel follows the theme of DevTools while it is open", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { devtools, panel } = session;
  await waitForDemo(session);
  await setDevtoolsTheme(devtools, "light");
  await expect.poll(() => brightnessOf(panel)).toBeGreaterThan(200);
  await devtools.screenshot({ path: `${FOLDER}/first-view-light.png` });
  await takeSnapshot(panel);
  await hoverLargestBox(panel, 3);
  await devtools.screenshot({ path: `${FOLDER}/snapshot-light.png` });
  await setDevtoolsTheme(devtools, "dark");
  await expect.poll(() => brightnessOf(panel)).toBeLessThan(80);
  await devtools.screenshot({ path: `${FOLDER}/snapshot-dark.png` });
});

test("docked beside the page, everything is still there", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`, { dockSide: "right", windowSize: [1280, 800] });
  const { devtools, panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  await hoverLargestBox(panel, 2);
  await devtools.screenshot({ path: `${FOLDER}/docked.png` });
  const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
