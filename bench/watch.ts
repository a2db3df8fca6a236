import { readFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { findChromium } from "../package/browser/find-chromium.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const CALLS = 100_000;
/** Object URLs, which the browser keeps outside of the page, take longer. */
const URLS = 20_000;
const ROUNDS = 5;
/** Visits of a task, each with a change in the list of tasks, which React draws. */
const VISITS = 20;

/** What the watch of the page costs: calls one by one, and an app that makes some of them. */
export const watchBenchmark: Benchmark = {
  name: "watch",
  about: "what Watch costs: 100,000 calls of each kind, and the demo's board, with and without it",
  async run(report) {
    const server = await startStaticServer([
      { path: "/demo/", folder: repositoryPath("dist/demo") },
      { path: "/", html: "<!doctype html><title>bench</title><p>page</p>" },
    ]);
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
    try {
      return [
        ...(await measureCalls(browser, `${server.origin}/`, report)),
        ...(await measureBoard(browser, `${server.origin}/demo/board/index.html`, report)),
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

/** As DevTools runs it: before all scripts, in the document of the page. */
async function contextWith(browser: Browser, isWatched: boolean): Promise<BrowserContext> {
  const context = await browser.newContext();
  /* The compiler that runs these scripts wraps functions in calls of this name, those sent to the page included. */
  await context.addInitScript({ content: "globalThis.__name = (named) => named" });
  const script = readFileSync(repositoryPath("dist/extension/allocative-watch.js"), "utf8");
  if (isWatched) await context.addInitScript({ content: `if (top === self) (function(){${script}\n})()` });
  return context;
}

/** Each kind of call with the one that ends it, as the body of a loop; `setUp` has run. */
const CALLS_OF_KINDS: Readonly<Record<string, string>> = {
  "addEventListener and removeEventListener":
    "target.addEventListener('click', listeners[i]); target.removeEventListener('click', listeners[i]);",
  "setTimeout and clearTimeout": "clearTimeout(setTimeout(listeners[i], 1e6));",
  "observe and unobserve": "observer.observe(target); observer.unobserve(target);",
  "createObjectURL and revokeObjectURL": "URL.revokeObjectURL(URL.createObjectURL(blob));",
};

/** Runs in the page. */
function setUp(count: number): void {
  Object.assign(globalThis, {
    target: document.createElement("p"),
    blob: new Blob(["text"]),
    observer: new ResizeObserver(() => {}),
    listeners: Array.from({ length: count }, (_, i) => () => i),
  });
}

async function measureCalls(browser: Browser, url: string, report: (step: string) => void): Promise<Figure[]> {
  const names = Object.keys(CALLS_OF_KINDS);
  const times = { plain: names.map((): number[] => []), watched: names.map((): number[] => []) };
  for (let round = 0; round < ROUNDS; round++) {
    report(`calls, round ${round + 1} of ${ROUNDS}`);
    for (const side of ["plain", "watched"] as const) {
      const context = await contextWith(browser, side === "watched");
      const page = await context.newPage();
      const clock = await threadClockOf(page);
      await page.goto(url);
      await page.evaluate(setUp, CALLS);
      for (const [kind, name] of names.entries()) {
        const count = name.startsWith("createObjectURL") ? URLS : CALLS;
        const started = await clock();
        await page.evaluate(`{ for (let i = 0; i < ${count}; i++) { ${CALLS_OF_KINDS[name]} } }`);
        times[side][kind]!.push((((await clock()) - started) * 1000) / count);
      }
      await context.close();
    }
  }
  return names.flatMap((name, kind): Figure[] => {
    const [plain, watched] = [medianOf(times.plain[kind]!), medianOf(times.watched[kind]!)];
    return [
      { name: `${name}: without`, value: plain, unit: "µs" },
      { name: `${name}: with`, value: watched, unit: "µs" },
      { name: `${name}: ratio`, value: watched / plain, unit: "ratio" },
    ];
  });
}

/** Milliseconds that the page's thread has run: the time of others on the machine is not in it. */
async function threadClockOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
}

/** Milliseconds of the page's thread, until the board has loaded, and for visits of tasks. */
async function measureBoard(browser: Browser, url: string, report: (step: string) => void): Promise<Figure[]> {
  const times = { plain: [] as number[], watched: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    report(`the board, round ${round + 1} of ${ROUNDS}`);
    for (const side of ["plain", "watched"] as const) {
      const context = await contextWith(browser, side === "watched");
      times[side].push(await timeOfBoard(await context.newPage(), url));
      await context.close();
    }
  }
  const [plain, watched] = [medianOf(times.plain), medianOf(times.watched)];
  return [
    { name: `board, loaded and ${VISITS} visits: without`, value: plain, unit: "ms" },
    { name: `board, loaded and ${VISITS} visits: with`, value: watched, unit: "ms" },
    { name: "board: more time of its thread", value: (watched / plain - 1) * 100, unit: "%" },
  ];
}

async function timeOfBoard(page: Page, url: string): Promise<number> {
  const clock = await threadClockOf(page);
  await page.goto(url);
  await page.getByText("20 weeks, 4,000 entries").waitFor();
  await page.getByText("5,000 tasks").waitFor();
  await page.evaluate(visitTasks, VISITS);
  return clock();
}

/** Runs in the page. */
async function visitTasks(visits: number): Promise<void> {
  for (let i = 0; i < visits; i++) {
    document.getElementById("visit-task")?.click();
    document.querySelectorAll<HTMLElement>("#board input")[i]?.click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}
