import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { repositoryPath } from "../repository-path.ts";
import { buildInjected } from "./build-injected.ts";
import { buildViewer } from "./build-viewer.ts";
import { BundledPackages, LICENSES_FILE, writeLicenses } from "./third-party-licenses.ts";
import { runViteBuild } from "./vite-build.ts";

export const EXTENSION_FOLDER = "dist/extension";
/** The same extension without the permission to attach a debugger, for browsers whose policy forbids it. */
export const NO_DEBUGGER_FOLDER = "dist/extension-no-debugger";
export const FIREFOX_FOLDER = "dist/firefox";

/** What the panel injects into a page, or starts in a worker of it. */
const WATCH = { entry: "extension/page/watch/watch.ts", file: "allocative-watch.js" };
const BROWSERS = {
  chromium: {
    folder: EXTENSION_FOLDER,
    target: "chrome148",
    injected: [
      { entry: "extension/page/agent.ts", file: "allocative-agent.js" },
      { entry: "extension/page/worker-agent.ts", file: "allocative-worker-agent.js" },
      WATCH,
      { entry: "extension/content/bridge.ts", file: "allocative-bridge.js" },
    ],
  },
  firefox: {
    folder: FIREFOX_FOLDER,
    target: "firefox153",
    injected: [
      { entry: "extension/page/injected-agent.ts", file: "allocative-agent.js" },
      WATCH,
      { entry: "extension/content/bridge.ts", file: "allocative-bridge.js" },
    ],
  },
} as const;

/** Builds the unpacked extension for each browser; for Chromium also without the permission `debugger`. */
export async function buildExtension(): Promise<void> {
  await buildFor("chromium");
  await buildFor("firefox");
  const unfinished = unfinishedOf(NO_DEBUGGER_FOLDER);
  rmSync(repositoryPath(unfinished), { recursive: true, force: true });
  cpSync(repositoryPath(EXTENSION_FOLDER), repositoryPath(unfinished), { recursive: true });
  const manifest = repositoryPath(`${unfinished}/manifest.json`);
  writeFileSync(manifest, withoutDebugger(readFileSync(manifest, "utf8")));
  finish(NO_DEBUGGER_FOLDER);
}

/** Builds it for one browser, in a folder of its own. */
export async function buildFor(browser: keyof typeof BROWSERS): Promise<void> {
  const { folder, target, injected } = BROWSERS[browser];
  const unfinished = unfinishedOf(folder);
  rmSync(repositoryPath(unfinished), { recursive: true, force: true });
  const packages = new BundledPackages();
  await runViteBuild({
    configFile: repositoryPath("vite.config.ts"),
    mode: browser,
    plugins: [packages.plugin()],
    worker: { plugins: () => [packages.plugin()] },
    build: { outDir: unfinished },
  });
  // The crx plugin leaves Vite's own index of chunks behind.
  rmSync(repositoryPath(`${unfinished}/.vite`), { recursive: true, force: true });
  for (const script of injected) await buildInjected({ ...script, target }, unfinished, packages);
  await buildViewer(unfinished);
  writeFileSync(repositoryPath(`${unfinished}/${LICENSES_FILE}`), writeLicenses(packages.list()));
  copyFileSync(repositoryPath("LICENSE"), repositoryPath(`${unfinished}/LICENSE`));
  finish(folder);
}

/** A browser may be loading what was built before, so the new folder takes its place in one step. */
function finish(folder: string): void {
  rmSync(repositoryPath(folder), { recursive: true, force: true });
  renameSync(repositoryPath(unfinishedOf(folder)), repositoryPath(folder));
}

function unfinishedOf(folder: string): string {
  return `${folder}-unfinished`;
}

/** A browser's policy may forbid the permission, which cannot be optional. The panel sees at run time that it is not there. */
function withoutDebugger(manifest: string): string {
  const all: { readonly permissions: readonly string[] } = JSON.parse(manifest);
  const permissions = all.permissions.filter((permission) => permission !== "debugger");
  if (permissions.length === all.permissions.length) throw new Error("The manifest has no permission debugger.");
  return `${JSON.stringify({ ...all, permissions }, null, 2)}\n`;
}
