// Panes: which are in view at which size of the panel, and how they are resized and closed.
import type { Frame, Locator } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { detailsOf, findOf, icicleOf, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const PAGE = {
  path: "/",
  html: pageWithModule(`
    const app = { list: Array.from({ length: 200 }, (_, i) => ({ i, name: "item " + i })), index: new Map([[1, {}]]) };
    registerRoot("app", () => app);`),
};

const snapshotsOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Snapshots" });
const rootsOf = (panel: Frame): Locator => panel.getByRole("group", { name: "Roots" });
const splitterOf = (panel: Frame, name: string): Locator => panel.getByRole("separator", { name });

async function widthOf(pane: Locator): Promise<number> {
  return Math.round((await pane.boundingBox())!.width);
}

async function sizeOf(splitter: Locator): Promise<number> {
  return Number(await splitter.getAttribute("aria-valuenow"));
}

test("columns are resized by mouse and keyboard, and their sizes are kept", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(PAGE)}/`);
  const { panel } = session;
  const { keyboard, mouse } = panel.page();
  await takeSnapshot(panel);
  const splitter = splitterOf(panel, "Width of Snapshots and Roots");
  const usual = await sizeOf(splitter);
  expect(await widthOf(snapshotsOf(panel))).toBe(usual);

  await splitter.hover();
  const { x, y, height } = (await splitter.boundingBox())!;
  await mouse.down();
  await mouse.move(x + 80, y + height / 2, { steps: 4 });
  await mouse.up();
  await expect(splitter).toHaveAttribute("aria-valuenow", String(usual + 80));
  await expect.poll(() => widthOf(snapshotsOf(panel))).toBe(usual + 80);
  await splitter.press("ArrowLeft");
  await expect(splitter).toHaveAttribute("aria-valuenow", String(usual + 64));
  await keyboard.press("Home");
  await expect.poll(() => sizeOf(splitter)).toBe(Number(await splitter.getAttribute("aria-valuemin")));

  const side = splitterOf(panel, "Width of Object tree and Details");
  const usualSide = await sizeOf(side);
  await side.press("ArrowLeft");
  await expect(side).toHaveAttribute("aria-valuenow", String(usualSide + 16));
  const least = await sizeOf(splitter);
  const after = await session.reopenDevtools();
  await expect(splitterOf(after.panel, "Width of Snapshots and Roots")).toHaveAttribute("aria-valuenow", String(least));
  const sideAfter = splitterOf(after.panel, "Width of Object tree and Details");
  await expect(sideAfter).toHaveAttribute("aria-valuenow", String(usualSide + 16));
  await splitterOf(after.panel, "Width of Snapshots and Roots").dblclick();
  await expect(splitterOf(after.panel, "Width of Snapshots and Roots")).toHaveAttribute("aria-valuenow", String(usual));
});

test("Object tree shares its column with Details and Held by, and each can be closed", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const splitter = splitterOf(panel, "Height of Object tree");
  const heightOf = async (): Promise<number> => (await treeOf(panel).boundingBox())!.height;
  const height = await heightOf();
  await splitter.press("ArrowDown");
  await expect.poll(heightOf).toBe(height + 16);
  await splitter.press("Enter");
  await expect.poll(heightOf).toBe(height);

  await expect(detailsOf(panel)).toContainText(/Total size\s*[\d.]+ KiB( – [\d.]+ KiB)? \([\d,]+( – [\d,]+)? bytes\)/);
  await panel.getByRole("button", { name: "Details", exact: true }).click();
  await expect(detailsOf(panel)).not.toContainText("Total size");
  await panel.getByRole("button", { name: "Held by", exact: true }).click();
  await expect(panel.getByRole("button", { name: "Held by", exact: true })).toHaveAttribute("aria-expanded", "false");
  await expect.poll(heightOf).toBeGreaterThan(height);
  await panel.getByRole("button", { name: "Details", exact: true }).click();
  await panel.getByRole("button", { name: "Object tree", exact: true }).click();
  await expect(panel.getByRole("button", { name: "Object tree", exact: true })).toHaveAttribute(
    "aria-expanded",
    "false",
  );
  /* For a screen reader it is still there, and the keyboard brings it into view. */
  await expect(treeOf(panel).getByRole("treeitem").first()).toHaveAccessibleName(/^app/);
});

test("beside the table there is no second list of its rows", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  await expect(treeOf(panel)).toBeInViewport();
  await tabOf(panel, "Table").click();
  await expect(treeOf(panel)).toHaveCount(0);
  await expect(detailsOf(panel)).toBeVisible();
  await takeSnapshot(panel);
  /* A new snapshot opens on the icicle. */
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(treeOf(panel)).toBeInViewport();
});

test("a narrow panel has one part at a time in view, and its actions in one menu", async ({ serve, openPanel }) => {
  const { panel, devtools } = await openPanel(`${await serve(PAGE)}/`, { windowSize: [1280, 900] });
  const { keyboard } = panel.page();
  await takeSnapshot(panel);
  await devtools.setViewportSize({ width: 1000, height: 700 });
  /* The tree has no room; the keyboard brings it. */
  await expect(detailsOf(panel)).toBeVisible();
  await expect(treeOf(panel)).toHaveCount(1);
  await treeOf(panel).focus();
  await keyboard.press("Home");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^app/);
  await expect(panel.locator(".tree-pane")).toHaveCSS("clip-path", "none");

  await devtools.setViewportSize({ width: 700, height: 600 });
  await expect(snapshotsOf(panel)).toBeVisible();
  await expect(detailsOf(panel)).toBeVisible();

  await devtools.setViewportSize({ width: 420, height: 900 });
  await expect(detailsOf(panel)).toHaveCount(0);
  await tabOf(panel, "Details").click();
  await expect(detailsOf(panel)).toBeVisible();
  await expect(treeOf(panel)).toBeInViewport();
  await expect(icicleOf(panel)).toHaveCount(0);
  await tabOf(panel, "Details").press("ArrowLeft");
  await expect(tabOf(panel, "Snapshots")).toBeFocused();
  await expect(snapshotsOf(panel)).toBeVisible();
  await expect(rootsOf(panel)).toBeVisible();
  /* Find leads back to the picture. */
  await findOf(panel).fill("Map");
  await findOf(panel).press("Enter");
  await expect(icicleOf(panel)).toBeVisible();

  const { height } = (await panel.getByRole("toolbar", { name: "Actions" }).boundingBox())!;
  expect(height).toBeLessThan(40);
  await panel.getByRole("button", { name: "More", exact: true }).click();
  await panel.getByRole("menuitem", { name: "View" }).click();
  await panel.getByRole("menuitemradio", { name: "By name" }).click();
  await expect(panel.getByRole("menu")).toHaveCount(0);
  await expect(panel.getByRole("button", { name: "More", exact: true })).toBeFocused();
  await keyboard.press("ArrowDown");
  await panel.getByRole("menuitem", { name: "Export" }).click();
  const formats = panel.getByRole("menu", { name: "Export" });
  await expect(formats.getByRole("menuitem", { name: "Folded stacks", exact: true })).toBeVisible();
  await expect(formats.locator(":focus")).toHaveCount(1);
  await keyboard.press("Escape");
  /* A dialog closes the menu that led to it, and stays. */
  for (const name of ["Settings", "Help"]) {
    await panel.getByRole("button", { name: "More", exact: true }).click();
    await panel.getByRole("menuitem", { name }).click();
    await expect(panel.getByRole("dialog", { name })).toBeVisible();
    await keyboard.press("Escape");
    await expect(panel.getByRole("dialog")).toHaveCount(0);
  }
});
