// Totals over time: what a recording shows while the page grows, navigates, and does not answer.
import { readFile } from "node:fs/promises";
import type { Frame, Locator } from "playwright";
import { downloadExport, takeSnapshot } from "../package/browser/panel-actions.ts";
import { setFile } from "../package/browser/set-file.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, statusOf, withoutClosures } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** `list` grows by 100 objects a second, and a mark says so. */
const GROWING_PAGE = pageWithScript(`
  globalThis.list = [];
  globalThis.steady = Array.from({ length: 2000 }, (_, i) => ({ i }));
  let round = 0;
  setInterval(() => {
    performance.mark("round " + ++round);
    for (let i = 0; i < 100; i++) list.push({ i, text: "entry " + i });
  }, 1000);
`);
const NEXT_PAGE = pageWithScript("globalThis.map = new Map(Array.from({ length: 700 }, (_, i) => [{ i }, i]));");

const recordingOf = (panel: Frame): Locator => panel.getByRole("region", { name: "Recording" });
const recordOf = (panel: Frame): Locator => panel.getByRole("button", { name: "Record", exact: true });
const stopOf = (panel: Frame): Locator => panel.getByRole("button", { name: "Stop", exact: true });
const tabIn = (panel: Frame, name: string): Locator =>
  panel.getByRole("tablist", { name: "Over time" }).getByRole("tab", { name });
const chartOf = (panel: Frame): Locator => recordingOf(panel).getByRole("img");
const momentsOf = (panel: Frame): Locator => panel.getByRole("grid", { name: "Moments" });

/** The shortest interval, and no limit that a slow machine would reach. */
async function record(panel: Frame): Promise<void> {
  await recordOf(panel).click();
  await panel.getByRole("combobox", { name: "Interval" }).selectOption("2 s");
  await panel.getByRole("combobox", { name: "Cost" }).selectOption("up to 20 %");
}

/** Until the recording has so many moments. */
async function waitForMoments(panel: Frame, count: number): Promise<void> {
  await expect
    .poll(async () => Number(/(\d+) moments? in/.exec((await recordingOf(panel).textContent()) ?? "")?.[1] ?? 0))
    .toBeGreaterThanOrEqual(count);
}

/** Texts of the table of moments, row by row, those of the heads first. */
async function readMoments(panel: Frame): Promise<string[][]> {
  await tabIn(panel, "Moments").click();
  const texts: string[][] = [];
  for (const row of await momentsOf(panel).getByRole("row").all())
    texts.push(await row.locator("th, td").allInnerTexts());
  return texts;
}

test("a recording shows how a growing page went: as lines, as a table, as files, and the snapshot of a moment", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve({ path: "/", html: GROWING_PAGE })}/`);
  const { panel, devtools } = session;
  await record(panel);
  await panel.getByRole("combobox", { name: "Keep snapshots" }).selectOption("the last 10");
  await waitForMoments(panel, 3);
  await expect(chartOf(panel).locator("canvas")).toBeVisible();
  await stopOf(panel).click();
  await expect(recordOf(panel)).toBeFocused();
  await expect(chartOf(panel)).toHaveAccessibleName(/^Total sizes of \d+ moments, until 0:\d\d: from [\d.]+ KiB to /);

  const [heads, ...moments] = await readMoments(panel);
  expect(heads).toEqual(expect.arrayContaining(["Time", "All roots", "list", "steady", "Elements", "Pause"]));
  const steadySizes = moments.map((cells) => cells[heads!.indexOf("steady")]);
  expect(new Set(steadySizes).size).toBe(1);
  const sizes = moments.map((cells) => Number.parseFloat(cells[heads!.indexOf("list")]!));
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
  expect(sizes.at(-1)).toBeGreaterThan(sizes[0]!);
  expect(moments.map((cells) => cells.at(-1)).join()).toMatch(/round \d+/);

  /* By keyboard to the last moment, whose snapshot Enter shows. */
  const last = moments.length;
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);
  await momentsOf(panel).focus();
  await momentsOf(panel).press("End");
  await momentsOf(panel).press("Enter");
  await expect(statusOf(panel)).toHaveText(new RegExp(`^Snapshot ${last}: `));

  await tabIn(panel, "Roots").click();
  const grown = panel.getByRole("grid", { name: "Roots" }).getByRole("row", { name: /^list / });
  await expect(grown).toContainText(/\+[\d.]+ KiB/);

  await tabIn(panel, "Sizes").click();
  await expect(chartOf(panel).locator("canvas")).toBeVisible();
  const saved: string[] = [];
  for (const name of ["CSV", "Image"]) {
    const download = devtools.waitForEvent("download");
    await panel.getByRole("button", { name, exact: true }).click();
    saved.push(await (await download).path());
  }
  const csv = await readFile(saved[0]!, "utf8");
  expect(csv).toMatch(/^seconds,total bytes,objects,(?:list|steady) bytes,(?:list|steady) bytes,elements,/);
  expect(csv.split("\r\n").filter((line) => /,Snapshot \d+,$/.test(line))).toHaveLength(moments.length);
  const rounds = [...csv.matchAll(/,mark: round (\d+),,\r\n/g)].map((found) => Number(found[1]));
  expect(rounds.length).toBeGreaterThan(1);
  expect(rounds).toEqual(rounds.map((_, index) => rounds[0]! + index));
  expect([...(await readFile(saved[1]!)).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a recording goes on over a navigation, and the roots of the next page join", async ({ serve, openPanel }) => {
  const origin = await serve({ path: "/", html: GROWING_PAGE }, { path: "/next", html: NEXT_PAGE });
  const { page, panel } = await openPanel(`${origin}/`);
  await record(panel);
  await waitForMoments(panel, 1);
  await page.goto(`${origin}/next`);
  await expect(async () => {
    const [heads, ...moments] = await readMoments(panel);
    const ofMap = moments.map((cells) => cells[heads!.indexOf("map")]);
    expect(ofMap[0]).toBe("–");
    expect(ofMap.at(-1)).toMatch(/KiB$/);
    const ofList = moments.map((cells) => cells[heads!.indexOf("list")]);
    expect(ofList.at(-1)).toBe("–");
    expect(moments.map((cells) => cells.at(-1)).join()).toContain("Navigation: 127.0.0.1");
  }).toPass();
  await stopOf(panel).click();
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a snapshot that is taken meanwhile is one like any other, and the recording goes on", { tag: "@slow" }, async ({
  serve,
  openPanel,
}) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: GROWING_PAGE })}/`);
  await record(panel);
  await panel.getByRole("combobox", { name: "Keep snapshots" }).selectOption("no snapshot");
  await waitForMoments(panel, 1);
  const status = await takeSnapshot(panel);
  expect(status.objectCount).toBeGreaterThan(2000);
  const { length } = await readMoments(panel);
  await waitForMoments(panel, length + 1);
  await panel.getByRole("button", { name: "Close the recording" }).click();
  await expect(recordingOf(panel)).toHaveCount(0);
  /* It goes on behind the closed pane, and comes into view as it is. */
  await recordOf(panel).click();
  await waitForMoments(panel, length + 2);
  await stopOf(panel).click();
  await expect(alertOf(panel)).toHaveCount(0);
});

