// Other ways to look at the same objects: chips in Path, undo and redo; Back and Forward; the menu of a box; the list of keys.
import type { Frame, Locator } from "playwright";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import {
  chooseInView,
  chooseScope,
  findOf,
  icicleOf,
  openInsights,
  pathOf,
  statusOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = {
  path: "/",
  html: pageWithScript(`
    globalThis.shop = {
      carts: Array.from({ length: 300 }, (_, i) => ({ sku: "sku-" + i, lines: [i + 0.5, i + 1.5] })),
      cache: new Map(Array.from({ length: 400 }, (_, i) => ["key " + i, { sku: "sku-" + i }])),
    };`),
};

const chipsOf = (panel: Frame): Locator => panel.getByRole("list", { name: "Transforms" });
const menuOf = (panel: Frame): Locator => panel.getByRole("menu", { name: /^Box / });
const rowOf = (panel: Frame, name: RegExp): Locator => treeOf(panel).getByRole("treeitem", { name });

async function stepsOf(panel: Frame): Promise<string[]> {
  return pathOf(panel).getByRole("list").first().getByRole("button").allInnerTexts();
}

async function chipTexts(panel: Frame): Promise<string[]> {
  return chipsOf(panel).getByRole("listitem").allInnerTexts();
}

/** The menu of a row, by its name. */
async function choose(panel: Frame, row: Locator, item: string): Promise<void> {
  await row.click({ button: "right" });
  await menuOf(panel).getByRole("menuitem", { name: item, exact: true }).click();
  await expect(menuOf(panel)).toHaveCount(0);
}

/** Opens the rows down to the fields of the shop. */
async function openShop(panel: Frame): Promise<void> {
  await takeSnapshot(panel);
  await treeOf(panel).focus();
  for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowRight"]) await panel.page().keyboard.press(key);
  await expect(rowOf(panel, /^carts: Array/)).toBeVisible();
}

test("hide, merge, only a type, bottom-up: chips, one by one removable, with undo and redo; exports are of what is shown", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  const { keyboard } = panel.page();
  await openShop(panel);
  const status = await statusOf(panel).textContent();
  const whole = parseFolded(await downloadFolded(session));
  const inCache = whole.filter(({ frames }) => frames[2] === "cache");
  expect(inCache.length).toBeGreaterThan(2);
  await expect(panel.getByRole("button", { name: "Undo" })).toHaveCount(0);

  await choose(panel, rowOf(panel, /^cache: Map/), "Hide");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide cache: Map"]);
  await expect(chipsOf(panel).getByRole("button", { name: "Remove: hide cache: Map" })).toHaveAccessibleDescription(
    /^Without this subtree and its bytes: .*cache › Map$/,
  );
  await expect(rowOf(panel, /^cache: Map/)).toHaveCount(0);
  const hidden = parseFolded(await downloadFolded(session));
  expect(totalBytesOf(hidden)).toBe(totalBytesOf(whole) - totalBytesOf(inCache));
  expect(hidden.some(({ frames }) => frames.includes("cache"))).toBe(false);
  /* The status line is about the snapshot, whatever is shown of it. */
  expect(await statusOf(panel).textContent()).toBe(status);

  await choose(panel, rowOf(panel, /^carts: Array/), "Merge into parent");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide cache: Map", "merge carts: Array"]);
  await expect(panel.getByText("Path: merge carts: Array.")).toBeVisible();
  await expect(rowOf(panel, /^elements/)).toHaveAttribute("aria-level", "3");
  expect(totalBytesOf(parseFolded(await downloadFolded(session)))).toBe(totalBytesOf(hidden));

  await keyboard.press("Control+z");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide cache: Map"]);
  await expect(panel.getByText("Undone.")).toBeVisible();
  await expect(rowOf(panel, /^carts: Array/)).toBeVisible();
  await keyboard.press("Control+Shift+z");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide cache: Map", "merge carts: Array"]);

  await panel.getByRole("button", { name: "Remove: hide cache: Map" }).click();
  await expect.poll(() => chipTexts(panel)).toEqual(["merge carts: Array"]);
  await expect(rowOf(panel, /^cache: Map/)).toBeVisible();
  await expect(panel.getByRole("button", { name: "Remove: merge carts: Array" })).toBeFocused();
  for (let i = 0; i < 3; i++) await panel.getByRole("button", { name: "Undo" }).click();
  await expect(chipsOf(panel)).toHaveCount(0);
  await expect(panel.getByRole("button", { name: "Undo" })).toBeDisabled();
  expect(parseFolded(await downloadFolded(session))).toEqual(whole);

  await choose(panel, rowOf(panel, /^cache: Map/), "Only this type");
  await expect.poll(() => chipTexts(panel)).toEqual(["only Map"]);
  const maps = parseFolded(await downloadFolded(session));
  expect(new Set(maps.map(({ frames }) => frames[0]))).toEqual(new Set(["Map"]));
  /* A new transform ends what could be redone. */
  await expect(panel.getByRole("button", { name: "Redo" })).toBeDisabled();

  await panel.getByRole("button", { name: "Remove: only Map" }).click();
  await choose(panel, rowOf(panel, /^shop/), "Invert");
  await expect.poll(() => chipTexts(panel)).toEqual(["invert"]);
  await expect(rowOf(panel, /^string/)).toHaveAttribute("aria-level", "1");
  await openInsights(panel, "Off-heap");
  await expect(panel.getByRole("heading", { name: "Not bottom-up" })).toBeVisible();
  await panel.getByRole("tab", { name: "Icicle" }).click();
  const inverted = parseFolded(await downloadFolded(session));
  expect(totalBytesOf(inverted)).toBe(totalBytesOf(whole));
  expect(inverted.every(({ frames }) => frames.at(-1) === "shop")).toBe(true);
});

