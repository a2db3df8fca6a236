import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { writeApp } from "./apps.ts";
import { runIn } from "./run-in.ts";
import { installProject } from "./sample.ts";

const app = path.join(inject("app"), "typescript");
/** The same with the test runners of the repository, and the types that they need. */
const withRunners = installProject("typescript", inject("app"), ["@playwright/test", "@types/node", "vitest"]);

const USE = `
const unregister: () => void = registerRoot("cart", { items: [] });
unregister();
const count: number = takeSnapshot({ roots: { cart: { items: [1] } } }).objectCount;
export class Cart implements Allocative {
  [visit](visitor: Visitor): void {
    visitor.visitField("count", count);
  }
}
`;
const RIGHT = `import { type Allocative, takeSnapshot, visit, type Visitor } from "allocative";
import { registerRoot } from "allocative/register";${USE}`;
const RIGHT_IN_COMMON_JS = `import allocative = require("allocative");
import register = require("allocative/register");
const unregister: () => void = register.registerRoot("cart", { items: [] });
unregister();
export const count: number = allocative.takeSnapshot({ roots: { cart: { items: [1] } } }).objectCount;
`;
const WRONG = 'import { registerRoot } from "allocative/register";\nregisterRoot(1, {});\n';

const PLAYWRIGHT = `import { expect, type Memory, test } from "allocative/playwright";
test.use({ memoryOptions: { roots: { store: "window.store" }, closures: true } });
test("within its budget", async ({ page, memory }) => {
  const taken: Memory = memory;
  await expect(taken).toStayWithin({ "store;users": "5 MB", total: "20 MB" });
  await expect(async () => void (await page.reload())).not.toGrow({ rounds: 3, ignore: ["store › log"], page });
  await expect(page).toHaveTitle("Team");
});
`;
const VITEST = `import { type Memory, memory } from "allocative/vitest";
import { expect } from "vitest";
const taken: Memory = memory.of({ store: [] }, { closures: true });
await expect(taken).toStayWithin({ "store;users": "5 MB", total: "20 MB" });
await expect(() => 1).not.toGrow({ rounds: 3, warmUp: 0, ignore: ["store › log"], roots: { store: [] }, closures: false });
expect(await taken.takeSnapshot()).toBeInstanceOf(Uint8Array);
`;
/** In each, the third line is wrong. */
const WRONG_PLAYWRIGHT = `import { expect, test } from "allocative/playwright";
test("within its budget", async ({ memory }) => {
  await expect(memory).toStayWithin({ total: 20 });
});
`;
const WRONG_VITEST = `import "allocative/vitest";
import { expect } from "vitest";
await expect(() => 1).not.toGrow({ rounds: "3" });
`;

/** A configuration of a bundler; the bundler's own types are those of esbuild, which resolve in every way. */
const CONFIGURATION = `import allocative, { type DeriveOptions } from "allocative/esbuild";
const options: DeriveOptions = { include: ["src/**", /x/], closures: false };
export const plugins = [allocative(), allocative(options)];
export const name: string = plugins[0]!.name;
`;
const WRONG_CONFIGURATION = 'import allocative from "allocative/esbuild";\nallocative({ closure: true });\n';
const CONFIGURATION_IN_COMMON_JS = `import allocative = require("allocative/esbuild");
const options: allocative.DeriveOptions = {};
export const plugins = [allocative(options), allocative.default()];
`;
symlinkEsbuild();

function symlinkEsbuild(): void {
  const link = path.join(app, "node_modules/esbuild");
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(repositoryPath("node_modules/esbuild"), link, "junction");
}

writeApp(app, {
  "bundler.mts": CONFIGURATION,
  "bundler.cts": CONFIGURATION,
  "bundler.ts": CONFIGURATION,
  "unknown.mts": WRONG_CONFIGURATION,
  "unknown.cts": WRONG_CONFIGURATION,
  "unknown.ts": WRONG_CONFIGURATION,
  "bundler-required.cts": CONFIGURATION_IN_COMMON_JS,
  "right.mts": RIGHT,
  "right.cts": RIGHT,
  "required.cts": RIGHT_IN_COMMON_JS,
  "right.ts": RIGHT,
  "wrong.mts": WRONG,
  "wrong.cts": WRONG,
  "wrong.ts": WRONG,
});

