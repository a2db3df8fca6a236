// What is still there when the panel is opened again in the same session of the browser: with DevTools, or as another document alone.
import type { Frame } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  alertOf,
  chooseInView,
  readChosenInView,
  readTotalBytes,
  snapshotButtonOf,
  statusOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE_ROUTE = {
  path: "/",
  html: pageWithModule(`
    globalThis.app = { items: [{ sku: "a-1" }, { sku: "a-2" }] };
    globalThis.shop = { pixels: new Uint8Array(10_000), app };
    registerRoot("shop", shop);`),
};

const listedOf = (panel: Frame) => panel.getByRole("button", { name: /^Snapshot \d, / });

/** The panel's document ends, as when DevTools closes, and the next one begins: quicker than DevTools does. */
async function reopenPanel({ panel }: PanelSession): Promise<void> {
  await panel.evaluate(() => document.documentElement.setAttribute("data-ended", ""));
  await panel.evaluate(() => location.reload()).catch(() => {});
  await expect(panel.locator(":root:not([data-ended]) main")).toBeVisible();
}

/** Keys of all snapshots in the extension's database. */
function readArchive(panel: Frame): Promise<unknown[]> {
  return panel.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open("snapshots");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction("snapshots").objectStore("snapshots").getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(keys.result);
          };
        };
      }),
  );
}

test("snapshots and settings are there again, and numbers go on", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await takeSnapshot(panel);
  await chooseInView(panel, "Count to first path");
  await chooseInView(panel, "Object count");
  await panel.getByRole("textbox", { name: "Add root" }).fill("app");
  await panel.getByRole("textbox", { name: "Add root" }).press("Enter");
  await expect(panel.getByRole("checkbox", { name: "app" })).toBeVisible();
  const bytes = await readTotalBytes(panel);
  const listed = await listedOf(panel).allInnerTexts();
  expect(listed).toHaveLength(2);
  const folded = await downloadFolded(session);
  await expect.poll(() => readArchive(panel)).toHaveLength(2);

  await reopenPanel(session);
  await expect(statusOf(panel)).toContainText(/^Snapshot 2: .* in \d+ objects, \d+ ms/);
  /* With the time at which they were taken. */
  await expect.poll(() => listedOf(panel).allInnerTexts()).toEqual(listed);
  expect(await readTotalBytes(panel)).toBe(bytes);
  expect(await readChosenInView(panel)).toEqual(["Object count", "Largest first", "Count to first path", "Original"]);
  await expect(panel.getByRole("checkbox", { name: "app" })).toBeChecked();
  expect(await downloadFolded(session)).toBe(folded);
  expect(await takeSnapshot(panel)).toMatchObject({ number: 3 });
});

test("DevTools that is closed and opened again has both snapshots, their times and the choices", {
  tag: "@firefox",
}, async ({ serve, openPanel }) => {
  const before = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  await takeSnapshot(before.panel);
  await takeSnapshot(before.panel);
  await chooseInView(before.panel, "Show separately");
  const listed = await listedOf(before.panel).allInnerTexts();
  expect(listed).toEqual([expect.stringMatching(/\d:\d\d:\d\d/), expect.stringMatching(/\d:\d\d:\d\d/)]);
  const folded = await downloadFolded(before);
  await expect.poll(() => readArchive(before.panel)).toHaveLength(2);

  const after = await before.reopenDevtools();
  expect(before.devtools.isClosed()).toBe(true);
  await expect(statusOf(after.panel)).toContainText(/^Snapshot 2: .* in \d+ objects, \d+ ms/);
  await expect.poll(() => listedOf(after.panel).allInnerTexts()).toEqual(listed);
  expect(await readChosenInView(after.panel)).toContain("Show separately");
  expect(await downloadFolded(after)).toBe(folded);
  /* The first of the two is not a name alone: it is shown with its bytes. */
  await listedOf(after.panel).first().click();
  await expect(statusOf(after.panel)).toContainText(/^Snapshot 1: .* in \d+ objects, \d+ ms/);
  expect(await takeSnapshot(after.panel)).toMatchObject({ number: 3 });
});

