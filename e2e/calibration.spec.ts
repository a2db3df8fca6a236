import { spawnSync } from "node:child_process";
import { expect, test } from "playwright/test";
import { repositoryPath } from "../scripts/repository-path.ts";

test("sizes hold against V8's heap snapshot, in Chromium and in Node", { tag: "@slow" }, () => {
  const run = spawnSync(process.execPath, ["--import", "tsx", "bench/run.ts", "calibration", "--json"], {
    cwd: repositoryPath("."),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(run.status, run.stderr).toBe(0);
  const figures = (JSON.parse(run.stdout) as { calibration: { name: string; value: number }[] }).calibration;
  for (const engine of ["Chromium", "Node"]) {
    const wrong = figures.find(({ name }) => name === `${engine}: structures out of bounds`);
    expect(wrong?.value, run.stderr).toBe(0);
  }
  expect(figures.filter(({ name }) => name.endsWith(": size")).length).toBeGreaterThanOrEqual(2 * 40);
});
