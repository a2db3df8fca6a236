// Find: what it takes, what it shows in each view, and DevTools' own search bar.
import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { detailsOf, findOf, icicleOf, openInsights, readPath, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = {
  path: "/",
  html: pageWithScript(`
    class Ware { constructor(i) { this.sku = "sku " + i; this.itemCount = i; } }
    globalThis.shop = {
      items: Array.from({ length: 50 }, (_, i) => new Ware(i)),
      Items: new Map([["a", 1]]),
      photo: new Uint8Array(100_000),
      ["a".repeat(60) + "!"]: [],
      orders: Array.from({ length: 40 }, () => ({ status: "delivered to " + "the customer", lines: [] })),
    };`),
};

const countOf = (panel: Frame) => panel.locator("#find-count");
const optionOf = (panel: Frame, name: string) => panel.getByRole("search").getByRole("button", { name, exact: true });
const selectedOf = (panel: Frame) => treeOf(panel).getByRole("treeitem", { selected: true });

/** All pixels of the icicle. */
function readPicture(panel: Frame): Promise<string> {
  return icicleOf(panel)
    .locator("canvas")
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

test("words, scopes, case, whole words and regular expressions; a wrong one is a sentence", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const find = findOf(panel);
  const picture = await readPicture(panel);

  await find.fill("field:items");
  await expect(countOf(panel)).toHaveText(/^2 matches · /);
  await optionOf(panel, "Match case").click();
  await expect(optionOf(panel, "Match case")).toHaveAttribute("aria-pressed", "true");
  await expect(countOf(panel)).toHaveText(/^1 match · /);
  await optionOf(panel, "Match case").click();
  await find.fill("field:item");
  await expect(countOf(panel)).toHaveText(/^3 matches · /);
  await optionOf(panel, "Whole word").click();
  await expect(countOf(panel)).toHaveText("No matches");
  await expect.poll(() => readPicture(panel)).toBe(picture);
  await optionOf(panel, "Whole word").click();
  await find.fill("items array");
  await expect(countOf(panel)).toHaveText(/^1 match · /);

  await find.fill("/^items$/ type:map");
  await expect(countOf(panel)).toHaveText(/^1 match · /);
  await optionOf(panel, "Regular expression").click();
  await find.fill("^(photo|orders)$");
  await expect(countOf(panel)).toHaveText(/^2 matches · /);
  await find.fill("(");
  await expect(find).toHaveAttribute("aria-invalid", "true");
  await expect(find).toHaveAccessibleDescription("This is not a valid regular expression: Unterminated group.");
  /* It would take longer than anyone lives. */
  await find.fill("^(a+)+$");
  await expect(countOf(panel)).toHaveText("This regular expression takes too long on the names here.");
  await find.fill("^photo$");
  await expect(countOf(panel)).toHaveText(/^1 match · /);
  await find.press("Escape");
  await expect(find).toHaveValue("");
  await expect(countOf(panel)).toHaveText("");
});

test("next and previous move the selection, not the focus; closed rows say how many matches they hold", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const find = findOf(panel);
  const shop = treeOf(panel).getByRole("treeitem", { name: /^shop/ });
  await shop.press("ArrowLeft");
  await find.fill("field:/^items?/");
  await expect(shop).toHaveAccessibleName(/, 3 matches inside$/);
  await find.press("Enter");
  await expect(countOf(panel)).toHaveText(/^1 of 3 matches/);
  await expect(selectedOf(panel)).toHaveAccessibleName(/^items: /i);
  await expect(detailsOf(panel).getByRole("heading").first()).toHaveText(/^items: /i);
  await find.press("Shift+Enter");
  await expect(countOf(panel)).toHaveText(/^3 of 3 matches/);
  expect(await readPath(panel)).toEqual(["All roots"]);

  await treeOf(panel)
    .getByRole("treeitem", { name: /^photo/ })
    .dblclick();
  await expect(countOf(panel)).toHaveText("No matches in photo: Uint8Array, 3 outside");
  await expect(panel.getByRole("button", { name: "Next match" })).toBeDisabled();
});

test("in every view: rows with a match are marked, and next goes through them", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const find = findOf(panel);
  await find.fill("orders");
  await tabOf(panel, "Table").click();
  await find.press("Enter");
  const row = panel.getByRole("treegrid", { name: "Tree table" }).getByRole("row", { selected: true });
  await expect(row).toHaveAccessibleName(/^orders: Array/);

  await openInsights(panel, "Waste");
  const waste = panel.getByRole("treegrid", { name: "Waste" });
  await expect(countOf(panel)).toHaveText(/^(\d+ of )?\d+ rows?$/);
  const group = waste.getByRole("row", { name: /^Duplicate strings/ });
  await group.click();
  await waste.press("ArrowLeft");
  await expect(group).toHaveAccessibleName(/\d match(es)? inside/);
  await find.press("Shift+Enter");
  await expect(waste.getByRole("row", { selected: true })).toContainText("orders");

  await openInsights(panel, "Off-heap");
  await expect(countOf(panel)).toHaveText("No matches in this view");
  await find.fill("photo");
  await find.press("Enter");
  await expect(countOf(panel)).toHaveText("1 of 1 row");
  await expect(panel.getByRole("treegrid", { name: "Off-heap" }).getByRole("row", { selected: true })).toContainText(
    "photo",
  );

  await tabOf(panel, "Types").click();
  await find.fill("type:/^(Map|Ware)$/");
  await expect(panel.getByRole("treegrid", { name: "Types" }).getByRole("rowheader")).toHaveCount(2);
  await expect(countOf(panel)).toHaveText("2 types");
  await find.press("Shift+Enter");
  await expect(countOf(panel)).toHaveText("2 of 2 types");
  await find.press("Enter");
  await expect(countOf(panel)).toHaveText("1 of 2 types");
  await expect(panel.getByRole("treegrid", { name: "Types" }).getByRole("row", { selected: true })).toHaveText(
    /^(Map|Ware)/,
  );
  await find.fill("nothing of the sort");
  await expect(panel.getByText(/^No type here is called/)).toBeVisible();
  expect(await panel.getByRole("treegrid", { name: "Types" }).getByRole("rowheader").count()).toBeGreaterThan(3);
});

test("Ctrl+F opens DevTools' own search bar, which looks in the panel and moves through the matches", async ({
  serve,
  openPanel,
}) => {
  const { devtools, panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  await icicleOf(panel).focus();
  await devtools.keyboard.press("Control+f");
  const bar = devtools.getByPlaceholder("Find", { exact: true });
  await expect(bar).toBeFocused();
  await bar.fill("field:/^items?/");
  await expect(findOf(panel)).toHaveValue("field:/^items?/");
  await expect(countOf(panel)).toHaveText(/^3 matches/);
  await bar.press("Enter");
  await expect(countOf(panel)).toHaveText(/^1 of 3 matches/);
  await bar.press("Enter");
  await expect(countOf(panel)).toHaveText(/^2 of 3 matches/);
  await bar.press("Shift+Enter");
  await expect(countOf(panel)).toHaveText(/^1 of 3 matches/);
  expect(await readPath(panel)).toEqual(["All roots"]);
  await bar.press("Escape");
  await expect(findOf(panel)).toHaveValue("");
});
