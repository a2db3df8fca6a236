import { copyFileSync, readFileSync } from "node:fs";
import { writeSize } from "../../../extension/panel/frames/figures.ts";
import type { Session } from "../../../extension/scopes/session.ts";
import { openDevtoolsPanel } from "../../browser/devtools-panel.ts";
import { openTab } from "../../browser/measured-tab.ts";
import {
  askAllFunctions,
  chooseRoots,
  downloadExport,
  leaveOutClosures,
  takeSnapshot,
} from "../../browser/panel-actions.ts";
import { BYTE_UNITS } from "../../budget/byte-size.ts";
import { type OutputFormat, outputFormatOf } from "../../export/output-format.ts";
import { TakenSnapshot } from "../../export/taken-snapshot.ts";
import { graphBytesOf } from "../../page/graph-of-snapshot.ts";
import { graphOfHeapSnapshot, takeHeapSnapshot } from "../../page/heap-snapshot-file.ts";
import { MeasuredNode } from "../../page/measured-node.ts";
import {
  type ClosureChoice,
  MeasuredPage,
  type PageSnapshot,
  type PageSnapshotOptions,
  type RootChoice,
} from "../../page/measured-page.ts";
import { sessionOf } from "../../page/playwright-session.ts";
import { connectToInspector } from "../../page/web-socket-session.ts";
import { budgetsOf, checkBudgets } from "../budget-check.ts";
import { defineCommand } from "../command.ts";
import { UsageError } from "../parse-command.ts";
import { pageUrlOf, rootChoiceOf, TARGET_OPTIONS, walkReporter } from "../target-options.ts";
import type { Terminal } from "../terminal.ts";
import { makeFolderOf, writeWithFolders } from "../write-with-folders.ts";

const LAYOUTS = ["chrome"];

/** What is written, and where to. */
interface Output {
  readonly file: string;
  readonly format: OutputFormat;
}

export const command = defineCommand({
  operands: ["[URL]"],
  details: `Loads URL in headless Chromium, measures it over the debugger, and writes FILE, which the panel opens and the
other commands take. --inspect-url measures a process of Node instead.

Roots: without --root and --globals, those that the page registered; if it registered none, what was found: UI
frameworks, globals, closures, listeners, elements, frames and workers. Both with what modules keep, where a bundler's
plug-in derived it. With --root or --globals, only those that are asked for; --all-closures adds closures to any of
them.

Budgets: PATH is written as the panel shows it or as folded stacks begin, such as "store;Object;users". SIZE is a number with
${BYTE_UNITS.join(", ")}, such as 5MB. What counts are the bytes at least. FILE is written in any case; a PATH that is
not in it fails, too.`,
  options: {
    out: {
      kind: "value",
      of: "FILE",
      short: "o",
      about: "where to write; an existing file is replaced. Its ending says the format",
    },
    root: {
      kind: "values",
      of: "EXPR",
      about:
        'measure what this JavaScript expression gives; "NAME = EXPR" shows it under that name. May be given more than once',
    },
    globals: { kind: "flag", about: "measure what the page added to its global object, one root each" },
    "no-closures": { kind: "flag", about: "ask no function for its closure" },
    "all-closures": {
      kind: "flag",
      about: "ask all functions, however many there are; by default at most 200 of one source text and 50,000 in all",
    },
    heap: { kind: "flag", about: "take V8's own heap snapshot instead: .heapsnapshot keeps it as it is" },
    format: {
      kind: "value",
      of: "ID",
      about:
        "folded (by default), snapshot (.allocative), speedscope, pprof, csv, html, svg; with --heap also heap-snapshot",
    },
    screenshot: { kind: "value", of: "PNG", about: "measure in the panel of DevTools, and write a picture of it, too" },
    layout: { kind: "value", of: "chrome", about: "sizes as Chrome lays objects out, the only one for pages" },
    budget: {
      kind: "values",
      of: "[PATH=]SIZE",
      about: "exit with 1 if more than SIZE stands at PATH, or in all. May be given more than once",
    },
    ...TARGET_OPTIONS,
    "inspect-url": {
      kind: "value",
      of: "URL",
      about: "measure a process of Node that was started with --inspect, such as http://127.0.0.1:9229 or ws://…",
    },
  },
  examples: [
    { line: 'snapshot http://127.0.0.1:8080/ --root "app.store" -o store.allocative', about: "what the store holds" },
    { line: "snapshot http://127.0.0.1:8080/ -o app.html --budget 20MB", about: "a page that shows it, and a limit" },
    {
      line: "snapshot --inspect-url http://127.0.0.1:9229 --heap -o node.heapsnapshot",
      about: "V8's heap snapshot of a server",
    },
  ],
  async run({ operands: [operand], options }, terminal) {
    const { out, screenshot, heap, root, globals } = options;
    const inspectUrl = options["inspect-url"];
    const browserUrl = options["browser-url"];
    if (options.layout !== undefined && !LAYOUTS.includes(options.layout))
      throw new UsageError(`--layout is "${options.layout}"; it can be: ${LAYOUTS.join(", ")}.`);
    const isNode = inspectUrl !== undefined;
    if (isNode && (operand !== undefined || browserUrl !== undefined))
      throw new UsageError("--inspect-url is for a process of Node, and takes neither a URL nor --browser-url.");
    const url = isNode ? undefined : pageUrlOf(operand, browserUrl);
    if (out === undefined) throw new UsageError("--out FILE is missing: where should the snapshot go?");
    if (options["no-closures"] && options["all-closures"])
      throw new UsageError("--no-closures and --all-closures are both given; choose one of them.");
    if (heap && (root.length > 0 || globals || screenshot !== undefined))
      throw new UsageError("--heap takes the whole heap: neither --root, --globals nor --screenshot goes with it.");
    if (screenshot !== undefined && (isNode || browserUrl !== undefined || url === undefined))
      throw new UsageError("--screenshot drives the panel, which needs a browser of its own: give a URL alone.");
    const output: Output = { file: out, format: outputFormatOf(out, options.format, heap) };
    const budgets = budgetsOf(options.budget);
    const closures: ClosureChoice = options["all-closures"] ? "all" : options["no-closures"] ? "none" : "usual";
    const roots = rootChoiceOf(root, globals);
    const taken = await (screenshot !== undefined && url !== undefined
      ? takeInPanel(url, { expressions: root, roots, closures }, screenshot, terminal)
      : takeOverSession({ url, browserUrl, inspectUrl }, { heap, roots, closures, output }, terminal));
    if (output.format !== "heap-snapshot") writeWithFolders(out, await taken.write(output.format));
    const { totalSize, objectCount } = taken.derived;
    const summary = `${out}: ${writeSize(totalSize)} in ${objectCount.toLocaleString("en-US")} objects`;
    const isFolded = output.format === "folded";
    const stacks = isFolded ? `, ${taken.toFolded().split("\n").length - 1} folded stacks` : "";
    terminal.write(`${summary}${stacks}\n`);
    return checkBudgets(budgets, taken.derived.frames, terminal);
  },
});

