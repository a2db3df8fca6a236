// Objects: below the view, what is in the selected container, the objects of a box, and those of a type.
import type { Frame, Locator } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { alertOf, chooseScope, detailsOf, findOf, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const FAT = 617;
const PAGE = {
  path: "/",
  html: pageWithModule(`
    class User { constructor(name) { this.name = name; } }
    const rowsOf = (i) => (i === ${FAT} ? Array.from({ length: 100000 }, (_, row) => ({ row })) : [i, i + 0.5]);
    const app = {
      sessions: new Map(Array.from({ length: 1000 }, (_, i) => ["session-" + i, { id: i, rows: rowsOf(i) }])),
      users: Array.from({ length: 20 }, (_, i) => new User("user " + i)),
      tags: new Set([new User("cy")]),
    };
    registerRoot("app", () => app);
    globalThis.usersNow = () => app.users;
    globalThis.grow = () => {
      app.users.push(new User("someone new"));
      app.tags = null;
    };
    globalThis.replaceSession = () => app.sessions.set("session-1", new User("someone else"));`),
};
const MILLION = {
  path: "/",
  html: pageWithModule(`
    const items = Array.from({ length: 1000000 }, (_, i) => ({ i }));
    registerRoot("items", () => items);`),
};

const objectsOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Objects", exact: true });
const gridOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Objects" });
const histogramOf = (panel: Frame): Locator => panel.getByRole("toolbar", { name: "Rows by retained size" });
const rowOf = (panel: Frame, index: number): Locator => gridOf(panel).locator(`[aria-rowindex="${index + 2}"]`);
const dataRowsOf = (panel: Frame): Locator =>
  gridOf(panel)
    .getByRole("row")
    .filter({ has: panel.getByRole("rowheader") });

async function select(panel: Frame, query: string): Promise<void> {
  await findOf(panel).fill(query);
  await findOf(panel).press("Enter");
}

test("of a Map its entries, the largest first; sorted and filtered by size", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 900] });
  await takeSnapshot(panel);
  await select(panel, "sessions");
  const objects = objectsOf(panel);
  await expect(objects).toContainText("Entries of sessions: Map");
  await expect(objects).toContainText("1,000 · median");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "1001");
  const first = rowOf(panel, 0);
  await expect(first).toContainText("MiB");
  await expect(rowOf(panel, 1)).not.toContainText("MiB");

  await gridOf(panel).getByRole("button", { name: "Retained" }).click();
  await expect(rowOf(panel, 0)).not.toContainText("MiB");
  await gridOf(panel).getByRole("button", { name: "Retained" }).click();
  await expect(rowOf(panel, 0)).toContainText("MiB");

  const fat = histogramOf(panel).getByRole("button", { name: /MiB: 1 row$/ });
  await fat.click();
  await expect(fat).toHaveAttribute("aria-pressed", "true");
  await expect(objects).toContainText("1 of 1,000");
  await expect(dataRowsOf(panel)).toHaveCount(1);
  await expect(rowOf(panel, 0)).toContainText("MiB");
  await fat.press("ArrowLeft");
  await expect(histogramOf(panel).getByRole("button", { name: /: 999 rows$/ })).toBeFocused();
  await panel.page().keyboard.press("Enter");
  await expect(objects).toContainText("999 of 1,000");
  await panel.page().keyboard.press("Enter");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "1001");

  await objects.getByRole("button", { name: "Object", exact: true }).click();
  await expect(objects).toContainText("Objects of sessions: Map");
  await expect(dataRowsOf(panel)).toHaveCount(1);
  await objects.getByRole("button", { name: "Entries" }).click();
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "1001");
});

test("by the keyboard: rows, their menu, their copy; Details is about the selected one", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 900] });
  const { keyboard } = panel.page();
  await takeSnapshot(panel);
  await select(panel, "type:User");
  await expect(objectsOf(panel)).toContainText("Objects of User");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "21");
  await gridOf(panel).focus();
  await keyboard.press("Home");
  await expect(rowOf(panel, 0)).toHaveAttribute("aria-selected", "true");
  await expect(detailsOf(panel).getByRole("region", { name: "Selected object" })).toContainText("User");
  await expect(detailsOf(panel)).toContainText("Median");
  await keyboard.press("Shift+F10");
  const menu = panel.getByRole("menu", { name: /^Object / });
  await expect(menu.getByRole("menuitem", { name: "Copy row" })).toBeVisible();
  await menu.getByRole("menuitem", { name: "Copy key" }).press("Enter");
  await expect(menu).toHaveCount(0);
  await expect(panel.getByText("Copied.")).toBeVisible();
  await keyboard.press("Escape");
});

