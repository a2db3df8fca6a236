import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeShopFiles } from "../answers/shop.fixture.ts";
import { runAllocative } from "./run-allocative.fixture.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-cli-"));
const shop = writeShopFiles();
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(shop.folder, { recursive: true });
});

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

const LINES: readonly (readonly [number, readonly string[], string])[] = [
  [0, ["top", shop.after], "store › Object › history: Array"],
  [0, ["diff", shop.before, shop.after], "0 → 300"],
  [1, ["diff", shop.before, shop.after, "--fail-on-growth", "1kB"], "0 → 300"],
  [0, ["who", shop.after, "store › users: Array"], "path from a root"],
  [0, ["types", shop.after], "6 types"],
  [0, ["report", shop.before, shop.after, "--md", "--budget", "1MB"], "The budget is kept."],
  [1, ["report", shop.before, shop.after, "--md", "--budget", "store;history=1kB"], "The budget is not kept."],
];

test.each(LINES.map(([code, args, text]) => [args[0], code, args, text] as const))(
  "%s ends with %d, and the answer goes to stdout alone",
  async (_, code, args, text) => {
    const { exitCode, stdout, stderr } = await runAllocative(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: "" });
    expect(stdout).toContain(text);
  },
);

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
