import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { shrink } from "./shrink.ts";
import { BundledPackages, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const EXTENSION_FOLDER = "dist/extension";
const UNFINISHED_FOLDER = "dist/extension-unfinished";
/** Of the packages whose code is in the extension. */
const LICENSES_FILE = "THIRD_PARTY_LICENSES.txt";

/** What the panel injects into a page: one classic script each, because a page's CSP would stop a module from loading its imports. */
const INJECTED = [
  { entry: "extension/page/agent.ts", file: "allocative-agent.js" },
  { entry: "extension/content/bridge.ts", file: "allocative-bridge.js" },
] as const;

/**
 * The script with its errors contained: nothing of ours stands in the page's error log. What was thrown is the script's value, which `executeScript` resolves to: a string.
 * The page may have thrown it, so reading it may throw, too.
 */
function contained(script: string): string {
  return `try{${script.trim()}}catch(e){(()=>{try{return""+(typeof e=="object"&&e?e.message:typeof e=="string"?e:typeof e)}catch{return"an error that cannot be read"}})()}`;
}

/** Builds the unpacked extension for Chromium into `dist/extension/`. */
export async function buildExtension(): Promise<void> {
  // A browser may be loading what was built before, so the new folder takes its place in one step.
  rmSync(repositoryPath(UNFINISHED_FOLDER), { recursive: true, force: true });
  const packages = new BundledPackages();
  await runViteBuild({
    configFile: repositoryPath("vite.config.ts"),
    plugins: [packages.plugin()],
    worker: { plugins: () => [packages.plugin()] },
    build: { outDir: UNFINISHED_FOLDER },
  });
  // The crx plugin leaves Vite's own index of chunks behind.
  rmSync(repositoryPath(`${UNFINISHED_FOLDER}/.vite`), { recursive: true, force: true });
  for (const { entry, file } of INJECTED) {
    await runViteBuild({
      configFile: false,
      publicDir: false,
      plugins: [packages.plugin()],
      build: {
        outDir: UNFINISHED_FOLDER,
        emptyOutDir: false,
        target: "chrome148",
        minify: true,
        lib: { entry: repositoryPath(entry), formats: ["iife"], name: "allocative", fileName: () => file },
      },
    });
    const script = repositoryPath(`${UNFINISHED_FOLDER}/${file}`);
    await shrink(script, { toplevel: true });
    writeFileSync(script, contained(readFileSync(script, "utf8")));
  }
  writeFileSync(repositoryPath(`${UNFINISHED_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  copyFileSync(repositoryPath("LICENSE"), repositoryPath(`${UNFINISHED_FOLDER}/LICENSE`));
  rmSync(repositoryPath(EXTENSION_FOLDER), { recursive: true, force: true });
  renameSync(repositoryPath(UNFINISHED_FOLDER), repositoryPath(EXTENSION_FOLDER));
}
