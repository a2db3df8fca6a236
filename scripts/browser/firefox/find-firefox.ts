import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { ExpectedError } from "../../../package/cli/expected-error.ts";

const NAMES = ["firefox-esr", "firefox"];

/** A Firefox: `FIREFOX_PATH`, then one on the `PATH`, then Debian's package, which is installed where that is allowed. @throws ExpectedError */
export function findFirefox(): string {
  const given = process.env.FIREFOX_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new ExpectedError(`FIREFOX_PATH is ${given}, and there is no such file.`);
  }
  const found = onPath() ?? (installByApt() ? onPath() : undefined);
  if (found !== undefined) return found;
  throw new ExpectedError(
    "There is no Firefox on the PATH, and apt-get could not install firefox-esr. Install Firefox, or set FIREFOX_PATH to its executable.",
  );
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

function installByApt(): boolean {
  const run = (...args: readonly string[]): boolean => spawnSync("apt-get", args, { stdio: "ignore" }).status === 0;
  return run("update") && run("install", "--yes", "firefox-esr");
}
