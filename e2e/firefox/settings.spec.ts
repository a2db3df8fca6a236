// Settings, which the add-on stores.
import { takeSnapshot } from "../../package/browser/panel-actions.ts";
import { pageWithModule } from "../fixtures/page-html.ts";
import { statusOf } from "../fixtures/panel-parts.ts";
import { expect, test } from "../fixtures/test.ts";

const PAGE = pageWithModule(`
  globalThis.shop = { pixels: new Uint8Array(10_000) };
  registerRoot("shop", () => shop);`);

test("the unit of sizes, and what is found beside registered roots, hold also in the next toolbox", async ({
  serve,
  openPanel,
}) => {
  const before = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const settings = before.panel.getByRole("dialog", { name: "Settings" });
  await takeSnapshot(before.panel);
  await expect(statusOf(before.panel)).toHaveText(/^Snapshot 1: [\d.]+ KiB in /);
  await before.panel.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("radio", { name: /^kB, MB/ }).check();
  await settings.getByRole("radio", { name: "Always, beside registered roots" }).check();
  await before.panel.page().keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await expect(statusOf(before.panel)).toHaveText(/^Snapshot 1: [\d.]+ kB in /);

  const { panel } = await before.reopenDevtools();
  await expect(panel.getByRole("checkbox", { name: "Page globals", exact: true })).toBeChecked();
  await takeSnapshot(panel);
  await expect(statusOf(panel)).toHaveText(/ [\d.]+ kB in /);
});
