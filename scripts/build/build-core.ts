import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { compileDeclarations, copyDeclarations } from "./declarations.ts";
import { toClassicScript, toCommonJs } from "./module-formats.ts";
import { shrink } from "./shrink.ts";
import { runViteBuild } from "./vite-build.ts";

export const CORE_FOLDER = "dist/core";
/** What an app imports; minified, for apps that ship it as it is. The declarations carry the documentation, the source maps the source. */
const ENTRIES = ["index", "register"] as const;
/** What the classic script defines. */
const GLOBAL_NAME = "allocative";
/** Names of classes stay: a console shows them, and a snapshot of a page that keeps one of our objects. */
const MINIFY = {
  compress: true,
  codegen: true,
  mangle: { toplevel: true, keepNames: { function: false, class: true } },
} as const;
/** Anything but a relative path: the package must run in any realm, without a resolver. */
const BARE_IMPORT = /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w*${}\s,]+?\s*from\s*)?["']([^."'/][^"']*)["']/;

/**
 * Builds the package `allocative` into `dist/core/`: an ES module and a CommonJS module without imports for each entry, the first entry as a classic script, and the declarations of both kinds
 * of modules.
 */
export async function buildCore(): Promise<void> {
  rmSync(repositoryPath(CORE_FOLDER), { recursive: true, force: true });
  const { version, license } = JSON.parse(readFileSync(repositoryPath("package.json"), "utf8"));
  /* On a page with two versions it says which file is which. */
  const preamble = `/*! allocative ${version} | ${license} */`;
  for (const entry of ENTRIES) {
    await runViteBuild({
      configFile: false,
      publicDir: false,
      build: {
        outDir: CORE_FOLDER,
        emptyOutDir: false,
        target: "es2022",
        minify: true,
        sourcemap: true,
        lib: { entry: repositoryPath(`core/${entry}.ts`), formats: ["es"], fileName: () => `${entry}.js` },
        // Vite itself leaves the white space of a library as it is.
        rolldownOptions: { output: { codeSplitting: false, minify: MINIFY } },
      },
    });
    const file = repositoryPath(`${CORE_FOLDER}/${entry}.js`);
    await shrink(file, {
      module: true,
      keep_classnames: true,
      format: { preamble },
      sourceMap: {
        content: readFileSync(`${file}.map`, "utf8"),
        url: `${entry}.js.map`,
        filename: `${entry}.js`,
        includeSources: true,
      },
    });
    const bare = BARE_IMPORT.exec(readFileSync(file, "utf8"));
    if (bare) throw new ExpectedError(`${CORE_FOLDER}/${entry}.js imports "${bare[1]}"; the package must stand alone.`);
    writeOtherFormats(entry);
  }
  compileDeclarations("core");
  for (const entry of ENTRIES) {
    copyDeclarations(`core/${entry}`, "core", `${CORE_FOLDER}/types`, "js");
    copyDeclarations(`core/${entry}`, "core", `${CORE_FOLDER}/types`, "cjs");
  }
}

/** The module for `require`; and of the first entry the classic script, for pages without modules. */
function writeOtherFormats(entry: (typeof ENTRIES)[number]): void {
  const module = readFileSync(repositoryPath(`${CORE_FOLDER}/${entry}.js`), "utf8");
  writeFileSync(repositoryPath(`${CORE_FOLDER}/${entry}.cjs`), toCommonJs(module));
  if (entry === "index") {
    writeFileSync(repositoryPath(`${CORE_FOLDER}/${entry}.global.js`), toClassicScript(module, GLOBAL_NAME));
  }
}
