// In a comparison, the boxes that carry one change are one box of the icicle.
import { readFile } from "node:fs/promises";
import type { Frame, Locator } from "playwright";
import { downloadExport, takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  alertOf,
  chooseScope,
  detailsOf,
  doubleClick,
  findOf,
  icicleOf,
  pathOf,
  statusOf,
  tabOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const HTML = pageWithModule(`
  class Mesh { constructor(index) { this.points = Array.from({ length: 50 }, (_, i) => index + i / 2); } }
  const app = { theme: "dark", scene: { camera: {}, world: { meshes: new Map() } } };
  const add = (count) => {
    const { meshes } = app.scene.world;
    for (let i = 0; i < count; i++) meshes.set(meshes.size, new Mesh(meshes.size));
  };
  add(5);
  registerRoot("app", () => app);
  globalThis.step = () => add(500);`);

const ROW_HEIGHT = 19;
/** CSS pixels: in the largest box of a row, which counts from 0. */
const inRow = (row: number) => ({ position: { x: 60, y: row * ROW_HEIGHT + 9 } });
const CHAIN = "app › Object › scene: Object › world: Object › meshes: Map";

const itemOf = (panel: Frame, name: RegExp): Locator => treeOf(panel).getByRole("treeitem", { name });
const titleOf = (panel: Frame): Locator => detailsOf(panel).getByRole("heading").first();

test("the pointer, the keys, the tree, Changes and Find lead to the box that a chain is about", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve({ path: "/", html: HTML })}/`);
  const { page, panel } = session;
  const { keyboard } = panel.page();
  const selection = panel.locator("#icicle-selection");
  const outline = icicleOf(panel).locator(".outline.selected");
  await takeSnapshot(panel);
  await page.evaluate("step()");
  await takeSnapshot(panel);
  await panel.getByRole("region", { name: "Snapshots" }).getByRole("button", { name: "Compare" }).click();
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1 → Snapshot 2: \+/);

  await icicleOf(panel).hover(inRow(1));
  await expect(panel.getByRole("tooltip")).toContainText(CHAIN);
  await icicleOf(panel).click(inRow(1));
  await expect(selection).toHaveText(/^\+ meshes: Map, \+[\d.]+ KiB, \+[\d,]+ %, in the box app › Object › scene: /);
  await expect(titleOf(panel)).toHaveText("meshes: Map");
  await expect(pathOf(panel)).toContainText("All roots");
  const place = (await outline.boundingBox())!;

  /* Down is what there is more of, up the chain again and then all. */
  await keyboard.press("ArrowDown");
  await expect(selection).toHaveText(/^\+ points: Array, .*, in the box Mesh › points: Array$/);
  await keyboard.press("ArrowUp");
  await expect(selection).toHaveText(/^\+ meshes: Map, /);
  await keyboard.press("ArrowUp");
  await expect(selection).toHaveText(/^\+ All roots, [^›]*$/);

  /* A box inside the chain keeps its own details, and the chain is outlined. */
  for (const name of [/^\+ app, /, /^\+ Object, /]) {
    await itemOf(panel, name).click();
    await keyboard.press("ArrowRight");
  }
  await itemOf(panel, /^\+ scene: Object, /).click();
  await expect(titleOf(panel)).toHaveText("scene: Object");
  await expect(selection).toHaveText(/^\+ scene: Object, .*, in the box app › /);
  expect(await outline.boundingBox()).toEqual(place);
  await findOf(panel).fill("world");
  await keyboard.press("Enter");
  await expect(titleOf(panel)).toHaveText("world: Object");
  expect(await outline.boundingBox()).toEqual(place);
  await findOf(panel).fill("");

  await tabOf(panel, "Changes").click();
  const row = panel.getByRole("grid", { name: "Changes" }).getByRole("row").nth(1);
  await expect(row).toContainText(CHAIN);
  await row.dblclick();
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(titleOf(panel)).toHaveText("meshes: Map");
  await expect(outline).toHaveCount(1);

  /* A zoom to the chain leads to the same box, and out again. */
  await icicleOf(panel).hover(inRow(1));
  await doubleClick(panel);
  await expect(pathOf(panel)).toContainText("meshes: Map");
  await expect(selection).toHaveText(/^\+ meshes: Map, /);
  await icicleOf(panel).press("Home");
  await expect(pathOf(panel)).not.toContainText("meshes: Map");

  const svg = await readFile(await downloadExport(session, "SVG image"), "utf8");
  expect(svg).toContain(">+ app › Object › scene › world › meshes: Map<");
  await chooseScope(panel, "All");
  await expect(panel.getByRole("list", { name: "Colours" }).getByRole("listitem").first()).toHaveText("Same");
  const all = await readFile(await downloadExport(session, "SVG image"), "utf8");
  expect(all).toContain(">+ meshes: Map<");
  expect(all).not.toContain("scene › world");
  await expect(alertOf(panel)).toHaveCount(0);
});
