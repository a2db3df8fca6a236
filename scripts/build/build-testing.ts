import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { BareImports } from "./bare-imports.ts";
import { AGENTS_FOLDER } from "./build-agents.ts";
import { compileDeclarations, copyDeclarations } from "./declarations.ts";
import { bundleForNode } from "./node-bundle.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const TESTING_FOLDER = "dist/testing";

/** What people import in their tests. */
interface TestingEntry {
  readonly name: string;
  /** The test runner, which is the user's own. */
  readonly runner: string;
  /** Tests for Playwright may be CommonJS; Vitest itself is a module. */
  readonly format: "es" | "cjs";
  /** What a module that wraps CommonJS exports. */
  readonly exports: readonly string[];
  /** The same for a page, in which there are no files. */
  readonly browser?: { readonly file: string; readonly name: string };
}

const ENTRIES: readonly TestingEntry[] = [
  { name: "playwright", runner: "@playwright/test", format: "cjs", exports: ["expect", "test"] },
  {
    name: "vitest",
    runner: "vitest",
    format: "es",
    exports: [],
    browser: { file: "package/vitest/browser.ts", name: "vitest-browser" },
  },
];

/** Builds `allocative/playwright` and `allocative/vitest` into `dist/testing/`, with all packages in them but the test runner, and their declarations. */
export async function buildTesting(): Promise<void> {
  rmSync(repositoryPath(TESTING_FOLDER), { recursive: true, force: true });
  const packages = new BundledPackages();
  for (const entry of ENTRIES) {
    await buildEntry(entry, packages);
    if (entry.browser !== undefined) await buildForBrowser(entry, entry.browser, packages);
  }
  writeFileSync(repositoryPath(`${TESTING_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  compileDeclarations("package");
  for (const { name, format } of ENTRIES) {
    copyDeclarations(`package/${name}/index`, "package", `${TESTING_FOLDER}/types`, "js");
    if (format === "cjs") copyDeclarations(`package/${name}/index`, "package", `${TESTING_FOLDER}/types`, "cjs");
  }
}

async function buildEntry({ name, runner, format, exports }: TestingEntry, packages: BundledPackages): Promise<void> {
  const imported = await bundleForNode(packages, {
    ssr: repositoryPath(`package/${name}/index.ts`),
    outDir: TESTING_FOLDER,
    emptyOutDir: false,
    rolldownOptions: {
      external: [runner],
      output: { format, ...ONE_FILE, entryFileNames: `${name}.${format === "cjs" ? "cjs" : "js"}` },
    },
  });
  requireAlone(name, runner, imported);
  /* One copy for both kinds of modules: they have to share the page of the test. */
  if (format === "cjs") {
    const wrapper = `export { ${exports.join(", ")} } from "./${name}.cjs";\n`;
    writeFileSync(repositoryPath(`${TESTING_FOLDER}/${name}.js`), wrapper);
  }
}

/** After the agents, whose texts are in it. */
async function buildForBrowser(
  { runner }: TestingEntry,
  { file, name }: NonNullable<TestingEntry["browser"]>,
  packages: BundledPackages,
): Promise<void> {
  const bare = new BareImports();
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin(), bare.plugin(), inlineAgents()],
    build: {
      lib: { entry: repositoryPath(file), formats: ["es"], fileName: () => `${name}.js` },
      outDir: TESTING_FOLDER,
      emptyOutDir: false,
      target: "chrome148",
      rolldownOptions: { external: [runner], output: ONE_FILE },
    },
  });
  requireAlone(name, runner, bare.list());
}

const ONE_FILE = {
  codeSplitting: false,
  // Names stay: a stack in a report of a fault is read.
  minify: { compress: true, mangle: false, codegen: true },
} as const;

/** Puts the scripts of the agents in the place of the file that reads them. */
function inlineAgents(): Plugin {
  const reader = repositoryPath("package/page/agent-texts.ts");
  return {
    name: "inline-agents",
    enforce: "pre",
    load(id) {
      if (path.resolve(id) !== path.resolve(reader)) return undefined;
      const texts = ["page-agent", "worker-agent"].map((agent) => [
        agent,
        readFileSync(repositoryPath(`${AGENTS_FOLDER}/${agent}.js`), "utf8"),
      ]);
      return `const agents = ${JSON.stringify(Object.fromEntries(texts))};\nexport const agentText = (name) => agents[name];\n`;
    },
  };
}

function requireAlone(name: string, runner: string, imported: readonly string[]): void {
  const missing = imported.filter((each) => each !== runner);
  if (missing.length === 0) return;
  throw new ExpectedError(`allocative/${name} imports ${missing.join(", ")}; only ${runner} is the user's own.`);
}
