import { cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Browser, Page } from "playwright-core";
import { startStaticServer } from "../static-server.ts";
import { SAMPLE } from "./derive-builds.ts";
import { installSample } from "./sample.ts";

/** Copies the sample, with the packages that it uses, beside the app. */
export function installDerivedSample(app: string): string {
  const folder = installSample("derive", app, []);
  cpSync(path.join(SAMPLE, "packages/counter-cjs"), path.join(folder, "node_modules/counter-cjs"), { recursive: true });
  return folder;
}

/** What the sample did in a browser, and what a snapshot of its realms has. */
export interface SampleRun {
  readonly output: readonly string[];
  /** Folded stacks of the page, and of the worker if there is one. */
  readonly folded: string;
  readonly workerFolded: string;
  readonly errors: readonly string[];
}

const TAKE = 'allocative.takeSnapshot({ layout: "chrome" }).toFolded()';

/** Runs what stands at an address; the package measures it, as the script that CDNs give. */
export async function runSample(browser: Browser, app: string, address: string): Promise<SampleRun> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) errors.push(message.text());
  });
  page.on("pageerror", ({ message }) => errors.push(message));
  try {
    await page.goto(address);
    const output = (await page.evaluate("output")) as string[];
    const measured = await measure(page, app);
    return { output, errors, ...measured };
  } finally {
    await page.close();
  }
}

/** What a snapshot of the page and of its worker has. */
export async function measure(page: Page, app: string): Promise<Pick<SampleRun, "folded" | "workerFolded">> {
  const script = readFileSync(path.join(app, "node_modules/allocative/dist/core/index.global.js"), "utf8");
  await page.addScriptTag({ content: script });
  const folded = (await page.evaluate(TAKE)) as string;
  const [worker] = page.workers();
  const workerFolded = worker === undefined ? "" : ((await worker.evaluate(`${script}\n;${TAKE}`)) as string);
  return { folded, workerFolded };
}

/** Serves a folder for as long as `use` takes. */
export async function withServer<T>(folder: string, use: (origin: string) => Promise<T>): Promise<T> {
  const server = await startStaticServer([{ path: "/", folder }]);
  try {
    return await use(server.origin);
  } finally {
    await server.close();
  }
}

/** A string of the sample, and where its source map says that it stands. */
export interface MappedString {
  readonly text: string;
  /** Below the sample; "" for none. */
  readonly source: string;
  /** What stands there. */
  readonly found: string;
}

/** Looks up strings of the sample in all scripts of a folder, by their source maps. */
export function mappedStrings(folder: string, texts: readonly string[]): MappedString[] {
  const strings: MappedString[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js.map")) continue;
    const file = path.join(folder, name);
    const map = new TraceMap(readFileSync(file, "utf8"), file);
    const code = readFileSync(file.replace(/\.map$/, ""), "utf8");
    for (const text of texts) {
      for (let at = code.indexOf(text); at !== -1; at = code.indexOf(text, at + 1)) {
        const before = code.slice(0, at).split("\n");
        const column = before[before.length - 1].length;
        const { source, line, column: original } = originalPositionFor(map, { line: before.length, column });
        const content = source === null ? "" : (map.sourcesContent?.[map.resolvedSources.indexOf(source)] ?? "");
        const found = content.split("\n")[(line ?? 0) - 1]?.slice(original ?? 0) ?? "";
        strings.push({ text, source: source?.replace(/^.*\/(?=src\/)/, "") ?? "", found });
      }
    }
  }
  return strings;
}
