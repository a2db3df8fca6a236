import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { VIEWER_FILE } from "./build-viewer.ts";

export interface SizeBudget {
  readonly part: string;
  /** Bytes, gzipped, that the part may take at most. */
  readonly gzipLimit: number;
  /** Bytes as it is, of a part that is also copied as it is. */
  readonly minifiedLimit?: number;
  /** Paths below the extension's folder that belong to the part. */
  readonly owns: (file: string) => boolean;
}

export interface PartSize {
  readonly part: string;
  readonly fileCount: number;
  readonly minifiedBytes: number;
  /** Each file gzipped on its own, as it is packed. */
  readonly gzipBytes: number;
  readonly gzipLimit: number;
  readonly minifiedLimit: number;
}

const CODE = /\.(?:js|css|html)$/;

/** The worker that reads sources, which most pages of the panel never start. */
const SOURCES_WORKER = /\bsource-main\b/;

/** The pane about totals over time, with uPlot: loaded when it is opened. */
const CHARTS = /\bover-time-pane\b/;

const INJECTED = ["allocative-agent.js", "allocative-worker-agent.js", "allocative-watch.js", "allocative-bridge.js"];

/* What runs in a page has two layouts, V8's and SpiderMonkey's: the latter takes 1.6 kB. */
export const EXTENSION_BUDGETS: readonly SizeBudget[] = [
  { part: "agent", gzipLimit: 73_500, owns: (file) => file === "allocative-agent.js" },
  { part: "worker agent", gzipLimit: 58_000, owns: (file) => file === "allocative-worker-agent.js" },
  { part: "watch", gzipLimit: 7_000, owns: (file) => file === "allocative-watch.js" },
  { part: "bridge", gzipLimit: 3_000, owns: (file) => file === "allocative-bridge.js" },
  {
    part: "panel",
    /* 254,000 before the tab was asked through one interface, which Firefox has otherwise; 255,000 before files of speedscope were read from their bytes, which takes a third of the time; 257,000 before snapshots of Firefox were; 259,500 before the worker rehearsed, which takes compiling off the first snapshot. */
    gzipLimit: 260_500,
    owns: (file) =>
      CODE.test(file) &&
      !INJECTED.includes(file) &&
      file !== VIEWER_FILE &&
      !file.startsWith("extension/devtools/") &&
      !SOURCES_WORKER.test(file) &&
      !CHARTS.test(file),
  },
  /* Each exported page has a copy of it, above its frames. */
  { part: "viewer", gzipLimit: 100_000, minifiedLimit: 300_000, owns: (file) => file === VIEWER_FILE },
  { part: "charts", gzipLimit: 32_000, owns: (file) => CHARTS.test(file) },
  { part: "sources", gzipLimit: 60_000, owns: (file) => SOURCES_WORKER.test(file) },
];

/** Without the agent of workers, which takes a debugger; with the way through the relay. */
export const FIREFOX_BUDGETS: readonly SizeBudget[] = EXTENSION_BUDGETS.filter(
  ({ part }) => part !== "worker agent",
).map((budget) => ({
  ...budget,
  part: `${budget.part} in Firefox`,
  gzipLimit: budget.part === "panel" ? 263_000 : budget.gzipLimit,
}));

/** What the command brings into a page or process. */
export const AGENT_BUDGETS: readonly SizeBudget[] = [
  { part: "page agent", gzipLimit: 71_700, owns: (file) => file === "page-agent.js" },
  { part: "node agent", gzipLimit: 58_500, owns: (file) => file === "node-agent.js" },
];

/** The server for agents, with the SDK of its protocol; no other command loads it. */
const MCP = /^mcp-.*\.js$/;

export const COMMAND_BUDGETS: readonly SizeBudget[] = [
  { part: "command", gzipLimit: 265_000, owns: (file) => file.endsWith(".js") && !MCP.test(file) },
  { part: "mcp", gzipLimit: 140_000, owns: (file) => MCP.test(file) },
];

/** What people import in their tests. It brings the agents. */
export const TESTING_BUDGETS: readonly SizeBudget[] = [
  { part: "testing", gzipLimit: 737_000, owns: (file) => /\.c?js$/.test(file) },
];

/** The plug-in for bundlers, and what it brings into an app. */
export const DERIVE_BUDGETS: readonly SizeBudget[] = [
  { part: "derive", gzipLimit: 80_000, owns: (file) => file.endsWith(".cjs") },
  { part: "derive runtime", gzipLimit: 1_500, owns: (file) => file === "runtime.js" },
  { part: "derive natives", gzipLimit: 6_000, owns: (file) => file === "runtime-natives.js" },
];

export const CORE_BUDGETS: readonly SizeBudget[] = [
  { part: "package", gzipLimit: 59_000, owns: (file) => file === "index.js" },
  { part: "register", gzipLimit: 1_050, owns: (file) => file === "register.js" },
];

/** The sizes of the parts of the build in `folder`, in the order of `budgets`. */
export function measureParts(folder: string, budgets: readonly SizeBudget[]): PartSize[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return budgets.map(({ part, gzipLimit, minifiedLimit = Number.POSITIVE_INFINITY, owns }) => {
    let fileCount = 0;
    let minifiedBytes = 0;
    let gzipBytes = 0;
    for (const file of files) {
      if (!owns(path.relative(folder, file).split(path.sep).join("/"))) continue;
      const bytes = readFileSync(file);
      fileCount++;
      minifiedBytes += bytes.length;
      gzipBytes += gzipSync(bytes, { level: 9 }).length;
    }
    return { part, fileCount, minifiedBytes, gzipBytes, gzipLimit, minifiedLimit };
  });
}

/** A sentence per part that is missing or over its budget. */
export function budgetViolations(sizes: readonly PartSize[]): string[] {
  return sizes.flatMap(({ part, fileCount, minifiedBytes, minifiedLimit, gzipBytes, gzipLimit }) => {
    if (fileCount === 0) return [`The build made no ${part}.`];
    if (minifiedBytes > minifiedLimit)
      return [`The ${part} is ${minifiedBytes} bytes; its budget is ${minifiedLimit}.`];
    if (gzipBytes <= gzipLimit) return [];
    return [`The ${part} is ${gzipBytes} bytes gzipped; its budget is ${gzipLimit}.`];
  });
}

export function formatSizeTable(sizes: readonly PartSize[]): string {
  const rows = sizes.map((size) => [size.part, size.minifiedBytes, size.gzipBytes, size.gzipLimit].map(String));
  const table = [["part", "minified", "gzip", "budget (gzip)"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table
    .map((row) =>
      row
        .map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column])))
        .join("  "),
    )
    .join("\n");
}
