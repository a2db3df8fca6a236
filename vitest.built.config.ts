import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { configDefaults, type ViteUserConfig } from "vitest/config";
import sources from "./vitest.config.ts";

const repository = import.meta.dirname;
const entry = path.join(repository, "core/index.ts");

/** Tests that import the public API: what they say holds for the package as it is built, too. */
const testsOfEntry = readdirSync(path.join(repository, "core"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => path.join(repository, "core", file))
  .filter((file) => importsOf(file).includes(entry))
  .map((file) => path.relative(repository, file));

function importsOf(file: string): string[] {
  return Array.from(readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g), (found) =>
    path.resolve(path.dirname(file), found[1] ?? ""),
  );
}

/** The unit tests of the public API against `dist/core/index.js`, which `npm run build` makes, and those of code that reads a built file (`*.built.test.ts`). */
const built: ViteUserConfig = {
  ...sources,
  plugins: [
    ...(sources.plugins ?? []),
    {
      name: "built-entry",
      enforce: "pre",
      resolveId(specifier: string, importer: string | undefined) {
        if (importer === undefined || path.resolve(path.dirname(importer), specifier) !== entry) return undefined;
        return path.join(repository, "dist/core/index.js");
      },
    },
  ],
  test: { ...sources.test, exclude: configDefaults.exclude, include: [...testsOfEntry, "package/**/*.built.test.ts"] },
};
export default built;
