import { appendFileSync, copyFileSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findChromium } from "../../package/browser/find-chromium.ts";
import { BUILDS, type Build, SCRIPT_BUILDS, startDevelopmentServer } from "./derive-builds.ts";
import {
  installDerivedSample,
  mappedStrings,
  measure,
  runSample,
  type SampleRun,
  withServer,
} from "./derived-sample.ts";

const app = inject("app");
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
});

afterAll(async () => {
  await browser.close();
});

/** What the sample prints, wherever it runs. */
const OUTPUT = [
  "2 × a-1, 1 in the store, 1 described",
  "1 × a-2, 2 in the store, 2 described",
  "items 2",
  "counted 1 2",
  "Ada is at start, 1 visited, 1 open",
  "Ada is at cart, 2 visited, 1 open",
  "Ada left after 2 pages",
  "ours set 1",
  "hello 1",
  "later 2",
  "ping: 1 × w, 0 in the store, 1 described",
];

/** Strings of the sample that stand in one place of its source, and that no minifier puts into another. */
const STRINGS = [" in the store", "counted ", " is at ", " left after ", "hello", "later ", "The worker"];
const SOURCE_OF: Readonly<Record<string, string>> = {
  " in the store": "src/item.ts",
  "counted ": "src/main.ts",
  " is at ": "src/session.ts",
  " left after ": "src/session.ts",
  hello: "src/hot.ts",
  "later ": "src/later.ts",
  "The worker": "src/main.ts",
};

/** Frames that a snapshot of the sample has, as its beginnings. */
const MODULES = [
  "Modules;src/store.ts;cache;Map;",
  "Modules;src/item.ts;described;Array",
  "Modules;src/session.ts;sessions;Array",
  "Modules;src/own-names.ts;made;Array",
  "node_modules;counter-cjs;index.js;seen;Object;pages;Array",
];

function expectFrames(folded: string, beginnings: readonly string[]): void {
  const lines = folded.split("\n");
  const missing = beginnings.filter((beginning) => !lines.some((line) => line.startsWith(beginning)));
  expect(missing, folded).toEqual([]);
}

interface BuiltSample {
  readonly run: SampleRun;
  readonly folder: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly warnings: readonly string[];
}

async function buildAndRun(
  build: Build,
  options: Parameters<Build>[1],
  folder = installDerivedSample(app),
): Promise<BuiltSample> {
  const start = performance.now();
  const warnings = await build(folder, options);
  const seconds = (performance.now() - start) / 1000;
  const dist = path.join(folder, "dist");
  const run = await withServer(dist, (origin) => runSample(browser, app, `${origin}/index.html`));
  return { run, folder, bytes: scriptBytes(dist), seconds, warnings };
}

function scriptBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

describe.each(Object.entries(BUILDS))("%s", (name, build) => {
  let plain: BuiltSample;
  let derived: BuiltSample;

  beforeAll(async () => {
    plain = await buildAndRun(build, undefined);
    derived = await buildAndRun(build, { production: true, closures: true });
    console.log(
      `${name}: ${plain.seconds.toFixed(2)} s and ${plain.bytes} bytes without, ${derived.seconds.toFixed(2)} s and ${derived.bytes} bytes with`,
    );
  });

  test("the app does the same with and without, and warns of nothing new", () => {
    expect(plain.run.output).toEqual(OUTPUT);
    expect(derived.run.output).toEqual(OUTPUT);
    expect(derived.run.errors).toEqual(plain.run.errors);
    expect(derived.warnings).toEqual(plain.warnings);
  });

  test("a snapshot has the app's modules by their paths, without a root that the app registered", () => {
    expect(plain.run.folded).toBe("");
    expectFrames(derived.run.folded, [
      ...MODULES,
      "Modules;src/later.ts;later;Object;lines",
      "Modules;src/hot.ts;greetings;Array",
    ]);
  });

  test("and the worker's", () => {
    expectFrames(derived.run.workerFolded, [
      "Modules;src/worker.ts;answers;Array",
      "Modules;src/item.ts;described;Array",
    ]);
  });

  test("private members and closures stand below what has them", () => {
    const classes = /for development/.test(name) ? "Store" : ".*";
    expect(derived.run.folded).toMatch(new RegExp(`^Modules;src/store\\.ts;store;${classes};#items;Array `, "m"));
    expect(derived.run.folded).toMatch(
      /^Modules;src\/session\.ts;sessions;Array;elements;Object;\(shared\);openSession;\[\[Scopes\]\];visited;Array /m,
    );
  });

  test("nothing of the package itself is in the snapshot", () => {
    expect(derived.run.folded).not.toMatch(/allocative/);
  });
});