interface Target {
  readonly url: string | undefined;
  readonly browserUrl: string | undefined;
  readonly inspectUrl: string | undefined;
}

interface Wanted {
  readonly heap: boolean;
  readonly roots: RootChoice;
  readonly closures: ClosureChoice;
  readonly output: Output;
}

async function takeOverSession(
  { url, browserUrl, inspectUrl }: Target,
  wanted: Wanted,
  terminal: Terminal,
): Promise<TakenSnapshot> {
  if (inspectUrl !== undefined) {
    terminal.report(`Attaching to ${inspectUrl} …`);
    const session = await connectToInspector(inspectUrl);
    try {
      return await takeFrom(session, new MeasuredNode(session), inspectUrl, wanted, terminal);
    } finally {
      session.close();
    }
  }
  const tab = await openTab({
    ...(url !== undefined && { url }),
    ...(browserUrl !== undefined && { browserUrl }),
    onProgress: (step) => terminal.report(step),
  });
  try {
    const session = sessionOf(tab.session);
    return await takeFrom(session, new MeasuredPage(session), tab.page.url(), wanted, terminal);
  } finally {
    await tab.close();
  }
}

async function takeFrom(
  session: Session,
  measured: { takeSnapshot(options: PageSnapshotOptions): Promise<PageSnapshot> },
  url: string,
  { heap, roots, closures, output }: Wanted,
  terminal: Terminal,
): Promise<TakenSnapshot> {
  if (!heap) {
    const onProgress = walkReporter(terminal, "Taking the snapshot");
    const snapshot = await measured.takeSnapshot({ roots, closures, onProgress });
    return TakenSnapshot.ofGraph(graphBytesOf(snapshot), snapshot.url);
  }
  terminal.report("Taking the heap snapshot …");
  const file = await takeHeapSnapshot(session);
  try {
    if (output.format === "heap-snapshot") {
      makeFolderOf(output.file);
      copyFileSync(file.path, output.file);
    }
    terminal.report("Reading the heap snapshot …");
    return TakenSnapshot.ofHeap(await graphOfHeapSnapshot(file.path), url);
  } finally {
    file.remove();
  }
}

interface WantedInPanel {
  readonly expressions: readonly string[];
  readonly roots: RootChoice;
  readonly closures: ClosureChoice;
}

/** In the real panel of the real DevTools, with its picture. */
async function takeInPanel(
  url: string,
  { expressions, roots, closures }: WantedInPanel,
  screenshot: string,
  terminal: Terminal,
): Promise<TakenSnapshot> {
  const session = await openDevtoolsPanel({
    url,
    display: "headless",
    dockSide: "undocked",
    onProgress: (step) => terminal.report(step),
  });
  try {
    const { panel, devtools } = session;
    await chooseRoots(
      panel,
      typeof roots === "string" ? "as-offered" : { expressions, globals: roots.globals ? "on" : "off" },
    );
    if (closures === "all") await askAllFunctions(panel);
    if (closures === "none") await leaveOutClosures(panel);
    terminal.report("Taking the snapshot …");
    await takeSnapshot(panel);
    writeWithFolders(screenshot, await devtools.screenshot());
    return TakenSnapshot.ofGraph(new Uint8Array(readFileSync(await downloadExport(session, "Snapshot file"))), url);
  } finally {
    await session.close();
  }
}
