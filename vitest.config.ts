import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "node",
    // Against hanging only: a slow machine is no failure.
    testTimeout: 120_000,
    include: ["core/**/*.test.ts", "extension/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
  },
});
