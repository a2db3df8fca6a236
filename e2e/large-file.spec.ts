// A million frames, 10,000 above one another, and half a million beside one another, end to end. Times are the benchmark's business (npm run bench panel).
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Frame } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { setFile } from "../package/browser/set-file.ts";
import { chooseExport } from "./fixtures/export-menu.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import {
  alertOf,
  detailsOf,
  findOf,
  icicleOf,
  readPath,
  readTotalBytes,
  statusOf,
  treeOf,
} from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const EMPTY_PAGE = { path: "/", html: "<!doctype html><title>empty</title>" };

async function openFolded({ devtools, panel }: PanelSession, file: string): Promise<void> {
  await setFile(await devtools.context().newCDPSession(panel), file);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
  await expect(alertOf(panel)).toHaveCount(0);
}

/** Colours on the icicle's canvas: an empty one has one. */
async function countColours(panel: Frame): Promise<number> {
  return icicleOf(panel)
    .locator("canvas")
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
}

test("1,000,000 frames: opened, painted, searched, focused and exported with the same bytes", async ({
  serve,
  openPanel,
}, testInfo) => {
  const lines: string[] = [];
  let total = 0;
  for (let i = 0; i < 990_000; i++) {
    const bytes = 1 + ((i * 7919) % 1000);
    lines.push(`app;module-${i % 100};store-${i % 9900};entry-${i} ${bytes}`);
    total += bytes;
  }
  const file = testInfo.outputPath("million.folded");
  writeFileSync(file, `${lines.join("\n")}\n`);
  const session = await openPanel(`${await serve(EMPTY_PAGE)}/`);
  const { panel } = session;
  await openFolded(session, file);
  expect(await readTotalBytes(panel)).toBe(total);
  await expect.poll(() => countColours(panel)).toBeGreaterThan(5);

  await findOf(panel).fill("entry-98999");
  /* The number itself, and with one more digit. */
  await expect(panel.locator("#find-count")).toHaveText(/^11 matches/);
  await findOf(panel).press("Enter");
  await expect(detailsOf(panel)).toContainText("entry-98999");
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^entry-98999/);

  await icicleOf(panel).press("ArrowUp");
  /* Find has left the focus as it is. The box is too narrow to be drawn: first it gets room, then it is the focus. */
  await icicleOf(panel).press("Enter");
  await expect(panel.getByRole("scrollbar", { name: "Overview" })).toHaveAttribute("aria-valuetext", /%/);
  await icicleOf(panel).press("Enter");
  await expect
    .poll(() => readPath(panel))
    .toEqual(["All roots", "app", expect.stringMatching(/^module-/), expect.stringMatching(/^store-/)]);
  await icicleOf(panel).press("Home");
  await expect.poll(() => readPath(panel)).toEqual(["All roots"]);

  const exported = await downloadFolded(session);
  expect(exported === `${lines.sort(byStack).join("\n")}\n`).toBe(true);
});

/** As exports stand: in the order of stacks, not of lines. */
function byStack(one: string, other: string): number {
  const [a, b] = [one.slice(0, one.lastIndexOf(" ")), other.slice(0, other.lastIndexOf(" "))];
  return a < b ? -1 : a > b ? 1 : 0;
}

test("10,000 objects inside one another: the last is found, walked to and exported", async ({ serve, openPanel }) => {
  const html = pageWithModule(`
    const top = {};
    let at = top;
    for (let i = 1; i <= 10_000; i++) at = at["next" + i] = {};
    at.last = new Uint8Array(5000);
    globalThis.keep = top;
    registerRoot("chain", top);`);
  const session = await openPanel(`${await serve({ path: "/", html })}/`);
  const { panel } = session;
  const { objectCount } = await takeSnapshot(panel);
  expect(objectCount).toBeGreaterThan(10_000);
  await expect.poll(() => countColours(panel)).toBeGreaterThan(2);

  await findOf(panel).fill("last");
  await findOf(panel).press("Enter");
  const selected = treeOf(panel).getByRole("treeitem", { selected: true });
  await expect(selected).toHaveAccessibleName(/^last: Uint8Array/);
  await expect.poll(async () => Number(await selected.getAttribute("aria-level"))).toBeGreaterThan(10_000);
  await icicleOf(panel).press("Enter");
  await icicleOf(panel).press("ArrowUp");
  await expect(selected).toHaveAccessibleName(/^next10000: Object/);
  await icicleOf(panel).press("Home");

  const speedscope = await readFile(await (await chooseExport(session, "speedscope JSON")).path(), "utf8");
  const { profiles } = JSON.parse(speedscope) as { profiles: { endValue: number }[] };
  expect(profiles.map(({ endValue }) => endValue)).toEqual([await readTotalBytes(panel)]);
  const csv = await readFile(await (await chooseExport(session, "CSV")).path(), "utf8");
  expect(csv).toContain(",last,field,");

  await panel.getByRole("button", { name: "Export", exact: true }).click();
  await panel.getByRole("menuitem", { name: "Folded stacks", exact: true }).click();
  await expect(alertOf(panel)).toContainText("The folded stacks cannot be written: each line repeats its path");
  await treeOf(panel).press("Home");
  await expect(selected).toHaveAccessibleName(/^chain/);
});

test(
  "500,000 fields beside one another: the last is reached by key, found and exported",
  { tag: "@slow" },
  async ({ serve, openPanel }, testInfo) => {
    let text = "";
    for (let i = 0; i < 500_000; i++) text += `table;entry-${i} ${i === 0 ? 2_000_000 : 600_000 - i}\n`;
    const file = testInfo.outputPath("wide.folded");
    writeFileSync(file, text);
    const session = await openPanel(`${await serve(EMPTY_PAGE)}/`);
    const { panel } = session;
    await openFolded(session, file);
    await expect.poll(() => countColours(panel)).toBeGreaterThan(2);

    const tree = treeOf(panel);
    const selected = tree.getByRole("treeitem", { selected: true });
    await tree.press("End");
    await expect(selected).toHaveAccessibleName(/^entry-499999,/);
    await expect(selected).toHaveAttribute("aria-posinset", "500000");
    await tree.press("ArrowUp");
    await expect(selected).toHaveAccessibleName(/^entry-499998,/);
    await icicleOf(panel).press("ArrowLeft");
    await expect(selected).toHaveAccessibleName(/^entry-499997,/);
    /* It is too narrow to be drawn: first it gets room, then it is the focus. */
    await icicleOf(panel).press("Enter");
    await expect(panel.getByRole("scrollbar", { name: "Overview" })).toHaveAttribute("aria-valuetext", /%/);
    await icicleOf(panel).press("Enter");
    await expect.poll(() => readPath(panel)).toEqual(["All roots", "table", "entry-499997"]);
    await icicleOf(panel).press("Home");

    await findOf(panel).fill("entry-12345");
    await expect(panel.locator("#find-count")).toHaveText(/^11 matches/);
    await findOf(panel).press("Enter");
    await expect(selected).toHaveAccessibleName(/^entry-12345,/);

    const exported = await downloadFolded(session);
    let total = 0;
    for (const line of exported.trimEnd().split("\n")) total += Number(line.slice(line.lastIndexOf(" ") + 1));
    expect(total).toBe(await readTotalBytes(panel));
  },
);
