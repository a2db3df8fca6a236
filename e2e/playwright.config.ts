import { defineConfig } from "playwright/test";
import { STEP_DEADLINE_MS } from "../package/browser/deadline.ts";

export default defineConfig({
  testDir: ".",
  // These need Firefox, and have a configuration of their own.
  testIgnore: "firefox/**",
  outputDir: "../artifacts/e2e",
  globalSetup: "./global-setup.ts",
  // Each worker has a browser of its own, so files and tests may run side by side.
  fullyParallel: true,
  workers: 2,
  // Only against hanging: a slow machine is not a failure. So no test has a deadline of its own.
  timeout: STEP_DEADLINE_MS * 10,
  expect: { timeout: STEP_DEADLINE_MS },
  use: { actionTimeout: STEP_DEADLINE_MS, navigationTimeout: STEP_DEADLINE_MS },
  // Each failure may take such a deadline; where so many fail, the others would say no more.
  maxFailures: 20,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "../artifacts/e2e.json" }]],
});
