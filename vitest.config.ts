import { transform } from "esbuild";
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    {
      // No engine runs decorators yet, and Vite's own compiler leaves them as they are.
      name: "decorators",
      enforce: "pre",
      async transform(code, id) {
        if (!id.endsWith("decorators.test.ts")) return undefined;
        return await transform(code, { loader: "ts", target: "es2022", sourcefile: id, sourcemap: true });
      },
    },
  ],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "node",
    // Only against hanging: a slow machine is not a failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // By default, Vitest leaves one of the cores idle.
    maxWorkers: "100%",
    // Slow: `npm run test:all` has them, by vitest.programs.config.ts.
    exclude: [...configDefaults.exclude, "package/derive/transform/real-programs/**", "**/*.built.test.ts"],
    include: ["core/**/*.test.ts", "extension/**/*.test.{ts,tsx}", "package/**/*.test.ts", "scripts/**/*.test.ts"],
  },
});
