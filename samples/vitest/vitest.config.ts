import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Only against hanging: a slow machine is not a failure.
    testTimeout: 120_000,
  },
});
