import { writeFileSync } from "node:fs";
import { ExpectedError } from "../../package/cli/expected-error.ts";
import { repositoryPath } from "../repository-path.ts";
import { bundleForNode, MINIFY_WITH_NAMES } from "./node-bundle.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";

export const COMMAND_FOLDER = "dist/command";
/** What `bin` in package.json names. */
const COMMAND_FILE = "allocative.js";

/** What `ws` takes if it is there, which it never is here; both have WebAssembly or JavaScript of their own instead. */
const OPTIONAL = ["bufferutil", "utf-8-validate"];

/** Builds the command `allocative` into `dist/command/`: the entry and a chunk for each of its commands, with all packages in them. Playwright is the user's own, and is asked for at run time. */
export async function buildCommand(): Promise<void> {
  const packages = new BundledPackages();
  const missing = await bundleForNode(packages, {
    ssr: repositoryPath("package/cli/main.ts"),
    outDir: COMMAND_FOLDER,
    emptyOutDir: true,
    rolldownOptions: {
      external: OPTIONAL,
      output: { entryFileNames: COMMAND_FILE, chunkFileNames: "[name]-[hash].js", minify: MINIFY_WITH_NAMES },
    },
  });
  if (missing.length > 0) {
    throw new ExpectedError(`${COMMAND_FOLDER} imports ${missing.join(", ")}; the command must stand alone.`);
  }
  writeFileSync(repositoryPath(`${COMMAND_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
}
