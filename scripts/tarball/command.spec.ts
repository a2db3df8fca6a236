import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { FOLDED, writeApp } from "./apps.ts";
import { runIn } from "./run-in.ts";

const app = inject("app");
const installed = path.join(app, "node_modules/allocative");
const { version, bin } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));

/** Without npx, which takes longer to start than the command to run. */
const allocative = (...args: readonly string[]) =>
  runIn(app, process.execPath, [path.join(installed, bin.allocative), ...args]);

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
