import { spawn } from "node:child_process";
import { packagePath } from "../package-path.ts";

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Of stdout: `"closes at once"` does as `| head` does. */
  readonly reader?: "reads all" | "closes at once";
  /** Where it runs. */
  readonly cwd?: string;
}

/** Runs the command as people do, from its sources. */
export async function runAllocative(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), packagePath("package/cli/main.ts"), ...args],
    { cwd: options.cwd, stdio: ["ignore", "pipe", "pipe"] },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  if (options.reader === "closes at once") child.stdout.destroy();
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
