import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { ExpectedError } from "../expected-error.ts";
import { repositoryPath } from "../repository-path.ts";

/** `minimum_chrome_version` of the manifest. */
export const MINIMUM_VERSION = 148;

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

/** What the search asks of the machine. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  isExecutable(file: string): boolean;
  /** What `file --version` prints; `""` where it prints nothing. */
  versionTextOf(file: string): string;
  /** Where Playwright keeps the Chromium it installs, be it there or not. */
  playwrightPath(): string;
  /** Tries to install Chromium; may fail in silence, because the search then finds nothing. */
  install(): void;
}

/** The path of a Chromium that can run the extension. Installs one where there is none. */
export function findChromium(machine: Machine = thisMachine): string {
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
  machine.install();
  const installed = search(machine);
  if (installed) return installed;
  throw new ChromiumNotFoundError(`There is no Chromium that can run the extension. ${WHAT_TO_INSTALL}`);
}

function search(machine: Machine): string | undefined {
  const folders = (machine.environment.PATH ?? "").split(path.delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  candidates.push("/Applications/Chromium.app/Contents/MacOS/Chromium", machine.playwrightPath());
  return candidates.find((file) => machine.isExecutable(file) && !objectionTo(file, machine));
}

/** Why the browser cannot run the extension, to stand after "which"; `undefined` where nothing is known against it. */
function objectionTo(file: string, machine: Machine): string | undefined {
  const text = machine.versionTextOf(file);
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

/** What `file --version` prints; `""` where it prints nothing. */
export function versionTextOf(file: string): string {
  // On Windows the question opens a window.
  if (process.platform === "win32") return "";
  return spawnSync(file, ["--version"], { encoding: "utf8", timeout: 20_000 }).stdout ?? "";
}

const thisMachine: Machine = {
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
  playwrightPath: () => chromium.executablePath(),
  install() {
    if (isDebian() && process.getuid?.() === 0 && installDebianPackage()) return;
    report("Installing Chromium with Playwright …");
    runVisibly(process.execPath, [repositoryPath("node_modules/playwright/cli.js"), "install", "chromium"]);
  },
};

export function isDebian(): boolean {
  try {
    return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}

function installDebianPackage(): boolean {
  const install = ["install", "--yes", "--no-install-recommends", "chromium"];
  report("Installing Chromium with apt-get …");
  if (runVisibly("apt-get", install)) return true;
  report("Updating the lists of packages …");
  return runVisibly("apt-get", ["update"]) && runVisibly("apt-get", install);
}

/** Runs a command whose output is progress, so it goes to stderr. */
function runVisibly(command: string, args: readonly string[]): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env: environment }).status === 0;
}

function report(text: string): void {
  process.stderr.write(`${text}\n`);
}
