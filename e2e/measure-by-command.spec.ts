// The command allocative, which measures without the extension: pages, browsers that run, processes of Node, heap snapshots, leaks.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import type { TestInfo } from "playwright/test";
import { downloadFolded, takeSnapshot } from "../package/browser/panel-actions.ts";
import { DEMO_ROUTE } from "./fixtures/demo-page.ts";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithModule, pageWithScript } from "./fixtures/page-html.ts";
import { runAllocative } from "./fixtures/run-snapshot.ts";
import { expect, test } from "./fixtures/test.ts";
import { CLEAN_PAGES, LEAKING_PAGES, leakPageRoutes, pathOf } from "./leak-pages/pages.ts";

const linesOf = (file: string): readonly string[] => readFileSync(file, "utf8").trimEnd().split("\n");
const bytesIn = (folded: string): number => totalBytesOf(parseFolded(folded));

const PRESS = `let rounds = 0;
export async function setup(page) { await page.locator('html[data-rounds="0"]').waitFor(); }
export async function action(page) {
  await page.getByRole("button").first().click();
  await page.locator(\`html[data-rounds="\${++rounds}"]\`).waitFor();
}`;

/** Of a recording that waits for what never comes. */
const BRIEF_MS = 300;

/** The same by Recorder. */
const RECORDING = JSON.stringify({
  title: "Press the button",
  steps: [
    { type: "setViewport", width: 900, height: 700, deviceScaleFactor: 1, isMobile: false, hasTouch: false },
    { type: "navigate", url: "http://recorded.example/", assertedEvents: [{ type: "navigation" }] },
    { type: "click", target: "main", selectors: [["aria/No such button"], ["button"]], offsetX: 5, offsetY: 5 },
    { type: "waitForExpression", expression: "document.documentElement.dataset.rounds > 0" },
  ],
});

function fileOf(testInfo: TestInfo, name: string, content: string): string {
  const file = testInfo.outputPath(name);
  writeFileSync(file, content);
  return file;
}

const [mapById] = LEAKING_PAGES.filter(({ name }) => name.endsWith("map-by-id"));
const [privateRegistry] = LEAKING_PAGES.filter(({ name }) => name.endsWith("private-registry"));
const [customElements] = LEAKING_PAGES.filter(({ name }) => name.endsWith("custom-elements"));
const [clean] = CLEAN_PAGES.filter(({ name }) => name.endsWith("lru-cache"));

