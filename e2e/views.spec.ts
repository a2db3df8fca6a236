// Several views over one selection, one focus and one query.
import { writeFileSync } from "node:fs";
import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { setFile } from "../package/browser/set-file.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import {
  detailsOf,
  findOf,
  icicleOf,
  insightTabOf,
  openInsights,
  readPath,
  statusOf,
  tabOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = pageWithScript(`
  globalThis.shop = {
    items: Array.from({ length: 500 }, (_, i) => ({ sku: "sku " + i, price: i + 0.5 })),
    photo: new Uint8Array(100_000),
    sound: new Uint8Array(300),
    letter: new Blob(["x".repeat(5000)]),
    z: 1,
    a: 12.5,
  };`);

test("tabs by the keyboard; selection, focus and query are those of all views", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await expect(panel.getByRole("tablist")).toHaveCount(0);
  await takeSnapshot(panel);
  await treeOf(panel).getByRole("treeitem", { name: /^shop/ }).dblclick();
  await findOf(panel).fill("items");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");

  await tabOf(panel, "Icicle").focus();
  await panel.page().keyboard.press("End");
  await expect(tabOf(panel, "Insights")).toBeFocused();
  await expect(tabOf(panel, "Insights")).toHaveAttribute("aria-selected", "true");
  await expect(panel.getByRole("tabpanel", { name: "Summary" })).toBeVisible();
  await insightTabOf(panel, "Summary").focus();
  await panel.page().keyboard.press("End");
  await expect(insightTabOf(panel, "Warnings")).toBeFocused();
  await expect(panel.getByRole("tabpanel", { name: "Warnings" })).toBeVisible();
  await expect(icicleOf(panel)).toHaveCount(0);
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "shop"]);
  await expect(findOf(panel)).toHaveValue("items");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^shop/);

  await tabOf(panel, "Insights").focus();
  await panel.page().keyboard.press("ArrowRight");
  await expect(tabOf(panel, "Icicle")).toBeFocused();
  await expect(icicleOf(panel)).toBeVisible();
  await expect.poll(() => panel.getByRole("tablist").locator('[tabindex="0"]').count()).toBe(1);
});

const tableOf = (panel: Frame) => panel.getByRole("treegrid", { name: "Tree table" });

/** Largest first. */
const SHOP_ROWS = ["photo: Uint8Array", "items: Array", "letter: Blob", "sound: Uint8Array", "a", "z"];

/** Names in the order of the rows, without the focus. */
async function readNames(panel: Frame): Promise<string[]> {
  return (await tableOf(panel).getByRole("rowheader").allInnerTexts()).slice(1).map((text) => text.trim());
}

test("tree table: sorted by each column, by the keyboard", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const { keyboard } = panel.page();
  await takeSnapshot(panel);
  await tabOf(panel, "Table").click();
  await tableOf(panel).focus();
  /* All roots, shop, Object: down, and open. */
  for (const key of ["Home", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown"]) await keyboard.press(key);
  await expect.poll(() => readNames(panel)).toEqual(["shop", "Object", ...SHOP_ROWS]);

  const active = () =>
    tableOf(panel).evaluate((table) => {
      const id = table.getAttribute("aria-activedescendant");
      return document.getElementById(id ?? "")?.textContent;
    });
  await expect(tableOf(panel).getByRole("row", { selected: true })).toHaveAccessibleName(/^photo: Uint8Array/);
  await expect.poll(() => active()).toMatch(/^photo: Uint8Array.*97\.\d KiB/);
  await expect(detailsOf(panel).getByRole("heading")).toHaveText("photo: Uint8Array");
  await expect(tableOf(panel).getByRole("row", { selected: true })).toHaveAttribute("aria-level", "4");

  /* Left: to the row around it; Right into the cells, End to the last one. */
  await keyboard.press("ArrowLeft");
  await expect.poll(() => active()).toMatch(/^Object/);
  await keyboard.press("ArrowRight");
  await expect.poll(() => active()).toBe("Object");
  await keyboard.press("End");
  await expect.poll(() => active()).toBe("100 %");
  await keyboard.press("Home");
  await keyboard.press("ArrowLeft");

  const head = (name: string) => tableOf(panel).getByRole("columnheader", { name });
  await expect(head("Total")).toHaveAttribute("aria-sort", "descending");
  await head("Name").getByRole("button").click();
  await expect(head("Name")).toHaveAttribute("aria-sort", "ascending");
  await expect(head("Total")).toHaveAttribute("aria-sort", "none");
  await expect.poll(() => readNames(panel)).toEqual(["shop", "Object", ...SHOP_ROWS.toSorted()]);
  await keyboard.press("Enter");
  await expect(head("Name")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => readNames(panel)).toEqual(["shop", "Object", ...SHOP_ROWS.toSorted().reverse()]);
  for (const column of ["Self", "Total", "Maximum", "Objects", "Share"]) {
    await head(column).getByRole("button").click();
    await expect(head(column)).toHaveAttribute("aria-sort", "descending");
  }
  await head("Objects").getByRole("button").dblclick();
  expect((await readNames(panel)).at(-1)).toBe("items: Array");

  /* Enter focuses: the focus is the first row, and its share is the whole. */
  await tableOf(panel).focus();
  await keyboard.press("Enter");
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "shop", "Object"]);
  await expect(tableOf(panel).getByRole("row").nth(1)).toHaveAccessibleName(/^Object .* 100 %$/);
  await keyboard.press("Backspace");
  await expect.poll(() => readPath(panel)).toEqual(["All roots"]);
  await expect(head("Objects")).toHaveAttribute("aria-sort", "ascending");
});

