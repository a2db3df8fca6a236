// The main job on the demo: snapshot, drill, find, look at details, export.
import { downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import { DEMO_ROUTE, waitForDemo } from "./fixtures/demo-page.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import {
  alertOf,
  detailsOf,
  doubleClick,
  findOf,
  hoverLargestBox,
  icicleOf,
  pathOf,
  readClipboard,
  readPath,
  readTotalBytes,
  statusOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const DEMO_ROOTS = ["store", "queries", "chart", "scene", "leaky screens"];

test("the first view says what a snapshot is and how to register a root", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  await expect(panel.getByRole("region", { name: "Flamegraph" })).toContainText(/snapshot walks the objects/i);
  await expect(panel.getByText('registerRoot("store", () => store)')).toBeVisible();
  await expect(panel.getByRole("button", { name: "Copy code" })).toBeVisible();
  for (const root of DEMO_ROOTS) {
    await expect(rootsGroup(panel).getByRole("checkbox", { name: root, exact: true })).toBeChecked();
  }
  await expect(panel.getByRole("checkbox", { name: "Page globals" })).not.toBeChecked();
});

test("a snapshot shows all roots, and its status line counts over 100,000 objects", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  const status = await takeSnapshot(panel);
  expect(status.number).toBe(1);
  expect(status.objectCount).toBeGreaterThanOrEqual(100_000);
  expect(status.size).toMatch(/MiB$/);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: [\d.]+ MiB in [\d,]+ objects, \d+ ms$/);
  await expect(icicleOf(panel)).toBeVisible();
  for (const root of DEMO_ROOTS) {
    await expect(treeOf(panel).getByRole("treeitem", { name: new RegExp(`^${root}\\b`), level: 1 })).toBeVisible();
  }
  await expect(alertOf(panel)).toHaveCount(0);
});

test("three levels down by mouse, and back by breadcrumbs", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  await expect.poll(() => readPath(panel)).toEqual(["All roots"]);
  for (let depth = 1; depth <= 3; depth++) {
    const path = await hoverLargestBox(panel, depth);
    await doubleClick(panel);
    await expect(pathOf(panel).getByRole("button")).toHaveText(["All roots", ...path]);
  }
  const [, root] = await readPath(panel);
  await pathOf(panel).getByRole("button", { name: root!, exact: true }).click();
  await expect(pathOf(panel).getByRole("button")).toHaveText(["All roots", root!]);
  await icicleOf(panel).press("Escape");
  await expect(pathOf(panel).getByRole("button")).toHaveText(["All roots"]);
});

test("three levels down by keyboard, and back by Backspace", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  await icicleOf(panel).focus();
  const visited: string[] = [];
  for (let depth = 1; depth <= 3; depth++) {
    await panel.page().keyboard.press("ArrowDown");
    await panel.page().keyboard.press("Enter");
    await expect(pathOf(panel).getByRole("button")).toHaveCount(depth + 1);
    visited.push((await readPath(panel)).at(-1)!);
    await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(
      startingWith(visited.at(-1)!),
    );
  }
  await expect.poll(() => readPath(panel)).toEqual(["All roots", ...visited]);
  await panel.page().keyboard.press("Backspace");
  await expect.poll(() => readPath(panel)).toEqual(["All roots", ...visited.slice(0, 2)]);
});

test("the object tree opens and closes by keyboard", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  const tree = treeOf(panel);
  await tree.focus();
  const selected = tree.getByRole("treeitem", { selected: true });
  await tree.press("Home");
  for (let level = 1; level <= 3; level++) {
    await expect(selected).toHaveAttribute("aria-level", String(level));
    await tree.press("ArrowRight");
    await expect(selected).toHaveAttribute("aria-expanded", "true");
    await tree.press("ArrowRight");
  }
  await expect(selected).toHaveAttribute("aria-level", "4");
  await tree.press("ArrowLeft");
  await expect(selected).toHaveAttribute("aria-level", "3");
});

test("Find counts matches, goes to them, and says when there is none", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  const find = findOf(panel);
  const count = panel.locator("#find-count");
  await find.fill("entities");
  await expect(count).toContainText(/^[1-9]\d* match(es)? · [\d.]+ [KM]iB/);
  await find.press("Enter");
  await expect(count).toContainText(/^1 of [1-9]\d* match(es)?/);
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^entities/);
  await find.fill("no such field anywhere");
  await expect(count).toContainText("No matches");
  await find.press("Escape");
  await expect(find).toHaveValue("");
});

test("Details tells size, share and objects of the selected frame", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  const status = await takeSnapshot(panel);
  await treeOf(panel)
    .getByRole("treeitem", { name: /^store\b/, level: 1 })
    .click();
  const details = detailsOf(panel);
  await expect(details).toContainText("store");
  await expect(details).toContainText(/Total size\s*[\d.]+ MiB/);
  await expect(details).toContainText(/Self size\s*\d/);
  await expect(details).toContainText(/\d %? ?%? of all/);
  const objects = Number(/Objects\s*([\d,]+)/.exec((await details.textContent()) ?? "")![1]!.replaceAll(",", ""));
  expect(objects).toBeGreaterThan(0.8 * status.objectCount);
  expect(objects).toBeLessThan(status.objectCount);
});

test("the exported folded stacks are well-formed and sum to the snapshot's total", { tag: "@firefox" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  await waitForDemo(session);
  await takeSnapshot(session.panel);
  const text = await downloadFolded(session);
  const lines = parseFolded(text);
  expect(totalBytesOf(lines)).toBe(await readTotalBytes(session.panel));
  const tops = new Set(lines.map(({ frames }) => frames[0]));
  // What several roots own together stands beside them.
  tops.delete("(shared)");
  expect(tops).toEqual(new Set(DEMO_ROOTS));
  expect(lines.find(({ frames }) => frames.join(";") === "store;Object;users;Object")).toBeDefined();
});

test("copied folded stacks are those of the download", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { panel } = session;
  await waitForDemo(session);
  await takeSnapshot(panel);
  const downloaded = await downloadFolded(session);
  await panel.getByRole("button", { name: "Export", exact: true }).click();
  await panel.getByRole("menuitem", { name: "Copy folded stacks" }).click();
  await expect(panel.getByText("Folded stacks copied.")).toBeVisible();
  expect(await readClipboard(panel)).toBe(downloaded);
});

test("Grow, Drop and Leak of the demo show in the next snapshot", { tag: "@firefox" }, async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/`);
  const { page, panel } = session;
  await waitForDemo(session);
  const before = await takeSnapshot(panel);
  await page.getByRole("button", { name: "Grow" }).click();
  await page.getByText("Grown:").waitFor();
  const grown = await takeSnapshot(panel);
  expect(grown.objectCount).toBeGreaterThan(before.objectCount + 10_000);
  await page.getByRole("button", { name: "Drop" }).click();
  await page.getByText("Dropped:").waitFor();
  const dropped = await takeSnapshot(panel);
  expect(dropped.objectCount).toBeLessThan(before.objectCount);
  await page.getByRole("button", { name: "Leak" }).click();
  await page.getByText("Leaked:").waitFor();
  const leaked = await takeSnapshot(panel);
  expect(leaked.objectCount).toBeGreaterThan(dropped.objectCount + 5000);
});

function startingWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
