// Calls of allocative mcp that take long, are taken back, or lose their browser, over stdio.
import { execFileSync } from "node:child_process";
import { type Agent, test } from "./fixtures/agent.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { expect } from "./fixtures/test.ts";

const GROWING = pageWithModule(`
  globalThis.store = { log: [] };
  globalThis.grow = () => { for (let i = 0; i < 100; i++) store.log.push({ i }); };`);

const ENDLESS = "for (;;);";

test("says what it is doing to a client that asks for it", async ({ serve, startAgent }) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const agent = await startAgent();
  const messages: string[] = [];
  const onProgress = (message: string): void => void messages.push(message);
  const answer = await agent.ask("leak_check", { url, action: "grow()", rounds: 2 }, { onProgress });
  expect(answer.text).toContain("200 more objects in log of store");
  const doing = messages.join("\n");
  expect(doing).toMatch(/Loading http.*Taking the first snapshot.*Round 1 of 2.*Round 2 of 2/s);
});

test("a call that would take longer than the client waits is answered in time, and asked for again", async ({
  serve,
  startAgent,
}) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const agent = await startAgent(["--answer-within", "1"]);
  const check = { url, action: "grow()", rounds: 2 };
  const answers = [await agent.ask("leak_check", check)];
  while (answers.at(-1)?.text.startsWith("Not done yet")) answers.push(await agent.ask("leak_check", check));
  expect(answers[0]?.text).toMatch(/^Not done yet: .+\nNext: call leak_check again with the same arguments/);
  /* Of one check: two would have written two files. */
  expect(answers.at(-1)?.text).toMatch(/written to snapshot-1\.allocative\..*200 more objects in log of store/s);
});

test("a call that is taken back ends its browser, also where the page never stops", async ({ serve, startAgent }) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const agent = await startAgent();
  await takeBack(agent, { url, action: ENDLESS }, /Round 1/);
  await expect.poll(() => browsersOf(agent.pid), { timeout: test.info().timeout }).toEqual([]);
  /* While the page loads. */
  await takeBack(agent, { url, action: "grow()" }, /Loading/);
  await expect.poll(() => browsersOf(agent.pid), { timeout: test.info().timeout }).toEqual([]);
  expect((await agent.ask("top", { file: "none" })).text).toContain("does not exist");
});

test("a call that is taken back leaves a running browser as it was", async ({ serve, driveBrowser, startAgent }) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const driven = await driveBrowser();
  const agent = await startAgent(["--browser-url", driven.url]);
  const [page = await driven.context.newPage()] = driven.context.pages();
  await page.goto(url);
  await takeBack(agent, { action: ENDLESS }, /Round 1/);
  expect(await page.evaluate("grow(), store.log.length")).toBe(100);
  /* A page of its own is closed. */
  await takeBack(agent, { url: `${url}?other`, action: ENDLESS }, /Round 1/);
  await expect.poll(() => driven.context.pages().length, { timeout: test.info().timeout }).toBe(1);
  const answer = await agent.ask("snapshot", { roots: ["store"] });
  expect(answer.text).toContain("store › Object › log: Array");
});

test("a browser that goes away in the middle is an error in a sentence, and two calls at once wait for each other", async ({
  serve,
  driveBrowser,
  startAgent,
}) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const driven = await driveBrowser();
  const agent = await startAgent(["--browser-url", driven.url]);
  const [page = await driven.context.newPage()] = driven.context.pages();
  await page.goto(url);
  const both = await Promise.all([
    agent.ask("leak_check", { action: "grow()", rounds: 2 }),
    agent.ask("leak_check", { action: "grow()", rounds: 2 }),
  ]);
  for (const { text } of both) expect(text).toContain("200 more objects in log of store: 100 a round");
  const answer = agent.ask("leak_check", { action: "globalThis.isWaiting = true; await new Promise(() => {})" });
  await page.waitForFunction("globalThis.isWaiting");
  await driven.context.close();
  const { text, isError } = await answer;
  expect(text).toMatch(/^The page or its browser is gone, so this was not finished/);
  expect(isError).toBe(true);
  const next = await agent.ask("snapshot", {});
  expect(next.text).toMatch(/^There is no browser at /);
});

test("when its input ends in the middle of a call, neither it nor its browser stays", async ({ serve, startAgent }) => {
  const url = `${await serve({ path: "/", html: GROWING })}/`;
  const agent = await startAgent();
  let outcome = "";
  const action = "await new Promise(() => {})";
  const isInRound = new Promise<void>((resolve) => {
    const onProgress = (message: string): void => void (/Round 1/.test(message) && resolve());
    agent.ask("leak_check", { url, action }, { onProgress }).then(
      () => {
        outcome = "answered";
      },
      () => {
        outcome = "ended";
      },
    );
  });
  await isInRound;
  const started = processesBelow(agent.pid);
  expect(started.filter(({ isBrowser }) => isBrowser)).not.toEqual([]);
  await agent.close();
  await expect.poll(() => outcome).toBe("ended");
  const left = (): number[] => {
    const running = new Set(allProcesses().map(({ pid }) => pid));
    return started.map(({ pid }) => pid).filter((pid) => running.has(pid));
  };
  await expect.poll(left, { timeout: test.info().timeout }).toEqual([]);
});

/** Begins a check, and takes it back when its progress matches. */
async function takeBack(agent: Agent, input: Record<string, unknown>, when: RegExp): Promise<void> {
  const taker = new AbortController();
  const onProgress = (message: string): void => {
    if (when.test(message)) taker.abort();
  };
  await expect(agent.ask("leak_check", input, { signal: taker.signal, onProgress })).rejects.toThrow(/abort/i);
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly isBrowser: boolean;
}

function allProcesses(): readonly RunningProcess[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,comm="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state = "", command = ""] = line.trim().split(/\s+/);
    /* Of a process that has ended, only its number is left. */
    return state.startsWith("Z")
      ? []
      : { pid: Number(pid), parent: Number(parent), isBrowser: /chrom|headless/i.test(command) };
  });
}

function processesBelow(pid: number): readonly RunningProcess[] {
  const all = allProcesses();
  const below = all.filter(({ parent }) => parent === pid);
  for (const { pid: inner } of below) below.push(...all.filter(({ parent }) => parent === inner));
  return below;
}

function browsersOf(pid: number): readonly RunningProcess[] {
  return processesBelow(pid).filter(({ isBrowser }) => isBrowser);
}
