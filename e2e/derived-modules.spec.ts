// What a bundler's plug-in derived: variables of modules as roots, and what functions and classes keep, without a debugger. The scripts are as the plug-in makes them.

import { readFileSync, writeFileSync } from "node:fs";
import type { PanelSession } from "../package/browser/devtools-panel.ts";
import { downloadFolded, rootsGroup, takeSnapshot } from "../package/browser/panel-actions.ts";
import { deriveRuntime } from "./fixtures/derive-runtime.ts";
import { derivedApp, scriptAt } from "./fixtures/derived-app.ts";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { withoutClosures } from "./fixtures/panel-parts.ts";
import { runAllocative } from "./fixtures/run-snapshot.ts";
import { expect, test } from "./fixtures/test.ts";

async function readLines(session: PanelSession): Promise<readonly string[]> {
  await takeSnapshot(session.panel);
  return (await downloadFolded(session)).split("\n").slice(0, -1);
}

function sumOf(lines: readonly string[]): number {
  return parseFolded(`${lines.join("\n")}\n`).reduce((sum, { bytes }) => sum + bytes, 0);
}

function withoutRuntime(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.startsWith("Closures;runtime.js"));
}

/** What stands below the store of the app, with the path from there. */
function belowStore(lines: readonly string[], root: string): readonly string[] {
  const start = `${root};src/main.js;store;Object`;
  return lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

test("modules and packages are roots with boxes of their own, between registered roots and what was found", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...(await derivedApp()))}/`);
  const { panel } = session;
  await withoutClosures(panel);
  const roots = rootsGroup(panel);
  for (const name of ["Modules", "src/store.js", "src/main.js", "node_modules/@acme/list"])
    await expect(roots.getByRole("checkbox", { name, exact: true })).toBeChecked();
  const all = await readLines(session);
  expect(all).toEqual(
    expect.arrayContaining([
      "Modules;src/main.js;store;Object;(shared);createStore 16",
      "Modules;src/main.js;store;Object;(shared);createStore;[[Scopes]];currentState;Object;users;Array;elements;Object 12000",
      "Modules;src/main.js;store;Object;(shared);createStore;[[Scopes]];session;Session;#token;Object;rows;Array;elements;Object 600",
      "Modules;src/main.js;store;Object;first;Function;wrap;[[Scopes]];action;Function 28",
      "Modules;src/store.js;cache;Map;table;value;Object;cached 4",
      "node_modules;@acme/list;dist/list.js;bound;Function;[[BoundThis]];Object;self;Object;a 4",
      "node_modules;@acme/list;dist/list.js;rows;Array;elements;Object 120",
    ]),
  );
  await roots.getByRole("checkbox", { name: "src/store.js" }).uncheck();
  await roots.getByRole("checkbox", { name: "node_modules/@acme/list" }).uncheck();
  const some = await readLines(session);
  expect(some.some((line) => line.startsWith("Modules;src/main.js;store;"))).toBe(true);
  expect(some.filter((line) => /src\/store\.js|node_modules/.test(line))).toEqual([]);
  await roots.getByRole("checkbox", { name: "Modules", exact: true }).uncheck();
  await expect(roots.getByRole("checkbox", { name: "src/main.js" })).toHaveCount(0);
  const none = await readLines(session);
  expect(none.filter((line) => line.startsWith("Modules;"))).toEqual([]);
});

test("where Closures are on, too, nothing is counted twice, and names and bytes are the same", async ({
  serve,
  openPanel,
}) => {
  const session = await openPanel(`${await serve(...(await derivedApp()))}/`);
  const { panel } = session;
  const modules = rootsGroup(panel).getByRole("checkbox", { name: "Modules", exact: true });
  await modules.uncheck();
  const debuggerAlone = await readLines(session);
  await modules.check();
  const both = await readLines(session);
  await withoutClosures(panel);
  const derivedAlone = await readLines(session);
  /* The debugger reaches all that the modules do. Functions that initialized the classes of the runtime may be collected meanwhile. */
  const ofDebugger = sumOf(withoutRuntime(debuggerAlone));
  expect(sumOf(withoutRuntime(both))).toBeLessThanOrEqual(ofDebugger);
  expect(sumOf(withoutRuntime(derivedAlone))).toBeLessThanOrEqual(ofDebugger);
  const store = belowStore(derivedAlone, "Modules");
  expect(store).toContain(";(shared);createStore;[[Scopes]];currentState;Object;users;Array;elements;Object 12000");
  expect(belowStore(both, "Modules").filter((line) => line !== " 4")).toEqual(store.filter((line) => line !== " 4"));
  expect(belowStore(debuggerAlone, "Closures")).toEqual(store);
  for (const lines of [both, debuggerAlone, derivedAlone])
    expect(lines.filter((line) => /\$c\d|#reader|#read|#with/.test(line))).toEqual([]);
});

const moduleOf = (path: string, variable: string): string =>
  `import * as $a from "/runtime.js";
   const ${variable} = Array.from({ length: 10 }, (_, ${variable}) => ({ ${variable} }));
   globalThis.onfocus = () => ${variable};
   $a.module("${path}", () => ({ ${variable} }));`;

test("the command walks them, and those of frames and workers, with closures and without", async ({
  serve,
}, testInfo) => {
  const html = `<!doctype html><meta charset="utf-8"><title>Derived</title>
