// Bytes that hold nothing, types with their owners and contents, and who refers to what is shared: from a real page's objects to their boxes.

import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { takeHeapSnapshot } from "../scripts/browser/heap-snapshot.ts";
import { pageWithScript } from "./fixtures/page-html.ts";

import { detailsOf, findOf, openInsights, readPath, readTotalBytes, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";
import { v8SizesOf } from "./fixtures/v8-heap.ts";

/** The block keeps the session out of the variables of its script, which would refer to it, too. */
const PAGE = pageWithScript(`{
  const session = { user: "somebody with a long name" };
  globalThis.shop = {
    orders: Array.from({ length: 200 }, (_, i) => ({ id: i, status: "waiting for payment", lines: [] })),
    byName: Object.fromEntries(Array.from({ length: 1200 }, (_, i) => ["key " + i, i])),
    header: { session },
    body: { session },
    cache: new Map(),
    archive: Array.from({ length: 3 }, () => ({ status: "sent to the customer" })),
  };
}`);

/** Cells of types: self size, share, total size, objects. */
const OBJECTS = 3;

async function openFile(panel: Frame, name: string, content: string): Promise<void> {
  const chooser = panel.page().waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
  await expect(panel.locator(".status-bar")).toContainText(`from ${name}`);
}

test("waste by kind, each row leads to its box", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await openInsights(panel, "Waste");
  const table = panel.getByRole("treegrid", { name: "Waste" });
  for (const kind of ["Spare capacity", "Empty collections", "Duplicate strings", "Dictionary-mode objects"]) {
    await expect(table.getByRole("rowheader", { name: kind })).toBeVisible();
  }
  const lines = table.getByRole("row", { name: /lines/ }).filter({ hasText: "200" }).first();
  await expect(lines.getByRole("gridcell").first()).toHaveText("200");
  /* 16 bytes of header each, and the engine may keep some room. */
  await expect(lines.getByRole("gridcell").nth(2)).toHaveText("3.1 KiB");

  const most = table.getByRole("columnheader", { name: "Maximum" });
  await expect(most).toHaveAttribute("aria-sort", "descending");
  await table.getByRole("button", { name: "Path" }).click();
  await expect(table.getByRole("columnheader", { name: "Path" })).toHaveAttribute("aria-sort", "ascending");
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
  await openInsights(panel, "Waste");
  const table = panel.getByRole("treegrid", { name: "Waste" });
  await expect(table.getByRole("rowheader", { name: "Empty collections" })).toBeVisible();
  await expect(table.getByRole("rowheader", { name: "Duplicate strings" })).toHaveCount(0);
});

test("what is shared says who refers to it, each a link", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.getByRole("treeitem", { name: /^shop/ }).click();
  for (let i = 0; i < 3; i++) await panel.page().keyboard.press("ArrowRight");
  const shared = tree.getByRole("treeitem", { name: /^\(shared\)/ });
  await shared.first().click();
  const heldBy = panel.getByRole("region", { name: "Held by" });
  await heldBy.getByText("2 places").click();
  const referrers = heldBy.getByRole("list", { name: "Referenced from" });
  await expect(referrers.getByRole("button")).toHaveCount(2);
  await referrers.getByRole("button", { name: /body/ }).click();
  await expect(tree.getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^session/);
  await expect(referrers).toHaveCount(0);
});

