import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { parseByAcorn } from "../package/derive/acorn-program.ts";
import { readMarks, regionsBelow } from "../package/derive/regions/marked-regions.ts";
import { deriveCode, type Program, type Region } from "../package/derive/transform/derive-code.ts";
import { freeName } from "../package/derive/transform/free-name.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { medianOf } from "./statistics.ts";

const ROUNDS = 3;
const MEGABYTE = 1e6;

/** Bundles of one library, or of several that are used together; a file as it is, if it is a path. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "the TypeScript compiler": "@arethetypeswrong/core/node_modules/typescript/lib/typescript.js",
  "React and Redux Toolkit":
    'export * from "react"; export * from "react-dom/client"; export * from "@reduxjs/toolkit"; export * from "@tanstack/query-core";',
  "Vue and Pinia": 'export * from "vue"; export * from "pinia";',
  RxJS: 'export * from "rxjs";',
  ECharts: 'export * from "echarts";',
  MobX: 'export * from "mobx";',
  zod: 'export * from "zod";',
  "chart.js": 'export * from "chart.js";',
  three: 'export * from "three";',
};

/** What the plug-in for bundlers adds to a build, without the bundler's own work. In processor time, because others use the machine too. */
export const deriveBuildBenchmark: Benchmark = {
  name: "derive-build",
  about: "what the plug-in for bundlers adds to a build: time, and size of the minified bundle",
  async run(report) {
    const figures: Figure[] = [];
    for (const [name, source] of Object.entries(PROGRAMS)) {
      report(name);
      figures.push(...(await figuresOf(name, await codeOf(source))));
    }
    return figures;
  },
};

async function codeOf(source: string): Promise<string> {
  const packages = path.join(import.meta.dirname, "../node_modules");
  if (!source.startsWith("export")) return readFileSync(path.join(packages, source), "utf8");
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: packages },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".css": "empty", ".ttf": "empty" },
  });
  return outputFiles[0]?.text ?? "";
}

async function figuresOf(name: string, code: string): Promise<Figure[]> {
  const plain = await minified(code);
  const figures: Figure[] = [{ name: `${name}: bundle`, value: plain.length, unit: "bytes" }];
  for (const [mode, closures] of [
    ["a + b", false],
    ["a + b + c", true],
  ] as const) {
    const times: number[] = [];
    let derived = code;
    for (let round = 0; round < ROUNDS; round++) {
      const program = parseByAcorn(code, "module") as unknown as Program;
      const before = process.cpuUsage();
      derived = derive(code, program, closures);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000 / (code.length / MEGABYTE));
    }
    const text = await minified(derived);
    figures.push({ name: `${name}: ${mode}: processor time for a MB of source`, value: medianOf(times), unit: "ms" });
    figures.push({ name: `${name}: ${mode}: growth`, value: growth(plain.length, text.length), unit: "%" });
    const packed = growth(gzipSync(plain).length, gzipSync(text).length);
    figures.push({ name: `${name}: ${mode}: growth, packed by gzip`, value: packed, unit: "%" });
  }
  return figures;
}

/** Without the runtime, which is the same for each bundle. */
function derive(code: string, program: Program, closures: boolean): string {
  const marks = readMarks(code, (named) => (named.startsWith("node_modules/") ? named : undefined));
  const whole: Region = { start: 0, end: code.length, path: "file.js" };
  const found = regionsBelow(program as never, marks, (id) => id);
  const regions = found.length > 0 ? found : [whole];
  const changed = deriveCode({ code, program, regions, closures, runtime: freeName(code, "$allocative") }).code;
  return changed?.toString() ?? code;
}

async function minified(code: string): Promise<string> {
  return (await transform(code, { minify: true, target: "es2022", format: "esm", legalComments: "none" })).code;
}

function growth(before: number, after: number): number {
  return ((after - before) / before) * 100;
}
