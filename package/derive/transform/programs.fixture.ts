import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { freeName } from "./free-name.ts";

const runtimeSource = path.join(import.meta.dirname, "../runtime/runtime.ts");

export interface Program {
  readonly title: string;
  readonly sourceType: "module" | "script";
  readonly code: string;
}

/** One Node runs each program by itself, a script in a realm of its own. What a program gives to `log` comes back by its title, after the promises that it gave to `waitFor`. */
export function runPrograms(programs: readonly Program[], nodeOptions: readonly string[] = []): Map<string, string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "derive-"));
  try {
    buildSync({
      entryPoints: [runtimeSource],
      bundle: true,
      format: "esm",
      target: "es2022",
      outfile: path.join(folder, "runtime.mjs"),
    });
    const entries = programs.map((program, index) => {
      const file = path.join(folder, `${index}.${program.sourceType === "module" ? "mjs" : "txt"}`);
      const runtimes = program.code.match(/\$a\d*_?(?=\.(?:own|module|privates|bind)\w*\()/)?.[0];
      const imported =
        program.sourceType === "module" && runtimes !== undefined
          ? `import * as ${runtimes} from "./runtime.mjs";`
          : "";
      writeFileSync(file, imported + program.code.replaceAll("SELF", `./${index}.mjs`));
      return { file, sourceType: program.sourceType, runtime: runtimes ?? freeName(program.code, "$a") };
    });
    const list = path.join(folder, "programs.json");
    writeFileSync(list, JSON.stringify(entries));
    writeFileSync(path.join(folder, "run.mjs"), RUNNER);
    const output = path.join(folder, "output.json");
    execFileSync(process.execPath, [...nodeOptions, path.join(folder, "run.mjs"), list, output], { stdio: "inherit" });
    const logs: string[][] = JSON.parse(readFileSync(output, "utf8"));
    return new Map(programs.map(({ title }, index) => [title, logs[index] ?? []]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const RUNNER = `
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import * as runtime from "./runtime.mjs";
const logs = [];
for (const { file, sourceType, runtime: name } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const lines = [];
  logs.push(lines);
  const log = (...values) => lines.push(values.map(String).join(" "));
  const awaited = [];
  const waitFor = (promise) => awaited.push(promise);
  try {
    if (sourceType === "module") {
      globalThis.log = log;
      await import(pathToFileURL(file));
    } else {
      vm.runInNewContext(readFileSync(file, "utf8"), { log, waitFor, gc: globalThis.gc, setTimeout, [name]: runtime });
    }
  } catch (error) {
    lines.push("threw " + error.name + ": " + error.message);
  }
  await Promise.all(awaited);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
writeFileSync(process.argv[3], JSON.stringify(logs));
`;
