// A long list of snapshots: the document has only the entries in sight.
import { writeFileSync } from "node:fs";
import { setFile } from "../package/browser/set-file.ts";
import { alertOf, statusOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const COUNT = 40;
/** A dozen in sight, and eight more at each end. */
const MOST_ENTRIES = 29;

/** Places of the keyboard focus in an entry: its tick, the entry itself, **Rename** and **Delete**. */
const STOPS = 4;

test("a long list of snapshots has no more entries than can be seen, and each says where it stands", async ({
  serve,
  openPanel,
}, testInfo) => {
  const session = await openPanel(`${await serve({ path: "/", html: "<!doctype html><title>empty</title>" })}/`);
  const { panel, devtools } = session;
  const cdp = await devtools.context().newCDPSession(panel);
  for (let number = 1; number <= COUNT; number++) {
    const file = testInfo.outputPath(`file-${number}.folded`);
    writeFileSync(file, `app;store ${number}\n`);
    await setFile(cdp, file);
    await expect(statusOf(panel)).toHaveText(new RegExp(`^Snapshot ${number}: `));
  }
  await expect(alertOf(panel)).toHaveCount(0);
  const region = panel.getByRole("region", { name: "Snapshots" });
  const entries = region.getByRole("listitem");
  expect(await entries.count()).toBeLessThanOrEqual(MOST_ENTRIES);
  /* The last one is shown, and in sight. */
  const last = entries.last();
  await expect(last).toContainText(`file-${COUNT}.folded`);
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute("aria-posinset", String(COUNT));
  await expect(last).toHaveAttribute("aria-setsize", String(COUNT));

  /* By Tab, backwards, through what each entry has: entries come as they are needed. */
  await last.getByRole("button").first().focus();
  for (let back = 0; back < STOPS * (COUNT - 1); back++) await panel.page().keyboard.press("Shift+Tab");
  const first = entries.first();
  await expect(first.getByRole("button").first()).toBeFocused();
  await expect(first).toHaveAttribute("aria-posinset", "1");
  expect(await entries.count()).toBeLessThanOrEqual(MOST_ENTRIES);
  /* The one that has the focus stays, wherever the list is. */
  await panel.locator(".snapshot-pane").evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
  await expect(entries.last()).toHaveAttribute("aria-posinset", String(COUNT));
  await expect(first.getByRole("button").first()).toBeFocused();
  await panel.page().keyboard.press("Enter");
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
});
