import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { toClassicScript, toCommonJs } from "./module-formats.ts";
import { shrink } from "./shrink.ts";
import { runViteBuild } from "./vite-build.ts";

export const CORE_FOLDER = "dist/core";
/** What an app imports; minified, for apps that ship it as it is. The declarations carry the documentation, the source maps the source. */
const ENTRIES = ["index", "register"] as const;
/** What the classic script defines. */
const GLOBAL_NAME = "allocative";
/** Where `tsc --build` puts declarations (`outDir` of tsconfig.base.json). */
const DECLARATIONS = ".cache/types/core";
/** Names of classes stay: a console shows them, and a snapshot of a page that keeps one of our objects. */
const MINIFY = {
  compress: true,
  codegen: true,
  mangle: { toplevel: true, keepNames: { function: false, class: true } },
} as const;
const RELATIVE_IMPORT = /(\bfrom\s+|\bimport\s+|\bimport\()"(\.[^"]+)\.ts"/g;
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
  compileDeclarations();
  for (const entry of ENTRIES) {
    copyDeclarations(entry, "js");
    copyDeclarations(entry, "cjs");
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

function compileDeclarations(): void {
  const compiler = repositoryPath("node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "--build", repositoryPath("core/tsconfig.json")], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new ExpectedError(`core/ does not type-check:\n${run.stdout}${run.stderr}`);
}

/**
 * Copies the declarations of `entry` and what they refer to, as those of modules with the ending `js` or `cjs`, which imports name: every version of TypeScript resolves that. Each kind has
 * its own, because TypeScript takes a `.d.ts` of this package as that of an ES module, which a CommonJS module may not require.
 */
function copyDeclarations(entry: (typeof ENTRIES)[number], ending: "js" | "cjs"): void {
  const pending = [`${entry}.d.ts`];
  const seen = new Set(pending);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const folder = path.posix.dirname(file);
    const text = readFileSync(repositoryPath(`${DECLARATIONS}/${file}`), "utf8").replace(
      RELATIVE_IMPORT,
      (_whole, before: string, specifier: string) => {
        const target = `${path.posix.join(folder, specifier)}.d.ts`;
        if (!seen.has(target)) {
          seen.add(target);
          pending.push(target);
        }
        return `${before}"${specifier}.${ending}"`;
      },
    );
    const to = repositoryPath(`${CORE_FOLDER}/types/${file.replace(/ts$/, ending.replace("js", "ts"))}`);
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
}
