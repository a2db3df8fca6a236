// Numbers that bytes do not show: listeners by target and type, nodes, entries of the timeline.
import type { Frame, Locator } from "playwright";
import { downloadExport, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { detailsOf, openInsights, tabOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

/** Each click adds what a page forgets to remove. The page has put functions of its own in the place of those that count. */
const LEAK = `<!doctype html><title>Leak</title><ul></ul><button id="open">Open</button><script type="module">
  addEventListener("keyup", () => {});
  addEventListener("keyup", () => {});
  const kept = [];
  globalThis.calls = [];
  const open = () => {
    const list = document.createElement("ul");
    for (let i = 0; i < 29; i++) list.append(document.createElement("li"));
    kept.push(list);
    document.querySelector("ul").append(document.createElement("li"));
    addEventListener("keyup", () => kept);
    performance.mark("opened");
  };
  document.querySelector("#open").addEventListener("click", open);
  document.getElementsByTagName = () => { calls.push("own"); return { length: 9e9 }; };
  Document.prototype.getElementsByTagName = document.getElementsByTagName;
  Object.defineProperty(HTMLCollection.prototype, "length", { get() { calls.push("length"); return 9e9; } });
  Performance.prototype.getEntriesByType = new Proxy(Performance.prototype.getEntriesByType, {});
</script>`;
const CLICKS = 20;

const PLAIN = LEAK.replace(/ {2}document\.getElementsByTagName[\s\S]*(?=<\/script>)/, "");

const countsIn = (place: Locator): Locator => place.getByRole("list", { name: "Counts" });

async function showAll(list: Locator): Promise<void> {
  await expect(list).toBeVisible();
  const more = list.locator("..").getByRole("button", { name: / more$/ });
  if (await more.isVisible()) await more.click();
}

async function readCounts(list: Locator): Promise<ReadonlyMap<string, string>> {
  await showAll(list);
  const texts = await list.getByRole("listitem").allTextContents();
  return new Map(
    texts.map((text) => {
      const [, name = "", count = ""] = /^(.*?) ([\d,]+(?: → [\d,]+)?)$/.exec(text) ?? [];
      return [name, count];
    }),
  );
}

async function compareClicks(page: { click(selector: string): Promise<void> }, panel: Frame): Promise<void> {
  await takeSnapshot(panel);
  for (let click = 0; click < CLICKS; click++) await page.click("#open");
  await takeSnapshot(panel);
  await panel.getByRole("button", { name: "Compare" }).click();
  await tabOf(panel, "Changes").click();
}

test("a comparison says what there is more of, and a snapshot how many there are", async ({ serve, openPanel }) => {
  const session = await openPanel(`${await serve({ path: "/", html: PLAIN })}/`);
  const { page, panel } = session;
  await compareClicks(page, panel);
  const changed = await readCounts(countsIn(panel.getByRole("tabpanel")));
  expect(changed.get("window keyup")).toBe("2 → 22");
  expect(changed.get("User Timing marks")).toBe("0 → 20");
  expect(changed.get("DOM elements")).toMatch(/^(\d+) → \d+$/);
  const [before = 0, after = 0] = (changed.get("DOM elements") ?? "").split(" → ").map(Number);
  expect(after - before).toBe(CLICKS);
  /* Nodes that are in no document count, too: the debugger has them from the browser. */
  const [nodesBefore = 0, nodesAfter = 0] = (changed.get("DOM nodes") ?? "")
    .split(" → ")
    .map((text) => Number(text.replace(",", "")));
  expect(nodesAfter - nodesBefore).toBeGreaterThanOrEqual(CLICKS * 31);
  expect(changed.get("detached DOM nodes")).toBe("0 → 600");
  expect(changed.has("window click")).toBe(false);

  await panel.getByRole("button", { name: /^Snapshot 2, / }).click();
  await expect(countsIn(detailsOf(panel))).toContainText(/User Timing marks 20/);
  await openInsights(panel, "Summary");
  const counts = await readCounts(countsIn(panel.getByRole("tabpanel", { name: "Summary" })));
  expect(counts.get("window keyup")).toBe("22");
  expect(counts.get("button click")).toBe("1");

  /* Opened again, it has them still. */
  const file = await downloadExport(session, "Snapshot file");
  const chooser = panel.page().waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Open", exact: true }).click();
  await (await chooser).setFiles(file);
  await expect(panel.getByRole("button", { name: /, file, / })).toHaveAttribute("aria-current", "true");
  await openInsights(panel, "Summary");
  expect(await readCounts(countsIn(panel.getByRole("tabpanel", { name: "Summary" })))).toEqual(counts);
});

test("the answer of Find a leak says which counts grew in every round", async ({ serve, openPanel }) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: PLAIN })}/`);
  await panel.getByRole("button", { name: "Find a leak" }).click();
  const bar = panel.getByRole("region", { name: "Find a leak" });
  for (const round of [1, 2, 3]) {
    await expect(bar).toContainText(`Round ${round} of 3`);
    await page.click("#open");
    if (round === 2) await page.evaluate("performance.measure('once')");
    await bar.getByRole("button", { name: "Done", exact: true }).click();
  }
  const counts = countsIn(panel.getByRole("tabpanel"));
  await expect(counts.getByRole("listitem").first()).toHaveText("window keyup 2 → 5");
  await showAll(counts);
  await expect(counts.getByRole("listitem").filter({ hasText: "User Timing measures" })).toHaveText(
    "User Timing measures 0 → 1 not in every round",
  );
});

test("without a debugger and in a page that has its own functions, what cannot be known has no row", async ({
  serve,
  openPanel,
}) => {
  const { page, panel } = await openPanel(`${await serve({ path: "/", html: LEAK })}/`, {
    extension: repositoryPath("dist/extension-no-debugger"),
  });
  await compareClicks(page, panel);
  const changed = await readCounts(countsIn(panel.getByRole("tabpanel")));
  expect(changed.get("window keyup")).toBe("2 → 22");
  for (const name of ["DOM nodes", "documents", "DOM elements"]) expect(changed.has(name)).toBe(false);
  expect(await page.evaluate("calls")).toEqual([]);
});
