import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright";
import { sizesByStack } from "../core/flamegraph/formats/folded-text.ts";
import { decodeSnapshot, type Snapshot } from "../core/snapshot/take-snapshot.ts";
import { openDevtoolsPanel } from "../scripts/browser/devtools-panel.ts";
import { downloadExport, takeSnapshot } from "../scripts/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { PlainBrowser } from "./reach/page-heap.ts";
import { pagesIn, waitUntilReady } from "./reach/pages.ts";

/** How often the leaking action is done between the two snapshots. */
const ROUNDS = 5;
/** The stacks that grew most are reported. */
const SHOWN_STACKS = 4;

/** How much of what a page leaks a comparison of two snapshots explains, beside what V8 says. The page leaks at each click on `#once`, and counts in its `data-count`. */
export function leaksBenchmark(folder = repositoryPath("dist/demo")): Benchmark {
  return {
    name: "leaks",
    about: "the part of a leak's growth that two snapshots explain, by page",
    async run(report) {
      const server = await startStaticServer([{ path: "/", folder }]);
      const plain = await PlainBrowser.open();
      try {
        const figures: Figure[] = [];
        for (const page of pagesIn(folder)) {
          const name = page || path.basename(folder);
          const url = `${server.origin}/${page === "" ? "" : `${encodeURIComponent(page)}/`}`;
          const before = await plain.measure(url, waitUntilReady);
          const after = await plain.measure(url, async (opened) => {
            await waitUntilReady(opened);
            await leak(opened);
          });
          const [first, second] = await snapshotsOf(url);
          const growth = after.heap + after.buffers - before.heap - before.buffers;
          const ours = second.totalSize - first.totalSize;
          report(`${name}: V8 ${growth} bytes, snapshots ${ours} bytes, ${((ours / growth) * 100).toFixed(1)} %`);
          for (const line of grownStacks(first, second)) report(`  ${line}`);
          figures.push(
            { name: `${name}: growth by V8, buffers included`, value: growth, unit: "bytes" },
            { name: `${name}: explained, at least`, value: (ours / growth) * 100, unit: "%" },
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

async function snapshotsOf(url: string): Promise<readonly [Snapshot, Snapshot]> {
  const session = await openDevtoolsPanel({ url, display: "headless", dockSide: "undocked" });
  const taken = async (): Promise<Snapshot> => {
    await takeSnapshot(session.panel);
    return decodeSnapshot(readFileSync(await downloadExport(session, "Snapshot file")));
  };
  try {
    await waitUntilReady(session.page);
    const first = await taken();
    await leak(session.page);
    return [first, await taken()];
  } finally {
    await session.close();
  }
}

/** The stacks whose own bytes grew most. */
function grownStacks(first: Snapshot, second: Snapshot): readonly string[] {
  const before = bytesByStack(first);
  return [...bytesByStack(second)]
    .map(([stack, size]) => ({ stack, growth: size - (before.get(stack) ?? 0) }))
    .toSorted((one, other) => other.growth - one.growth)
    .slice(0, SHOWN_STACKS)
    .map(({ stack, growth }) => `+${growth} ${stack}`);
}

function bytesByStack(snapshot: Snapshot): ReadonlyMap<string, number> {
  const frames = snapshot.flamegraph();
  return sizesByStack(frames, frames.selfSize);
}
