// What the summary of Insights finds in a page, and where each card leads.
import type { Frame, Locator } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { takeHeapSnapshot } from "../scripts/browser/heap-snapshot.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { icicleOf, openInsights, tabOf, treeOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** The block keeps its variables out of the global object. */
const LEAKS = pageWithScript(`{
  const divs = () => Array.from({ length: 300 }, (_, i) => {
    const div = document.createElement("div");
    div.append("row " + i);
    return div;
  });
  const kept = divs();
  globalThis.count = () => kept.length;
  globalThis.app = {
    detached: divs(),
    messages: Array.from({ length: 1000 }, (_, id) => ({ id, text: "An error happened while loading the resource" })),
    header: new Uint8Array(new ArrayBuffer(3_000_000), 0, 100),
  };
  for (let i = 0; i < 2000; i++) performance.measure("render", { start: i, end: i + 1 });
  for (let i = 0; i < 50; i++) {
    const keys = Array.from({ length: 100 }, (_, at) => ({ at, i }));
    addEventListener("keyup", (event) => { keys.push(event.key); });
  }
}`);

const CLEAN = pageWithScript(`
  const shown = document.createElement("div");
  document.body.append(shown);
  globalThis.app = { user: { name: "Ann", age: 42 }, shown, numbers: new Uint8Array(500) };
`);

const cardOf = (panel: Frame, title: string): Locator => panel.getByRole("article", { name: title, exact: true });

async function openSummary(panel: Frame): Promise<void> {
  await takeSnapshot(panel);
  await openInsights(panel, "Summary");
  await expect(panel.getByRole("tabpanel", { name: "Summary" })).not.toContainText("Looking for insights");
}

test("each leak of a page is a card that leads to its box", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: LEAKS })}/`);
  await openSummary(panel);

  const detached = cardOf(panel, "Detached DOM trees");
  await expect(detached).toContainText("1,200 nodes in 600 trees are not in a document that is displayed");
  await expect(detached.getByRole("button", { name: /^app › Object › detached: Array$/ })).toBeVisible();
  await expect(detached.getByRole("listitem").filter({ hasText: "Closures ›" })).toContainText("kept");
  await expect(detached.getByRole("listitem").filter({ hasText: "300 trees" })).toHaveCount(2);

  await expect(cardOf(panel, "Duplicate strings")).toContainText(
    /×1,000, \d+ B each\. "An error happened while loading the resource"/,
  );
  await expect(cardOf(panel, "Oversized buffers")).toContainText("Typed arrays show only a part of 1 buffer");
  await expect(cardOf(panel, "Oversized buffers")).toContainText("2.9 MiB");
  await expect(cardOf(panel, "Many listeners")).toContainText("50 keyup listeners on window");
  await expect(cardOf(panel, "Large off-heap memory")).toBeVisible();
  await expect(cardOf(panel, "User Timing")).toContainText("2,000 measures");

  /* The largest for certain comes first. */
  await expect(panel.getByRole("article").first()).toHaveAccessibleName(/^(Oversized buffers|Large off-heap memory)$/);

  await detached.getByRole("button", { name: /^app › Object › detached: Array$/ }).click();
  await expect(tabOf(panel, "Icicle")).toHaveAttribute("aria-selected", "true");
  await expect(icicleOf(panel)).toBeFocused();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^HTMLDivElement, /);

  /* Back, as the focus has moved: the cards are those of the focus. */
  await panel.page().keyboard.press("Alt+ArrowLeft");
  await cardOf(panel, "Many listeners").getByRole("button", { name: "Show Many listeners" }).click();
  await expect(treeOf(panel).getByRole("treeitem", { selected: true })).toHaveAccessibleName(/^keyup, /);

  await panel.page().keyboard.press("Alt+ArrowLeft");
  await cardOf(panel, "Duplicate strings").getByRole("button", { name: "Show all in Waste" }).click();
  await expect(panel.getByRole("treegrid", { name: "Waste" })).toContainText("Duplicate strings");
});

test("a page without leaks has none of these cards", async ({ serve, openPanel }) => {
  const { panel } = await openPanel(`${await serve({ path: "/", html: CLEAN })}/`);
  await openSummary(panel);
  for (const title of [
    "Detached DOM trees",
    "Oversized buffers",
    "Many listeners",
    "Large off-heap memory",
    "User Timing",
  ])
    await expect(cardOf(panel, title)).toHaveCount(0);
});

test("of a heap snapshot: detached trees, copies of strings with their content, and what only the console holds", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: LEAKS })}/`);
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.enable");
  await page.evaluate(() => {
    const copies = Array.from({ length: 200 }, () => JSON.parse('["copied from the server once more"]') as unknown);
    console.log({ copies });
    Object.assign(globalThis, { copies });
    console.log({ logged: Array.from({ length: 500 }, (_, id) => ({ id })) });
  });
  const text = await takeHeapSnapshot(session);
  const chooser = panel.page().waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await (await chooser).setFiles({ name: "page.heapsnapshot", mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect(panel.locator(".status-bar")).toContainText("from page.heapsnapshot");
  await openInsights(panel, "Summary");

  const detached = cardOf(panel, "Detached DOM trees");
  await expect(detached).toContainText("300 trees");
  await expect(detached.getByRole("button", { name: /app: Object › detached: Array/ })).toBeVisible();
  await expect(cardOf(panel, "Duplicate strings")).toContainText('"copied from the server once more"');
  await expect(cardOf(panel, "Memory held by tools")).toContainText("console, ");
  await expect(cardOf(panel, "User Timing")).toHaveCount(0);
});

test("a page that puts something else in the place of the timeline is not called", async ({ serve, openPanel }) => {
  const html = pageWithScript(`
    globalThis.calls = [];
    globalThis.app = { a: 1 };
    for (let i = 0; i < 2000; i++) performance.mark("m");
    Object.defineProperty(globalThis, "measure", { get() { calls.push("code"); } });
    Performance.prototype.getEntriesByType = eval;
    performance.getEntriesByType = () => { calls.push("own"); return []; };
  `);
  const { page, panel } = await openPanel(`${await serve({ path: "/", html })}/`);
  await openSummary(panel);
  await expect(cardOf(panel, "User Timing")).toHaveCount(0);
  expect(await page.evaluate("calls")).toEqual([]);
});
