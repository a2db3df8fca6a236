// Watch: a reload that counts what the page makes of timers, listeners, observers, ports and object URLs, by the place in its source.
import type { Frame, Locator, Page } from "playwright";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { openInsights } from "./fixtures/panel-parts.ts";
import { bundleOf } from "./fixtures/source-bundle.ts";
import { expect, test } from "./fixtures/test.ts";

const cardOf = (panel: Frame, title: string): Locator => panel.getByRole("article", { name: title, exact: true });
const watchOf = (panel: Frame): Locator => cardOf(panel, "Watch");

/** Takes a snapshot and opens the summary of Insights. */
async function openSummary(panel: Frame): Promise<void> {
  await takeSnapshot(panel);
  await openInsights(panel, "Summary");
  await expect(panel.getByRole("tabpanel", { name: "Summary" })).not.toContainText("Looking for insights");
}

/** Reloads the page by the button, and waits until the panel says that it is watched. */
async function reloadAndWatch(panel: Frame, page: Page): Promise<void> {
  await openSummary(panel);
  const loaded = page.waitForEvent("load");
  await watchOf(panel).getByRole("button", { name: "Reload and watch" }).click();
  await loaded;
  await expect(watchOf(panel)).toContainText("Watching since reload");
}

/** Each kind, with some that have ended. Lines count from that of `watched`. */
const KINDS = `
globalThis.watched = true;
globalThis.kept = [];
const nothing = () => {};
const signals = new AbortController();
for (let i = 0; i < 30; i++) {
  setInterval(nothing, 1e6);
  setTimeout(nothing, 1e6);
  window.addEventListener("keyup", () => i);
  signals.signal.addEventListener("abort", () => i);
  new ResizeObserver(nothing).observe(kept[kept.push(document.createElement("p")) - 1]);
  kept[kept.push(new MessageChannel()) - 1].port1.onmessage = nothing;
  URL.createObjectURL(new Blob(["x".repeat(1000)]));
}
for (let i = 0; i < 30; i++) {
  clearInterval(setInterval(nothing, 1e6));
  clearTimeout(setTimeout(nothing, 1e6));
  setTimeout(nothing);
  const listener = () => i;
  document.addEventListener("keyup", listener, true);
  document.removeEventListener("keyup", listener, { capture: true });
  document.addEventListener("ping", nothing.bind(null, i), { once: true });
  document.addEventListener("pong", nothing.bind(null, i), { signal: AbortSignal.abort() });
  const aborted = new AbortController();
  document.addEventListener("pang", nothing.bind(null, i), { signal: aborted.signal });
  aborted.abort();
  const observer = new ResizeObserver(nothing);
  observer.observe(document.documentElement);
  observer[i % 2 ? "disconnect" : "unobserve"](document.documentElement);
  const { port1 } = new MessageChannel();
  port1.onmessage = nothing;
  port1.close();
  URL.revokeObjectURL(URL.createObjectURL(new Blob(["x"])));
  requestAnimationFrame(nothing);
}
document.dispatchEvent(new Event("ping"));`;
const SCRIPT = { "content-type": "text/javascript" };
const KINDS_PAGE = `<!doctype html><title>Fixture</title><p>page</p><script src="/made.js"></script>`;

test("each kind is counted where it was made, and what has ended is not", async ({ serve, openPanel }) => {
  const origin = await serve({ path: "/", html: KINDS_PAGE }, { path: "/made.js", html: KINDS, headers: SCRIPT });
  const { page, panel } = await openPanel(`${origin}/`);
  await reloadAndWatch(panel, page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await openSummary(panel);
  await expect(watchOf(panel)).toContainText(
    "this snapshot has 30 timers, 30 timeouts, 60 listeners, 30 observer targets, 30 message ports, 30 object URLs.",
  );
  const timers = cardOf(panel, "Timers by place").getByRole("listitem");
  await expect(timers.filter({ hasText: "30 timers, made in made.js:7" })).toHaveCount(1);
  await expect(timers.filter({ hasText: "30 timeouts that wait, made in made.js:8" })).toHaveCount(1);
  const listeners = cardOf(panel, "Listeners by place").getByRole("listitem");
  await expect(listeners.filter({ hasText: "30 keyup listeners on window, made in made.js:9" })).toHaveCount(1);
  await expect(listeners.filter({ hasText: "30 abort listeners on AbortSignal, made in made.js:10" })).toHaveCount(1);
  await expect(listeners).toHaveCount(2);
  await expect(cardOf(panel, "Observers by place")).toContainText("30 ResizeObserver targets, made in made.js:11");
  await expect(cardOf(panel, "Message ports by place")).toContainText("30 open message ports, made in made.js:12");
  await expect(cardOf(panel, "Object URLs by place")).toContainText("30 object URLs never revoked, made in made.js:13");
  await expect(cardOf(panel, "Object URLs by place")).toContainText("29.3 KiB");
});

const SOURCES: Readonly<Record<string, string>> = {
  "src/csv.ts": `export function exportCsv(rows: readonly string[]): string {
    const blob = new Blob([rows.join()]);
    return URL.createObjectURL(blob);
  }`,
  "node_modules/tiny-timer/index.js": "export function every(ms, work) { return setInterval(work, ms); }",
  "src/poll.ts": `import { every } from "node_modules/tiny-timer/index.js";
  export function poll(): void {
    every(1e6, () => {});
  }`,
  "src/main.ts": `import { exportCsv } from "./csv.ts";
  import { poll } from "./poll.ts";
  document.querySelector("button").addEventListener("click", () => { for (let i = 0; i < 20; i++) { exportCsv(["a"]); poll(); } });`,
};

/** The source text of the page's `setTimeout` as another realm has it: a Proxy has none of its own. */
const textElsewhere = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    const { Function: Other } = frame.contentWindow as unknown as { readonly Function: typeof Function };
    const text = Other.prototype.toString.call(setTimeout);
    frame.remove();
    return text;
  });

test("places are those of the sources, and the next reload leaves nothing", async ({ serve, openPanel }) => {
  const html =
    '<!doctype html><title>Fixture</title><button>Export</button><script src="/app.js" type="module"></script>';
  const { script, map } = await bundleOf(SOURCES);
  const { page, panel } = await openPanel(
    `${await serve({ path: "/", html }, { path: "/app.js", html: script, headers: SCRIPT }, { path: "/app.js.map", html: map })}/`,
  );
  expect(await textElsewhere(page)).toBe("function setTimeout() { [native code] }");
  await reloadAndWatch(panel, page);
  expect(await textElsewhere(page)).toBe("function () { [native code] }");
  await page.getByRole("button").click();
  await page.getByRole("button").click();
  await openSummary(panel);
  await expect(cardOf(panel, "Object URLs by place")).toContainText(
    "40 object URLs never revoked, made in src/csv.ts:3",
  );
  /* Not that of the package. */
  await expect(cardOf(panel, "Timers by place")).toContainText("40 timers, made in src/poll.ts:3");

  await page.reload();
  expect(await textElsewhere(page)).toBe("function setTimeout() { [native code] }");
  await openSummary(panel);
  await expect(watchOf(panel).getByRole("button", { name: "Reload and watch" })).toBeVisible();
  await expect(cardOf(panel, "Timers by place")).toHaveCount(0);
});