writeApp(withRunners, {
  "playwright.ts": PLAYWRIGHT,
  "playwright.mts": PLAYWRIGHT,
  "playwright.cts": PLAYWRIGHT,
  "wrong-playwright.ts": WRONG_PLAYWRIGHT,
  "wrong-playwright.mts": WRONG_PLAYWRIGHT,
  "wrong-playwright.cts": WRONG_PLAYWRIGHT,
  "vitest.ts": VITEST,
  "vitest.mts": VITEST,
  "wrong-vitest.ts": WRONG_VITEST,
  "wrong-vitest.mts": WRONG_VITEST,
});

const STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
const COMPILERS = [
  /* It looks into the package's declarations, too. */
  { compiler: "newest", tsc: repositoryPath("node_modules/typescript/bin/tsc"), options: ["--ignoreConfig"] },
  /* The one that attw brings does not know the type arguments of typed arrays, which are in declarations. */
  {
    compiler: "5.6",
    tsc: repositoryPath("node_modules/@arethetypeswrong/core/node_modules/typescript/bin/tsc"),
    options: ["--skipLibCheck"],
  },
];
const RESOLUTIONS = [
  { resolution: "bundler", options: ["--module", "esnext", "--moduleResolution", "bundler"], kinds: ["ts"] },
  { resolution: "node16", options: ["--module", "node16", "--moduleResolution", "node16"], kinds: ["mts", "cts"] },
  { resolution: "nodenext", options: ["--module", "nodenext"], kinds: ["mts", "cts"] },
];

/** What the compiler says about files of a folder. */
function complaints(folder: string, tsc: string, options: readonly string[], ...files: readonly string[]): string {
  return runIn(folder, process.execPath, [tsc, ...STRICT, ...options, ...files]).stdout;
}

for (const { compiler, tsc, options } of COMPILERS) {
  for (const { resolution, options: ways, kinds } of RESOLUTIONS) {
    test.each(kinds)(`TypeScript (${compiler}), moduleResolution ${resolution}, files .%s`, (kind) => {
      const said = complaints(app, tsc, [...options, ...ways], `right.${kind}`, `wrong.${kind}`);
      expect(said).toMatch(/^wrong\.\w+\(2,14\): error TS2345: [^\n]*\n$/);
    });
  }
}

for (const { compiler, tsc, options } of COMPILERS) {
  for (const { resolution, options: ways, kinds } of RESOLUTIONS) {
    /* Vitest is a module alone. */
    const cases = kinds.flatMap((kind) =>
      kind === "cts" ? ["playwright.cts"] : [`playwright.${kind}`, `vitest.${kind}`],
    );
    test.each(cases)(`TypeScript (${compiler}), moduleResolution ${resolution}, matchers in %s`, (file) => {
      const ofRunners = ["--skipLibCheck", "--types", "node"];
      const said = complaints(withRunners, tsc, [...options, ...ways, ...ofRunners], file, `wrong-${file}`);
      expect(said).toMatch(/^wrong-[\w.]+\(3,\d+\): error TS2322: [^\n]*\n$/);
    });
  }
}

for (const { compiler, tsc, options } of COMPILERS) {
  for (const { resolution, options: ways, kinds } of RESOLUTIONS) {
    test.each(kinds)(`the plug-in for bundlers: TypeScript (${compiler}), ${resolution}, files .%s`, (kind) => {
      const more = ["--skipLibCheck", "--esModuleInterop"];
      const said = complaints(app, tsc, [...options, ...ways, ...more], `bundler.${kind}`, `unknown.${kind}`);
      expect(said).toMatch(/^unknown\.\w+\(2,14\): error TS2561: [^\n]*\n$/);
    });
  }
}

test("the plug-in for bundlers by TypeScript's own require", () => {
  const [{ tsc, options }] = COMPILERS;
  const said = complaints(app, tsc, [...options, "--skipLibCheck", "--module", "node16"], "bundler-required.cts");
  expect(said).toBe("");
});

test("TypeScript's own require", () => {
  const [{ tsc, options }] = COMPILERS;
  expect(complaints(app, tsc, [...options, "--module", "node16"], "required.cts")).toBe("");
});
