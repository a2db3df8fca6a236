import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { type Compiler as RspackCompiler, rspack } from "@rspack/core";
import { build as buildByEsbuild, type Plugin as EsbuildPlugin, transform } from "esbuild";
import { type Plugin as RolldownPlugin, rolldown } from "rolldown";
import { type Plugin as RollupPlugin, rollup } from "rollup";
import { minify } from "terser";
import { build as buildByVite, createServer, type ViteDevServer, type Plugin as VitePlugin } from "vite";
import webpack from "webpack";
import type { DeriveOptions } from "../../package/derive/derive-options.ts";
import { repositoryPath } from "../repository-path.ts";

/** How a bundler builds the sample in `folder` into `folder/dist/`, with a page `index.html`. Without options the plug-in is not in the build at all. Returns what the bundler warned of. */
export type Build = (folder: string, options: DeriveOptions | undefined) => Promise<readonly string[]>;

interface PluginTypes {
  readonly esbuild: EsbuildPlugin;
  readonly rolldown: RolldownPlugin;
  readonly rollup: RollupPlugin;
  readonly rspack: { apply(compiler: RspackCompiler): void };
  readonly vite: VitePlugin;
  readonly webpack: { apply(compiler: webpack.Compiler): void };
}

/** The plug-in of the package that is installed in `folder`, as its configuration imports it. */
export async function installedPlugin<Host extends keyof PluginTypes>(
  folder: string,
  host: Host,
  options: DeriveOptions | undefined,
): Promise<PluginTypes[Host][]> {
  if (options === undefined) return [];
  const file = path.join(folder, "node_modules/allocative/dist/derive", `${host}.js`);
  const { default: allocative } = await import(pathToFileURL(file).href);
  return [allocative(options)];
}

/** Vite's development server of the sample in `folder`, with the plug-in. To be closed. */
export async function startDevelopmentServer(folder: string): Promise<ViteDevServer> {
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0 },
    plugins: await installedPlugin(folder, "vite", {}),
  });
  return await server.listen();
}

/** The worker is an entry of its own for bundlers that do not look for workers. */
const ENTRIES = { main: "src/main.ts", worker: "src/worker.ts" };

