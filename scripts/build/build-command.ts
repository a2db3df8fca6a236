import { writeFileSync } from "node:fs";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { BareImports } from "./bare-imports.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const COMMAND_FOLDER = "dist/command";
/** What `bin` in package.json names. */
const COMMAND_FILE = "allocative.js";

/** What `ws` takes if it is there, which it never is here; both have WebAssembly or JavaScript of their own instead. */
const OPTIONAL = ["bufferutil", "utf-8-validate"];

/** Builds the command `allocative` into `dist/command/`: the entry and a chunk for each of its commands, with all packages in them. Playwright is the user's own, and is asked for at run time. */
export async function buildCommand(): Promise<void> {
  const packages = new BundledPackages();
  const bare = new BareImports();
  await runViteBuild({
    configFile: false,
    publicDir: false,
    plugins: [packages.plugin(), bare.plugin()],
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: repositoryPath("package/cli/main.ts"),
      outDir: COMMAND_FOLDER,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: {
        external: OPTIONAL,
        output: {
          entryFileNames: COMMAND_FILE,
          chunkFileNames: "[name]-[hash].js",
          // Names of functions and classes stay: a stack in a report of a fault is read.
          minify: { compress: true, mangle: { keepNames: { function: true, class: true } }, codegen: true },
        },
      },
    },
  });
  const missing = bare.list();
  if (missing.length > 0) {
    throw new ExpectedError(`${COMMAND_FOLDER} imports ${missing.join(", ")}; the command must stand alone.`);
  }
  writeFileSync(repositoryPath(`${COMMAND_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
}
