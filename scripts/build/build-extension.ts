import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { buildInjected } from "./build-injected.ts";
import { buildViewer } from "./build-viewer.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const EXTENSION_FOLDER = "dist/extension";
/** The same extension without the permission to attach a debugger, for browsers whose policy forbids it. */
export const NO_DEBUGGER_FOLDER = "dist/extension-no-debugger";
const UNFINISHED_FOLDER = "dist/extension-unfinished";

/** What the panel injects into a page, or starts in a worker of it. */
const INJECTED = [
  { entry: "extension/page/agent.ts", file: "allocative-agent.js" },
  { entry: "extension/page/worker-agent.ts", file: "allocative-worker-agent.js" },
  { entry: "extension/page/watch/watch.ts", file: "allocative-watch.js" },
  { entry: "extension/content/bridge.ts", file: "allocative-bridge.js" },
] as const;

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
  for (const injected of INJECTED) {
    await buildInjected({ ...injected, target: "chrome148" }, UNFINISHED_FOLDER, packages);
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