test("an entry is found by what stands in it now, and one that is another object since is marked", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 900] });
  await takeSnapshot(panel);
  await select(panel, "sessions");
  await expect(rowOf(panel, 0)).toContainText(`"session-${FAT}"`);
  await expect(rowOf(panel, 0)).toContainText(`{id: ${FAT}, rows: Array(100000)}`);
  const filter = objectsOf(panel).getByRole("searchbox", { name: "Filter objects" });
  await filter.fill(`id: ${FAT}`);
  await expect(dataRowsOf(panel)).toHaveCount(1);
  await expect(rowOf(panel, 0)).toContainText(`"session-${FAT}"`);
  await filter.fill("session-99");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "12");
  await filter.fill("");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "1001");

  await page.evaluate("replaceSession()");
  await gridOf(panel).getByRole("button", { name: "Key" }).click();
  await expect(rowOf(panel, 0)).toContainText('"session-0"');
  await expect(rowOf(panel, 0)).not.toContainText("changed");
  await expect(rowOf(panel, 1)).toContainText("changed");
});

test("of a type all of its objects, wherever they are", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 900] });
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  await panel.getByRole("treegrid", { name: "Types" }).getByRole("row", { name: /^User/ }).click();
  await expect(objectsOf(panel)).toContainText("Objects of the type User");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "22");
  await expect(detailsOf(panel)).toContainText(/User.*of all.*Objects\s*21/s);
  await objectsOf(panel).getByRole("searchbox", { name: "Filter objects" }).fill("[17");
  await expect(dataRowsOf(panel)).toHaveCount(1);
  await expect(rowOf(panel, 0)).toContainText("17");
});

test("of a comparison those of the snapshot after, with the actions of rows and boxes; none of a box that is gone", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1300, 900] });
  await takeSnapshot(panel);
  await page.evaluate("grow()");
  await takeSnapshot(panel);
  await panel.getByRole("region", { name: "Snapshots" }).getByRole("button", { name: "Compare" }).click();
  await tabOf(panel, "Changes").click();
  const change = panel
    .getByRole("grid", { name: "Changes" })
    .getByRole("row", { name: /users: Array/ })
    .first();
  await change.click();
  await expect(objectsOf(panel)).toContainText("Entries of users: Array in Snapshot 2");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "22");
  await objectsOf(panel).getByRole("searchbox", { name: "Filter objects" }).fill("someone new");
  await expect(dataRowsOf(panel)).toHaveCount(1);
  await expect(rowOf(panel, 0)).toContainText('User {name: "someone new"}');
  await rowOf(panel, 0).click({ button: "right" });
  const ofRow = panel.getByRole("menu", { name: /^Object / });
  await ofRow.getByRole("menuitem", { name: /^Store as global variable/ }).click();
  await expect(panel.getByText("Stored as the global variable temp1.")).toBeVisible();
  expect(await page.evaluate("temp1 === usersNow()[20]")).toBe(true);

  await change.click({ button: "right" });
  const ofBox = panel.getByRole("menu", { name: /^Box / });
  await ofBox.getByRole("menuitem", { name: /^Store as global variable/ }).click();
  await expect(panel.getByText("Stored as the global variable temp2.")).toBeVisible();
  expect(await page.evaluate("temp2 === usersNow()")).toBe(true);

  await chooseScope(panel, "All");
  await tabOf(panel, "Icicle").click();
  await select(panel, "tags");
  await expect(objectsOf(panel)).toContainText("This box is gone in Snapshot 2: there are no objects to list.");
  await expect(alertOf(panel)).toHaveCount(0);
});

test("1,000,000 rows scroll to their end", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(MILLION)}/`, { windowSize: [1300, 900] });
  await takeSnapshot(panel);
  await select(panel, "items");
  await expect(gridOf(panel)).toHaveAttribute("aria-rowcount", "1000001");
  await expect(rowOf(panel, 0)).toHaveText(/^\[?0\]?\D/);
  await gridOf(panel).press("Control+End");
  await expect(rowOf(panel, 999_999)).toContainText("999999");
  await gridOf(panel).press("Control+Home");
  await expect(rowOf(panel, 0)).toHaveText(/^\[?0\]?\D/);
});

test("a low panel has the list closed; it is opened, resized, and its size is kept", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1280, 400] });
  const { panel } = session;
  await takeSnapshot(panel);
  const head = objectsOf(panel).getByRole("button", { name: "Objects", exact: true });
  await expect(head).toHaveAttribute("aria-expanded", "false");
  await expect(gridOf(panel)).toHaveCount(0);
  await head.click();
  await expect(gridOf(panel)).toBeVisible();
  const splitter = panel.getByRole("separator", { name: "Height of Objects" });
  const usual = Number(await splitter.getAttribute("aria-valuenow"));
  await splitter.press("ArrowUp");
  await expect(splitter).toHaveAttribute("aria-valuenow", String(usual + 16));
  const after = await session.reopenDevtools();
  await expect(after.panel.getByRole("separator", { name: "Height of Objects" })).toHaveAttribute(
    "aria-valuenow",
    String(usual + 16),
  );
  await expect(treeOf(after.panel)).toBeAttached();
});
