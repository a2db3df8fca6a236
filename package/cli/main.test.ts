import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runAllocative } from "./run-allocative.fixture.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

test("an answer goes to stdout, alone, with exit code 0", async () => {
  const { exitCode, stdout, stderr } = await runAllocative(["top", file("a.folded", "store;Object;users 2048\n")]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("2.0 KiB");
});

test("an error goes to stderr, as a sentence, with exit code 2", async () => {
  expect(await runAllocative(["top", "missing.allocative"])).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "“missing.allocative” does not exist.\n",
  });
});

test("a reader that has read enough is no error", async () => {
  const long = Array.from({ length: 20_000 }, (_, i) => `root;field${i} ${20_000 - i}\n`).join("");
  const { exitCode, stderr } = await runAllocative(["top", file("long.folded", long), "--rows", "20000"], {
    reader: "closes at once",
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});
