// What the icicle draws: the width and order of boxes, the part shown, and what is too narrow to be drawn.
import type { Frame } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { chooseInView, detailsOf, doubleClick, findOf, icicleOf, readPath, treeOf } from "./fixtures/panel-parts.ts";
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

const overviewOf = (panel: Frame) => panel.getByRole("scrollbar", { name: "Overview" });

async function readRows(panel: Frame, level: number): Promise<string[]> {
  const rows = await treeOf(panel).getByRole("treeitem", { level }).allInnerTexts();
  return rows.map((text) => text.split("\n")[0]!);
}

/** Folded stacks with a frame of so many children, largest first, all but the first too narrow to be drawn. */
function foldedList(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, i) => `list;item${i} ${i === 0 ? count * 8 : 8}`);
  return Buffer.from(`${lines.join("\n")}\n`);
}

async function openFolded(panel: Frame, buffer: Buffer): Promise<void> {
  await panel.locator('input[type="file"]').setInputFiles({ name: "list.folded", mimeType: "text/plain", buffer });
  await icicleOf(panel).waitFor();
}

/** Moves the pointer over the icicle and gives what the tooltip says. */
async function readTooltip(panel: Frame, x: number, row: number): Promise<string> {
  await icicleOf(panel).hover({ position: { x, y: row * 19 + 8 } });
  return (await panel.getByRole("tooltip").allInnerTexts()).join("");
}

test("another width or order keeps focus, selection and zoom", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.getByRole("treeitem", { name: /^app/ }).press("ArrowRight");
  await tree.getByRole("treeitem", { name: /^Object/, level: 2 }).dblclick();
  await tree.press("ArrowRight");
  await expect.poll(() => readRows(panel, 3)).toEqual(["blob: Uint8Array", "points: Array", "spare: Array"]);
  await tree.getByRole("treeitem", { name: /^points/ }).click();
  const path = await readPath(panel);
  await icicleOf(panel).press("w");
  const part = await overviewOf(panel).getAttribute("aria-valuetext");
  expect(part).toBe("60 % of Object");
  expect(path).toEqual(["All roots", "app", "Object"]);

  const selected = tree.getByRole("treeitem", { selected: true });
  await chooseInView(panel, "Object count");
  await expect.poll(() => readRows(panel, 3)).toEqual(["points: Array", "spare: Array", "blob: Uint8Array"]);
  await expect(selected).toHaveAccessibleName(/^points: Array, 3,001 objects, 99 %$/);
  await expect(detailsOf(panel)).toContainText(/Share99 % of all/);

  await chooseInView(panel, "By name");
  await expect.poll(() => readRows(panel, 3)).toEqual(["blob: Uint8Array", "points: Array", "spare: Array"]);
  await expect(selected).toHaveAccessibleName(/^points: Array/);
  await expect.poll(() => readPath(panel)).toEqual(path);

  await chooseInView(panel, "Maximum size");
  await expect(selected).toHaveAccessibleName(/^points: Array, [\d.]+ KiB/);
  await expect.poll(() => readPath(panel)).toEqual(path);
  await expect(overviewOf(panel)).toHaveAttribute("aria-valuetext", part!);
});

test("wheel with ctrl zooms at the pointer, with shift pans; keys do both; Escape shows all again", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const { mouse, keyboard } = panel.page();
  const overview = overviewOf(panel);
  await expect(overview).toHaveAttribute("aria-valuetext", "All of All roots");
  const { width } = (await icicleOf(panel).boundingBox())!;

  const isUnder = await readTooltip(panel, width - 60, 4);
  await keyboard.down("Control");
  await mouse.wheel(0, -100);
  await keyboard.up("Control");
  await expect(overview).toHaveAttribute("aria-valuetext", "62 % of All roots");
  await expect.poll(() => readTooltip(panel, width - 60, 4)).toBe(isUnder);
  const right = Number(await overview.getAttribute("aria-valuenow"));

  /* Past the pause that ends a movement. */
  await panel.page().waitForTimeout(200);
  await keyboard.down("Shift");
  await mouse.wheel(0, -100);
  await keyboard.up("Shift");
  await expect.poll(async () => Number(await overview.getAttribute("aria-valuenow"))).toBeLessThan(right);

  const at = Number(await overview.getAttribute("aria-valuenow"));
  await icicleOf(panel).press("d");
  await expect.poll(async () => Number(await overview.getAttribute("aria-valuenow"))).toBeGreaterThan(at);
  await icicleOf(panel).press("-");
  await expect(overview).toHaveAttribute("aria-valuetext", "All of All roots");
  await icicleOf(panel).press("+");
  await expect(overview).toHaveAttribute("aria-valuetext", "60 % of All roots");
  await icicleOf(panel).press("Escape");
  await expect(overview).toHaveAttribute("aria-valuetext", "All of All roots");
});

