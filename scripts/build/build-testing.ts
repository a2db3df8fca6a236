import { rmSync, writeFileSync } from "node:fs";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { BareImports } from "./bare-imports.ts";
import { compileDeclarations, copyDeclarations } from "./declarations.ts";
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
}

const ENTRIES: readonly TestingEntry[] = [
  { name: "playwright", runner: "@playwright/test", format: "cjs", exports: ["expect", "test"] },
  { name: "vitest", runner: "vitest", format: "es", exports: [] },
];

/** Builds `allocative/playwright` and `allocative/vitest` into `dist/testing/`, with all packages in them but the test runner, and their declarations. */
export async function buildTesting(): Promise<void> {
  rmSync(repositoryPath(TESTING_FOLDER), { recursive: true, force: true });
  const packages = new BundledPackages();
  for (const entry of ENTRIES) await buildEntry(entry, packages);
  writeFileSync(repositoryPath(`${TESTING_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  compileDeclarations("package");
  for (const { name, format } of ENTRIES) {
    copyDeclarations(`package/${name}/index`, "package", `${TESTING_FOLDER}/types`, "js");
    if (format === "cjs") copyDeclarations(`package/${name}/index`, "package", `${TESTING_FOLDER}/types`, "cjs");
  }
}

async function buildEntry({ name, runner, format, exports }: TestingEntry, packages: BundledPackages): Promise<void> {
  const bare = new BareImports();
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin(), bare.plugin()],
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: repositoryPath(`package/${name}/index.ts`),
      outDir: TESTING_FOLDER,
      emptyOutDir: false,
      target: "node20",
      rolldownOptions: {
        external: [runner],
        output: {
          format,
          codeSplitting: false,
          entryFileNames: `${name}.${format === "cjs" ? "cjs" : "js"}`,
          // Names stay: a stack in a report of a fault is read.
          minify: { compress: true, mangle: false, codegen: true },
        },
      },
    },
  });
  const missing = bare.list().filter((imported) => imported !== runner);
  if (missing.length > 0) {
    throw new ExpectedError(`allocative/${name} imports ${missing.join(", ")}; only ${runner} is the user's own.`);
  }
  /* One copy for both kinds of modules: they have to share the page of the test. */
  if (format === "cjs") {
    const wrapper = `export { ${exports.join(", ")} } from "./${name}.cjs";\n`;
    writeFileSync(repositoryPath(`${TESTING_FOLDER}/${name}.js`), wrapper);
  }
}
