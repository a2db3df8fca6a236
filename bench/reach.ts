import { readFileSync } from "node:fs";
import path from "node:path";
import { decodeSnapshot } from "../core/snapshot/take-snapshot.ts";
import { openDevtoolsPanel } from "../package/browser/devtools-panel.ts";
import { downloadExport, takeSnapshot } from "../package/browser/panel-actions.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import { startStaticServer } from "../scripts/static-server.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { type PageHeap, PlainBrowser } from "./reach/page-heap.ts";
import { pagesIn, waitUntilReady } from "./reach/pages.ts";
import { type Reach, reachOf } from "./reach/reach-of-graph.ts";

/** How much of a page the first click on Snapshot explains, with the default settings, beside what V8 says of it. */
export function reachBenchmark(folder = repositoryPath("dist/demo")): Benchmark {
  return {
    name: "reach",
    about: "the part of V8's heap bytes that the first snapshot explains, by page",
    async run(report) {
      const pages = pagesIn(folder);
      const server = await startStaticServer([{ path: "/", folder }]);
      const plain = await PlainBrowser.open();
      try {
        const figures: Figure[] = [];
        for (const page of pages) {
          const name = page || path.basename(folder);
          const url = `${server.origin}/${page === "" ? "" : `${encodeURIComponent(page)}/`}`;
          const heap = await plain.measure(url, waitUntilReady);
          const { reach, milliseconds } = await firstSnapshotOf(url);
          const rows = figuresOf(name, heap, reach, milliseconds);
          report(
            rows.map((row) => `${row.name.replace(`${name}: `, "")} ${row.value.toFixed(1)} ${row.unit}`).join(", "),
          );
          figures.push(...rows);
        }
        return figures;
      } finally {
        await plain.close();
        await server.close();
      }
    },
  };
}

async function firstSnapshotOf(url: string): Promise<{ readonly reach: Reach; readonly milliseconds: number }> {
  const session = await openDevtoolsPanel({ url, display: "headless", dockSide: "undocked" });
  try {
    await waitUntilReady(session.page);
    const { milliseconds } = await takeSnapshot(session.panel);
    const file = await downloadExport(session, "Snapshot file");
    return { reach: reachOf(decodeSnapshot(readFileSync(file)).graph), milliseconds };
  } finally {
    await session.close();
  }
}

function figuresOf(name: string, heap: PageHeap, reach: Reach, milliseconds: number): Figure[] {
  const percentOf = (bytes: number, whole: number): number => (whole > 0 ? (bytes / whole) * 100 : 0);
  const figure = (text: string, value: number, unit: Figure["unit"]): Figure => ({
    name: `${name}: ${text}`,
    value,
    unit,
  });
  return [
    figure("heap by V8", heap.heap, "bytes"),
    figure("explained, at least", percentOf(reach.heapBytes, heap.heap), "%"),
    figure("explained, at most", percentOf(reach.maxHeapBytes, heap.heap), "%"),
    figure("named, of what is explained", percentOf(reach.namedBytes, reach.heapBytes), "%"),
    figure("(shared), of what is explained", percentOf(reach.sharedBytes, reach.heapBytes), "%"),
    figure("first snapshot", milliseconds, "ms"),
    figure("V8's heap snapshot", heap.milliseconds, "ms"),
  ];
}