test("the extension is updated while the panel is open: a sentence asks to reopen DevTools, and the export is still there", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`, { browser: "own" });
  const { panel } = session;
  await takeSnapshot(panel);
  const folded = await downloadFolded(session);
  /* As an update does: the browser starts the extension anew, and what was open stays without it. */
  await panel.evaluate("void chrome.runtime.reload()");
  await panel.waitForFunction("chrome.runtime?.id === undefined");
  await chooseInView(panel, "Object count");
  for (let round = 0; round < 2; round++) {
    await snapshotButtonOf(panel).click();
    await expect(alertOf(panel)).toHaveText(/^Allocative was updated\. Close and reopen DevTools\./);
    await panel.getByRole("button", { name: "Dismiss" }).click();
  }
  await panel.getByRole("textbox", { name: "Add root" }).fill("app");
  await panel.getByRole("textbox", { name: "Add root" }).press("Enter");
  await expect(panel.getByText("Allocative was updated. Close and reopen DevTools.")).toBeVisible();
  expect(await downloadFolded(session)).toBe(folded);
});

test("nothing is left of another session of the browser", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await takeSnapshot(panel);
  await expect.poll(() => readArchive(panel)).toHaveLength(1);
  /* As when the browser ends. */
  await panel.evaluate(() => {
    const { chrome } = globalThis as unknown as { chrome: { storage: { session: { clear(): Promise<void> } } } };
    return chrome.storage.session.clear();
  });
  await reopenPanel(session);
  await expect.poll(() => readArchive(panel)).toEqual([]);
  await expect(panel.getByText("Snapshot 1", { exact: false })).toHaveCount(0);
  expect(await takeSnapshot(panel)).toMatchObject({ number: 1 });
});

test("settings: the unit of sizes, what is found beside registered roots, and no snapshot left", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  const settings = panel.getByRole("dialog", { name: "Settings" });
  const globals = panel.getByRole("checkbox", { name: "Page globals", exact: true });
  await expect(globals).not.toBeChecked();
  await takeSnapshot(panel);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: [\d.]+ KiB in /);
  await panel.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("radio", { name: /^kB, MB/ }).check();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: [\d.]+ kB in /);
  await settings.getByRole("radio", { name: "Always, beside registered roots" }).check();
  await panel.page().keyboard.press("Escape");
  await expect(settings).toHaveCount(0);
  await expect(globals).toBeChecked();
  await expect.poll(() => readArchive(panel)).toHaveLength(1);

  await reopenPanel(session);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: [\d.]+ kB in /);
  await expect(globals).toBeChecked();
  await panel.getByRole("button", { name: "Settings", exact: true }).click();
  await settings.getByRole("button", { name: "Delete all snapshots" }).click();
  await expect(settings.getByRole("button", { name: "Delete all snapshots" })).toBeDisabled();
  await expect.poll(() => readArchive(panel)).toEqual([]);
  await expect(settings.getByRole("region", { name: "Documents and feedback" })).toContainText("folder docs");
  await panel.page().keyboard.press("Escape");
  await expect(panel.getByRole("button", { name: "Measure this page" })).toBeVisible();
});

test("a setting that nobody understands changes nothing", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE_ROUTE)}/`);
  const { panel } = session;
  await panel.evaluate(() => {
    type Area = { set(items: object): Promise<void> };
    const { chrome } = globalThis as unknown as { chrome: { storage: { local: Area } } };
    return chrome.storage.local.set({ settings: { sharing: "nobody", measure: ["count"], order: "name" } });
  });
  await reopenPanel(session);
  await takeSnapshot(panel);
  expect(await readChosenInView(panel)).toEqual(["Minimum size", "By name", "Count to common owner", "Original"]);
});