function prepare(folder: string): void {
  const file = path.join(folder, "src/main.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace("./worker.ts", "./worker.js"));
}

function writePage(folder: string, scriptTag: string): void {
  writeFileSync(path.join(folder, "dist/index.html"), `<!doctype html>\n<title>Derived</title>\n${scriptTag}\n`);
}

const MODULE_TAG = '<script type="module" src="main.js"></script>';
const SCRIPT_TAG = '<script src="main.js"></script>';

/** TypeScript for Rollup, by esbuild. */
const typescript: RollupPlugin = {
  name: "typescript",
  async transform(code, id) {
    if (!id.endsWith(".ts")) return null;
    return await transform(code, { loader: "ts", target: "es2022", sourcefile: id, sourcemap: true });
  },
};

/** A minifier for Rollup. */
const terser: RollupPlugin = {
  name: "terser",
  async renderChunk(code, _chunk, { format }) {
    const result = await minify(code, { module: format === "es", sourceMap: true });
    return { code: result.code ?? "", map: String(result.map) };
  },
};

const byRollup =
  (format: "es" | "iife" | "umd"): Build =>
  async (folder, options) => {
    if (format === "es") prepare(folder);
    const warnings: string[] = [];
    const bundle = await rollup({
      input: format === "es" ? absolute(folder, ENTRIES) : path.join(folder, "src/script.ts"),
      plugins: [
        nodeResolve(),
        commonjs(),
        typescript,
        ...(await inFolder(folder, () => installedPlugin(folder, "rollup", options))),
        terser,
      ],
      onLog: (level, { message, code }) => {
        if (level === "warn" && code !== "CIRCULAR_DEPENDENCY") warnings.push(message);
      },
    });
    await inFolder(folder, () =>
      bundle.write({
        dir: path.join(folder, "dist"),
        format,
        sourcemap: true,
        name: "Sample",
        entryFileNames: format === "es" ? "[name].js" : "main.js",
      }),
    );
    writePage(folder, format === "es" ? MODULE_TAG : SCRIPT_TAG);
    return warnings;
  };

const byRolldown =
  (format: "es" | "iife"): Build =>
  async (folder, options) => {
    if (format === "es") prepare(folder);
    const warnings: string[] = [];
    const bundle = await rolldown({
      cwd: folder,
      input: format === "es" ? ENTRIES : "src/script.ts",
      plugins: await inFolder(folder, () => installedPlugin(folder, "rolldown", options)),
      onLog: (level, { message }) => {
        if (level === "warn") warnings.push(message);
      },
    });
    await inFolder(folder, () =>
      bundle.write({
        dir: path.join(folder, "dist"),
        format,
        sourcemap: true,
        minify: true,
        entryFileNames: format === "es" ? "[name].js" : "main.js",
      }),
    );
    await bundle.close();
    writePage(folder, format === "es" ? MODULE_TAG : SCRIPT_TAG);
    return warnings;
  };

const byVite: Build = async (folder, options) => {
  await buildByVite({
    root: folder,
    configFile: false,
    logLevel: "warn",
    build: { sourcemap: true },
    plugins: await installedPlugin(folder, "vite", options),
  });
  return [];
};

const byEsbuild =
  (format: "esm" | "iife", isMinified: "minified" | "readable"): Build =>
  async (folder, options) => {
    if (format === "esm") prepare(folder);
    const { warnings } = await buildByEsbuild({
      absWorkingDir: folder,
      entryPoints: format === "esm" ? ENTRIES : { main: "src/script.ts" },
      outdir: "dist",
      bundle: true,
      splitting: format === "esm",
      format,
      minify: isMinified === "minified",
      sourcemap: true,
      plugins: await installedPlugin(folder, "esbuild", options),
    });
    writePage(folder, format === "esm" ? MODULE_TAG : SCRIPT_TAG);
    return warnings.map(({ text }) => text);
  };

interface PackResult {
  toJson(options: { all: false; errors: true; warnings: true }): {
    readonly errors?: readonly { readonly message: string }[];
    readonly warnings?: readonly { readonly message: string }[];
  };
}

/** What webpack and Rspack are called with. */
const packConfig = (folder: string, mode: "development" | "production") => ({
  mode,
  context: folder,
  entry: { main: "./src/main.ts" },
  output: { path: path.join(folder, "dist"), filename: "[name].js" },
  resolve: { extensions: [".ts", ".js"] },
  performance: false as const,
  ...(mode === "production" ? { devtool: "source-map" as const } : {}),
});

function warningsOf(folder: string, stats: PackResult | undefined): readonly string[] {
  const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  writePage(folder, SCRIPT_TAG);
  return warnings.map(({ message }) => message);
}

/** A loader for TypeScript, by esbuild. */
const LOADER = `module.exports = function (code) {
  const { transformSync } = require(${JSON.stringify(createRequire(import.meta.url).resolve("esbuild"))});
  const { code: js, map } = transformSync(code, { loader: "ts", target: "es2022", sourcefile: this.resourcePath, sourcemap: true });
  this.callback(null, js, JSON.parse(map));
};\n`;

const byWebpack =
  (mode: "development" | "production"): Build =>
  async (folder, options) => {
    writeFileSync(path.join(folder, "typescript.cjs"), LOADER);
    const plugins = await installedPlugin(folder, "webpack", options);
    const module = { rules: [{ test: /\.ts$/, loader: path.join(folder, "typescript.cjs") }] };
    const stats = await new Promise<PackResult | undefined>((resolve, reject) => {
      const compiler = webpack({ ...packConfig(folder, mode), module, plugins });
      compiler?.run((error, result) => compiler.close(() => (error ? reject(error) : resolve(result))));
    });
    return warningsOf(folder, stats);
  };

const byRspack =
  (mode: "development" | "production"): Build =>
  async (folder, options) => {
    const plugins = await installedPlugin(folder, "rspack", options);
    const swc = { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, sourceMaps: true };
    const module = { rules: [{ test: /\.ts$/, loader: "builtin:swc-loader", options: swc }] };
    const stats = await new Promise<PackResult | undefined>((resolve, reject) => {
      const compiler = rspack({ ...packConfig(folder, mode), module, plugins });
      compiler.run((error, result) => compiler.close(() => (error ? reject(error) : resolve(result as PackResult))));
    });
    return warningsOf(folder, stats);
  };

/** Builds of the whole sample. */
export const BUILDS: Readonly<Record<string, Build>> = {
  "Vite build": byVite,
  Rollup: byRollup("es"),
  Rolldown: byRolldown("es"),
  esbuild: byEsbuild("esm", "minified"),
  webpack: byWebpack("production"),
  Rspack: byRspack("production"),
  "esbuild for development": byEsbuild("esm", "readable"),
  "webpack for development": byWebpack("development"),
  "Rspack for development": byRspack("development"),
};

/** Builds of the part that a classic script can have. */
export const SCRIPT_BUILDS: Readonly<Record<string, Build>> = {
  "Rollup, IIFE": byRollup("iife"),
  "Rollup, UMD": byRollup("umd"),
  "Rolldown, IIFE": byRolldown("iife"),
  "esbuild, IIFE": byEsbuild("iife", "minified"),
};

/** Rollup and Rolldown take the folder of the process for the project. */
async function inFolder<T>(folder: string, run: () => Promise<T>): Promise<T> {
  const before = process.cwd;
  process.cwd = () => folder;
  try {
    return await run();
  } finally {
    process.cwd = before;
  }
}

function absolute(folder: string, entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(folder, file)]));
}

export const SAMPLE = repositoryPath("samples/derive");