<iframe src="/frame.html"></iframe><script type="module" src="/main.js"></script>`;
  const origin = await serve(
    { path: "/", html },
    {
      path: "/frame.html",
      html: `<!doctype html><meta charset="utf-8"><title>Inner</title><script type="module" src="/inner.js"></script>`,
    },
    scriptAt("/runtime.js", await deriveRuntime()),
    scriptAt(
      "/main.js",
      `${moduleOf("src/main.js", "ofPage")}
       globalThis.worker = new Worker("/worker.js", { type: "module", name: "sums" });`,
    ),
    scriptAt("/inner.js", moduleOf("node_modules/inner/index.js", "ofFrame")),
    scriptAt("/worker.js", moduleOf("src/worker.js", "ofWorker")),
  );
  const take = async (...options: readonly string[]): Promise<readonly string[]> => {
    const out = testInfo.outputPath("page.folded");
    const { exitCode, stderr } = await runAllocative(["snapshot", `${origin}/`, "--out", out, ...options]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    return readFileSync(out, "utf8").trimEnd().split("\n");
  };
  const ofPage = [
    "Modules;src/main.js;ofPage;Array;elements;Object 120",
    'frame "Inner";node_modules/inner;index.js;ofFrame;Array;elements;Object 120',
  ];
  expect(await take("--no-closures")).toEqual(expect.arrayContaining([...ofPage, "Modules;src/main.js;ofPage 4"]));
  const withClosures = await take();
  expect(withClosures).toEqual(
    expect.arrayContaining([...ofPage, 'worker "sums";src/worker.js;ofWorker;Array;elements;Object 120']),
  );
  expect(withClosures).not.toContain("Modules;src/main.js;ofPage 4");
});

test("what grows in a module or a package is named by its file", async ({ serve }, testInfo) => {
  const growing = (path: string, variable: string): string =>
    `import * as $a from "/runtime.js";
     const ${variable} = [];
     document.querySelector("button").addEventListener("click", () => {
       for (let i = 0; i < 25; i++) ${variable}.push({ ${variable}: i });
     });
     $a.module("${path}", () => ({ ${variable} }));`;
  const html = `<!doctype html><meta charset="utf-8"><title>Growing</title><button>Add</button>
<script type="module" src="/main.js"></script><script type="module" src="/list.js"></script>`;
  const origin = await serve(
    { path: "/", html },
    scriptAt("/runtime.js", await deriveRuntime()),
    scriptAt("/main.js", growing("src/main.js", "entries")),
    scriptAt("/list.js", growing("node_modules/@acme/list/dist/list.js", "rows")),
  );
  const steps = testInfo.outputPath("press.mjs");
  writeFileSync(steps, "export const action = (page) => page.getByRole('button').click();");
  const { exitCode, stdout, stderr } = await runAllocative(["leaks", `${origin}/`, "--steps", steps]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  expect(stdout).toContain("75 more objects in entries of src/main.js: 25 a round.");
  expect(stdout).toMatch(/0 → 75 +Modules › src\/main\.js › entries: Array\n/);
  expect(stdout).toMatch(/0 → 75 +node_modules › @acme\/list › dist\/list\.js › rows: Array\n/);
});