test("transforms hold for the next snapshot and for files, and say where they find nothing", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await openShop(panel);
  await choose(panel, rowOf(panel, /^cache: Map/), "Hide");
  await page.evaluate(() => {
    const { shop } = globalThis as unknown as { shop: { cache?: unknown } };
    shop.cache = undefined;
  });
  await takeSnapshot(panel);
  await expect.poll(() => chipTexts(panel)).toEqual([expect.stringMatching(/^hide cache: Map\s*not found here$/)]);
  await chooseInView(panel, "Count to first path");
  await expect(chipsOf(panel)).toContainText("not found here");

  await panel.locator('input[type="file"]').setInputFiles({
    name: "cart.folded",
    mimeType: "text/plain",
    buffer: Buffer.from("cart;Object;items 16\ncart;Object 12\n"),
  });
  await expect(rowOf(panel, /^cart/)).toBeVisible();
  await expect(chipsOf(panel)).toContainText("not found here");
  await choose(panel, rowOf(panel, /^cart/), "Hide");
  await expect(panel.getByRole("heading", { name: "Nothing left to show" })).toBeVisible();
  await panel.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(panel, /^cart/)).toBeVisible();
});

test("a diff has them on both of its sides", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve(PAGE)}/`);
  await openShop(panel);
  await page.evaluate(() => {
    const { shop } = globalThis as unknown as { shop: { carts: unknown[]; cache: Map<unknown, unknown> } };
    shop.carts.length = 20;
    shop.cache.set("more", { sku: "a text of its own" });
  });
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare" }).click();
  await chooseScope(panel, "All");
  await expect(rowOf(panel, /^− shop/)).toBeVisible();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1 → Snapshot 2: −/);
  const status = await statusOf(panel).textContent();
  await treeOf(panel).focus();
  for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowRight"]) await panel.page().keyboard.press(key);

  /* Without what shrank, the rest has grown. */
  await choose(panel, rowOf(panel, /^− carts: Array/), "Hide");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide carts: Array"]);
  await expect(rowOf(panel, /^. cache: Map, \+/)).toBeVisible();
  await expect(rowOf(panel, /carts/)).toHaveCount(0);
  await expect(rowOf(panel, /^. shop, \+/)).toBeVisible();
  expect(await statusOf(panel).textContent()).toBe(status);

  await choose(panel, rowOf(panel, /^. shop/), "Invert");
  await expect.poll(() => chipTexts(panel)).toEqual(["hide carts: Array", "invert"]);
  await expect(rowOf(panel, /^. string, \+/)).toHaveAttribute("aria-level", "1");
  await panel.getByRole("button", { name: "Remove: hide carts: Array" }).click();
  await expect(rowOf(panel, /^− Array, −/)).toHaveAttribute("aria-level", "1");
});

test("Focus leaves nothing but the box, on its path", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  await openShop(panel);
  const whole = parseFolded(await downloadFolded(session));
  await choose(panel, rowOf(panel, /^cache: Map/), "Focus");
  await expect.poll(() => chipTexts(panel)).toEqual(["focus cache: Map"]);
  await expect(rowOf(panel, /^carts: Array/)).toHaveCount(0);
  await expect(rowOf(panel, /^cache: Map/)).toHaveAttribute("aria-selected", "true");
  expect(parseFolded(await downloadFolded(session))).toEqual(whole.filter(({ frames }) => frames[2] === "cache"));
});

test("Back and Forward go over focus and view", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  const { keyboard } = panel.page();
  await openShop(panel);
  const back = panel.getByRole("button", { name: "Back", exact: true });
  const forward = panel.getByRole("button", { name: "Forward", exact: true });
  await expect(back).toBeDisabled();
  await rowOf(panel, /^carts: Array/).dblclick();
  const atCarts = await stepsOf(panel);
  expect(atCarts).toEqual(["All roots", "shop", "Object", "carts: Array"]);
  await rowOf(panel, /^cache: Map/).dblclick();
  await panel.getByRole("tab", { name: "Table" }).click();
  await openInsights(panel, "Warnings");

  await keyboard.press("Alt+ArrowLeft");
  await expect(panel.getByRole("tabpanel", { name: "Summary" })).toBeVisible();
  await keyboard.press("Alt+ArrowLeft");
  await expect(panel.getByRole("tab", { name: "Table" })).toHaveAttribute("aria-selected", "true");
  await keyboard.press("Alt+ArrowLeft");
  await expect(panel.getByRole("tab", { name: "Icicle" })).toHaveAttribute("aria-selected", "true");
  await back.click();
  await expect.poll(() => stepsOf(panel)).toEqual(atCarts);
  await expect(rowOf(panel, /^carts: Array/)).toHaveAttribute("aria-selected", "true");
  await back.click();
  await expect.poll(() => stepsOf(panel)).toEqual(["All roots"]);
  await expect(back).toBeDisabled();
  await keyboard.press("Alt+ArrowRight");
  await expect.poll(() => stepsOf(panel)).toEqual(atCarts);
  /* By the buttons that a mouse has for it. */
  await icicleOf(panel).dispatchEvent("mouseup", { button: 4 });
  await expect.poll(async () => (await stepsOf(panel)).at(-1)).toBe("cache: Map");
  await icicleOf(panel).dispatchEvent("mouseup", { button: 3 });
  await expect.poll(() => stepsOf(panel)).toEqual(atCarts);
  await forward.click();
  expect((await stepsOf(panel)).at(-1)).toBe("cache: Map");
  /* Another way from here: what was ahead is forgotten. */
  await pathOf(panel).getByRole("button", { name: "shop", exact: true }).click();
  await expect(forward).toBeDisabled();
  /* Path and Escape go out as ever; that is a step as well. */
  await icicleOf(panel).press("Escape");
  await keyboard.press("Alt+ArrowLeft");
  await expect.poll(() => stepsOf(panel)).toEqual(["All roots", "shop"]);
});

test("the menu of a box by keyboard: opens at the box, goes round, Escape gives the focus back", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  const { keyboard } = panel.page();
  await openShop(panel);
  const menu = menuOf(panel);
  const focused = menu.locator(":focus");

  for (const [place, keys] of [
    [icicleOf(panel), ["ArrowDown", "Shift+F10"]],
    [icicleOf(panel), ["ContextMenu"]],
    [treeOf(panel), ["Alt+Enter"]],
    [treeOf(panel), ["Shift+F10"]],
  ] as const) {
    await place.focus();
    for (const key of keys) await keyboard.press(key);
    await expect(menu).toBeVisible();
    await expect(focused).toHaveAccessibleName("Focus");
    await keyboard.press("Escape");
    await expect(menu).toHaveCount(0);
    await expect(place).toBeFocused();
  }

  await treeOf(panel).focus();
  await keyboard.press("Home");
  await keyboard.press("Alt+Enter");
  /* A root has no parent, and no type. */
  await expect(menu.getByRole("menuitem", { name: "Merge into parent" })).toBeDisabled();
  await keyboard.press("End");
  await expect(focused).toHaveAccessibleName("Show in Types");
  await expect(focused).toBeDisabled();
  await keyboard.press("ArrowDown");
  await expect(focused).toHaveAccessibleName("Focus");
  await keyboard.press("c");
  await expect(focused).toHaveAccessibleName("Copy path");
  await keyboard.press("c");
  await expect(focused).toHaveAccessibleName("Copy name");
  await keyboard.press("Enter");
  await expect(panel.getByText("Copied.")).toBeVisible();
  await expect(treeOf(panel)).toBeFocused();

  await choose(panel, rowOf(panel, /^carts: Array/), "Find same name");
  await expect(findOf(panel)).toHaveValue("carts: Array");
  await choose(panel, rowOf(panel, /^carts: Array/), "Show in Table");
  await expect(panel.getByRole("treegrid", { name: "Tree table" }).getByRole("row", { selected: true })).toContainText(
    "carts: Array",
  );
  await findOf(panel).fill("");
  await panel.getByRole("tab", { name: "Icicle" }).click();
  await choose(panel, rowOf(panel, /^carts: Array/), "Show in Types");
  await expect(panel.getByRole("tab", { name: "Types" })).toHaveAttribute("aria-selected", "true");
  await expect(panel.getByRole("row", { selected: true })).toContainText("Array");
});

test("menus by pointer: a press beside one closes it, one on another box opens that one’s, Export closes what it opened", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await openShop(panel);
  const menus = panel.getByRole("menu");
  const exportButton = panel.getByRole("button", { name: "Export" });

  await rowOf(panel, /^carts: Array/).click({ button: "right" });
  await expect(menuOf(panel)).toHaveAccessibleName("Box carts: Array");
  await rowOf(panel, /^shop/).click({ button: "right" });
  await expect(menus).toHaveCount(1);
  await expect(menuOf(panel)).toHaveAccessibleName("Box shop");
  await panel.getByRole("heading", { name: "shop" }).click();
  await expect(menus).toHaveCount(0);

  await exportButton.click();
  await expect(menus).toHaveAccessibleName("Export");
  const [button, menu] = [(await exportButton.boundingBox())!, (await menus.boundingBox())!];
  /* Below the button, and moved to the left where the panel ends. */
  expect(menu.y).toBe(button.y + button.height + 2);
  expect(menu.x).toBeLessThanOrEqual(button.x);
  expect(menu.x + menu.width).toBeGreaterThanOrEqual(button.x + button.width);
  await exportButton.click();
  await expect(menus).toHaveCount(0);
  await exportButton.click();
  await panel.getByRole("heading", { name: "shop" }).click();
  await expect(menus).toHaveCount(0);
  await exportButton.press("Enter");
  await expect(menus).toBeVisible();
  await panel.page().keyboard.press("Escape");
  await expect(menus).toHaveCount(0);
  await expect(exportButton).toBeFocused();
});

test("the menu stays in a panel that is 320 pixels wide", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [320, 480] });
  await openShop(panel);
  const { width } = (await icicleOf(panel).boundingBox())!;
  /* The second row is the root's; the first one would be everything. */
  await icicleOf(panel).click({ button: "right", position: { x: width - 20, y: 28 } });
  const box = (await menuOf(panel).boundingBox())!;
  const [viewWidth, viewHeight] = await panel.evaluate(() => [innerWidth, innerHeight] as const);
  const origin = (await panel.locator("main").boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(origin.x);
  expect(box.y).toBeGreaterThanOrEqual(origin.y);
  expect(box.x + box.width).toBeLessThanOrEqual(origin.x + viewWidth);
  expect(box.y + box.height).toBeLessThanOrEqual(origin.y + viewHeight);
  await menuOf(panel).getByRole("menuitem", { name: "Hide" }).click();
  await expect(chipsOf(panel).getByRole("listitem")).toHaveCount(1);
  const overflow = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("? lists the keys, / leads to Find; in a text field both are letters", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  const { keyboard } = panel.page();
  await openShop(panel);
  await choose(panel, rowOf(panel, /^cache: Map/), "Hide");
  await expect(chipsOf(panel).getByRole("listitem")).toHaveCount(1);
  const dialog = panel.getByRole("dialog", { name: "Help" });
  await keyboard.press("?");
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveAttribute("aria-modal", "true");
  await expect(dialog).toContainText("Undo the last change of Path");
  for (let i = 0; i < 5; i++) {
    await keyboard.press("Tab");
    await expect.poll(() => panel.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
  }
  await keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(treeOf(panel)).toBeFocused();
  await panel.getByRole("button", { name: "Help", exact: true }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);

  await keyboard.press("/");
  await expect(findOf(panel)).toBeFocused();
  await expect(findOf(panel)).toHaveValue("");
  await keyboard.type("a/?");
  await expect(findOf(panel)).toHaveValue("a/?");
  await expect(dialog).toHaveCount(0);
  await keyboard.press("Control+z");
  await keyboard.type("b");
  await expect(findOf(panel)).toHaveValue(/b$/);
  await expect(chipsOf(panel).getByRole("listitem")).toHaveCount(1);
});
