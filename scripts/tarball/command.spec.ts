import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, test } from "vitest";
import { repositoryPath } from "../repository-path.ts";
import { FOLDED, writeApp } from "./apps.ts";
import { runIn } from "./run-in.ts";

const app = inject("app");
const installed = path.join(app, "node_modules/allocative");
const { version, bin } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));

/** Without npx, which takes longer to start than the command to run. */
const allocativeIn = (folder: string, ...args: readonly string[]) =>
  runIn(folder, process.execPath, [path.join(installed, bin.allocative), ...args]);
const allocative = (...args: readonly string[]) => allocativeIn(app, ...args);

test("npx allocative --version", () => {
  expect(runIn(app, "npx", ["--offline", "allocative", "--version"])).toEqual({
    status: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});

test("--help lists the commands, and the help of each can be asked for", () => {
  const { status, stdout, stderr } = allocative("--help");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const names = [...stdout.matchAll(/^ {2}(\w+) {2,}\S/gm)].map((found) => found[1]);
  expect(names).toContain("top");
  for (const name of names) {
    expect(allocative(name, "--help")).toMatchObject({ status: 0, stderr: "", stdout: expect.stringContaining(name) });
  }
});

test("top reads a file with nothing but what is in the package", () => {
  writeApp(app, { "cart.folded": FOLDED });
  const { status, stdout, stderr } = allocative("top", "cart.folded");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("items");
});

test("an error is one sentence and exit code 2", () => {
  const { status, stdout, stderr } = allocative("top", "nowhere.folded");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^[^\n]*nowhere\.folded[^\n]*\.\n$/);
});

test("a command that needs Playwright says so where the project has none, and how to get it", () => {
  const { status, stdout, stderr } = allocative("snapshot", "http://127.0.0.1:1/", "-o", "a.folded");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(
    /^This command drives a browser by Playwright, .*npx -p playwright-core -p allocative allocative …\n$/,
  );
});

test("with the project's own Playwright it measures a page: over the debugger, and in DevTools with the packed extension", () => {
  const project = path.join(app, "with-playwright");
  const packages = path.join(project, "node_modules");
  mkdirSync(packages, { recursive: true });
  symlinkSync(repositoryPath("node_modules/playwright-core"), path.join(packages, "playwright-core"), "junction");
  writeApp(project, {
    "page.html": '<script>const cart = { items: [{ sku: "a-1", qty: 2 }] };</script>',
    "package.json": "{}",
  });
  const page = pathToFileURL(path.join(project, "page.html")).href;
  for (const extra of [[], ["--screenshot", "panel.png"]]) {
    const run = allocativeIn(project, "snapshot", page, "--root", "cart", "-o", "cart.folded", ...extra);
    expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^cart\.folded: /) });
    expect(readFileSync(path.join(project, "cart.folded"), "utf8")).toBe(FOLDED);
  }
  expect(readFileSync(path.join(project, "panel.png")).subarray(1, 4).toString()).toBe("PNG");
});