test("a page that crashes is a gap, and the recording has the next one", { tag: "@slow" }, async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve({ path: "/", html: GROWING_PAGE })}/`, { browser: "own" });
  const { page, panel, context } = session;
  await record(panel);
  await waitForMoments(panel, 1);
  const crashed = page.waitForEvent("crash");
  const cdp = await context.newCDPSession(page);
  /* The command does not come back. */
  cdp.send("Page.crash").catch(() => {});
  await crashed;
  const refusal = recordingOf(panel).getByText(/^[^:]*(?:crashed|cannot|went away|not answer)/);
  await expect(refusal).toBeVisible();
  const before = (await readMoments(panel)).length - 1;
  /* Playwright has given the page up; its tab is still there. */
  await panel.evaluate("void chrome.tabs.reload(chrome.devtools.inspectedWindow.tabId)");
  await waitForMoments(panel, before + 1);
  /* It is said no more, but stands as the gap that it was. */
  await expect(refusal).toHaveCount(0);
  await expect(recordingOf(panel)).toContainText("Gap: ");
  await stopOf(panel).click();
});

test("the totals of all snapshots of a page stand in one pane, and all are saved as one file that opens again", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve({ path: "/", html: GROWING_PAGE })}/`);
  const { panel, page, devtools } = session;
  await withoutClosures(panel);
  await takeSnapshot(panel);
  await page.evaluate(() => {
    const { list } = globalThis as unknown as { list: object[] };
    for (let i = 0; i < 5000; i++) list.push({ i });
  });
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Totals", exact: true }).click();
  const totals = panel.getByRole("region", { name: "Totals" });
  await expect(totals.getByRole("img", { name: /^Total sizes of 2 moments/ }).locator("canvas")).toBeVisible();
  await tabIn(panel, "Roots").click();
  await expect(totals.getByRole("row", { name: /^list / })).toContainText(/\+[\d.]+ KiB/);
  await tabIn(panel, "Moments").click();
  await momentsOf(panel).focus();
  await momentsOf(panel).press("Home");
  await momentsOf(panel).press("Enter");
  await expect(statusOf(panel)).toHaveText(/^Snapshot 1: /);

  const file = await downloadExport(session, "All snapshots");
  const cdp = await devtools.context().newCDPSession(panel);
  await setFile(cdp, file);
  const entries = panel.getByRole("region", { name: "Snapshots" }).getByRole("listitem");
  await expect(entries).toHaveCount(4);
  await expect(statusOf(panel)).toHaveText(/^Snapshot 4: /);
  await expect(alertOf(panel)).toHaveCount(0);
});
