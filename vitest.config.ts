import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "node",
    include: ["core/**/*.test.ts", "extension/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
  },
});
