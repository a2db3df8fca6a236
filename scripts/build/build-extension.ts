import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { buildViewer } from "./build-viewer.ts";
import { shrink } from "./shrink.ts";
import { BundledPackages, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const EXTENSION_FOLDER = "dist/extension";
/** The same extension without the permission to attach a debugger, for browsers whose policy forbids it. */
export const NO_DEBUGGER_FOLDER = "dist/extension-no-debugger";
const UNFINISHED_FOLDER = "dist/extension-unfinished";
/** Of the packages whose code is in the extension. */
const LICENSES_FILE = "THIRD_PARTY_LICENSES.txt";

/** The variable of a bundle that exports something; it is taken away. */
const BUNDLE_NAME = "allocative";

/** What the panel injects into a page, or starts in a worker of it: one classic script each, because a page's CSP would stop a module from loading its imports. */
const INJECTED = [
  { entry: "extension/page/agent.ts", file: "allocative-agent.js" },
  { entry: "extension/page/worker-agent.ts", file: "allocative-worker-agent.js" },
  { entry: "extension/page/watch/watch.ts", file: "allocative-watch.js" },
  { entry: "extension/content/bridge.ts", file: "allocative-bridge.js" },
] as const;

/** A bundle whose entry exports one value, as the expression of that value; any other as it is. */
function asExpression(bundle: string): string {
  const value = bundle.trim().replace(new RegExp(`^var ${BUNDLE_NAME}\\s*=\\s*`), "");
  return value === bundle.trim() ? bundle : `(${value.replace(/;$/, "")});`;
}

/**
 * The script with its errors contained: nothing of ours stands in the page's error log. Its value, which `executeScript` and `Runtime.evaluate` resolve to, is what its entry exports; or what
 * was thrown, as a string. The page may have thrown it, so reading it may throw, too.
 */
function contained(script: string): string {
  return `try{${script.trim()}}catch(e){(()=>{try{return""+(typeof e=="object"&&e?e.message:typeof e=="string"?e:typeof e)}catch{return"an error that cannot be read"}})()}`;
}

/** Builds the unpacked extension for Chromium into `dist/extension/`, and without the permission `debugger` into `dist/extension-no-debugger/`. */
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
        lib: { entry: repositoryPath(entry), formats: ["iife"], name: BUNDLE_NAME, fileName: () => file },
      },
    });
    const script = repositoryPath(`${UNFINISHED_FOLDER}/${file}`);
    writeFileSync(script, asExpression(readFileSync(script, "utf8")));
    await shrink(script, { toplevel: true, compress: { expression: true } });
    writeFileSync(script, contained(readFileSync(script, "utf8")));
  }
  await buildViewer(UNFINISHED_FOLDER);
  writeFileSync(repositoryPath(`${UNFINISHED_FOLDER}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  copyFileSync(repositoryPath("LICENSE"), repositoryPath(`${UNFINISHED_FOLDER}/LICENSE`));
  moveTo(EXTENSION_FOLDER);
  cpSync(repositoryPath(EXTENSION_FOLDER), repositoryPath(UNFINISHED_FOLDER), { recursive: true });
  const manifest = repositoryPath(`${UNFINISHED_FOLDER}/manifest.json`);
  writeFileSync(manifest, withoutDebugger(readFileSync(manifest, "utf8")));
  moveTo(NO_DEBUGGER_FOLDER);
}

function moveTo(folder: string): void {
  rmSync(repositoryPath(folder), { recursive: true, force: true });
  renameSync(repositoryPath(UNFINISHED_FOLDER), repositoryPath(folder));
}

/** A browser's policy may forbid the permission, which cannot be optional. The panel sees at run time that it is not there. */
function withoutDebugger(manifest: string): string {
  const all: { readonly permissions: readonly string[] } = JSON.parse(manifest);
  const permissions = all.permissions.filter((permission) => permission !== "debugger");
  if (permissions.length === all.permissions.length) throw new Error("The manifest has no permission debugger.");
  return `${JSON.stringify({ ...all, permissions }, null, 2)}\n`;
}
