import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Firefox } from "../browser/firefox/firefox.ts";
import { BUILDS, startDevelopmentServer } from "./derive-builds.ts";
import { installDerivedSample, withServer } from "./derived-sample.ts";

const app = inject("app");
let firefox: Firefox;

beforeAll(async () => {
  firefox = await Firefox.launch();
});

afterAll(async () => {
  await firefox.close();
});

/** The app's last line, and folded stacks of what it keeps. */
async function measure(address: string): Promise<{ readonly line: string; readonly folded: string }> {
  await firefox.goto(address);
  const line = await firefox.evaluate("output.then((lines) => lines.at(-1))");
  const script = readFileSync(path.join(app, "node_modules/allocative/dist/core/index.global.js"), "utf8");
  const folded = await firefox.evaluate(`${script}\n;allocative.takeSnapshot({ layout: "chrome" }).toFolded()`);
  return { line, folded };
}

const FRAMES = [
  /^Modules;src\/store\.ts;cache;Map;table;value;Object /m,
  /^Modules;src\/store\.ts;store;.*;#items;Array /m,
  /^Modules;src\/session\.ts;sessions;.*;openSession;\[\[Scopes\]\];visited;Array /m,
  /^node_modules;counter-cjs;index\.js;seen;Object;pages;Array /m,
];

const LAST_LINE = "ping: 1 × w, 0 in the store, 1 described";

test("in Firefox, what Vite's development server serves has its modules, private members and closures", async () => {
  const folder = installDerivedSample(app);
  const server = await startDevelopmentServer(folder);
  try {
    const { line, folded } = await measure(server.resolvedUrls?.local[0] ?? "");
    expect(line).toBe(LAST_LINE);
    for (const frame of FRAMES) expect(folded).toMatch(frame);
  } finally {
    await server.close();
  }
});

test("and so has a minified build", async () => {
  const folder = installDerivedSample(app);
  await BUILDS["Vite build"](folder, { production: true, closures: true });
  await withServer(path.join(folder, "dist"), async (origin) => {
    const { line, folded } = await measure(`${origin}/index.html`);
    expect(line).toBe(LAST_LINE);
    for (const frame of FRAMES) expect(folded).toMatch(frame);
  });
});