test("tree table: of half a million siblings those in sight are in the document", async ({
  serve,
  openPanel,
}, testInfo) => {
  const lines = Array.from({ length: 500_000 }, (_, i) => `list;row${i} ${(i * 7919) % 500_009}\n`);
  const file = testInfo.outputPath("list.folded");
  writeFileSync(file, lines.join(""));
  const { devtools, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await setFile(await devtools.context().newCDPSession(panel), file);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
  await tabOf(panel, "Table").click();
  const table = tableOf(panel);
  await table.focus();
  for (const key of ["Home", "ArrowDown", "End"]) await panel.page().keyboard.press(key);
  await expect(table).toHaveAttribute("aria-rowcount", "500003");
  await expect(table.getByRole("row", { selected: true })).toHaveAccessibleName(/^row0 /);
  await expect(table.getByRole("row", { selected: true })).toHaveAttribute("aria-posinset", "500000");
  await expect(table.getByRole("row", { selected: true })).toBeInViewport();
  await expect.poll(() => table.getByRole("row").count()).toBeLessThan(120);
  await table.getByRole("button", { name: "Total" }).click();
  await table.getByRole("button", { name: "Name" }).click();
  await table.focus();
  await panel.page().keyboard.press("Home");
  expect((await readNames(panel)).slice(0, 3)).toEqual(["list", "row0", "row1"]);
});

test("off-heap: by what has the bytes, each row leads to its box", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await openInsights(panel, "Off-heap");
  const view = panel.getByRole("tabpanel", { name: "Off-heap" });
  const table = view.getByRole("treegrid", { name: "Off-heap" });
  await expect(view.locator("p")).toHaveText(/^Outside the JS heap: 102\.8 KiB of 1\d\d\.\d KiB.* \(\d\d %.*\)\.$/);
  expect((await table.getByRole("row").allInnerTexts()).map((row) => row.replaceAll(/\s+/g, " "))).toEqual([
    expect.stringMatching(/^Path Objects Size Share/),
    expect.stringMatching(/^ArrayBuffer backing_store: contents of ArrayBuffers 2 97\.9 KiB \d\d %/),
    expect.stringMatching(/^shop › Object › photo: Uint8Array 1 97\.7 KiB \d\d %/),
    expect.stringMatching(/^shop › Object › sound: Uint8Array 1 300 B /),
    expect.stringMatching(/^Blob contents: .* 1 4\.9 KiB /),
    expect.stringMatching(/^shop › Object › letter: Blob 1 4\.9 KiB /),
  ]);

  await table.getByRole("button", { name: /sound: Uint8Array/ }).click({ button: "right" });
  await expect(panel.getByRole("menu")).toBeVisible();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^backing_store, 300 B/);
  await panel.page().keyboard.press("Escape");
  await expect(panel.getByRole("menu")).toHaveCount(0);

  /* The clipboard takes the rows. */
  await table.focus();
  await panel.page().keyboard.press("Control+A");
  await panel.page().keyboard.press("Control+C");
  await expect(panel.getByText("Copied.")).toBeVisible();
  await expect(table).toBeFocused();

  /* By the keyboard to the box. */
  const link = table.getByRole("button", { name: /letter: Blob/ });
  await link.focus();
  await panel.page().keyboard.press("Enter");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(icicleOf(panel)).toBeFocused();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^contents/);
  await expect(detailsOf(panel)).toContainText("off-heap");

  /* Only what is in focus. */
  await treeOf(panel)
    .getByRole("treeitem", { name: /^letter: Blob/ })
    .dblclick();
  await openInsights(panel, "Off-heap");
  await expect(view.locator("p")).toHaveText(/^Outside the JS heap in letter: Blob: 4\.9 KiB of 4\.\d KiB/);
  await treeOf(panel)
    .getByRole("treeitem", { name: /^items/ })
    .dblclick();
  await expect(view.getByRole("heading")).toHaveText("Nothing here is outside the JS heap");
});

