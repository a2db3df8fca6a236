// Dedicated workers of a page, each with its closures and its own heap; and those that cannot be measured.
import type { Frame } from "playwright";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import type { Route } from "../scripts/static-server.ts";
import { pageWithScript } from "./fixtures/page-html.ts";
import { alertOf, openInsights, snapshotButtonOf } from "./fixtures/panel-parts.ts";
import { expect, test } from "./fixtures/test.ts";

const script = (path: string, source: string): Route => ({
  path,
  html: source,
  headers: { "content-type": "text/javascript" },
});

const ROWS = 20_000;
const NUMBERS = 60;
/** Header, and elements of a word each. */
const ROW_BYTES = NUMBERS * 4;

/** A module that keeps 5 MB in a Map, which only the closure of its functions has. */
const SUMS = `function createCache() {
  const rows = new Map();
  for (let id = 0; id < ${ROWS}; id++) rows.set(id, Array.from({ length: ${NUMBERS} }, (_, n) => id + n));
  return { rowOf: (id) => rows.get(id) };
}
const cache = createCache();
addEventListener("message", ({ data }) => postMessage(cache.rowOf(data)?.length));
postMessage("ready");`;

/** Starts workers, and waits until each has said something. */
const START = `globalThis.app = { items: Array.from({ length: 100 }, (_, id) => ({ id })) };
globalThis.workers = [];
globalThis.startWorker = (url, options) => {
  const worker = new Worker(url, { type: "module", ...options });
  workers.push(worker);
  return new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); });
};`;

const pageOf = (...starts: readonly string[]): Route => ({
  path: "/",
  html: pageWithScript(
    `${START}\nPromise.all([${starts.map((start) => `startWorker(${start})`).join()}]).then(() => document.body.append("started"))`,
  ),
});

async function waitForWorkers({ page }: PanelSession): Promise<void> {
  await page.getByText("started").waitFor();
}

const workerOf = (panel: Frame, name: string) =>
  rootsGroup(panel).getByRole("checkbox", { name: `worker "${name}"`, exact: true });
const treeItemOf = (panel: Frame, name: string) =>
  panel.getByRole("treeitem", { name: new RegExp(`^worker "${name}"`) });
const meterOf = (panel: Frame) => panel.getByRole("meter", { name: "Measured" });

/** Sum of the stacks that begin so. */
function bytesBelow(folded: string, start: string): number {
  return folded
    .split("\n")
    .filter((line) => line.startsWith(start))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}

test("the first snapshot has a worker by its name, with what only closures hold there; Measured counts its heap", async ({
  serve,
  openPanel,
}) => {
  const origin = await serve(pageOf('"/sums.js", { name: "sums" }'), script("/sums.js", SUMS));
  const session = await openPanel(`${origin}/`);
  const { panel } = session;
  await waitForWorkers(session);
  await expect(workerOf(panel, "sums")).toHaveCount(0);
  await takeSnapshot(panel);
  await expect(treeItemOf(panel, "sums")).toBeVisible();
  await expect(workerOf(panel, "sums")).toBeChecked();
  const folded = await downloadFolded(session);
  const rows = 'worker "sums";sums.js;cache;Object;rowOf;Function;createCache;[[Scopes]];rows;Map;';
  expect(bytesBelow(folded, `${rows}table;value;Array`)).toBeGreaterThanOrEqual(ROWS * ROW_BYTES);
  expect(bytesBelow(folded, 'worker "sums"')).toBeLessThan(ROWS * ROW_BYTES * 1.5);

  const text = (await meterOf(panel).getAttribute("aria-valuetext")) ?? "";
  expect(text).toMatch(/ of JS heap in use \(\d+(\.\d)? %\), with a worker$/);
  const used = Number(await meterOf(panel).getAttribute("max"));
  await openInsights(panel, "Warnings");
  const share = await panel
    .getByText(/^The worker "sums" has a JS heap of its own/)
    .first()
    .textContent();
  expect(share).toMatch(/This snapshot has \d\.\d+ MiB of it \([89]\d(\.\d)? %\)/);

  await workerOf(panel, "sums").uncheck();
  await takeSnapshot(panel);
  await expect(treeItemOf(panel, "sums")).toHaveCount(0);
  expect(await meterOf(panel).getAttribute("aria-valuetext")).not.toContain("worker");
  expect(Number(await meterOf(panel).getAttribute("max"))).toBeLessThan(used - ROWS * ROW_BYTES);
  await expect(alertOf(panel)).toHaveCount(0);
});

