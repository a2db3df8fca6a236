import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findChromium, type Installer, THIS_MACHINE } from "../../package/browser/find-chromium.ts";
import { repositoryPath } from "../repository-path.ts";

/** The path of a Chromium that can run the extension. Installs one if none is found that is new enough: the command that people install does not. */
export function findOrInstallChromium(): string {
  return findChromium({ ...THIS_MACHINE, installers: chromiumInstallers() });
}

/** What installing asks of the machine. */
export interface InstallMachine {
  readonly isDebian: boolean;
  readonly isRoot: boolean;
  run(command: string, args: readonly string[]): void;
}

/** No question may be asked, because there may be no user to answer; another apt-get, as a new machine runs by itself, is waited for. */
export const APT_OPTIONS = [
  "--yes",
  "--no-install-recommends",
  "--option=DPkg::Lock::Timeout=600",
  "--option=Dpkg::Options::=--force-confdef",
  "--option=Dpkg::Options::=--force-confold",
];
const QUESTIONLESS = { DEBIAN_FRONTEND: "noninteractive", NEEDRESTART_MODE: "a" };

/** From the quickest to the one that works on most machines. */
export function chromiumInstallers(machine: InstallMachine = thisMachine("Chromium")): readonly Installer[] {
  const installPackage = (): void => machine.run("apt-get", ["install", ...APT_OPTIONS, "chromium"]);
  const updateLists = (): void => machine.run("apt-get", ["update", ...APT_OPTIONS]);
  const installByPlaywright = (): void =>
    machine.run(process.execPath, [repositoryPath("node_modules/playwright/cli.js"), "install", "chromium"]);
  if (!machine.isDebian || !machine.isRoot) return [installByPlaywright];
  return [
    installPackage,
    () => {
      updateLists();
      installPackage();
    },
    installByPlaywright,
  ];
}

/** `what` is the browser that this says it installs. */
export function thisMachine(what: string): InstallMachine {
  return {
    isDebian: isDebian(),
    isRoot: process.getuid?.() === 0,
    run(command, args) {
      process.stderr.write(`Installing ${what}: ${command} ${args.join(" ")}\n`);
      // The output is progress, so it goes to stderr.
      spawnSync(command, args, { stdio: ["ignore", 2, 2], env: { ...process.env, ...QUESTIONLESS } });
    },
  };
}

export function isDebian(): boolean {
  try {
    return /^ID(?:_LIKE)?=.*\b(?:debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
