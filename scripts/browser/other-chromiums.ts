import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { findChromium, MINIMUM_VERSION, majorVersionOf, versionTextOf } from "../../package/browser/find-chromium.ts";
import { repositoryPath } from "../repository-path.ts";
import { isDebian } from "./install-chromium.ts";

export interface OtherChromium {
  /** As the packages have it, such as `156.0.8078.108-1~deb12u1`. */
  readonly version: string;
  readonly executable: string;
}

export interface OtherChromiums {
  readonly chromiums: readonly OtherChromium[];
  /** One sentence if there is none, else `""`. */
  readonly note: string;
}

/** What the search asks of the machine. */
export interface PackageMachine {
  /** Major version of the Chromium that the tests use; undefined if it does not say. */
  majorInUse(): number | undefined;
  /** Whether packages can be downloaded and unpacked here. */
  canDownload(): boolean;
  /** Versions of the package that the lists of packages have. */
  servedVersions(): readonly string[];
  /** Brings the lists up to date. */
  update(): void;
  /** The program of that version, downloaded if it is not there yet; undefined if that fails. */
  executableOf(version: string): string | undefined;
}

const WHY = "so the sizes are calibrated on one Chromium alone.";

/** Chromiums of other major versions than the one in use, beside it and without installing them: Debian serves two. */
export function otherChromiums(machine: PackageMachine = thisMachine): OtherChromiums {
  const inUse = machine.majorInUse();
  if (inUse === undefined) return none(`The Chromium in use does not say its version, ${WHY}`);
  if (!machine.canDownload()) return none(`A second Chromium can be had on Debian as root alone, ${WHY}`);
  let versions = othersThan(inUse, machine.servedVersions());
  if (versions.length === 0) {
    machine.update();
    versions = othersThan(inUse, machine.servedVersions());
  }
  if (versions.length === 0) return none(`Debian serves no Chromium but version ${inUse}, ${WHY}`);
  const chromiums: OtherChromium[] = [];
  for (const version of versions) {
    const executable = machine.executableOf(version);
    if (executable !== undefined) chromiums.push({ version, executable });
  }
  if (chromiums.length === 0) return none(`Chromium ${versions.join(", ")} could not be downloaded, ${WHY}`);
  return { chromiums, note: "" };
}

function none(note: string): OtherChromiums {
  return { chromiums: [], note };
}

/** The newest of each other major version that the manifest allows. Lists of packages have the newest first. */
function othersThan(inUse: number, versions: readonly string[]): readonly string[] {
  const byMajor = new Map<number, string>();
  for (const version of versions) {
    const major = Number.parseInt(version, 10);
    if (major >= MINIMUM_VERSION && major !== inUse && !byMajor.has(major)) byMajor.set(major, version);
  }
  return [...byMajor.values()];
}

/** Versions in what `apt-cache madison chromium` prints: `chromium | 156.0.8078.108-1~deb12u1 | http://… Packages`. Exported for its test: the command itself is not everywhere. */
export function versionsOfMadison(output: string): readonly string[] {
  return output
    .split("\n")
    .filter((line) => line.endsWith(" Packages"))
    .map((line) => line.split("|")[1].trim());
}

const thisMachine: PackageMachine = {
  majorInUse: () => majorVersionOf(versionTextOf(findChromium()) ?? ""),
  canDownload: () => isDebian() && process.getuid?.() === 0,
  servedVersions: () =>
    versionsOfMadison(spawnSync("apt-cache", ["madison", "chromium"], { encoding: "utf8" }).stdout ?? ""),
  update: () => run("apt-get", ["update"], "."),
  executableOf(version) {
    const folder = repositoryPath(`.cache/chromium/${version.replace(/[^\w.+-]/g, "_")}`);
    const executable = path.join(folder, "usr/lib/chromium/chromium");
    if (!existsSync(executable)) download(version, folder);
    return existsSync(executable) ? executable : undefined;
  },
};

/** Unpacks the two packages that make up the browser. Those they depend on are there: the one in use needs them, too. */
function download(version: string, folder: string): void {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  process.stderr.write(`Downloading Chromium ${version} …\n`);
  if (!run("apt-get", ["download", `chromium=${version}`, `chromium-common=${version}`], unfinished)) return;
  for (const file of readdirSync(unfinished).filter((name) => name.endsWith(".deb"))) {
    if (!run("dpkg", ["-x", file, "."], unfinished)) return;
    rmSync(path.join(unfinished, file));
  }
  renameSync(unfinished, folder);
}

/** Its output is progress, so it goes to stderr. */
function run(command: string, args: readonly string[], cwd: string): boolean {
  return spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2] }).status === 0;
}