test("workers of one name have numbers, one without a name has that of its script; those of workers are found, too", async ({
  serve,
  openPanel,
}) => {
  const outer = `const inner = new Worker("/kept.js", { name: "inner" }); inner.onmessage = () => postMessage("ready");`;
  const kept = `globalThis.kept = Array.from({ length: 1000 }, (_, id) => ({ id })); postMessage("ready");`;
  const origin = await serve(
    pageOf(
      '"/kept.js", { name: "pool" }',
      '"/kept.js", { name: "pool" }',
      '"/kept.js", { type: "classic" }',
      '"/outer.js", { name: "outer" }',
      `URL.createObjectURL(new Blob([${JSON.stringify(kept)}], { type: "text/javascript" }))`,
    ),
    script("/kept.js", kept),
    script("/outer.js", outer),
  );
  const session = await openPanel(`${origin}/`);
  await waitForWorkers(session);
  await takeSnapshot(session.panel);
  const folded = await downloadFolded(session);
  for (const name of ['"pool"', '"pool" 2', '"kept.js"', '"inner"', '"blob"']) {
    expect(bytesBelow(folded, `worker ${name};kept;Array;elements;Object `)).toBe(12_000);
  }
  expect(bytesBelow(folded, 'worker "outer";outer.js')).toBeGreaterThan(0);
  expect(await meterOf(session.panel).getAttribute("aria-valuetext")).toContain("with 6 workers");
});

test("a worker that starts or ends later is not held up, and the next snapshot knows", async ({ serve, openPanel }) => {
  const origin = await serve(pageOf('"/sums.js", { name: "first" }'), script("/sums.js", SUMS));
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await waitForWorkers(session);
  await takeSnapshot(panel);
  const started = page.evaluate('workers.shift().terminate(), startWorker("/sums.js", { name: "second" })');
  expect(await started).toBe("ready");
  await takeSnapshot(panel);
  await expect(treeItemOf(panel, "second")).toBeVisible();
  await expect(treeItemOf(panel, "first")).toHaveCount(0);
  await expect(workerOf(panel, "first")).toHaveCount(0);
  await expect(workerOf(panel, "second")).toBeChecked();
});

test("a busy worker is a warning that names it, and all else is measured", async ({ serve, openPanel }) => {
  const busy = `onmessage = () => { for (;;); }; postMessage("ready");`;
  const origin = await serve(
    pageOf('"/busy.js", { name: "busy" }', '"/sums.js", { name: "sums" }'),
    script("/busy.js", busy),
    script("/sums.js", SUMS),
  );
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await waitForWorkers(session);
  await page.evaluate("workers[0].postMessage(0)");
  await takeSnapshot(panel);
  await expect(panel.getByRole("treeitem", { name: /^app/ })).toBeVisible();
  await expect(treeItemOf(panel, "sums")).toBeVisible();
  await openInsights(panel, "Warnings");
  await expect(
    panel.getByText('The objects of the worker "busy" are not in this snapshot: it did not answer in time.').first(),
  ).toBeVisible();
  await page.evaluate("workers[0].terminate()");
  await takeSnapshot(panel);
  await expect(workerOf(panel, "busy")).toHaveCount(0);
});

/** Functions of many source texts, so that each of them is asked. */
const MANY_FUNCTIONS = `const parts = Array.from({ length: 20000 }, (_, i) => "(() => { let kept = { id: " + i + " }; return () => kept.id + " + i + "; })()");
globalThis.all = (0, eval)("[" + parts.join() + "]");
postMessage("ready");`;

test("a worker that ends while it is asked is a warning that names it", async ({ serve, openPanel }) => {
  const origin = await serve(pageOf('"/many.js", { name: "many" }'), script("/many.js", MANY_FUNCTIONS));
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await waitForWorkers(session);
  await snapshotButtonOf(panel).click();
  await panel.getByText(/^Asking [\d,]+ of 20,\d{3} functions …$/).waitFor();
  await page.evaluate("workers[0].terminate()");
  await expect(panel.getByRole("treeitem", { name: /^app/ })).toBeVisible();
  await openInsights(panel, "Warnings");
  await expect(
    panel.getByText('The objects of the worker "many" are not in this snapshot: it ended meanwhile.').first(),
  ).toBeVisible();
});

test("Cancel ends the questions to a worker; the next snapshot has it", async ({ serve, openPanel }) => {
  const origin = await serve(pageOf('"/many.js", { name: "many" }'), script("/many.js", MANY_FUNCTIONS));
  const session = await openPanel(`${origin}/`);
  const { panel } = session;
  await waitForWorkers(session);
  await snapshotButtonOf(panel).click();
  const asking = panel.getByText(/^Asking [\d,]+ of 20,\d{3} functions …$/);
  await asking.waitFor();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(asking).toHaveCount(0);
  await expect(alertOf(panel)).toHaveCount(0);
  await takeSnapshot(panel);
  await expect(treeItemOf(panel, "many")).toBeVisible();
});