async function foldedByCommand(url: string, testInfo: TestInfo): Promise<string> {
  const out = testInfo.outputPath("page.folded");
  const { exitCode, stderr } = await runAllocative(["snapshot", url, "--out", out]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return readFileSync(out, "utf8");
}

test("a page with closures alone has the frames that the panel finds, with the same bytes", async ({
  serve,
  openPanel,
}, testInfo) => {
  const pages = [mapById!, privateRegistry!, customElements!];
  const leaks = await serve(...(await leakPageRoutes(pages)));
  for (const page of pages) {
    const url = `${leaks}${pathOf(page)}`;
    const session = await openPanel(url);
    await session.page.locator("html[data-rounds]").waitFor();
    await takeSnapshot(session.panel);
    const expected = await downloadFolded(session);
    expect(await foldedByCommand(url, testInfo), url).toBe(expected);
  }
});

test("a page with registered roots has the bytes that the panel finds", async ({ serve, openPanel }, testInfo) => {
  const url = `${await serve(DEMO_ROUTE)}/`;
  const session = await openPanel(url);
  await session.page.getByText("Ready.").waitFor();
  await takeSnapshot(session.panel);
  const ratio = bytesIn(await foldedByCommand(url, testInfo)) / bytesIn(await downloadFolded(session));
  testInfo.annotations.push({ type: "bytes over the panel's", description: `${url}: ${ratio}` });
  /* The chart was resized if the window was, and keeps options for that. */
  expect(Math.abs(ratio - 1)).toBeLessThan(0.001);
});

test("workers and frames of other sites stand beside the page, in every format", async ({ serve }, testInfo) => {
  const other = await serve({ path: "/", html: "<title>Ads</title><script>globalThis.ads = [{ id: 1 }];</script>" });
  const worker = "globalThis.rows = [{ id: 1 }]; postMessage('ready');";
  const script = `globalThis.app = { items: [{}] };
    new Worker(URL.createObjectURL(new Blob([${JSON.stringify(worker)}])), { name: "sums" }).onmessage = () => document.body.append("started");`;
  const frame = `<iframe src="${other.replace("127.0.0.1", "localhost")}/"></iframe>`;
  const url = `${await serve({ path: "/", html: pageWithScript(script) + frame })}/`;
  const out = testInfo.outputPath("page.allocative");
  const { exitCode, stderr } = await runAllocative(["snapshot", url, "-o", out]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const top = await runAllocative(["top", out, "--json", "--rows", "500"]);
  const paths: readonly string[] = JSON.parse(top.stdout).rows.map((row: { readonly path: string }) => row.path);
  for (const start of ["app", 'worker "sums"', 'frame "Ads"'])
    expect(
      paths.filter((path) => path.startsWith(start)),
      start,
    ).not.toEqual([]);
  const html = testInfo.outputPath("page.html");
  expect(await runAllocative(["snapshot", url, "-o", html])).toMatchObject({ exitCode: 0, stderr: "" });
  expect(readFileSync(html, "utf8")).toContain('id="allocative-frames"');
});

test("--heap takes V8's own heap snapshot, as it is or as frames", async ({ serve }, testInfo) => {
  const html = pageWithScript(
    "class Order { rows = [1, 2, 3]; } globalThis.orders = Array.from({ length: 500 }, () => new Order());",
  );
  const url = `${await serve({ path: "/", html })}/`;
  const heap = testInfo.outputPath("page.heapsnapshot");
  expect(await runAllocative(["snapshot", url, "--heap", "-o", heap])).toMatchObject({ exitCode: 0, stderr: "" });
  const types = await runAllocative(["types", heap, "--json", "--rows", "1000"]);
  expect(types.stdout).toContain('"Order"');
  const folded = testInfo.outputPath("page.folded");
  expect(await runAllocative(["snapshot", url, "--heap", "-o", folded])).toMatchObject({ exitCode: 0, stderr: "" });
  expect(linesOf(folded).some((line) => /;orders;.*Order/.test(line))).toBe(true);
});

test("--browser-url measures the page that is open, and leaves it so", async ({ serve, driveBrowser }, testInfo) => {
  const url = `${await serve({ path: "/", html: pageWithModule("globalThis.shop = {}; registerRoot('shop', shop);") })}/`;
  const driven = await driveBrowser();
  const page = await driven.context.newPage();
  await page.goto(url);
  await page.evaluate("shop.typed = new Array(100).fill(0)");
  const out = testInfo.outputPath("open.folded");
  const { exitCode, stderr } = await runAllocative(["snapshot", url, "--browser-url", driven.url, "-o", out]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(linesOf(out)).toContain("shop;Object;typed;Array;elements 408");
  expect(await page.evaluate("shop.typed.length")).toBe(100);
  expect(driven.context.pages()).toContain(page);
});

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
test("--inspect-url measures a process of Node, with its closures and by its layout", async ({}, testInfo) => {
  const app = fileOf(
    testInfo,
    "app.mjs",
    `globalThis.store = { users: [{ id: 1 }] };
const cache = new Map([[1, { body: [1, 2, 3] }]]);
globalThis.sizeOf = () => cache.size;
setInterval(() => cache.size, 1000);`,
  );
  const child = spawn(process.execPath, ["--inspect=127.0.0.1:0", app], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    const out = testInfo.outputPath("node.folded");
    const inspectUrl = await inspectorOf(child);
    const { exitCode, stderr } = await runAllocative(["snapshot", "--inspect-url", inspectUrl, "-o", out]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = linesOf(out);
    expect(lines).toContain("store;Object;users 8");
    expect(lines).toContain("store;Object;users;Array;elements;Object 24");
    expect(lines.filter((line) => /^Closures;.*app\.mjs;cache;Map;/.test(line))).not.toEqual([]);
    expect(lines.filter((line) => line.includes("node:internal"))).toEqual([]);
    const root = testInfo.outputPath("root.folded");
    const args = ["snapshot", "--inspect-url", inspectUrl, "--root", "people = store.users", "-o", root];
    expect(await runAllocative(args)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(linesOf(root).every((line) => line.startsWith("people;Array"))).toBe(true);
  } finally {
    child.kill();
  }
});

/** The address that Node says on its stderr. */
function inspectorOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.once("exit", () => reject(new Error(`the process ended: ${text}`)));
    child.stderr?.on("data", (chunk) => {
      text += chunk;
      const [, url] = /listening on (ws:\/\/\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

test("commands that read a file measure the page of a URL in its place", async ({ serve }) => {
  const html = pageWithModule("globalThis.shop = { rows: [{}, {}] }; registerRoot('shop', shop);");
  const url = `${await serve({ path: "/", html })}/`;
  const { exitCode, stdout, stderr } = await runAllocative(["top", url, "--json"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const { snapshot, rows } = JSON.parse(stdout);
  expect(snapshot).toMatchObject({ name: url, objectCount: 4 });
  expect(rows.map((row: { readonly path: string }) => row.path)).toContain("shop › Object › rows: Array");
});

test.describe("leaks", () => {
  test("exits with 1 where something grew in every round, with its path and sentence", async ({ serve }, testInfo) => {
    const origin = await serve(...(await leakPageRoutes([mapById!])));
    const url = `${origin}${pathOf(mapById!)}`;
    for (const steps of [fileOf(testInfo, "press.mjs", PRESS), fileOf(testInfo, "press.json", RECORDING)]) {
      const last = testInfo.outputPath("deep/last.allocative");
      const { exitCode, stdout, stderr } = await runAllocative(["leaks", url, "--steps", steps, "-o", last]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
      expect(stdout).toContain("75 more objects in profiles of leaking/map-by-id.js: 25 a round.");
      expect(stdout).toMatch(/0 → 75 +Closures › leaking\/map-by-id\.js › profiles: Map\n/);
      const held = await runAllocative(["who", last, "Closures › leaking/map-by-id.js › profiles: Map"]);
      expect(held).toMatchObject({ exitCode: 0, stderr: "" });
      expect(held.stdout).toContain("leaking/map-by-id.js › profiles: Map");
    }
  });

  test("exits with 0 where nothing did", async ({ serve }, testInfo) => {
    const origin = await serve(...(await leakPageRoutes([clean!])));
    const steps = fileOf(testInfo, "press.mjs", PRESS);
    const { exitCode, stdout, stderr } = await runAllocative(["leaks", `${origin}${pathOf(clean!)}`, "--steps", steps]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Nothing grew in every round");
  });

  test("exits with 2 where a step fails, and says which", async ({ serve, silentUrl }, testInfo) => {
    const url = `${await serve({ path: "/", html: pageWithScript("") })}/`;
    const throws = fileOf(testInfo, "throws.mjs", "export function action() { throw new Error('no such button'); }");
    expect(await runAllocative(["leaks", url, "--steps", throws])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "Round 1: action failed: no such button\n",
    });
    const missing = fileOf(
      testInfo,
      "missing.json",
      JSON.stringify({ timeout: BRIEF_MS, steps: [{ type: "click", selectors: [["aria/Save"], ["#save"]] }] }),
    );
    expect((await runAllocative(["leaks", url, "--steps", missing])).stderr).toBe(
      "Round 1: action failed: Step 1 (click): within 0.3 s there is no element for aria/Save, #save.\n",
    );
    const silent = await runAllocative(["leaks", silentUrl, "--steps", throws]);
    expect(silent).toMatchObject({ exitCode: 2, stdout: "" });
    expect(silent.stderr).toMatch(/ did not load: net::ERR_CONNECTION_REFUSED\.\n$/);
  });
});
