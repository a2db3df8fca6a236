import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { framesOfGraph } from "../core/flamegraph/frames-of-graph.ts";
import { ownersOf } from "../core/flamegraph/owners/sharing-policy.ts";
import { withoutEmpty } from "../core/flamegraph/without-empty.ts";
import { toGraph } from "../core/graph/locate-cells.ts";
import { graphOfHeap } from "../core/heap-snapshot/graph-of-heap.ts";
import { HeapSnapshotReader } from "../core/heap-snapshot/heap-snapshot-reader.ts";
import type { HeapTables } from "../core/heap-snapshot/heap-tables.ts";
import type { Benchmark, Figure } from "./benchmark.ts";

const ROWS = 250_000;
const PIECE_BYTES = 1 << 20;

/** Rows of an app with texts, doubles, dates, lists and an index: eight objects and texts each. */
const PROGRAM = `
  class Row {
    constructor(i) {
      this.id = i;
      this.name = "row " + i;
      this.price = i * 1.5;
      this.tags = ["a" + (i % 100), "b" + i];
      this.meta = { created: new Date(i), parent: null };
    }
  }
  globalThis.rows = [];
  for (let i = 0; i < ${ROWS}; i++) {
    const row = new Row(i);
    row.meta.parent = rows[i >> 1] ?? null;
    rows.push(row);
  }
  globalThis.index = new Map(rows.map((row) => [row.name, row]));
  require("node:v8").writeHeapSnapshot(process.argv[1]);`;

/** What the panel's workers do with a heap snapshot, in Node. In processor time, because others use the machine too. */
export const heapSnapshotBenchmark: Benchmark = {
  name: "heap-snapshot",
  about: `a heap snapshot of ${ROWS.toLocaleString("en")} rows: from the file to frames`,
  async run(report) {
    const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-bench-"));
    const file = path.join(folder, "rows.heapsnapshot");
    try {
      report("writing the file");
      execFileSync(process.execPath, ["--max-old-space-size=4096", "--eval", PROGRAM, file]);
      return measure(file, report);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measure(file: string, report: (step: string) => void): readonly Figure[] {
  const figures: Figure[] = [];
  let most = 0;
  const timed = <T>(name: string, work: () => T): T => {
    report(name);
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    most = Math.max(most, arrayBuffers + heapUsed);
    figures.push({ name: `${name}: processor time`, value: (user + system) / 1000, unit: "ms" });
    return result;
  };
  const bytes = statSync(file).size;
  const heap = timed("read", () => readFile(file, bytes));
  const { nodeCount } = heap;
  const edgeCount = heap.firstEdge[nodeCount]!;
  const graph = timed("graph", () => toGraph(graphOfHeap(heap)));
  const owners = timed("owners", () => ownersOf(graph, "owner"));
  const frames = timed("frames", () => withoutEmpty(framesOfGraph(graph, owners)));
  const readMs = figures[0]!.value;
  return [
    { name: "file", value: bytes, unit: "bytes" },
    { name: "nodes", value: nodeCount, unit: "rows" },
    { name: "edges that count", value: edgeCount, unit: "rows" },
    { name: "frames", value: frames.count - 1, unit: "frames" },
    ...figures,
    { name: "read a second", value: (bytes / readMs) * 1000, unit: "bytes" },
    { name: "memory between two steps, at most", value: most, unit: "bytes" },
    { name: "the same, for each byte of the file", value: most / bytes, unit: "ratio" },
  ];
}

function readFile(file: string, fileSize: number): HeapTables {
  const utf8 = new TextDecoder();
  const reader = new HeapSnapshotReader({ memory: Number.POSITIVE_INFINITY, fileSize }, (text) => utf8.decode(text));
  const piece = new Uint8Array(PIECE_BYTES);
  const descriptor = openSync(file, "r");
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      reader.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return reader.finish();
}
