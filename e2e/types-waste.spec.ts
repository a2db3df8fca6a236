// Bytes that hold nothing, types with their owners and contents, and who refers to what is shared: from a real page's objects to their boxes.
import { takeSnapshot } from "../scripts/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { detailsOf, findOf, readPath, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = pageWithScript(`
  const session = { user: "somebody with a long name" };
  globalThis.shop = {
    orders: Array.from({ length: 200 }, (_, i) => ({ id: i, status: "waiting for payment", lines: [] })),
    byName: Object.fromEntries(Array.from({ length: 1200 }, (_, i) => ["key " + i, i])),
    header: { session },
    body: { session },
    cache: new Map(),
    archive: Array.from({ length: 3 }, () => ({ status: "sent to the customer" })),
  };`);

test("waste by kind, each row leads to its box", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Waste").click();
  const table = panel.getByRole("table", { name: "Waste" });
  for (const kind of ["Unused capacity", "Empty collections", "Repeated texts", "Objects as dictionaries"]) {
    await expect(table.getByRole("rowheader", { name: kind })).toBeVisible();
  }
  const lines = table.getByRole("row", { name: /lines/ }).filter({ hasText: "200" }).first();
  await expect(lines.getByRole("cell").first()).toHaveText("200");
  /* 16 bytes of header each, and the engine may keep some room. */
  await expect(lines.getByRole("cell").nth(1)).toHaveText("3.1 KiB");

  const most = table.getByRole("columnheader", { name: "At most" });
  await expect(most).toHaveAttribute("aria-sort", "descending");
  await table.getByRole("button", { name: "Where" }).click();
  await expect(table.getByRole("columnheader", { name: "Where" })).toHaveAttribute("aria-sort", "ascending");
  await expect(most).toHaveAttribute("aria-sort", "none");

  await lines.getByRole("button").click();
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^lines: Array/);
});

test("waste is that of the focus", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await treeOf(panel).getByRole("treeitem", { name: /^shop/ }).click();
  await panel.page().keyboard.press("ArrowRight");
  await panel.page().keyboard.press("ArrowRight");
  await panel.page().keyboard.press("ArrowRight");
  await treeOf(panel)
    .getByRole("treeitem", { name: /^cache/ })
    .dblclick();
  expect((await readPath(panel)).at(-1)).toBe("cache: Map");
  await tabOf(panel, "Waste").click();
  const table = panel.getByRole("table", { name: "Waste" });
  await expect(table.getByRole("rowheader", { name: "Empty collections" })).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "Repeated texts" })).toHaveCount(0);
});

test("what is shared says who refers to it, each a link", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.getByRole("treeitem", { name: /^shop/ }).click();
  for (let i = 0; i < 3; i++) await panel.page().keyboard.press("ArrowRight");
  const shared = tree.getByRole("treeitem", { name: /^\(shared\)/ });
  await shared.first().click();
  const referrers = detailsOf(panel).getByRole("region", { name: "Referred to by" });
  await expect(referrers.getByRole("button")).toHaveCount(2);
  await expect(referrers).toContainText("2 references");
  await referrers.getByRole("button", { name: /body/ }).click();
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^session/);
  await expect(referrers).toHaveCount(0);
});

test("types: sorted, found, and of one who owns it and what is in it", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  const types = panel.getByRole("grid", { name: "Types" });
  /* Those of 200 orders, and two that hold orders. */
  const arrays = types.getByRole("row", { name: /^Array/ });
  await expect(arrays.getByRole("gridcell").nth(2)).toHaveText("202");
  await types.getByRole("button", { name: "Objects" }).click();
  await expect(types.getByRole("columnheader", { name: "Objects" })).toHaveAttribute("aria-sort", "descending");
  await expect(types.getByRole("row").nth(1)).toHaveAccessibleName(/^Object/);

  await findOf(panel).fill("arr");
  await expect(types.getByRole("row")).toHaveCount(2);
  await findOf(panel).fill("");

  /* By the keyboard: to the first type, and on. */
  await types.focus();
  await panel.page().keyboard.press("Home");
  await expect(types.getByRole("row", { selected: true })).toHaveAccessibleName(/^Object/);
  await arrays.click();
  const owners = panel.getByRole("treegrid", { name: "Owners of Array" });
  await expect(
    owners
      .getByRole("row", { name: /^lines: Array/ })
      .getByRole("gridcell")
      .nth(1),
  ).toHaveText("200");
  const contents = panel.getByRole("treegrid", { name: "Contents of Array" });
  await expect(contents.getByRole("row", { name: /^elements/ })).toHaveAttribute("aria-level", "2");

  await owners.focus();
  for (let row = 0; row < 3; row++) await panel.page().keyboard.press("ArrowDown");
  await expect(owners.getByRole("row", { selected: true })).toHaveCount(1);
  await owners
    .getByRole("row", { name: /^orders: Array/ })
    .first()
    .click();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^orders: Array/);
  await panel.page().keyboard.press("Enter");
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");

  await tabOf(panel, "Types").click();
  await expect(types.getByRole("row", { selected: true })).toHaveAccessibleName(/^Array/);

  /* A row of several boxes leads to each of them; the menu is that of its box. */
  await types.getByRole("row", { name: /^string/ }).click();
  const texts = panel.getByRole("treegrid", { name: "Owners of string" });
  await texts
    .getByRole("row", { name: /^\(shared\) \d+ B 0 2 / })
    .first()
    .click();
  const part = panel.getByRole("region", { name: "Owners" });
  await expect(part.getByText("Box 1 of 2")).toBeVisible();
  await part.getByRole("button", { name: "Next box" }).click();
  await expect(part.getByText("Box 2 of 2")).toBeVisible();
  await texts.focus();
  await panel.page().keyboard.press("Shift+F10");
  await expect(panel.getByRole("menu")).toBeVisible();
  await panel.page().keyboard.press("Escape");
  await expect(panel.getByRole("menu")).toHaveCount(0);
});

test("of a file of stacks: what can be told is, and why the rest cannot", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  const open = async (text: string): Promise<void> => {
    const chooser = panel.page().waitForEvent("filechooser");
    await panel.getByRole("button", { name: "Open", exact: true }).click();
    await (await chooser).setFiles({ name: "a.folded", mimeType: "text/plain", buffer: Buffer.from(text) });
  };
  await open("app;Vec 24\napp;Vec;unused_capacity 1000\n");
  await tabOf(panel, "Waste").click();
  const table = panel.getByRole("table", { name: "Waste" });
  await expect(table.getByRole("rowheader", { name: "Unused capacity" })).toBeVisible();
  await expect(panel.getByText("of its waste only unused capacity is known")).toBeVisible();
  await tabOf(panel, "Types").click();
  await expect(panel.getByRole("grid", { name: "Types" }).getByRole("row", { name: /^Vec/ })).toBeVisible();

  await open("app;Vec 24\n");
  await tabOf(panel, "Waste").click();
  await expect(panel.getByRole("heading", { name: "No waste is known" })).toBeVisible();
});
