// Several views over one selection, one focus and one query.
import { takeSnapshot } from "../scripts/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { findOf, icicleOf, readPath, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = pageWithScript(`
  globalThis.shop = {
    items: Array.from({ length: 500 }, (_, i) => ({ sku: "sku " + i, price: i + 0.5 })),
    photo: new Uint8Array(100_000),
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
  await expect(tabOf(panel, "Warnings")).toBeFocused();
  await expect(tabOf(panel, "Warnings")).toHaveAttribute("aria-selected", "true");
  await expect(panel.getByRole("tabpanel", { name: "Warnings" })).toBeVisible();
  await expect(icicleOf(panel)).toHaveCount(0);
  expect(await readPath(panel)).toEqual(["All roots", "shop"]);
  await expect(findOf(panel)).toHaveValue("items");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^shop/);

  await panel.page().keyboard.press("ArrowRight");
  await expect(tabOf(panel, "Icicle")).toBeFocused();
  await expect(icicleOf(panel)).toBeVisible();
  expect(await panel.getByRole("tablist").locator('[tabindex="0"]').count()).toBe(1);
});

test("a page without trouble has no warnings", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: PAGE })}/`);
  await takeSnapshot(panel);
  await tabOf(panel, "Warnings").click();
  await expect(panel.getByText("No warnings")).toBeVisible();
});
