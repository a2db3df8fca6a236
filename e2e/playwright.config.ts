import { defineConfig } from "playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../artifacts/e2e",
  globalSetup: "./global-setup.ts",
  // Each test has a browser of its own, so files and tests may run side by side.
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "../artifacts/e2e.json" }]],
});
