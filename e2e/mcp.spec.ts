// allocative mcp, as an agent uses it: over stdio, by a client of the protocol.
import { existsSync, symlinkSync } from "node:fs";
import path from "node:path";
import { maxTokensOf } from "../extension/panel/frames/tokens.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { test, writtenFile } from "./fixtures/agent.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { expect } from "./fixtures/test.ts";

/** At most, of one answer; of the descriptions of all tools, and of the answers that find a leak. */
const ANSWER_TOKENS = 1000;
const ALL_TOKENS = 1500;

const GROWING = pageWithModule(`
  globalThis.store = { log: [], name: "secret" };
  globalThis.grow = () => { for (let i = 0; i < 100; i++) store.log.push({ i, text: "secret " + i }); };`);

const VISIT = 'document.querySelector("#visit-task").click()';

test("finds the demo's leak in 2 calls, below 1,500 tokens", async ({ serve, startAgent }, testInfo) => {
  const origin = await serve({ path: "/", folder: repositoryPath("dist/demo") });
  const folder = testInfo.outputPath();
  const agent = await startAgent();
  const leak = await agent.ask("leak_check", { url: `${origin}/board/index.html`, action: VISIT });
  expect(leak.isError, leak.text).toBe(false);
  expect(leak.text).toContain("3 more listeners of keyup on window: one a round.");
  const file = writtenFile(leak.text);
  expect(existsSync(path.join(folder, file))).toBe(true);
  const [listener = ""] = /Listeners › window › keyup.*$/m.exec(leak.text) ?? [];
  const held = await agent.ask("who_holds", { file, path: listener });
  expect(held.isError, held.text).toBe(false);
  expect(held.text).toContain("window");
  for (const { text } of [leak, held]) expect(maxTokensOf(text)).toBeLessThanOrEqual(ANSWER_TOKENS);
  expect(maxTokensOf(leak.text + held.text)).toBeLessThanOrEqual(ALL_TOKENS);
});

test("compares two moments of the browser that the agent drives", async ({ serve, driveBrowser, startAgent }) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const driven = await driveBrowser();
  const agent = await startAgent(["--browser-url", driven.url]);
  const [page = await driven.context.newPage()] = driven.context.pages();
  await page.goto(url);
  const before = await agent.ask("snapshot", { file: "before", roots: ["store"] });
  expect(before.isError, before.text).toBe(false);
  await page.evaluate("grow()");
  const after = await agent.ask("snapshot", { file: "after", roots: ["store"] });
  expect(after.isError, after.text).toBe(false);
  const grown = await agent.ask("diff", { before: "before.allocative", after: "after.allocative" });
  expect(grown.text).toContain("0 → 100  store › Object › log: Array");
  const top = await agent.ask("top", { file: "after.allocative" });
  for (const { text } of [before, after, grown, top]) {
    expect(maxTokensOf(text)).toBeLessThanOrEqual(ANSWER_TOKENS);
    expect(text).toMatch(/\nNext: .+\n$/);
    expect(text).not.toContain("secret");
  }
});

test("what is asked for in a wrong way is an error in one sentence, and the next call works", async ({
  serve,
  startAgent,
}, testInfo) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const folder = testInfo.outputPath();
  symlinkSync(repositoryPath("package.json"), path.join(folder, "link.allocative"));
  symlinkSync(`${folder}-elsewhere.allocative`, path.join(folder, "dangling.allocative"));
  const agent = await startAgent();
  const cases: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ["snapshot", {}, /url is missing.*--browser-url/],
    ["snapshot", { url: "nonsense" }, /is not a URL/],
    ["snapshot", { url, file: "../outside" }, /not below the working folder/],
    ["top", { file: "missing.allocative" }, /does not exist/],
    ["top", { file: "/etc/passwd" }, /not below the working folder/],
    ["top", { file: "link.allocative" }, /not below the working folder/],
    ["snapshot", { url, file: "dangling" }, /not below the working folder/],
    ["snapshot", { url, file: "x".repeat(300) }, /is not the name of a file/],
    ["snapshot", { url, roots: ["store = "] }, /roots: "store = ": The expression after/],
    ["snapshot", { url, rot: ["store"] }, /rot/],
    ["leak_check", { url, action: "1 +" }, /does not compile/],
    ["leak_check", { url, action: "nothing.here" }, /Round 1: action failed: .*nothing is not defined/],
  ];
  for (const [tool, input, words] of cases) {
    const { text, isError } = await agent.ask(tool, input);
    expect(text).toMatch(words);
    expect(isError, text).toBe(true);
  }
  const taken = await agent.ask("snapshot", { url });
  expect(taken.isError, taken.text).toBe(false);
  const loaded = await agent.ask("leak_check", { url, action: "location.reload()", rounds: 2 });
  expect(loaded.text).toMatch(/The page was loaded anew (?:once|2 times) during the rounds/);
  expect(loaded.text).toMatch(/Nothing grew in every round.*Next: leak_check with another action/s);
  const missing = await agent.ask("who_holds", { file: writtenFile(taken.text), path: "store › lgo" });
  expect(missing.text).toMatch(/store;Object;log/);
  expect(missing.isError).toBe(true);
});

test("the descriptions of all tools together are short", async ({ startAgent }) => {
  const agent = await startAgent([], repositoryPath("."));
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual(["diff", "leak_check", "snapshot", "top", "who_holds"]);
  expect(maxTokensOf(JSON.stringify(tools) + (agent.client.getInstructions() ?? ""))).toBeLessThanOrEqual(ALL_TOKENS);
});