test("plain objects stand below their type by their keys, in the focus, and in a comparison", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  const types = panel.getByRole("treegrid", { name: "Types" });
  const plain = types.getByRole("row", { name: /^Object/ });
  await expect(plain).toHaveAttribute("aria-expanded", "false");
  await plain.click();
  await panel.page().keyboard.press("ArrowRight");
  const orders = types.getByRole("row", { name: /^\{id, status, lines\}/ });
  await expect(orders).toHaveAttribute("aria-level", "2");
  await expect(orders.getByRole("gridcell").nth(OBJECTS)).toHaveText("200");
  await expect(
    types
      .getByRole("row", { name: /^\{\[key\]\}/ })
      .getByRole("gridcell")
      .nth(OBJECTS),
  ).toHaveText("1");
  await orders.click();
  await expect(orders).toHaveAttribute("aria-selected", "true");
  await expect(detailsOf(panel)).toContainText(/Object\s*\{id, status, lines\}.*of all.*Objects\s*200/s);
  await expect(panel.getByRole("region", { name: "Objects", exact: true })).toContainText("Object {id, status, lines}");
  await panel.page().keyboard.press("Enter");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^Object/);

  /* The selection holds in the next snapshot, and in a comparison. */
  await page.evaluate(() => {
    const { shop } = globalThis as unknown as { shop: { orders: object[] } };
    for (let i = 0; i < 50; i++) shop.orders.push({ id: i, status: "paid", lines: [] });
  });
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  await expect(orders.getByRole("gridcell").nth(OBJECTS)).toHaveText("250");
  await expect(orders).toHaveAttribute("aria-selected", "true");
  await panel.getByRole("region", { name: "Snapshots" }).getByRole("button", { name: "Compare", exact: true }).click();
  await tabOf(panel, "Types").click();
  await expect(detailsOf(panel)).toContainText(/\{id, status, lines\}.*\+50: 200 → 250/s);
  await expect(orders.getByRole("gridcell").first()).toHaveText("+50");
  await expect(
    types
      .getByRole("row", { name: /^string/ })
      .getByRole("gridcell")
      .first(),
  ).toHaveText(/^\+[1-9]\d*$/);
});

