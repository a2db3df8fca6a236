import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { REPORT_MARK } from "../answers/report.ts";
import { packagePath } from "../package-path.ts";

const ACTION = packagePath("package/action");
const YAML = readFileSync(path.join(ACTION, "action.yml"), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "allocative-action-"));
  writeFileSync(path.join(folder, "base.folded"), "store;Object;users 1000\n");
  writeFileSync(path.join(folder, "head.folded"), "store;Object;users 7000\nstore;Object;cart 50\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes down how it is called, and answers as given. */
function fakeGh({ comments = "", exitCode = 0 }: { readonly comments?: string; readonly exitCode?: number }): void {
  const gh = path.join(folder, "gh");
  writeFileSync(
    gh,
    `#!/usr/bin/env bash
echo "$*" >>"${folder}/calls"
for argument in "$@"; do if [[ "$argument" == body=@* ]]; then cp "\${argument#body=@}" "${folder}/posted"; fi; done
if [[ "$*" == *--paginate* ]]; then printf '%s' '${comments}'; fi
exit ${exitCode}
`,
  );
  chmodSync(gh, 0o755);
}

interface StepResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly calls: readonly string[];
  readonly posted: string | null;
  readonly summary: string | null;
}

/** Runs the step of action.yml as GitHub does: its shell, its variables. */
function runStep(inputs: Readonly<Record<string, string>>, pullRequest = "7"): StepResult {
  const [, run = ""] = /^ {6}run: (.*)$/m.exec(YAML) ?? [];
  const defaults = new Map(
    [...YAML.matchAll(/^ {2}([a-z]+):\n {4}description: .*\n {4}default: "?(.*?)"?$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const env: Record<string, string> = {
    PATH: `${folder}:${process.env.PATH}`,
    HOME: folder,
    GITHUB_ACTION_PATH: ACTION,
    GITHUB_REPOSITORY: "owner/app",
    GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
  };
  for (const [, name = "", input] of YAML.matchAll(/^ {8}(\w+): \$\{\{ (?:inputs\.)?([\w.]+) \}\}$/gm)) {
    env[name] =
      input === "github.event.pull_request.number" ? pullRequest : (inputs[input!] ?? defaults.get(input) ?? "");
  }
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  const read = (name: string): string | null => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  };
  return {
    exitCode: status,
    output: stdout + stderr,
    calls: (read("calls") ?? "").split("\n").filter((line) => line !== ""),
    posted: read("posted"),
    summary: read("summary"),
  };
}

const INPUTS = {
  base: "base.folded",
  head: "head.folded",
  command: `${process.execPath} --import ${import.meta.resolve("tsx")} ${packagePath("package/cli/main.ts")}`,
};

test("the report is posted as a comment, and an exceeded budget fails the job", () => {
  fakeGh({});
  const { exitCode, calls, posted, summary, output } = runStep({ ...INPUTS, budgets: "store;users=5kB\n\n  1MB\n" });
  expect(exitCode, output).toBe(1);
  expect(calls[1]).toContain("--method POST repos/owner/app/issues/7/comments");
  expect(posted).toContain(REPORT_MARK);
  expect(posted).toContain("**1 of 2 budgets is not kept.**");
  expect(summary).toBeNull();
});

test("the comment of an earlier run is updated", () => {
  fakeGh({ comments: "4711\n4712\n" });
  const { exitCode, calls, posted, output } = runStep(INPUTS);
  expect(exitCode, output).toBe(0);
  expect(calls[0]).toContain(`startswith("${REPORT_MARK}")`);
  expect(calls[1]).toContain("--method PATCH repos/owner/app/issues/comments/4711");
  expect(posted).toContain("store › Object › users");
});

test("without the right to comment, the report goes to the summary", () => {
  fakeGh({ exitCode: 1 });
  const { exitCode, summary, output } = runStep(INPUTS);
  expect(exitCode, output).toBe(0);
  expect(output).toContain("::notice::");
  expect(summary).toContain(REPORT_MARK);
});

test("without a pull request, too, and nothing is asked of GitHub", () => {
  fakeGh({});
  const { exitCode, calls, summary, output } = runStep(INPUTS, "");
  expect(exitCode, output).toBe(0);
  expect(calls).toEqual([]);
  expect(summary).toContain(REPORT_MARK);
});

test("an error is no report", () => {
  fakeGh({});
  const { exitCode, calls, summary, output } = runStep({ ...INPUTS, head: "missing.folded" });
  expect(exitCode).toBe(2);
  expect(output).toContain("“missing.folded” does not exist.");
  expect({ calls, summary }).toEqual({ calls: [], summary: null });
});
