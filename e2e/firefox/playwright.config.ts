import { defineConfig } from "playwright/test";
import { repositoryPath } from "../../scripts/repository-path.ts";
import type { BrowserChoice } from "../fixtures/test.ts";
import chromium from "../playwright.config.ts";

/** The tests of this folder, and those of the main path that have the tag `@firefox`, in the toolbox of a real Firefox. */
export default defineConfig<object, BrowserChoice>({
  ...chromium,
  testDir: repositoryPath("e2e"),
  testIgnore: [],
  outputDir: "../../artifacts/e2e-firefox",
  globalSetup: "./global-setup.ts",
  grep: /@firefox|\bfirefox\//,
  use: { ...chromium.use, panelBrowser: "firefox" },
  reporter: [["list"], ["json", { outputFile: "../../artifacts/e2e-firefox.json" }]],
});
