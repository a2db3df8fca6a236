// npm run snapshot with budgets: what a build fails on.
import { readFileSync } from "node:fs";
import { parseFolded, totalBytesOf } from "./fixtures/folded-grammar.ts";
import { pageWithModule } from "./fixtures/page-html.ts";
import { runAllocative, runSnapshot } from "./fixtures/run-snapshot.ts";
import { expect, test } from "./fixtures/test.ts";

const HTML = pageWithModule(`
  globalThis.store = { users: { photos: new Uint8Array(6_000_000), names: ["Ann", "Bob"] }, theme: "dark" };
  registerRoot("store", store);`);

test("within its budgets: exit code 0, and a line for each", async ({ serve }, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("store.folded");
  const budgets = ["--budget", "store;users=8MB", "--budget", "store;Object;theme = 1 KiB", "--budget", "1GB"];
  const { exitCode, stdout, stderr } = await runSnapshot([url, "--out", out, ...budgets]);
  expect(exitCode, stderr).toBe(0);
  const [summary, ...lines] = stdout.trimEnd().split("\n");
  expect(summary).toMatch(/store\.folded: 5\.7 MiB in \d+ objects, \d+ folded stacks$/);
  expect(lines).toEqual([
    "store;users: at least 6.00 MB, 75.0 % of its budget of 8 MB",
    expect.stringMatching(/^store;Object;theme: at least 0\.0\d KiB, \d\.\d % of its budget of 1 KiB$/),
    "The whole snapshot: at least 0.01 GB, 0.6 % of its budget of 1 GB",
  ]);
});

test("over a budget, and with a mistyped path: exit code 1, what is wrong, and FILE all the same", async ({
  serve,
}, testInfo) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const out = testInfo.outputPath("store.folded");
  const budgets = ["--budget", "store;Object;users=5MB", "--budget", "store;usres=5MB", "--budget", "20MB"];
  const { exitCode, stdout, stderr } = await runSnapshot([url, "--out", out, ...budgets]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /^\S.*store\.folded: .* folded stacks\nThe whole snapshot: at least 6\.00 MB, 30\.0 % of .* 20 MB\n$/,
  );
  const users = parseFolded(readFileSync(out, "utf8")).filter(({ frames }) => frames[2] === "users");
  const bytes = totalBytesOf(users);
  expect(stderr).toContain(
    `store;Object;users takes at least 6.00 MB (${bytes.toLocaleString("en-US")} bytes), 1.00 MB (${(bytes - 5e6).toLocaleString("en-US")} bytes) over its budget of 5 MB. The largest below it:
  store;Object;users;Object;photos: 6.00 MB
  store;Object;users;Object;names: 0.00 MB
store;usres is not in the snapshot: below store there is no "usres". The nearest:
  store;Object;users
`,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("top, types and who answer about the page at a URL", async ({ serve }) => {
  const url = `${await serve({ path: "/", html: HTML })}/`;
  const top = await runAllocative(["top", url]);
  expect(top.exitCode, top.stderr).toBe(0);
  expect(top.stdout).toContain("store › Object › users: Object › photos: Uint8Array");
  const types = await runAllocative(["types", url, "--json"]);
  expect(JSON.parse(types.stdout)).toMatchObject({ schema: "allocative.types/1", snapshot: { name: url } });
  const who = await runAllocative(["who", url, "store;users;photos"]);
  expect(who.stdout).toContain("store: Object › users: Object › photos: Uint8Array");
});
