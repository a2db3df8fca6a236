import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ExpectedError } from "../package/cli/expected-error.ts";
import { repositoryPath } from "./repository-path.ts";

const NEEDED = [
  "dist/extension/manifest.json",
  "dist/extension/allocative-agent.js",
  "dist/extension/allocative-worker-agent.js",
  "dist/extension/allocative-watch.js",
  "dist/extension-no-debugger/manifest.json",
  "dist/firefox/manifest.json",
  "dist/agents/page-agent.js",
  "dist/agents/worker-agent.js",
  "dist/agents/node-agent.js",
  "dist/command/allocative.js",
  "dist/core/index.js",
  "dist/testing/playwright.cjs",
  "dist/testing/vitest.js",
  "dist/demo/index.html",
];

/** The build failed, and by then has said why. */
export class BuildFailedError extends ExpectedError {
  override readonly name = "BuildFailedError";
}

/** Runs `npm run build`, its output on stderr. */
export function buildAll(): void {
  const tsx = repositoryPath("node_modules/tsx/dist/cli.mjs");
  const build = spawnSync(process.execPath, [tsx, repositoryPath("scripts/build.ts")], { stdio: ["ignore", 2, 2] });
  if (build.status !== 0) throw new BuildFailedError("The build failed; see above.");
}

/** Builds where something was not built yet. */
export function buildIfMissing(): void {
  if (NEEDED.every((file) => existsSync(repositoryPath(file)))) return;
  process.stderr.write("Building …\n");
  buildAll();
}
