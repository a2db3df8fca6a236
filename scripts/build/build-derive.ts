import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { compileDeclarations, copyDeclarations } from "./declarations.ts";
import { bundleForNode, MINIFY_WITH_NAMES } from "./node-bundle.ts";
import { shrink } from "./shrink.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const DERIVE_FOLDER = "dist/derive";

/** The hosts of the plug-in; `allocative/vite` and so on. */
export const DERIVE_HOSTS = ["esbuild", "rolldown", "rollup", "rspack", "vite", "webpack"] as const;

/** The file that the plug-ins for webpack and Rspack name as their loader. */
const LOADER = "loader";

/** What the plug-in brings into an app, without and with the option `natives`. */
const RUNTIMES = [
  ["runtime.js", "package/derive/runtime/runtime.ts"],
  ["runtime-natives.js", "package/derive/natives/runtime.ts"],
] as const;

/** Builds the plug-in for bundlers into `dist/derive/`, with all packages in it: as CommonJS, with a module around it, so that one process has one copy. And the runtime, as it comes into an app. */
export async function buildDerive(): Promise<void> {
  rmSync(repositoryPath(DERIVE_FOLDER), { recursive: true, force: true });
  const packages = new BundledPackages();
  for (const [file, entry] of RUNTIMES) await buildRuntime(file, entry);
  await buildPlugins(packages);
  writeFileSync(repositoryPath(`${DERIVE_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  compileDeclarations("package");
  for (const host of DERIVE_HOSTS) {
    const code = repositoryPath(`${DERIVE_FOLDER}/${host}.cjs`);
    writeFileSync(code, `${readFileSync(code, "utf8").trim()}\nmodule.exports.default = module.exports;\n`);
    writeFileSync(
      repositoryPath(`${DERIVE_FOLDER}/${host}.js`),
      `import allocative from "./${host}.cjs";\nexport default allocative;\n`,
    );
    copyDeclarations(`package/derive/${host}`, "package/derive", `${DERIVE_FOLDER}/types`, "js");
    copyDeclarations(`package/derive/${host}`, "package/derive", `${DERIVE_FOLDER}/types`, "cjs");
    exportFunction(repositoryPath(`${DERIVE_FOLDER}/types/${host}.d.cts`));
  }
}

async function buildRuntime(file: string, entry: string): Promise<void> {
  await runViteBuild({
    configFile: false,
    publicDir: false,
    // What package.json says of side effects holds for built files, not for sources.
    plugins: [{ name: "side-effects", transform: (code) => ({ code, map: null, moduleSideEffects: true }) }],
    build: {
      outDir: DERIVE_FOLDER,
      emptyOutDir: false,
      target: "es2022",
      minify: true,
      lib: { entry: repositoryPath(entry), formats: ["es"], fileName: () => file },
    },
  });
  await shrink(repositoryPath(`${DERIVE_FOLDER}/${file}`), { module: true });
}

async function buildPlugins(packages: BundledPackages): Promise<void> {
  const missing = await bundleForNode(packages, {
    ssr: true,
    outDir: DERIVE_FOLDER,
    emptyOutDir: false,
    rolldownOptions: {
      input: Object.fromEntries(
        [...DERIVE_HOSTS, LOADER].map((name) => [name, repositoryPath(`package/derive/${name}.ts`)]),
      ),
      output: {
        format: "cjs",
        exports: "auto",
        entryFileNames: "[name].cjs",
        chunkFileNames: "[name]-[hash].cjs",
        minify: MINIFY_WITH_NAMES,
      },
    },
  });
  if (missing.length > 0) {
    throw new ExpectedError(`${DERIVE_FOLDER} imports ${missing.join(", ")}; only the bundler is the user's own.`);
  }
}

/** Hosts whose own declarations are those of a module, which a CommonJS declaration may import types from where it says so. */
const MODULE_HOSTS: ReadonlySet<string> = new Set(["rolldown", "@rspack/core", "vite"]);
const DEFAULT_EXPORT = /export default function allocative(\([\s\S]*;)\n/;
const OPTION_TYPES =
  /^import type \{ DeriveOptions \} from "\.\/derive-options\.cjs";\n|^export type \{ DeriveOptions, ModulePattern \} .*\n/gm;

/** Turns the declaration of a default export into that of `module.exports`, which also has it as `default`. */
function exportFunction(file: string): void {
  const text = readFileSync(file, "utf8");
  const declared = DEFAULT_EXPORT.exec(text);
  if (declared === null) throw new Error(`${file} does not declare the plug-in as its default export.`);
  const head = text
    .replace(OPTION_TYPES, "")
    .replace(/^(import type .* from "([^"]+)");$/gm, (line, start: string, host: string) =>
      MODULE_HOSTS.has(host) ? `${start} with { "resolution-mode": "import" };` : line,
    )
    .replace(
      DEFAULT_EXPORT,
      (_whole, signature: string) => `declare function allocative${signature.replace("DeriveOptions", "Options")}\n`,
    )
    .replace(/^export \{\};\n/gm, "");
  writeFileSync(
    file,
    `import type { DeriveOptions as Options, ModulePattern as Pattern } from "./derive-options.cjs";
${head}declare namespace allocative {
  export { allocative as default };
  export type DeriveOptions = Options;
  export type ModulePattern = Pattern;
}
export = allocative;
`,
  );
}
