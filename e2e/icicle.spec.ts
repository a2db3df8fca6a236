// What the icicle draws: the width and order of boxes, the part on show, and what is too narrow to be drawn.
import type { Frame } from "playwright";
import { takeSnapshot } from "../scripts/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { detailsOf, readPath, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** Few objects with most of the bytes, and many with few. */
const SCRIPT = `
  const app = {
    blob: new Uint8Array(200000),
    points: Array.from({ length: 3000 }, (_, i) => ({ i })),
    spare: Array.from({ length: 40 }, () => { const list = []; for (let i = 0; i < 9; i++) list.push(i); return list; }),
  };
  registerRoot("app", () => app);`;
const PAGE = { path: "/", html: pageWithModule(SCRIPT) };

const widthOf = (panel: Frame) => panel.getByRole("combobox", { name: "Width" });
const orderOf = (panel: Frame) => panel.getByRole("combobox", { name: "Order" });

async function readRows(panel: Frame, level: number): Promise<string[]> {
  const rows = await treeOf(panel).getByRole("treeitem", { level }).allInnerTexts();
  return rows.map((text) => text.split("\n")[0]!);
}

test("another width or order keeps focus and selection", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.getByRole("treeitem", { name: /^app/ }).press("ArrowRight");
  await tree.getByRole("treeitem", { name: /^Object/, level: 2 }).dblclick();
  await tree.press("ArrowRight");
  await expect.poll(() => readRows(panel, 3)).toEqual(["blob: Uint8Array", "points: Array", "spare: Array"]);
  await tree.getByRole("treeitem", { name: /^points/ }).click();
  const path = await readPath(panel);
  expect(path).toEqual(["All roots", "app", "Object"]);

  const selected = tree.getByRole("treeitem", { selected: true });
  await widthOf(panel).selectOption({ label: "Objects" });
  await expect.poll(() => readRows(panel, 3)).toEqual(["points: Array", "spare: Array", "blob: Uint8Array"]);
  await expect(selected).toHaveAccessibleName(/^points: Array, 3,001 objects, 99 %$/);
  await expect(detailsOf(panel)).toContainText(/Share99 % of all/);

  await orderOf(panel).selectOption({ label: "By name" });
  await expect.poll(() => readRows(panel, 3)).toEqual(["blob: Uint8Array", "points: Array", "spare: Array"]);
  await expect(selected).toHaveAccessibleName(/^points: Array/);
  expect(await readPath(panel)).toEqual(path);

  await widthOf(panel).selectOption({ label: "Bytes, at most" });
  await expect(selected).toHaveAccessibleName(/^points: Array, [\d.]+ KiB/);
  expect(await readPath(panel)).toEqual(path);
});
