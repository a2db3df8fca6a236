import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import commonjs from "@rollup/plugin-commonjs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rspack } from "@rspack/core";
import { transform } from "esbuild";
import { type Plugin, rollup } from "rollup";
import webpack from "webpack";
import type { DeriveOptions } from "../package/derive/derive-options.ts";
import derivedByRollup from "../package/derive/rollup.ts";
import derivedByRspack from "../package/derive/rspack.ts";
import derivedByWebpack from "../package/derive/webpack.ts";
import { repositoryPath } from "../scripts/repository-path.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 3;
const ENTRY = repositoryPath("bench/derive-bundlers/app.ts");

type Mode = "production" | "development";

/** Builds the app, not minified, into a folder. */
type Build = (folder: string, mode: Mode, options: DeriveOptions | undefined) => Promise<void>;

/** `undefined` for a build without the plug-in. */
const OPTIONS: Readonly<Record<Mode, Readonly<Record<string, DeriveOptions | undefined>>>> = {
  production: {
    without: undefined,
    "a + b": { production: true },
    "a + b + c": { production: true, closures: true },
  },
  development: { without: undefined, "module by module, a + b + c": {} },
};

/** Rollup has no definitions of its own. */
const named: Plugin = {
  name: "environment",
  transform: (code) => code.replaceAll("process.env.NODE_ENV", '"production"'),
};

const BUILDS: readonly (readonly [host: string, modes: readonly Mode[], build: Build])[] = [
  [
    "Rollup",
    ["production"],
    async (folder, _mode, options) => {
      const bundle = await rollup({
        input: ENTRY,
        plugins: [nodeResolve(), commonjs(), named, ...(options === undefined ? [] : [derivedByRollup(options)])],
        logLevel: "silent",
      });
      await bundle.write({ dir: folder, format: "es" });
      await bundle.close();
    },
  ],
  [
    "webpack",
    ["production", "development"],
    (folder, mode, options) =>
      new Promise((resolve, reject) => {
        webpack(
          {
            ...settings(folder, mode),
            plugins: options === undefined ? [] : [derivedByWebpack(options)],
          },
          (error, stats) => (error || stats?.hasErrors() ? reject(error ?? new Error(String(stats))) : resolve()),
        );
      }),
  ],
  [
    "Rspack",
    ["production", "development"],
    (folder, mode, options) =>
      new Promise((resolve, reject) => {
        rspack(
          {
            ...settings(folder, mode),
            plugins: options === undefined ? [] : [derivedByRspack(options)],
          },
          (error, stats) => (error || stats?.hasErrors() ? reject(error ?? new Error(String(stats))) : resolve()),
        );
      }),
  ],
];

function settings(folder: string, mode: Mode) {
  return {
    mode,
    context: repositoryPath("."),
    entry: ENTRY,
    output: { path: folder, filename: "main.js" },
    optimization: { minimize: false },
    performance: { hints: false },
  } as const;
}

/** What the plug-in adds to builds of a large app by Rollup, webpack and Rspack: processor time, and size of the bundle, minified by esbuild. */
export const deriveBundlersBenchmark: Benchmark = {
  name: "derive-bundlers",
  about: "what the plug-in adds to builds of a large app by Rollup, webpack and Rspack",
  async run(report) {
    const figures: Figure[] = [];
    for (const [host, modes, build] of BUILDS) {
      for (const mode of modes) {
        report(`${host}, ${mode}`);
        for (const figure of await figuresOf(build, mode))
          figures.push({ ...figure, name: `${host}, ${mode}: ${figure.name}` });
      }
    }
    return figures;
  },
};

async function figuresOf(build: Build, mode: Mode): Promise<Figure[]> {
  const figures: Figure[] = [];
  const kinds = Object.entries(OPTIONS[mode]);
  const times = kinds.map((): number[] => []);
  const sizes = kinds.map(() => ({ plain: 0, packed: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, [, options]] of kinds.entries()) {
      const folder = mkdtempSync(path.join(os.tmpdir(), "allocative-bundlers-"));
      const before = process.cpuUsage();
      await build(folder, mode, options);
      const { user, system } = process.cpuUsage(before);
      times[i]!.push((user + system) / 1000);
      if (round === 0) sizes[i] = await sizeOf(folder, mode);
      rmSync(folder, { recursive: true });
    }
  }
  for (const [i, [kind]] of kinds.entries()) {
    figures.push({ name: `${kind}: processor time`, value: medianOf(times[i]!), unit: "ms" });
    figures.push({ name: `${kind}: size`, value: sizes[i]!.plain, unit: "bytes" });
    if (i === 0) continue;
    figures.push({ name: `${kind}: growth`, value: growth(sizes[0]!.plain, sizes[i]!.plain), unit: "%" });
    figures.push({
      name: `${kind}: growth, packed by gzip`,
      value: growth(sizes[0]!.packed, sizes[i]!.packed),
      unit: "%",
    });
  }
  return figures;
}

async function sizeOf(folder: string, mode: Mode): Promise<{ readonly plain: number; readonly packed: number }> {
  let plain = 0;
  let packed = 0;
  for (const file of readdirSync(folder)) {
    const code = readFileSync(path.join(folder, file), "utf8");
    const text =
      mode === "development"
        ? code
        : (await transform(code, { minify: true, target: "es2022", legalComments: "none" })).code;
    plain += text.length;
    packed += gzipSync(text).length;
  }
  return { plain, packed };
}

function growth(before: number, after: number): number {
  return ((after - before) / before) * 100;
}
