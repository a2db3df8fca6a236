import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { findChromium } from "../package/browser/find-chromium.ts";
import type { DeriveOptions } from "../package/derive/derive-options.ts";
import derivedByEsbuild from "../package/derive/esbuild.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 9;

/**
 * What the plug-in writes into the code. It lets esbuild bundle first and minify then. Where esbuild does both at once, the
 * wrappers of CommonJS modules are arrow functions, which the engine starts more slowly, so the plain code takes both steps, too.
 */
const MODES: Readonly<Record<string, DeriveOptions>> = {
  without: { production: true, exclude: /./ },
  "a + b": { production: true },
  "a + b + c": { production: true, closures: true },
};

/** Milliseconds of the page's thread, and bytes. */
interface Run {
  readonly startMs: number;
  readonly heapBytes: number;
  readonly workMs: ReadonlyMap<string, number>;
}

/** What the plug-in for bundlers costs while the app runs: work of libraries, minified and built with and without it. */
export const deriveRunBenchmark: Benchmark = {
  name: "derive-run",
  about: "what the plug-in for bundlers costs while an app runs, in time of its thread and in heap",
  async run(report) {
    const pages = await Promise.all(
      Object.entries(MODES).map(async ([mode, options]) => [mode, await built(options)] as const),
    );
    const server = await startStaticServer(
      pages.flatMap(([mode, script], i) => [
        { path: `/${i}/`, html: `<!doctype html><title>${mode}</title><script type="module" src="/${i}.js"></script>` },
        { path: `/${i}.js`, html: script, headers: { "content-type": "text/javascript" } },
      ]),
    );
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    });
    try {
      const runs = pages.map((): Run[] => []);
      for (let round = 0; round < ROUNDS; round++) {
        report(`round ${round + 1} of ${ROUNDS}`);
        /* Each mode has its turn to be the first: that one finds a browser that has just rested. */
        for (const turn of pages.keys()) {
          const i = (turn + round) % pages.length;
          runs[i]!.push(await runOf(browser, `${server.origin}/${i}/`));
        }
      }
      return figuresOf(
        pages.map(([mode]) => mode),
        runs,
      );
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

async function built(options: DeriveOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [repositoryPath("bench/derive-run/workloads.ts")],
    absWorkingDir: repositoryPath("."),
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: repositoryPath("artifacts/derive-run"),
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [derivedByEsbuild(options)],
  });
  return outputFiles[0]!.text;
}

async function runOf(browser: Browser, url: string): Promise<Run> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  /* The thread's own time: what else the machine does is not in it. */
  const threadMs = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1000;
  };
  const before = await threadMs();
  await page.goto(url);
  const startMs = (await threadMs()) - before;
  const workMs = new Map<string, number>();
  for (const name of await workloadsOf(page)) {
    await session.send("HeapProfiler.collectGarbage");
    const started = await threadMs();
    await page.evaluate(`workloads[${JSON.stringify(name)}]()`);
    workMs.set(name, (await threadMs()) - started);
  }
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await context.close();
  return { startMs, heapBytes: usedSize, workMs };
}

async function workloadsOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate("Object.keys(workloads)");
}

/** Medians of the rounds, and their ratio to that of the build without the plug-in. */
function figuresOf(modes: readonly string[], runs: readonly (readonly Run[])[]): Figure[] {
  const figures: Figure[] = [];
  const compare = (name: string, unit: "ms" | "bytes", take: (run: Run) => number): void => {
    const medians = runs.map((ofMode) => medianOf(ofMode.map(take)));
    for (const [i, mode] of modes.entries()) {
      figures.push({ name: `${name}: ${mode}`, value: medians[i]!, unit });
      if (i > 0) figures.push({ name: `${name}: ${mode}, ratio`, value: medians[i]! / medians[0]!, unit: "ratio" });
    }
  };
  compare("start", "ms", ({ startMs }) => startMs);
  for (const name of runs[0]![0]!.workMs.keys()) compare(name, "ms", ({ workMs }) => workMs.get(name)!);
  compare("heap after all, the closures kept", "bytes", ({ heapBytes }) => heapBytes);
  return figures;
}
