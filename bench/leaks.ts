import path from "node:path";
import type { Page } from "playwright";
import { openDevtoolsPanel } from "../package/browser/devtools-panel.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { findLeak, type LeakAnswer } from "./find-leak.ts";
import { PlainBrowser } from "./reach/page-heap.ts";
import { pagesIn, waitUntilReady } from "./reach/pages.ts";

/** As many as the panel does by default. */
const ROUNDS = 3;
/** The rows that are reported. */
const SHOWN_ROWS = 3;

/** What **Find a leak** answers for a page, and how much of the growth its rows explain, beside what V8 says. The page leaks at each click on `#once`, and counts in its `data-count`. */
export function leaksBenchmark(folder = repositoryPath("dist/demo")): Benchmark {
  return {
    name: "leaks",
    about: "clicks, time and the part of a leak's growth that the answer of Find a leak explains, by page",
    async run(report) {
      const server = await startStaticServer([{ path: "/", folder }]);
      const plain = await PlainBrowser.open();
      try {
        const figures: Figure[] = [];
        for (const page of pagesIn(folder)) {
          const name = page || path.basename(folder);
          const url = `${server.origin}/${page === "" ? "" : `${encodeURIComponent(page)}/`}`;
          const growth = await growthOf(plain, url);
          const { clicks, milliseconds, rows, counts } = await answerOf(url);
          const explained = rows.reduce((sum, { own }) => sum + own, 0);
          report(`${name}: V8 ${growth} bytes, rows ${Math.round(explained)} bytes, ${percentOf(explained, growth)} %`);
          if (rows.length === 0) report("  Nothing grew in every round");
          for (const { text } of rows.slice(0, SHOWN_ROWS)) report(`  ${text}`);
          if (counts.length > 0) report(`  ${counts.join(", ")}`);
          figures.push(
            { name: `${name}: clicks`, value: clicks, unit: "clicks" },
            { name: `${name}: time to the answer`, value: milliseconds, unit: "ms" },
            { name: `${name}: rows of the answer`, value: rows.length, unit: "rows" },
            { name: `${name}: growth by V8, buffers included`, value: growth, unit: "bytes" },
            { name: `${name}: explained by the rows`, value: (explained / growth) * 100, unit: "%" },
          );
        }
        return figures;
      } finally {
        await plain.close();
        await server.close();
      }
    },
  };
}

function percentOf(part: number, whole: number): string {
  return ((part / whole) * 100).toFixed(1);
}

/** Bytes that V8 says the rounds leave behind. */
async function growthOf(plain: PlainBrowser, url: string): Promise<number> {
  const before = await plain.measure(url, waitUntilReady);
  const after = await plain.measure(url, async (opened) => {
    await waitUntilReady(opened);
    await leak(opened);
  });
  return after.heap + after.buffers - before.heap - before.buffers;
}

async function leak(page: Page): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const before = await countOf(page);
    await page.locator("#once").evaluate((button: HTMLElement) => button.click());
    while ((await countOf(page)) === before) await page.waitForTimeout(20);
  }
  /* What is on its way to be collected is not part of the leak. */
  await page.requestGC();
}

function countOf(page: Page): Promise<string | undefined> {
  return page.locator("#once").evaluate((button: HTMLElement) => button.dataset.count);
}

async function answerOf(url: string): Promise<LeakAnswer> {
  const session = await openDevtoolsPanel({ url, display: "headless", dockSide: "undocked" });
  try {
    await waitUntilReady(session.page);
    return await findLeak(session.panel);
  } finally {
    await session.close();
  }
}
