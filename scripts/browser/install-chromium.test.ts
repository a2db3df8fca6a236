import { expect, test } from "vitest";
import { chromiumInstallers } from "./install-chromium.ts";

/** What each installer runs on such a machine, without the options that all runs of apt-get have. */
function runsOn(isDebian: boolean, user: "root" | "other"): string[][] {
  const runs: string[] = [];
  const installers = chromiumInstallers({
    isDebian,
    isRoot: user === "root",
    run: (command, args) => {
      runs.push([command, ...args].filter((word) => !word.startsWith("--")).join(" "));
    },
  });
  return installers.map((install) => {
    install();
    return runs.splice(0);
  });
}

const PLAYWRIGHT = [expect.stringMatching(/playwright\/cli\.js install chromium$/)];

test("Debian as root: the package, the package by lists that are up to date, Playwright", () => {
  expect(runsOn(true, "root")).toEqual([
    ["apt-get install chromium"],
    ["apt-get update", "apt-get install chromium"],
    PLAYWRIGHT,
  ]);
});

test("whoever may not install packages, and machines without apt-get: Playwright alone", () => {
  expect(runsOn(true, "other")).toEqual([PLAYWRIGHT]);
  expect(runsOn(false, "root")).toEqual([PLAYWRIGHT]);
});

test("apt-get never asks, and waits for another one", () => {
  expect.hasAssertions();
  chromiumInstallers({
    isDebian: true,
    isRoot: true,
    run: (command, args) => {
      if (command !== "apt-get") return;
      expect(args).toEqual(expect.arrayContaining(["--yes", "--option=DPkg::Lock::Timeout=600"]));
      expect(args).toContain("--option=Dpkg::Options::=--force-confold");
    },
  }).forEach((install) => void install());
});
