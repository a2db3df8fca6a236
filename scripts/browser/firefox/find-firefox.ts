import { existsSync } from "node:fs";
import path from "node:path";
import { ExpectedError } from "../../../package/cli/expected-error.ts";
import { APT_OPTIONS, type InstallMachine, thisMachine } from "../install-chromium.ts";

const NAMES = ["firefox-esr", "firefox"];
const WHAT_TO_INSTALL =
  "Install Firefox (Debian: apt-get install firefox-esr; elsewhere: https://www.mozilla.org/firefox/), or set FIREFOX_PATH to its executable.";

/** What the search asks of the machine. */
export interface FirefoxMachine extends InstallMachine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  isThere(file: string): boolean;
}

/** A Firefox: `FIREFOX_PATH`, then one on the `PATH`, then Debian's package, which is installed where that is allowed. @throws ExpectedError */
export function findFirefox(machine: FirefoxMachine = THIS_MACHINE): string {
  const given = machine.environment.FIREFOX_PATH;
  if (given) {
    if (machine.isThere(given)) return given;
    throw new ExpectedError(`FIREFOX_PATH is ${given}, and there is no such file.`);
  }
  const found = onPath(machine);
  if (found !== undefined) return found;
  if (!machine.isDebian || !machine.isRoot) {
    throw new ExpectedError(
      `There is no Firefox on the PATH. The tests install one on Debian alone, as root. ${WHAT_TO_INSTALL}`,
    );
  }
  machine.run("apt-get", ["update", ...APT_OPTIONS]);
  machine.run("apt-get", ["install", ...APT_OPTIONS, "firefox-esr"]);
  const installed = onPath(machine);
  if (installed !== undefined) return installed;
  throw new ExpectedError(
    `There is no Firefox on the PATH, and apt-get could not install firefox-esr. ${WHAT_TO_INSTALL}`,
  );
}

function onPath({ environment, isThere }: FirefoxMachine): string | undefined {
  const folders = (environment.PATH ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isThere);
}

const THIS_MACHINE: FirefoxMachine = { ...thisMachine("Firefox"), environment: process.env, isThere: existsSync };
