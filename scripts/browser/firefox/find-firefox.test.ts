import { expect, test } from "vitest";
import { findFirefox } from "./find-firefox.ts";

interface Asked {
  readonly files?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly user?: "root" | "other";
  readonly system?: "Debian" | "other";
  /** What the package brings. */
  readonly installs?: string;
}

function search({ files = [], environment = {}, user = "root", system = "Debian", installs }: Asked) {
  const there = new Set(files);
  const runs: string[] = [];
  const find = () =>
    findFirefox({
      environment: { PATH: "/usr/local/bin:/usr/bin", ...environment },
      isThere: (file) => there.has(file),
      isDebian: system === "Debian",
      isRoot: user === "root",
      run: (command, args) => {
        runs.push([command, ...args].filter((word) => !word.startsWith("--")).join(" "));
        if (args.includes("firefox-esr") && installs) there.add(installs);
      },
    });
  return { find, runs };
}

test("FIREFOX_PATH goes first, and must exist", () => {
  const environment = { FIREFOX_PATH: "/opt/firefox" };
  expect(search({ files: ["/opt/firefox", "/usr/bin/firefox"], environment }).find()).toBe("/opt/firefox");
  expect(search({ files: ["/usr/bin/firefox"], environment }).find).toThrow("FIREFOX_PATH is /opt/firefox");
});

test("one on the PATH is taken, the ESR first, and nothing is installed", () => {
  const { find, runs } = search({ files: ["/usr/local/bin/firefox", "/usr/bin/firefox-esr"] });
  expect(find()).toBe("/usr/bin/firefox-esr");
  expect(runs).toEqual([]);
});

test("Debian as root: the package, by lists that are up to date", () => {
  const { find, runs } = search({ installs: "/usr/bin/firefox-esr" });
  expect(find()).toBe("/usr/bin/firefox-esr");
  expect(runs).toEqual(["apt-get update", "apt-get install firefox-esr"]);
});

test("where it cannot be had, a sentence says why and how to get it", () => {
  expect(search({ user: "other" }).find).toThrow(/on Debian alone, as root\. Install Firefox \(.+FIREFOX_PATH/);
  expect(search({ system: "other" }).find).toThrow(/on Debian alone, as root/);
  expect(search({}).find).toThrow(/apt-get could not install firefox-esr\. Install Firefox/);
});
