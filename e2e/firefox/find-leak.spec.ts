// Find a leak where the browser lists no listeners: what the page itself keeps.
import { pageWithScript } from "../fixtures/page-html.ts";
import { alertOf, tabOf } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

/** A dialog that is opened and closed, and each time stays in a list. */
const PAGE = pageWithScript(`
  globalThis.app = { settings: { theme: "dark" }, closedDialogs: [], lastRows: [] };
  let opened = 0;
  function open() {
    opened++;
    app.lastRows = Array.from({ length: 50 }, (_, i) => ({ id: i, label: "row " + opened + " " + i }));
    document.body.append(Object.assign(document.createElement("dialog"), { id: "dialog" }));
  }
  function close() {
    document.getElementById("dialog").remove();
    app.closedDialogs.push({ rows: app.lastRows });
  }`);

test("rounds by hand find what grows in each of them, and the first row names who keeps it", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const bar = panel.getByRole("region", { name: "Find a leak" });
  const done = bar.getByRole("button", { name: "Done", exact: true });
  await panel.getByRole("button", { name: "Find a leak" }).click();
  for (const round of [1, 2, 3]) {
    await expect(bar).toContainText(`Round ${round} of 3`);
    await expect(done).toBeEnabled();
    await page.evaluate("open(), close()");
    await done.click();
  }
  await expect(tabOf(panel, "Changes")).toHaveAttribute("aria-selected", "true");
  const changes = panel.getByRole("grid", { name: "Changes" });
  const first = changes.getByRole("row").nth(1);
  await expect(first).toContainText("closedDialogs");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(changes.getByRole("row").filter({ hasText: "settings" })).toHaveCount(0);
  await expect(alertOf(panel)).toHaveCount(0);
});
