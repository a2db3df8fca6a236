import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { parseByAcorn } from "../../acorn-program.ts";
import { readMarks, regionsBelow } from "../../regions/marked-regions.ts";
import { deriveCode, type Program } from "../derive-code.ts";
import { REAL_PROGRAMS } from "./real-programs.fixture.ts";

const repository = path.join(import.meta.dirname, "../../../..");
const runtimeFile = path.join(import.meta.dirname, "../../runtime/runtime.ts");
const folder = mkdtempSync(path.join(tmpdir(), "derive-bundles-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the record of the registry has when the program is at its end: the number of modules, and of their variables that have a value. */
const REPORT = `
const { modules } = globalThis[Symbol.for("allocative.registry")];
let variables = 0;
for (const read of modules.values()) for (const key of Object.keys(read())) { try { if (read()[key] !== undefined) variables++; } catch {} }
console.log("@@", modules.size, variables);`;

/** The programs that import what they use, so that a bundler finds it. */
const BUNDLED = REAL_PROGRAMS.filter(([, code]) => !code.includes("createRequire"));

/** Packages of CommonJS that are in the bundle look for their own files, and for what Node has. */
const BANNER = `import { createRequire as createRequireHere } from "node:module";
const require = createRequireHere(process.cwd() + "/package.json");
const __dirname = process.cwd() + "/node_modules/rollup/dist";`;

function bundle(code: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: repository },
    banner: { js: BANNER },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

function run(name: string, code: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--stack-size=4000", file], {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-3000)}`);
  return stdout;
}

describe("a chunk with many modules does the same with and without the transform", () => {
  buildSync({
    entryPoints: [runtimeFile],
    bundle: true,
    format: "esm",
    target: "es2022",
    outfile: path.join(folder, "runtime.mjs"),
  });

  test.each(BUNDLED)("%s", (title, source) => {
    const code = bundle(source);
    const program = parseByAcorn(code, "module");
    const marks = readMarks(code, (named) => (named.startsWith("node_modules/") ? named : undefined));
    const regions = regionsBelow(program, marks, (id) => id);
    const runtime = "$allocative";
    const input = { code, program: program as unknown as Program, regions, closures: true, runtime };
    const derived = deriveCode(input).code?.toString() ?? code;
    const [output, report] = run(
      "derived.mjs",
      `import * as ${runtime} from "./runtime.mjs";${derived}${REPORT}`,
    ).split("@@ ");
    const [modules = 0, variables = 0] = (report ?? "").split(" ").map(Number);
    console.log(`${title}: ${regions.length} regions, ${modules} modules with ${variables} variables`);
    expect(output).toBe(run("plain.mjs", code));
    expect(modules).toBeGreaterThan(0);
    expect(variables).toBeGreaterThanOrEqual(modules);
  });
});
