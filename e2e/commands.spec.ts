// npm run snapshot, from outside.
import { existsSync, readFileSync } from "node:fs";
import { parseFolded } from "./fixtures/folded-grammar.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { runSnapshot } from "./fixtures/run-snapshot.ts";
import { expect, test } from "./fixtures/test.ts";

const HTML = pageWithModule(`
  globalThis.shop = { carts: [{ sku: "a-1", qty: 2 }] };
  globalThis.other = { rows: [{}, {}] };
  registerRoot("shop", shop);`);

const rootsOf = (file: string) => new Set(parseFolded(readFileSync(file, "utf8")).map(({ frames }) => frames[0]));

test("writes folded stacks and a picture, and one line to stdout", async ({ serve }, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("new folder/shop.folded");
  const png = testInfo.outputPath("panel.png");
  const { exitCode, stdout, stderr } = await runSnapshot([
    url,
    "--out",
    out,
    "--format",
    "folded",
    "--screenshot",
    png,
  ]);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toMatch(/^\S.*: [\d.]+ (B|KiB) in 3 objects, \d+ folded stacks\n$/);
  expect(rootsOf(out)).toEqual(new Set(["shop"]));
  expect(readFileSync(png).subarray(1, 4).toString()).toBe("PNG");
});

test("--root takes only the expressions that are given", async ({ serve }, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("out.folded");
  const { exitCode, stderr } = await runSnapshot([url, "--root", "other.rows", "--root=shop.carts", "--out", out]);
  expect(exitCode, stderr).toBe(0);
  expect(rootsOf(out)).toEqual(new Set(["other.rows", "shop.carts"]));
});

test("--root may name what the page registered under the same name", async ({ serve }, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("out.folded");
  const { exitCode, stderr } = await runSnapshot([url, "--root", "shop", "--out", out]);
  expect(exitCode, stderr).toBe(0);
  expect(rootsOf(out)).toEqual(new Set(["shop"]));
});

test("--globals takes the page's globals", async ({ serve }, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("out.folded");
  const { exitCode, stderr } = await runSnapshot([url, "--globals", "--out", out]);
  expect(exitCode, stderr).toBe(0);
  expect(rootsOf(out)).toContain("other");
});

test.describe("errors", () => {
  interface Case {
    readonly name: string;
    readonly args: (url: string, silentUrl: string) => string[];
    readonly stderr: RegExp;
  }
  const cases: readonly Case[] = [
    {
      name: "a URL where nothing answers",
      args: (_url, silentUrl) => [silentUrl, "--out", "x"],
      stderr: /http:\/\/127\.0\.0\.1:\d+\/ did not load: net::ERR_CONNECTION_REFUSED\./,
    },
    {
      name: "an expression that throws",
      args: (url) => [url, "--root", "nope.x", "--out", "x"],
      stderr: /Root "nope\.x": .*nope is not defined/,
    },
    {
      name: "an unknown option",
      args: (url) => [url, "--frmat", "x", "--out", "x"],
      stderr: /There is no option --frmat/,
    },
    { name: "no URL", args: () => ["--out", "x"], stderr: /URL is missing/ },
    { name: "no --out", args: (url) => [url], stderr: /--out FILE is missing/ },
  ];
  for (const { name, args, stderr } of cases) {
    test(name, async ({ serve, silentUrl }) => {
      const url = `${await serve({ path: "/", html: HTML })}/`;
      const outcome = await runSnapshot(args(url, silentUrl));
      expect(outcome.exitCode).toBeGreaterThan(0);
      expect(outcome.stdout).toBe("");
      expect(outcome.stderr).toMatch(stderr);
      expect(outcome.stderr).not.toMatch(/^\s+at /m);
      expect(existsSync("x")).toBe(false);
    });
  }

  test("a CHROME_PATH that is not there", async ({ silentUrl }) => {
    const outcome = await runSnapshot([silentUrl, "--out", "x"], { CHROME_PATH: "/no/such/chromium" });
    expect(outcome.exitCode).toBeGreaterThan(0);
    expect(outcome.stderr).toContain('CHROME_PATH is "/no/such/chromium", but there is no program of that name.');
  });
});
