import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

/** A Chromium that is installed already; Playwright's own where it is left out. */
const executablePath = process.env.CHROME_PATH;

export default defineConfig({
  test: {
    // Only against hanging: a slow machine is not a failure.
    testTimeout: 120_000,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: executablePath ? { executablePath } : {} }),
      instances: [{ browser: "chromium" }],
    },
  },
});
