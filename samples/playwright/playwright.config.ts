import { defineConfig, devices } from "@playwright/test";

/** A Chromium that is installed already; Playwright's own where it is left out. */
const executablePath = process.env.CHROME_PATH;

export default defineConfig({
  testDir: "tests",
  reporter: "list",
  projects: [
    {
      name: "chromium",
      use: { ...devices["Desktop Chrome"], launchOptions: executablePath ? { executablePath } : {} },
    },
  ],
});
