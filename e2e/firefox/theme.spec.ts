// The theme of the toolbox. Pictures for people to look at are in artifacts/screenshots/.
import type { Frame } from "playwright";
import { takeSnapshot } from "../../package/browser/panel-actions.ts";
import { repositoryPath } from "../../scripts/repository-path.ts";
import { expectNoFindings } from "../fixtures/axe.ts";
import { DEMO_ROUTE, waitForDemo } from "../fixtures/demo-page.ts";
import { hoverLargestBox, tabOf } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const FOLDER = repositoryPath("artifacts/screenshots");

const rootOf = (panel: Frame, theme: "light" | "dark") => panel.locator(`:root[data-theme="${theme}"]`);

test("the panel follows the theme of the toolbox while it is open, and axe finds nothing in either", async ({
  serve,
  openPanel,
  sharedFirefox,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { devtools, panel } = session;
  const firefox = await sharedFirefox.firefox();
  await waitForDemo(session);
  await firefox.setPreference("devtools.theme", "light");
  await expect(rootOf(panel, "light")).toBeAttached();
  await devtools.screenshot({ path: `${FOLDER}/firefox-first-view-light.png` });
  await takeSnapshot(panel);
  for (const theme of ["light", "dark"] as const) {
    await firefox.setPreference("devtools.theme", theme);
    await expect(rootOf(panel, theme)).toBeAttached();
    for (const view of ["Icicle", "Table"]) {
      await tabOf(panel, view).click();
      await expectNoFindings(panel, `view ${view} in the ${theme} theme`);
    }
    await tabOf(panel, "Icicle").click();
    await hoverLargestBox(panel, 3);
    await devtools.screenshot({ path: `${FOLDER}/firefox-snapshot-${theme}.png` });
  }
  await session.page.getByRole("button", { name: "Leak" }).click();
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare", exact: true }).click();
  await tabOf(panel, "Changes").click();
  const changes = panel.getByRole("grid", { name: "Changes" });
  await changes.getByRole("row").nth(1).click();
  for (const theme of ["light", "dark"] as const) {
    await firefox.setPreference("devtools.theme", theme);
    await expect(rootOf(panel, theme)).toBeAttached();
    await expectNoFindings(panel, `a selected row of Changes in the ${theme} theme`);
  }
});