test("a drag moves what is shown, and is no click", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const { mouse } = panel.page();
  const overview = overviewOf(panel);
  const icicle = icicleOf(panel);
  await icicle.press("w");
  await icicle.press("w");
  const before = Number(await overview.getAttribute("aria-valuenow"));
  await icicle.hover({ position: { x: 100, y: 8 } });
  await mouse.down();
  await icicle.hover({ position: { x: 300, y: 8 } });
  await mouse.up();
  await expect.poll(async () => Number(await overview.getAttribute("aria-valuenow"))).toBeLessThan(before);
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveCount(0);
  await expect(overview).toHaveAttribute("aria-valuetext", "36 % of All roots");

  /* The minimap moves the same part. */
  await overview.focus();
  await overview.press("ArrowRight");
  await expect.poll(async () => Number(await overview.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await overview.dblclick({ position: { x: 20, y: 5 } });
  await expect(overview).toHaveAttribute("aria-valuetext", "All of All roots");

  /* Its ends are handles. */
  const { width } = (await overview.boundingBox())!;
  await overview.hover({ position: { x: width - 3, y: 5 } });
  await mouse.down();
  await overview.hover({ position: { x: width / 2 - 3, y: 5 } });
  await mouse.up();
  await expect(overview).toHaveAttribute("aria-valuetext", /^(49|50) % of All roots$/);
  await expect(overview).toHaveAttribute("aria-valuenow", "0");
});

test("a click selects, a double click zooms; the menu covers no tooltip", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await takeSnapshot(panel);
  const tooltip = panel.getByRole("tooltip");
  const selected = treeOf(panel).getByRole("treeitem", { selected: true });
  await expect.poll(() => readTooltip(panel, 8, 3)).toContain("Click to select, double-click to zoom.");
  await expect(detailsOf(panel).getByRole("heading")).toHaveText("All roots");
  await panel.page().mouse.down();
  await panel.page().mouse.up();
  await expect(selected).toHaveAccessibleName(/^blob: Uint8Array/);
  await expect(detailsOf(panel).getByRole("heading")).toHaveText("blob: Uint8Array");
  expect(await readPath(panel)).toEqual(["All roots"]);

  await expect.poll(() => readTooltip(panel, 8, 1)).toContain("app");
  await expect(detailsOf(panel).getByRole("heading")).toHaveText("blob: Uint8Array");
  await icicleOf(panel).click({ button: "right", position: { x: 8, y: 3 * 19 + 8 } });
  await expect(panel.getByRole("menu")).toBeVisible();
  await expect(tooltip).toHaveCount(0);
  await panel.page().keyboard.press("Escape");
  await expect(panel.getByRole("menu")).toHaveCount(0);

  await icicleOf(panel).hover({ position: { x: 8, y: 3 * 19 + 8 } });
  await doubleClick(panel);
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "app", "Object", "blob: Uint8Array"]);
});

test("a box of several says what it holds and opens, down to each of a hundred thousand siblings", async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await openFolded(panel, foldedList(100_000));
  const { width } = (await icicleOf(panel).boundingBox())!;
  const text = await readTooltip(panel, width * 0.9, 2);
  expect(text).toContain("list\n");
  expect(text).toMatch(/99,999 more, too narrow to draw: 781\.2 KiB/);
  expect(text).toContain("item1\t8 B".replace("\t", "\n"));

  /* Hovering shows the tooltip only; a click selects the first of them. */
  await expect(detailsOf(panel).getByRole("heading")).toHaveText("All roots");
  await panel.page().mouse.down();
  await panel.page().mouse.up();
  await expect(detailsOf(panel).getByRole("heading")).toHaveText(/^item\d+$/);
  await expect.poll(() => readPath(panel)).toEqual(["All roots"]);

  let last = "";
  for (let step = 0; step < 6 && !/› item\d+/.test(last); step++) {
    await doubleClick(panel);
    await panel.page().waitForTimeout(200);
    last = await readTooltip(panel, width * 0.9 + step, 2);
  }
  expect(last).toMatch(/list › item\d+\s+8 B total/);
  await doubleClick(panel);
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "list", expect.stringMatching(/^item\d+$/)]);
});

test("Enter opens the box of several that the selected one is in", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await openFolded(panel, foldedList(20_000));
  const icicle = icicleOf(panel);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"]) await icicle.press(key);
  const selected = treeOf(panel).getByRole("treeitem", { selected: true });
  const name = (await selected.allInnerTexts())[0]!.split("\n")[0]!;
  await icicle.press("Enter");
  await expect.poll(() => readPath(panel)).toEqual(["All roots"]);
  await expect(overviewOf(panel)).toHaveAttribute("aria-valuetext", "< 0.1 % of All roots");
  await icicle.press("Enter");
  await expect.poll(() => readPath(panel)).toEqual(["All roots", "list", name]);
});

test("a match too narrow to be drawn leaves a tick on the minimap", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve(PAGE)}/`);
  await openFolded(panel, foldedList(20_000));
  /* Columns of the minimap that are not as they were. */
  const image = () =>
    overviewOf(panel).evaluate((element) => {
      const canvas = element.querySelector("canvas")!;
      const { data, width } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, 1);
      return Array.from({ length: width }, (_, x) => data.slice(4 * x, 4 * x + 3).join(" "));
    });
  await findOf(panel).fill("no such item");
  await expect(panel.getByRole("search")).toContainText("No matches");
  const before = await image();
  await findOf(panel).fill("item15000");
  await expect
    .poll(async () => {
      const after = await image();
      return after.flatMap((colour, x) => (colour === before[x] ? [] : [Math.round((100 * x) / before.length)]));
    })
    /* Half of the width is the first one's; the rest stand by name: 10000, 10001 … 14999, 15, 150, 1500, 15000. */
    .toEqual([64, 64]);
});