test.each(Object.entries(BUILDS).filter(([name]) => !/pack for development/.test(name)))(
  "%s: source maps lead from each string to its place in the source",
  async (_name, build) => {
    const folder = installDerivedSample(app);
    await build(folder, { production: true, closures: true });
    const strings = mappedStrings(path.join(folder, "dist"), STRINGS);
    expect(new Set(strings.map(({ text }) => text))).toEqual(new Set(STRINGS));
    for (const { text, source, found } of strings) {
      expect({ text, source }).toEqual({ text, source: SOURCE_OF[text] });
      expect(found.slice(0, 40)).toContain(text);
    }
  },
);

describe.each(Object.entries(SCRIPT_BUILDS))("%s", (_name, build) => {
  test("a classic script does the same, and its modules are there", async () => {
    const plain = await buildAndRun(build, undefined);
    const derived = await buildAndRun(build, { production: true, closures: true });
    expect(derived.run.output).toEqual(plain.run.output);
    expect(derived.run.errors).toEqual([]);
    expectFrames(derived.run.folded, MODULES);
  });
});

test.each(Object.entries({ ...BUILDS, ...SCRIPT_BUILDS }).filter(([name]) => !/development/.test(name)))(
  "%s is left as it is in production and with enabled: false, to the byte",
  async (_name, build) => {
    const plain = installDerivedSample(app);
    await build(plain, undefined);
    for (const options of [{}, { enabled: false, production: true }]) {
      const folder = installDerivedSample(app);
      await build(folder, options);
      expect(scriptsIn(path.join(folder, "dist"))).toEqual(scriptsIn(path.join(plain, "dist")));
    }
  },
);

test("two bundles on one page, with paths that are equal but for their prefix", async () => {
  const [first, second] = ["shop:", "admin:"].map((prefix) => ({ prefix, folder: installDerivedSample(app) }));
  for (const { prefix, folder } of [first, second]) {
    await SCRIPT_BUILDS["esbuild, IIFE"](folder, { production: true, closures: true, prefix });
  }
  const dist = path.join(first.folder, "dist");
  copyFileSync(path.join(second.folder, "dist/main.js"), path.join(dist, "second.js"));
  appendFileSync(path.join(dist, "index.html"), '<script src="second.js"></script>');
  const { output, errors, folded } = await withServer(dist, (origin) =>
    runSample(browser, app, `${origin}/index.html`),
  );
  expect(errors).toEqual([]);
  expect(output.length).toBeGreaterThan(0);
  expectFrames(folded, ["Modules;shop:src/store.ts;cache;Map;", "Modules;admin:src/store.ts;cache;Map;"]);
});

test("esbuild in a folder that a link leads to derives and minifies as elsewhere", async () => {
  const folder = installDerivedSample(app);
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  const { run } = await buildAndRun((_folder, options) => BUILDS.esbuild(link, options), { production: true }, folder);
  expect(run.output).toEqual(OUTPUT);
  expectFrames(run.folded, MODULES);
});

function scriptsIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
}

test("Vite's development server: the same, module by module, and a module that changes takes its own place", async () => {
  const folder = installDerivedSample(app);
  const server = await startDevelopmentServer(folder);
  const page = await browser.newPage();
  try {
    const address = server.resolvedUrls?.local[0] ?? "";
    await page.goto(address);
    expect(await page.evaluate("output")).toEqual(OUTPUT);
    const first = await measure(page, app);
    expectFrames(first.folded, [
      ...MODULES,
      "Modules;src/later.ts;later;Object;lines",
      "Modules;src/hot.ts;greetings;Array",
    ]);
    expectFrames(first.workerFolded, ["Modules;src/worker.ts;answers;Array"]);
    appendFileSync(
      path.join(folder, "src/hot.ts"),
      "\nconst changed = [1, 2, 3];\nexport const keep = () => changed;\n",
    );
    await expect.poll(async () => (await measure(page, app)).folded).toContain("Modules;src/hot.ts;changed;Array");
  } finally {
    await page.close();
    await server.close();
  }
});

test.each([
  ["Rollup", BUILDS.Rollup],
  ["Rspack", BUILDS.Rspack],
  ["webpack for development", BUILDS["webpack for development"]],
])("%s with natives: what the app registers with the browser is there, by kind", async (_name, build) => {
  const { run } = await buildAndRun(build, { production: true, natives: true });
  expect(run.output).toEqual(OUTPUT);
  expectFrames(run.folded, ["Listeners;window;keyup;"]);
});