const HOSTILE_PAGE = pageWithScript(`
  const refusing = (reason) => new Proxy({}, { ownKeys() { throw new Error(reason); } });
  globalThis.app = {
    plain: [1, 2],
    parts: Array.from({ length: 60 }, (_, i) => ({ id: i, proxy: refusing("reason " + i) })),
    later: { proxy: refusing("the last reason") },
  };`);

test("warnings: by code, each leads to its box; all of them can be copied", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: HOSTILE_PAGE })}/`);
  await takeSnapshot(panel);
  const tab = await openInsights(panel, "Warnings");
  const count = Number(/\d+/.exec((await tab.textContent())!)![0]);
  expect(count).toBeGreaterThan(1);
  const view = panel.getByRole("tabpanel", { name: "Warnings" });
  const table = view.getByRole("treegrid", { name: "Warnings" });
  const group = table.getByRole("row", { name: /^object-unreadable / });
  await expect(group).toHaveAccessibleName(/\d+ warnings/);
  await expect(group).toHaveAttribute("aria-expanded", "true");
  await expect(table.getByRole("row").filter({ hasText: "reason 0" })).toContainText("Reading the object threw");

  await view.getByRole("button", { name: "Copy all" }).click();
  await expect(panel.getByText("Copied.")).toBeVisible();

  const link = table.getByRole("button", { name: "app › parts › elements › proxy" }).first();
  await link.focus();
  await panel.page().keyboard.press("Enter");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(icicleOf(panel)).toBeFocused();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^proxy: \(unreadable\)/);
});

test("without warnings, too, the panel says what a walk cannot see; of a file something else", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  const view = panel.getByRole("tabpanel", { name: "Warnings" });
  await expect(view.getByRole("heading")).toHaveText("No warnings");
  await expect(view).toContainText("JavaScript cannot look into closures and modules, #private fields, WeakMaps");
  const chooser = panel.page().waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await (await chooser).setFiles({ name: "a.folded", mimeType: "text/plain", buffer: Buffer.from("app;Vec 24\n") });
  await expect(statusOf(panel)).toHaveText(/^Snapshot 2: 24 B, \d+ ms$/);
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await openInsights(panel, "Warnings");
  await expect(view).toContainText("A file of stacks has only the bytes that its program counted.");
  await expect(view).not.toContainText("JavaScript cannot look into");
  await expect(detailsOf(panel)).not.toContainText("Objects");
  await panel.getByRole("button", { name: "View", exact: true }).click();
  await expect(panel.getByRole("menuitemradio", { name: "Object count" })).toBeDisabled();
  await panel.page().keyboard.press("Escape");
  await tabOf(panel, "Table").click();
  await expect(panel.getByRole("columnheader", { name: "Total" })).toBeVisible();
  await expect(panel.getByRole("columnheader", { name: "Objects" })).toHaveCount(0);
});
