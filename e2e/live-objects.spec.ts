// What can be done in the page with the objects behind boxes.
import type { Frame, Locator, Page } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { alertOf, findOf, readClipboard, treeOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const SCRIPT = `// The first line.
    class Session { constructor(id) { this.id = id; this.rows = Array.from({ length: id === 617 ? 200000 : 5 }, (_, i) => i + 0.5); } }
    globalThis.app = {
      sessions: new Map(Array.from({ length: 1000 }, (_, i) => ["session-" + i, new Session(i)])),
      card: document.body.appendChild(document.createElement("section")),
      get broken() { globalThis.getterRan = true; return {}; },
    };
    const settings = { theme: { name: "dark", colours: ["red", "green"] } };`;
const PAGE: readonly Route[] = [
  {
    path: "/",
    html: '<!doctype html><meta charset="utf-8"><title>Fixture</title><body><script src="/app.js"></script>',
  },
  { path: "/app.js", html: SCRIPT, headers: { "content-type": "text/javascript" } },
];

const menuOf = (panel: Frame): Locator => panel.getByRole("menu", { name: /^Box / });
const rowOf = (panel: Frame, name: RegExp): Locator => treeOf(panel).getByRole("treeitem", { name });

async function choose(panel: Frame, row: Locator, item: RegExp): Promise<void> {
  await row.click({ button: "right" });
  await menuOf(panel).getByRole("menuitem", { name: item }).click();
  await expect(menuOf(panel)).toHaveCount(0);
}

/** Opens the first rows of the tree, each with all that it holds. */
async function openTree(panel: Frame): Promise<void> {
  const { keyboard } = panel.page();
  await treeOf(panel).focus();
  await keyboard.press("Home");
  for (let i = 0; i < 20; i++) {
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowDown");
  }
}

async function copiedText(panel: Frame, notice: RegExp): Promise<string> {
  await expect(panel.getByText(notice)).toBeVisible();
  return readClipboard(panel);
}

async function valueIn<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate(expression) as Promise<T>;
}

test("an object is logged, stored as a global variable, and its path is an expression that gives it", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...PAGE)}/`);
  const { panel, page } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await openTree(panel);

  await choose(panel, rowOf(panel, /^sessions: Map/), /^Store as global variable/);
  await expect(panel.getByText("Stored as the global variable temp1.")).toBeVisible();
  expect(await valueIn(page, "temp1 === app.sessions")).toBe(true);

  /* Of a thousand sessions the one that retains most. */
  await choose(panel, rowOf(panel, /^Session/), /^Store as global variable/);
  await expect(panel.getByText("Stored as the global variable temp2.")).toBeVisible();
  expect(await valueIn(page, "temp2.id")).toBe(617);

  await choose(panel, rowOf(panel, /^Session/), /^Copy path/);
  const expression = await copiedText(panel, /^Copied as an expression for the console/);
  expect(expression).toBe('app.sessions.get("session-617")');
  expect(await valueIn(page, `${expression} === temp2`)).toBe(true);

  const logged = page.waitForEvent("console");
  await choose(panel, rowOf(panel, /^Session/), /^Log to console/);
  expect(await (await logged).args()[0]!.evaluate((value) => (value as { id: number }).id)).toBe(617);
  expect(await valueIn(page, "globalThis.getterRan === undefined")).toBe(true);

  /* Another one of the same type, with the same fields. */
  await page.evaluate("app.sessions.set('session-617', new Session(617))");
  await choose(panel, rowOf(panel, /^Session/), /^Store as global variable/);
  await expect(alertOf(panel)).toContainText("another object may stand in its place");
  expect(await valueIn(page, "'temp3' in globalThis")).toBe(false);

  await page.evaluate("app.sessions.delete('session-617')");
  await choose(panel, rowOf(panel, /^Session/), /^Log to console/);
  await expect(alertOf(panel)).toContainText("another object may stand in its place");
});

test("an element is revealed, the source of a class is opened, and one object is measured alone", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...PAGE)}/`);
  const { panel, devtools } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await openTree(panel);

  await choose(panel, rowOf(panel, /^sessions: Map/), /^Snapshot only this/);
  await expect(rowOf(panel, /^sessions: Map: Map|^sessions/).first()).toBeVisible();
  await expect(panel.getByRole("status").first()).toContainText("Snapshot 2");
  expect(await treeOf(panel).getByRole("treeitem", { name: /card/ }).count()).toBe(0);
  await panel.getByRole("region", { name: "Snapshots" }).getByText("Snapshot 1").first().click();
  await openTree(panel);

  await choose(panel, rowOf(panel, /^card: HTMLElement/), /^Reveal in Elements/);
  await expect(devtools.getByRole("tab", { name: "Elements", exact: true })).toHaveAttribute("aria-selected", "true");
  await devtools.getByRole("tab", { name: "Allocative" }).click();

  await choose(panel, rowOf(panel, /^Session/), /^Open source/);
  await expect(devtools.getByRole("tab", { name: "Sources", exact: true })).toHaveAttribute("aria-selected", "true");
  /* Where the class stands. */
  await expect(devtools.getByText(/^Line 2, Column \d+$/)).toBeVisible();
});

test("a variable of a classic script is an expression, too, and an object of a page that was loaded anew is not used", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...PAGE)}/`);
  const { panel, page } = session;
  await takeSnapshot(panel);
  await openTree(panel);
  await choose(panel, rowOf(panel, /^theme: Object/), /^Copy path/);
  expect(await copiedText(panel, /^Copied as an expression for the console/)).toBe("settings.theme");
  await page.reload();
  await rowOf(panel, /^theme: Object/).click({ button: "right" });
  await expect(menuOf(panel).getByText("The page was loaded anew since this snapshot")).toBeVisible();
  await expect(menuOf(panel).getByRole("menuitem", { name: /^Log to console/ })).toBeDisabled();
});

test("the fat entry of a Map is the first row of Objects: it is stored, and its path evaluates to it", async ({
  serve,
  openPanel,
}) => {
  const { panel, page } = await openPanel(`${await serve(...PAGE)}/`, { windowSize: [1300, 900] });
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await findOf(panel).fill("sessions");
  await findOf(panel).press("Enter");
  const grid = panel.getByRole("grid", { name: "Objects" });
  const first = grid.locator('[aria-rowindex="2"]');
  await expect(first).toContainText('"session-617"');
  await expect(first).toContainText("Session {id: 617, rows: Array(200000)}");
  await first.click({ button: "right" });
  const menu = panel.getByRole("menu", { name: /^Object / });
  await menu.getByRole("menuitem", { name: /^Store as global variable/ }).click();
  await expect(panel.getByText("Stored as the global variable temp1.")).toBeVisible();
  expect(await valueIn(page, 'temp1 === app.sessions.get("session-617")')).toBe(true);
  /* By the keyboard. */
  await first.click();
  await panel.page().keyboard.press("Shift+F10");
  await menu.getByRole("menuitem", { name: /^Copy path/ }).click();
  const expression = await copiedText(panel, /^Copied as an expression for the console/);
  expect(await valueIn(page, `${expression} === temp1`)).toBe(true);

  await page.evaluate("app.sessions.set('session-617', new Session(617))");
  await first.click({ button: "right" });
  await menu.getByRole("menuitem", { name: /^Log to console/ }).click();
  await expect(alertOf(panel)).toContainText("another object may stand in its place");
  await expect(first).toContainText("changed");
});
