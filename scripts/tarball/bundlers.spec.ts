import { mkdtempSync, readFileSync } from "node:fs";
import path from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build as buildByEsbuild } from "esbuild";
import { build as buildByVite, type Rolldown } from "vite";
import { expect, inject, test } from "vitest";
import webpack from "webpack";
import { COMMON_JS_APP, FOLDED, MODULE_APP, writeApp } from "./apps.ts";

const app = inject("app");

type Bundle = (entry: string) => Promise<string>;

/** Each as an app uses it by default; the bundle is a classic script. */
const BUNDLERS: Readonly<Record<string, Bundle>> = {
  async Vite(entry) {
    const [{ output }] = (await buildByVite({
      configFile: false,
      logLevel: "warn",
      root: path.dirname(entry),
      build: { write: false, lib: { entry, formats: ["iife"], name: "app", fileName: "app" } },
    })) as Rolldown.RolldownOutput[];
    expect(output).toHaveLength(1);
    return output[0].code;
  },
  async esbuild(entry) {
    const { outputFiles, warnings } = await buildByEsbuild({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      platform: "browser",
      // It warns of what the last test wants: an import that is left out.
      logOverride: { "ignored-bare-import": "silent" },
    });
    expect(warnings).toEqual([]);
    return outputFiles[0].text;
  },
  async webpack(entry) {
    const folder = path.dirname(entry);
    const output = { path: folder, filename: "bundle.js" };
    const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
      webpack({ mode: "production", context: folder, entry, output, performance: false }, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
    expect(stats?.compilation.errors).toEqual([]);
    expect(stats?.compilation.warnings).toEqual([]);
    return readFileSync(path.join(folder, "bundle.js"), "utf8");
  },
};

/** The bundle of an app that is the file `name`. */
async function bundleOf(bundle: Bundle, name: string, text: string): Promise<string> {
  const folder = mkdtempSync(path.join(app, "bundle-"));
  writeApp(folder, { [name]: text });
  return await bundle(path.join(folder, name));
}

/** Runs it in a realm that has nothing but JavaScript. */
function run(script: string): unknown {
  const realm = createContext({});
  runInContext(script, realm);
  return realm.folded;
}

const EACH = Object.entries(BUNDLERS);

test.each(EACH)("%s bundles an import, and the bundle measures the same", async (_name, bundle) => {
  expect(run(await bundleOf(bundle, "app.js", MODULE_APP))).toBe(FOLDED);
});

/* Vite takes CommonJS from packages alone. */
test.each(EACH.filter(([name]) => name !== "Vite"))(
  "%s bundles a require, and the bundle measures the same",
  async (_name, bundle) => {
    expect(run(await bundleOf(bundle, "app.cjs", COMMON_JS_APP))).toBe(FOLDED);
  },
);

test.each(EACH)(
  "with %s, an app that only registers gets little more than that, by either entry",
  async (_name, bundle) => {
    for (const [entry, limit] of [
      ["allocative/register", 1_200],
      ["allocative", 4_200],
    ] as const) {
      const code = await bundleOf(
        bundle,
        "app.js",
        `import { registerRoot } from "${entry}";\nregisterRoot("app", globalThis);\n`,
      );
      expect(code).toContain("allocative.registry");
      expect(gzipSync(code).length, entry).toBeLessThan(limit);
    }
  },
);

test.each(EACH)("%s leaves an entry out that an app imports and does not use", async (_name, bundle) => {
  const code = await bundleOf(
    bundle,
    "app.js",
    'import "allocative";\nimport "allocative/register";\nglobalThis.folded = 1;\n',
  );
  expect(code).not.toContain("allocative.registry");
  expect(run(code)).toBe(1);
});
