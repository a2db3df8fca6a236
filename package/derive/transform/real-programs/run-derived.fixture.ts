import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

const folderOfTransform = path.join(import.meta.dirname, "..");
const repository = path.join(folderOfTransform, "../../..");

export interface RunResult {
  readonly output: string;
  /** How many files went through the transform, and how many of its calls they have. */
  readonly files: number;
  readonly calls: number;
}

/** A program of this repository's packages, in a Node of its own: as it is, or with all that it loads through the transform. */
export class ProgramRunner {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "derive-real-"));

  constructor() {
    for (const [entry, name] of [
      [path.join(folderOfTransform, "../runtime/runtime.ts"), "runtime.mjs"],
      [path.join(import.meta.dirname, "derive-file.fixture.ts"), "derive-file.mjs"],
    ]) {
      const outfile = path.join(this.#folder, name as string);
      buildSync({
        entryPoints: [entry as string],
        bundle: true,
        platform: "node",
        format: "esm",
        target: "es2022",
        outfile,
      });
    }
    writeFileSync(path.join(this.#folder, "hooks.mjs"), HOOKS);
    writeFileSync(path.join(this.#folder, "register.mjs"), REGISTER);
  }

  plain(code: string): string {
    return this.#run([], code);
  }

  derived(code: string): RunResult {
    const output = this.#run(["--import", path.join(this.#folder, "register.mjs")], `${code}\nreportDerived();`);
    const [, text = "", files, calls] = /^([\s\S]*)\n@@ (\d+) (\d+)\n$/.exec(output) ?? [];
    return { output: text, files: Number(files), calls: Number(calls) };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #run(options: readonly string[], code: string): string {
    const args = [...options, "--max-old-space-size=6000", "--stack-size=4000", "--input-type=module", "--eval", code];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: repository,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`The program ended with ${status}: ${stderr.slice(-4000)}`);
    return stdout;
  }
}

/** Files of ECMAScript modules come through here in a thread of their own; those of CommonJS do not. */
const HOOKS = `
import { deriveFile } from "./derive-file.mjs";
let port;
export function initialize(data) { port = data.port; }
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (loaded.format !== "module" || !url.includes("/node_modules/") || url.includes("/derive-real-")) return loaded;
  const { code, calls } = deriveFile(String(loaded.source), url, "module");
  port.postMessage(calls);
  return { ...loaded, source: code };
}
`;

const REGISTER = `
import Module, { register } from "node:module";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { deriveFile } from "./derive-file.mjs";
import * as runtime from "./runtime.mjs";
const { port1, port2 } = new MessageChannel();
globalThis.$allocative = runtime;
let files = 0;
let calls = 0;
const compile = Module.prototype._compile;
Module.prototype._compile = function (source, file) {
  if (!file.includes("/node_modules/")) return compile.call(this, source, file);
  const derived = deriveFile(source, file, "script");
  files++;
  calls += derived.calls;
  return compile.call(this, derived.code, file);
};
globalThis.reportDerived = () => {
  for (let message; (message = receiveMessageOnPort(port1)); ) {
    files++;
    calls += message.message;
  }
  process.stdout.write("\\n@@ " + files + " " + calls + "\\n");
};
register("./hooks.mjs", { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] });
port1.unref();
`;
