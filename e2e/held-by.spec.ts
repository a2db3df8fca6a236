// Who holds objects: paths from all roots, holders that are ignored, and steps of the engine in words; of a walk, a comparison and a heap snapshot of the browser's own.

import { readFileSync } from "node:fs";
import type { Frame, Locator } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { takeHeapSnapshot } from "../scripts/browser/heap-snapshot.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import type { Route } from "../scripts/static-server.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { findOf, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const heldByOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Held by" });
const pathIn = (panel: Frame, number: number): Locator =>
  heldByOf(panel).getByRole("list", { name: `Path ${number}`, exact: true });

/** The steps of a path, as they are read. */
async function stepsOf(panel: Frame, number: number): Promise<string[]> {
  return (await pathIn(panel, number).getByRole("listitem").allInnerTexts()).map((text) => text.trim());
}

function moduleAt(path: string, source: string): Route {
  return { path, html: source, headers: { "content-type": "text/javascript; charset=utf-8" } };
}

async function selectType(panel: Frame, type: string): Promise<void> {
  await tabOf(panel, "Types").click();
  await findOf(panel).fill(type);
  await panel
    .getByRole("treegrid", { name: "Types" })
    .getByRole("row", { name: new RegExp(`^${type.replace(/[()]/g, "\\$&")} \\d`) })
    .click();
}

test("a detached tree leads to the closure of a module and to the Map that hold it", async ({ serve, openPanel }) => {
  const origin = await serve(
    { path: "/", html: `<!doctype html><title>Detached</title><script type="module" src="/rows.js"></script>` },
    moduleAt(
      "/rows.js",
      `class RowView { constructor(element) { this.element = element; this.name = "a row that was removed"; } }
       const table = document.createElement("table");
       const view = new RowView(table.insertRow());
       let last = view;
       const views = new Map([["first", view]]);
       globalThis.views = views;
       document.addEventListener("click", () => [last, table]);`,
    ),
  );
  const { panel } = await openPanel(`${origin}/`);
  await takeSnapshot(panel);
  await selectType(panel, "RowView");
  await expect(pathIn(panel, 1)).toBeVisible();
  const texts = [await stepsOf(panel, 1), await stepsOf(panel, 2)].map((steps) => steps.join(" › "));
  expect(texts).toContain("views: Map › value: RowView");
  expect(texts.some((text) => /rows\.js › last: RowView$/.test(text))).toBe(true);

  /* Without both holders it would be freed; each can be looked at again. */
  const ignore = (name: RegExp): Promise<void> => heldByOf(panel).getByRole("button", { name }).first().click();
  await ignore(/^Ignore this holder: views: Map/);
  const ignored = heldByOf(panel).getByRole("list", { name: "Ignored holders" });
  await expect(ignored.getByRole("listitem")).toHaveText([/views: Map/]);
  await expect(ignored.getByRole("button", { name: "Stop ignoring: views: Map" })).toBeFocused();
  await expect(pathIn(panel, 1)).toContainText("last: RowView");
  await ignore(/^Ignore this holder: last: RowView/);
  await expect(heldByOf(panel)).toContainText("this object would be freed");
  await ignored.getByRole("button", { name: "Stop ignoring: views: Map" }).click();
  await expect(pathIn(panel, 1)).toContainText("views: Map");
  await ignored.getByRole("button").click();
  await expect(pathIn(panel, 2)).toBeVisible();

  /* A step leads to its box. */
  await pathIn(panel, 1)
    .getByRole("button", { name: /^(?:views: Map|last: RowView|.*rows\.js)$/ })
    .first()
    .click();
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
});

test("paths can be copied, owners are named, and places that refer are listed below", async ({ serve, openPanel }) => {
  const html = pageWithScript(`{
    const session = { user: "somebody with a long name" };
    globalThis.shop = { header: { session }, body: { session } };
  }`);
  const { panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.getByRole("treeitem", { name: /^shop/ }).click();
  for (let i = 0; i < 3; i++) await panel.page().keyboard.press("ArrowRight");
  await tree
    .getByRole("treeitem", { name: /^\(shared\)/ })
    .first()
    .click();
  await expect(heldByOf(panel).getByRole("list", { name: "Owners" })).toHaveText(/shop: Object/);
  expect(await stepsOf(panel, 1)).toEqual(["shop: Object", "header: Object", "session: Object"]);
  expect(await stepsOf(panel, 2)).toEqual(["shop: Object", "body: Object", "session: Object"]);
  await heldByOf(panel).getByText("Referenced from").click();
  const places = heldByOf(panel).getByRole("list", { name: "Referenced from" });
  await expect(places.getByRole("button")).toHaveCount(2);
  await heldByOf(panel).getByRole("button", { name: "Copy path 1" }).click();
  await expect(panel.locator(".status-bar")).toContainText("Copied");
});

test("of a comparison, the snapshot after is asked", async ({ serve, openPanel }) => {
  const html = pageWithScript("globalThis.shop = { carts: [] };");
  const { page, panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await takeSnapshot(panel);
  await page.evaluate(() => {
    class Cart {
      items = ["a new item"];
    }
    (globalThis as unknown as { shop: { carts: object[] } }).shop.carts.push(new Cart(), new Cart());
  });
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare", exact: true }).first().click();
  await tabOf(panel, "Changes").click();
  const changes = panel.getByRole("grid", { name: "Changes" });
  await changes
    .getByRole("row", { name: /shop › Object › carts: Array.*0 → 2/ })
    .first()
    .click();
  await expect(pathIn(panel, 1)).toContainText("shop: Object");
  await expect(pathIn(panel, 1)).toContainText("carts: Array");
});

test("charts that a module forgot to destroy: a heap snapshot leads to its variable", async ({ serve, openPanel }) => {
  const origin = await serve(
    {
      path: "/",
      html: `<!doctype html><title>Charts</title><script src="/chart.js"></script><script type="module" src="/report.js"></script>`,
    },
    moduleAt("/chart.js", readFileSync(repositoryPath("node_modules/chart.js/dist/chart.umd.min.js"), "utf8")),
    moduleAt(
      "/report.js",
      `class MonthlyReport { constructor(chart) { this.chart = chart; } }
       const openReports = [];
       function open() {
         const canvas = document.createElement("canvas");
         const data = { labels: ["a"], datasets: [{ data: [1] }] };
         openReports.push(new MonthlyReport(new Chart(canvas, { type: "bar", data, options: { responsive: false } })));
       }
       for (let i = 0; i < 20; i++) open();
       document.addEventListener("keyup", function openAnother() { open(); });
       document.title = "ready " + openReports.length;`,
    ),
  );
  const { page, panel } = await openPanel(`${origin}/`);
  await page.waitForFunction(() => document.title === "ready 20");
  const cdp = await page.context().newCDPSession(page);
  const content = await takeHeapSnapshot(cdp);
  await cdp.detach();
  await panel
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: "charts.heapsnapshot",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });
  await expect(panel.locator(".status-bar")).toContainText("from charts.heapsnapshot");
  await selectType(panel, "MonthlyReport");
  await expect(pathIn(panel, 1)).toContainText("openReports: Array");
  expect(await stepsOf(panel, 1)).toEqual(
    expect.arrayContaining(["closure openAnother (report.js:9)", "openReports: Array", "item: MonthlyReport"]),
  );
  expect((await stepsOf(panel, 1))[0]).toBe("listener on document");
  await expect(heldByOf(panel)).toContainText("20 of 20 objects");

  /* One of them by itself, and all again. */
  await panel.getByRole("grid", { name: "Objects" }).getByRole("row").nth(1).click();
  await expect(heldByOf(panel)).not.toContainText("of 20 objects");
  await expect(pathIn(panel, 1)).toContainText("item: MonthlyReport");
  await selectType(panel, "Map");
  await selectType(panel, "MonthlyReport");
  await expect(heldByOf(panel)).toContainText("20 of 20 objects");

  /* The engine's steps are there for who wants them. */
  const folded = (await stepsOf(panel, 1)).length;
  await heldByOf(panel).getByRole("checkbox", { name: "Show engine steps" }).check();
  await expect(pathIn(panel, 1)).toContainText("V8EventListener");
  expect((await stepsOf(panel, 1)).length).toBeGreaterThan(folded);
  await heldByOf(panel).getByRole("checkbox", { name: "Show engine steps" }).uncheck();

  /* The list of objects calls the closure so, too. */
  await selectType(panel, "openAnother()");
  const closures = panel.getByRole("grid", { name: "Objects" }).getByRole("row");
  await expect(closures.filter({ hasText: /openAnother \(report\.js:9\) @\d+/ })).toHaveCount(1);
  await selectType(panel, "MonthlyReport");

  /* The module itself has the variable, too; without the array nothing holds the charts. */
  await pathIn(panel, 1).getByRole("button", { name: "Ignore this holder: closure openAnother (report.js:9)" }).click();
  await expect(pathIn(panel, 1)).toContainText("module");
  await expect(pathIn(panel, 1)).toContainText("openReports: Array");
  await pathIn(panel, 1).getByRole("button", { name: "Ignore this holder: openReports: Array" }).click();
  await expect(heldByOf(panel)).toContainText("Without the ignored holders, these 20 objects would be freed.");
  const ignored = heldByOf(panel).getByRole("list", { name: "Ignored holders" });
  await ignored.getByRole("button").last().click();
  await ignored.getByRole("button").last().click();
  await expect(pathIn(panel, 1)).toContainText("listener on document");
});
