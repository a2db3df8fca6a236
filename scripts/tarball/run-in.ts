import { spawnSync } from "node:child_process";

/** What a program printed, and how it ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in `folder`. */
export function runIn(folder: string, program: string, args: readonly string[]): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    // npm and npx are scripts of the shell there.
    shell: process.platform === "win32",
    env: { ...process.env, npm_config_loglevel: "warn", NO_COLOR: "1" },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The same for a program that must not fail; gives what it printed on stdout. */
export function outputIn(folder: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = runIn(folder, program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