test("classes of one name stand apart, by their scripts where closures are measured", async ({ serve, openPanel }) => {
  const html =
    '<!doctype html><script type="module" src="/tree.js"></script><script type="module" src="/list.js"></script>';
  const scriptOf = (field: string, count: number): string =>
    `class Node { constructor(i) { this.${field} = i; } } globalThis.${field} = Array.from({ length: ${count} }, (_, i) => new Node(i));`;
  const headers = { "content-type": "text/javascript" };
  const origin = await serve(
    { path: "/", html },
    { path: "/tree.js", html: scriptOf("trees", 30), headers },
    { path: "/list.js", html: scriptOf("lists", 50), headers },
  );
  const { panel } = await openPanel(`${origin}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  const types = panel.getByRole("treegrid", { name: "Types" });
  const nodes = types.getByRole("row", { name: /^Node \d/ });
  await expect(nodes).toHaveAttribute("aria-expanded", "false");
  await nodes.click();
  await panel.page().keyboard.press("ArrowRight");
  for (const [script, count] of [
    ["tree.js", "30"],
    ["list.js", "50"],
  ] as const) {
    const row = types.getByRole("row", { name: new RegExp(`^Node \\(${script}\\)`) });
    await expect(row.getByRole("gridcell").nth(OBJECTS)).toHaveText(count);
  }
});

test("types: sorted, found, and of one who owns it and what is in it", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Types").click();
  const types = panel.getByRole("treegrid", { name: "Types" });
  /* Those of 200 orders, and two that hold orders. */
  const arrays = types.getByRole("row", { name: /^Array/ });
  await expect(arrays.getByRole("gridcell").nth(OBJECTS)).toHaveText("202");
  /* Equal ones count once: two statuses, the user, 1,200 keys. */
  await expect(
    types
      .getByRole("row", { name: /^string/ })
      .getByRole("gridcell")
      .nth(OBJECTS),
  ).toHaveText("1,203");
  await types.getByRole("button", { name: "Objects" }).click();
  await expect(types.getByRole("columnheader", { name: "Objects" })).toHaveAttribute("aria-sort", "descending");
  await expect(types.getByRole("row").nth(1)).toHaveAccessibleName(/^string/);

  await findOf(panel).fill("arr");
  await expect(types.getByRole("row")).toHaveCount(2);
  await findOf(panel).fill("");

  /* By the keyboard: to the first type, and on. */
  await types.focus();
  await panel.page().keyboard.press("Home");
  await expect(types.getByRole("row", { selected: true })).toHaveAccessibleName(/^string/);
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
    .getByRole("row", { name: /^\(shared\) \d+ B – 2 / })
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
  await openFile(panel, "a.folded", "app;Vec 24\napp;Vec;unused_capacity 1000\n");
  await openInsights(panel, "Waste");
  const table = panel.getByRole("treegrid", { name: "Waste" });
  await expect(table.getByRole("rowheader", { name: "Spare capacity" })).toBeVisible();
  await expect(panel.getByText("only its frames called unused_capacity are known to be waste")).toBeVisible();
  await tabOf(panel, "Types").click();
  await expect(panel.getByRole("grid", { name: "Types" }).getByRole("row", { name: /^Vec/ })).toBeVisible();

  await openFile(panel, "b.folded", "app;Vec 24\n");
  await openInsights(panel, "Waste");
  await expect(panel.getByRole("heading", { name: "No waste is known" })).toBeVisible();
});

/* Texts of JSON that are no keys, and long enough, are each made anew; what joins texts makes no text of its own. */
const COPIES_PAGE = pageWithScript(`
  class Shop {
    first = JSON.parse('["waiting for payment"]');
    orders = Array.from({ length: 50 }, (_, id) => JSON.parse('{"id":' + id + ',"status":"waiting for payment"}'));
    lines = Array.from({ length: 300 }, () => []);
    bags = Array.from({ length: 40 }, () => ({}));
    numbers = Array.from({ length: 70 }, () => [1, 2]);
    counts = Array.from({ length: 30 }, () => ({ a: 1, b: 2, c: 3, d: 4 }));
    sets = Array.from({ length: 20 }, () => new Set());
    long = Array.from({ length: 9 }, (_, i) => JSON.parse('["' + "x".repeat(2000) + i + '"]'));
    joined = Array.from({ length: 8 }, (_, i) => "joined of a first part and " + "another, for number " + (i >> 1));
  }
  globalThis.shop = new Shop();`);

test("of a heap snapshot: copies of texts and what is empty, by their owners, and what it does not tell", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: COPIES_PAGE })}/`);
  const text = await takeHeapSnapshot(await page.context().newCDPSession(page));
  await openFile(panel, "page.heapsnapshot", text);
  expect(await readTotalBytes(panel)).toBe(v8SizesOf(text, "Shop").total);

  await treeOf(panel).getByRole("treeitem").first().click();
  await findOf(panel).fill("shop: Shop");
  await findOf(panel).press("Enter");
  await treeOf(panel).getByRole("treeitem", { selected: true }).dblclick();
  expect((await readPath(panel)).at(-1)).toBe("shop: Shop");
  await openInsights(panel, "Waste");
  const table = panel.getByRole("treegrid", { name: "Waste" });
  await expect(table.getByRole("rowheader", { name: "Duplicate strings" })).toBeVisible();
  await expect(panel.getByText("A heap snapshot does not say.")).toBeVisible();

  /* Header, 19 letters and what fills the word up: 32 bytes. The one nearest to the roots is needed. */
  const status = table.getByRole("row", { name: /status/ });
  await expect(status.getByRole("gridcell")).toHaveText(["50", "–", "1.6 KiB", "1.6 KiB"]);
  await expect(status.getByRole("gridcell").nth(2)).toHaveAttribute("title", "1,600 bytes");
  const lines = table.getByRole("row", { name: /lines/ });
  await expect(lines.getByRole("gridcell").first()).toHaveText("300");
  await expect(lines.getByRole("gridcell").nth(2)).toHaveAttribute("title", "4,800 bytes");
  const bags = table.getByRole("row", { name: /bags/ });
  await expect(bags.getByRole("gridcell").nth(2)).toHaveAttribute("title", "1,120 bytes");
  for (const field of ["numbers", "counts", "sets", "long", "joined"]) {
    await expect(table.getByRole("row", { name: new RegExp(field) })).toHaveCount(0);
  }
  await status.getByRole("button").click();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^status: string/);
});
