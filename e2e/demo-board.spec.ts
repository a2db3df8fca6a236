// The demo's app that registers nothing: what its functions and listeners hold.
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { takeHeapSnapshot } from "../scripts/browser/heap-snapshot.ts";
import { DEMO_ROUTE } from "./fixtures/demo-page.ts";
import { alertOf, detailsOf, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";
import { bytesNamed } from "./fixtures/v8-heap.ts";

/** The worker's answer is the last that comes. */
async function waitForBoard({ page }: PanelSession): Promise<void> {
  await page.getByText("20 weeks, 4,000 entries").waitFor();
  await page.getByText("5,000 tasks").waitFor();
}

test("one snapshot finds the state of a store that only closures hold, under its names", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/board/index.html`);
  await waitForBoard(session);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  const state =
    /^Closures;demo\/board\/comments\.ts;commentsStore;Object;\(shared\);createStore;\[\[Scopes\]\];currentState;Object;(.+) (\d+)$/gm;
  const bytes = new Map([...folded.matchAll(state)].map(([, below = "", size]) => [below, Number(size)]));
  expect(bytes.get("byId;Map;table;value;Object")).toBe(4_000 * 12);
  expect(bytes.get("byId;Map;table;value;Object;words;string")).toBeGreaterThan(4_000 * 30);
  expect(bytes.get("unread;Set;table")).toBeGreaterThan(4_000 * 4);
  await expect(alertOf(session.panel)).toHaveCount(0);
});

test("the timesheets that its worker parsed stand under the worker's name", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/board/index.html`);
  await waitForBoard(session);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  const entries =
    /^worker "timesheets";demo\/board\/timesheet-worker\.ts;parsedWeeks;Map;table;value;Array;elements;Object (\d+)$/m;
  expect(Number(entries.exec(folded)?.[1])).toBe(4_000 * 12);
  await expect(session.panel.getByRole("treeitem", { name: /^worker "timesheets"/ })).toBeVisible();
  await expect(alertOf(session.panel)).toHaveCount(0);
});

test("the tables of a walk do not stay in the page", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/board/index.html`);
  await waitForBoard(session);
  const cdp = await session.context.newCDPSession(session.page);
  const contentsOfBuffers = async () => bytesNamed(await takeHeapSnapshot(cdp), "system / JSArrayBufferData");
  const before = await contentsOfBuffers();
  await takeSnapshot(session.panel);
  const kept = (await contentsOfBuffers()) - before;
  console.log(`contents of buffers that the page kept: ${kept} bytes`);
  /* The agent itself has some. */
  expect(kept).toBeLessThan(100_000);
});

test("a comparison of two snapshots around five visits shows that the window's keyup listeners grew", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(DEMO_ROUTE)}/board/index.html`);
  const { page, panel } = session;
  await waitForBoard(session);
  const visit = page.getByRole("button", { name: "Visit a task and leave" });
  await visit.click();
  await takeSnapshot(panel);
  for (let i = 0; i < 5; i++) await visit.click();
  await takeSnapshot(panel);
  const folded = await downloadFolded(session);
  expect(folded).toMatch(
    /^Listeners;window;keyup;onKeyUp;Function;openTaskDetails;\[\[Scopes\]\];rows;Array;elements;Object 72000$/m,
  );
  await panel.getByRole("button", { name: "Compare" }).click();
  await tabOf(panel, "Changes").click();
  const changes = panel.getByRole("grid", { name: "Changes" });
  await changes
    .getByRole("row", { name: /^Listeners › window › keyup [+±].* 1 → 6$/ })
    .first()
    .click();
  await expect(detailsOf(panel)).toContainText("1 → 6 of them here");
  await expect(alertOf(panel)).toHaveCount(0);
});
