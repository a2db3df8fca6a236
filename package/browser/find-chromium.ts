import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import manifest from "../../manifest.json" with { type: "json" };
import { ExpectedError } from "../cli/expected-error.ts";
import { STEP_DEADLINE_MS } from "./deadline.ts";
import { loadChromium, PlaywrightMissingError } from "./load-playwright.ts";

export const MINIMUM_VERSION = Number(manifest.minimum_chrome_version);

/** Branded Chrome is not among them: since 137 it ignores the flag that loads an unpacked extension. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-for-testing",
  "chrome-for-testing",
  "ungoogled-chromium",
] as const;

const WHAT_TO_INSTALL =
  `Install Chromium ${MINIMUM_VERSION} or later (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install chromium), ` +
  "or set CHROME_PATH to a Chromium or Chrome for Testing.";

export class ChromiumNotFoundError extends ExpectedError {
  override readonly name = "ChromiumNotFoundError";
}

/** Tries to install a Chromium. The caller looks for it afterwards to see whether that succeeded. */
export type Installer = () => void;

/** What the search asks of the machine. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  isExecutable(file: string): boolean;
  /** What `file --version` prints; `""` if it prints nothing, because it does not start; undefined if that cannot be asked. */
  versionTextOf(file: string): string | undefined;
  /** Where Playwright keeps the Chromium it installs, be it there or not; `""` without Playwright. */
  playwrightPath(): string;
  /** Ways to install a Chromium, in the order in which they are tried: none where the machine is left as it is. */
  readonly installers: readonly Installer[];
}

/** The path of a Chromium that can run the extension. Tries the machine's installers if none is found that is new enough. */
export function findChromium(machine: Machine = THIS_MACHINE): string {
  const named = machine.environment.CHROME_PATH;
  if (named) {
    if (!machine.isExecutable(named)) {
      throw new ChromiumNotFoundError(`CHROME_PATH is "${named}", but there is no program of that name.`);
    }
    const objection = objectionTo(named, machine);
    if (objection) throw new ChromiumNotFoundError(`CHROME_PATH is "${named}", which ${objection}. ${WHAT_TO_INSTALL}`);
    return named;
  }
  const found = search(machine);
  if (found) return found;
  // An installer that succeeds may leave a Chromium that is too old, as its lists are: the search alone shows what it came to.
  for (const install of machine.installers) {
    install();
    const installed = search(machine);
    if (installed) return installed;
  }
  throw new ChromiumNotFoundError(
    `There is no Chromium that can run the extension${writeObjections(machine)}. ${WHAT_TO_INSTALL}`,
  );
}

function search(machine: Machine): string | undefined {
  return candidatesOn(machine).find((file) => !objectionTo(file, machine));
}

/** Why none of those that are there will do. */
function writeObjections(machine: Machine): string {
  const objections = candidatesOn(machine).map((file) => `${file} ${objectionTo(file, machine)}`);
  return objections.length > 0 ? `: ${objections.join(", ")}` : "";
}

function candidatesOn(machine: Machine): readonly string[] {
  const folders = (machine.environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  candidates.push("/Applications/Chromium.app/Contents/MacOS/Chromium", machine.playwrightPath());
  return candidates.filter((file) => machine.isExecutable(file));
}

/** Why the browser cannot run the extension, to stand after "which"; `undefined` if nothing is known against it. */
function objectionTo(file: string, machine: Machine): string | undefined {
  const text = machine.versionTextOf(file);
  if (text === undefined) return undefined;
  // A library is missing, or it is only a script that says how to install it.
  if (text === "") return "does not start";
  const version = majorVersionOf(text);
  if (/Google Chrome(?! for Testing)/.test(text)) return "is branded Chrome and ignores --load-extension";
  if (version !== undefined && version < MINIMUM_VERSION) return `is version ${version}`;
  return undefined;
}

/** The major version in what `--version` prints. */
export function majorVersionOf(versionText: string): number | undefined {
  const version = /(\d+)\.\d+\.\d+/.exec(versionText);
  return version ? Number(version[1]) : undefined;
}

export const THIS_MACHINE: Machine = {
  environment: process.env,
  isExecutable(file) {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  },
  versionTextOf,
  playwrightPath() {
    try {
      return loadChromium().executablePath();
    } catch (error) {
      if (error instanceof PlaywrightMissingError) return "";
      throw error;
    }
  },
  installers: [],
};

/** `versionTextOf` of this machine. */
export function versionTextOf(file: string): string | undefined {
  // On Windows the question opens a window.
  if (process.platform === "win32") return undefined;
  return spawnSync(file, ["--version"], { encoding: "utf8", timeout: STEP_DEADLINE_MS }).stdout ?? "";
}