test("a worker that replaced what it could is measured, runs none of that, and nothing of ours stays on its global object", async ({
  serve,
  openPanel,
}) => {
  const hostile = `globalThis.kept = { list: [1.5, 2.5, 3.5], map: new Map([["a", { id: 1 }]]) };
const keys = () => Reflect.ownKeys(globalThis).map(String).join();
const before = keys();
let calls = 0;
const trap = () => { calls++; throw new Error("trap"); };
const owners = [Array.prototype, Array.prototype, Map.prototype, Map.prototype, Function.prototype, Function.prototype, Function.prototype,
  Uint8Array.prototype, Object.prototype, performance, Date];
const keysOfOwners = ["push", Symbol.iterator, "get", "set", "call", "apply", "toString", "toBase64", "toJSON", "now", "now"];
const arm = () => {
  for (let i = 0; i < owners.length; i++) owners[i][keysOfOwners[i]] = trap;
  Object.defineProperty(Object.prototype, "get", { get: trap, configurable: true });
};
const answers = { arm, calls: () => calls, keys: () => keys() === before };
onmessage = ({ data }) => postMessage(answers[data]());
postMessage("ready");`;
  const origin = await serve(pageOf('"/hostile.js", { name: "hostile" }'), script("/hostile.js", hostile));
  const session = await openPanel(`${origin}/`);
  const { page, panel } = session;
  await waitForWorkers(session);
  const ask = (question: string) =>
    page.evaluate(
      `new Promise((resolve) => { workers[0].onmessage = ({ data }) => resolve(data); workers[0].postMessage("${question}"); })`,
    );
  await takeSnapshot(panel);
  expect(await ask("keys")).toBe(true);
  await ask("arm");
  await takeSnapshot(panel);
  expect(await downloadFolded(session)).toMatch(/^worker "hostile";kept;Object;map;Map;table;value;Object;id /m);
  expect(await ask("calls")).toBe(0);
});

test("a worker in which the agent cannot start is a warning with its own words, quoted", async ({
  serve,
  openPanel,
}) => {
  const odd = `Uint8Array.prototype.toBase64 = () => "AAAA"; postMessage("ready");`;
  const origin = await serve(pageOf('"/odd.js", { name: "odd" }'), script("/odd.js", odd));
  const session = await openPanel(`${origin}/`);
  const { panel } = session;
  await waitForWorkers(session);
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  await expect(
    panel
      .getByText(/^The objects of the worker "odd" are not in this snapshot: the agent could not start there/)
      .first(),
  ).toBeVisible();
});

test("shared and service workers of the page's site are named as not measured", async ({ serve, openPanel }) => {
  const start = `new Promise((resolve) => {
  globalThis.shared = new SharedWorker("/shared.js", { name: "prices" });
  shared.port.onmessage = resolve;
}), navigator.serviceWorker.register("/service.js").then(() => navigator.serviceWorker.ready)`;
  const origin = await serve(
    { path: "/", html: pageWithScript(`Promise.all([${start}]).then(() => document.body.append("started"));`) },
    script("/shared.js", "onconnect = ({ ports }) => ports[0].postMessage(1);"),
    script("/service.js", "onfetch = () => {};"),
  );
  const session = await openPanel(`${origin}/`, { browser: "own" });
  const { panel } = session;
  await waitForWorkers(session);
  await takeSnapshot(panel);
  await openInsights(panel, "Warnings");
  for (const name of ['shared worker "prices"', 'service worker "service.js"']) {
    await expect(
      panel
        .getByText(
          `The ${name} runs for this site, and has a JS heap of its own. Its objects are not in this snapshot.`,
        )
        .first(),
    ).toBeVisible();
  }
});

test("without closures no worker is measured, and the box of one that is known says so", async ({
  serve,
  openPanel,
}) => {
  const origin = await serve(pageOf('"/sums.js", { name: "sums" }'), script("/sums.js", SUMS));
  const session = await openPanel(`${origin}/`);
  const { panel } = session;
  await waitForWorkers(session);
  const closures = rootsGroup(panel).getByRole("checkbox", { name: "Closures", exact: true });
  await expect(closures).toHaveAccessibleDescription(/dedicated workers/);
  await takeSnapshot(panel);
  await closures.uncheck();
  await expect(workerOf(panel, "sums")).toBeDisabled();
  await expect(workerOf(panel, "sums")).not.toBeChecked();
  await takeSnapshot(panel);
  await expect(treeItemOf(panel, "sums")).toHaveCount(0);
});
