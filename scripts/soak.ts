// npm run soak: one panel for a long time, on a page that changes and navigates. Memory has to stay flat, and every console free of errors.
import { parseArgs } from "node:util";
import type { CDPSession } from "playwright";
import { openDevtoolsPanel, type PanelSession } from "../package/browser/devtools-panel.ts";
import { takeSnapshot } from "../package/browser/panel-actions.ts";
import { WorkerSession } from "../package/browser/worker-session.ts";
import { ExpectedError, runCommand } from "../package/cli/expected-error.ts";
import { buildIfMissing } from "./built-extension.ts";
import { repositoryPath } from "./repository-path.ts";
import { startStaticServer } from "./static-server.ts";

const USAGE = `Usage: npm run soak -- [--minutes N]

Takes snapshots in one panel while the page changes and navigates, compares and deletes them: 500, or as many as N minutes
allow. Fails if the memory of panel or page grows, or if there is an error in a console.`;

/** Without --minutes. */
const SNAPSHOTS = 500;
/** Snapshots until all are deleted, memory is measured, and the page navigates. */
const ROUND = 25;
/** Rounds in which caches fill and code is compiled. */
const WARM_UP = 8;
/** By how much memory may grow after them, as a part of what it was. */
const MOST_GROWTH = 0.05;

/** Bytes of JS heaps in use after garbage was collected. */
interface Heaps {
  readonly panel: number;
  /** Of the panel, in which the snapshots are. */
  readonly worker: number;
  readonly page: number;
}

/** Lists that always have as many objects, each of them new after a while; the text says which of the two pages it is. */
const pageHtml = (name: string): string => `<!doctype html><title>${name}</title><ul></ul><script type="module">
  import { registerRoot } from "/core/index.js";
  const state = { name: "${name}", rows: [], index: new Map(), listeners: new Set() };
  const list = document.querySelector("ul");
  let made = 0;
  const makeRow = () => ({ id: ++made, label: "row " + made, tags: ["${name}", made % 7], at: { x: made, y: made / 2 } });
  for (let i = 0; i < 2000; i++) state.rows.push(makeRow());
  const change = () => {
    for (let i = 0; i < 50; i++) state.rows[(Math.random() * 2000) | 0] = makeRow();
    state.index = new Map(state.rows.slice(0, 200).map((row) => [row.label, row]));
    const item = document.createElement("li");
    item.addEventListener("click", () => item.remove());
    list.append(item);
    while (list.children.length > 40) list.firstElementChild.remove();
    performance.mark("changed");
    if (made % 1000 < 50) performance.clearMarks();
  };
  setInterval(change, 50);
  registerRoot("state", () => state);
</script>`;

await runCommand(async () => {
  const { values } = parseArgs({ options: { minutes: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const minutes = values.minutes === undefined ? null : Number(values.minutes);
  if (minutes !== null && !(minutes > 0)) throw new ExpectedError(`--minutes is "${values.minutes}".\n\n${USAGE}`);
  buildIfMissing();
  const server = await startStaticServer([
    { path: "/one", html: pageHtml("one") },
    { path: "/two", html: pageHtml("two") },
    { path: "/core/", folder: repositoryPath("dist/core") },
  ]);
  try {
    const session = await openDevtoolsPanel({
      url: `${server.origin}/one`,
      display: "headless",
      dockSide: "undocked",
    });
    try {
      await soak(session, server.origin, minutes);
    } finally {
      await session.close();
    }
  } finally {
    await server.close();
  }
});

async function soak(session: PanelSession, origin: string, minutes: number | null): Promise<void> {
  const { panel, page, context } = session;
  const errors = errorsOf(session);
  const ofPanel = await context.newCDPSession(panel);
  const ofWorker = new WorkerSession(ofPanel);
  await ofWorker.begin();
  const ofPage = await context.newCDPSession(page);
  const started = performance.now();
  const rounds: Heaps[] = [];
  let taken = 0;
  const isOver = (): boolean =>
    minutes === null
      ? taken >= SNAPSHOTS
      : performance.now() - started > minutes * 60_000 && rounds.length > 2 * WARM_UP;
  while (!isOver()) {
    for (let i = 0; i < ROUND; i++) {
      await takeSnapshot(panel);
      taken++;
    }
    await panel.getByRole("button", { name: "Compare", exact: true }).click();
    await panel.getByRole("tab", { name: "Changes" }).waitFor();
    await deleteSnapshots(session);
    const heaps = {
      panel: await usedOf(ofPanel),
      worker: await ofWorker.usedSize(),
      page: await usedOf(ofPage),
    };
    rounds.push(heaps);
    console.log(
      `${taken} snapshots: ${(Object.keys(heaps) as (keyof Heaps)[]).map((name) => `${name} ${writeMb(heaps[name])}`).join(", ")}`,
    );
    await page.goto(`${origin}/${rounds.length % 2 === 0 ? "one" : "two"}`);
  }
  console.log(`All of them: ${Math.round((performance.now() - started) / 1000)} s`);
  const faults = [...growthOf(rounds), ...errors];
  if (faults.length > 0) throw new ExpectedError(faults.join("\n"));
}

/** A sentence for each memory that grew: the median of the last rounds beside that of the first ones after the warm-up. The worker's counts as a part of the panel's. */
function growthOf(rounds: readonly Heaps[]): string[] {
  const measured = rounds.slice(WARM_UP);
  const part = Math.max(1, Math.floor(measured.length / 3));
  const memories = { panel: ({ panel, worker }: Heaps) => panel + worker, page: ({ page }: Heaps) => page };
  return Object.entries(memories).flatMap(([name, bytesOf]) => {
    const before = medianOf(measured.slice(0, part).map(bytesOf));
    const after = medianOf(measured.slice(-part).map(bytesOf));
    const growth = (after - before) / before;
    console.log(`${name}: ${writeMb(before)} → ${writeMb(after)} (${(growth * 100).toFixed(1)} %)`);
    return growth <= MOST_GROWTH
      ? []
      : [`The memory of the ${name} grew from ${writeMb(before)} to ${writeMb(after)}.`];
  });
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

/** By **Settings**, for good. */
async function deleteSnapshots({ panel, devtools }: PanelSession): Promise<void> {
  await panel.getByRole("button", { name: "Settings" }).click();
  await panel.getByRole("button", { name: "Delete all snapshots" }).click();
  await devtools.keyboard.press("Escape");
  await panel.getByRole("dialog").waitFor({ state: "hidden" });
}

async function usedOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

/** What comes into the consoles of the page and of the panel. */
function errorsOf({ page, devtools }: PanelSession): string[] {
  const errors: string[] = [];
  for (const [name, watched] of [
    ["page", page],
    ["panel", devtools],
  ] as const) {
    watched.on("pageerror", (error) => errors.push(`An error in the ${name}: ${error.stack ?? error}`));
    watched.on("console", (message) => {
      const isOurs = name === "page" || message.location().url.startsWith("chrome-extension://");
      if (message.type() === "error" && isOurs)
        errors.push(`An error in the console of the ${name}: ${message.text()}`);
    });
  }
  return errors;
}

function writeMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
