import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parseSync } from "vite";
import { beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../package/cli/commands.ts";
import { parseCommand } from "../../package/cli/parse-command.ts";
import { repositoryPath } from "../repository-path.ts";
import { type DocExample, EXAMPLE_LANGUAGES, readDocExamples } from "./doc-examples.ts";

const FOLDER = repositoryPath(".cache/doc-examples");
/** What the examples leave to the reader's app. */
const NAMES = `
interface Entry { value: unknown }
interface Page { text: string }
declare const app: { cart: object };
declare const cart: object;
declare const store: { getState(): object };
declare const response: object;
declare const createStore: () => object;
declare const connect: () => object;
declare const openDatabase: () => Database;
declare class User { name: string }
declare class Texture { width: number; height: number }
declare class Socket { peer: object; queue: unknown[] }
declare class Database { size: number; memory(): number }
`;
const ENTRIES = {
  allocative: "core/index.ts",
  "allocative/register": "core/register.ts",
  "allocative/playwright": "package/playwright/index.ts",
  "allocative/vitest": "package/vitest/index.ts",
  "allocative/vite": "package/derive/vite.ts",
};

const examples = readDocExamples();
const titleOf = ({ file, line }: DocExample) => `${file}:${line}`;
const ofLanguage = (language: string, flag?: string) =>
  examples
    .filter((example) => example.language === language && (flag === undefined || example.flags.includes(flag)))
    .map((example): [string, DocExample] => [titleOf(example), example]);

test("fenced blocks are of the languages that are tested", () => {
  const unknown = examples.filter(
    ({ language, flags }) =>
      !flags.every((flag) => EXAMPLE_LANGUAGES[language]?.includes(flag)) || !(language in EXAMPLE_LANGUAGES),
  );
  expect(unknown.map((example) => `${titleOf(example)}: ${example.language} ${example.flags.join(" ")}`)).toEqual([]);
});

describe("TypeScript", () => {
  let errors: string;

  beforeAll(() => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/names.d.ts`, NAMES);
    for (const [, example] of ofLanguage("ts")) writeFileSync(fileOf(example), `export {};\n${example.code}\n`);
    const paths = Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, [`../../${file}`]]));
    const compilerOptions = {
      target: "es2023",
      lib: ["es2023", "esnext.decorators", "dom"],
      module: "esnext",
      moduleResolution: "bundler",
      moduleDetection: "force",
      allowImportingTsExtensions: true,
      strict: true,
      noEmit: true,
      types: ["node"],
      paths,
    };
    writeFileSync(`${FOLDER}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const tsc = repositoryPath("node_modules/typescript/bin/tsc");
    const run = spawnSync(process.execPath, [tsc, "--project", FOLDER, "--pretty", "false"], { encoding: "utf8" });
    errors = run.stdout + run.stderr;
  });

  test.each(ofLanguage("ts"))("%s compiles", (_, example) => {
    const name = fileOf(example).slice(FOLDER.length + 1);
    expect(errors.split("\n").filter((line) => line.includes(name))).toEqual([]);
  });

  test("and nothing else is wrong", () => {
    expect(errors).toBe("");
  });

  test.each(ofLanguage("ts", "run"))("%s does what its comments say", async (_, example) => {
    const { code, checks } = withChecks(example.code);
    expect(checks).toBeGreaterThan(0);
    const outfile = fileOf(example).replace(/\.ts$/, ".mjs");
    await build({
      stdin: { contents: code, loader: "ts", resolveDir: repositoryPath(".") },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
      alias: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, repositoryPath(file)])),
    });
    const values: [unknown, unknown][] = [];
    Object.assign(globalThis, { docExampleValue: (value: unknown, said: unknown) => values.push([value, said]) });
    await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    expect(values).toHaveLength(checks);
    for (const [value, said] of values) {
      if (typeof said === "string" && said.endsWith("…"))
        expect(String(value).slice(0, said.length - 1)).toBe(said.slice(0, -1));
      else expect(value).toBe(said);
    }
  });
});

function fileOf({ file, line }: DocExample): string {
  return `${FOLDER}/${file.replace(/\W/g, "-")}-${line}.ts`;
}

/** The code with a call for each statement in a line with a value as its comment. */
function withChecks(code: string): { readonly code: string; readonly checks: number } {
  let checks = 0;
  const checked = code.replace(/^(.+?);? \/\/ (true|false|-?\d+|".*")$/gm, (_, statement, value) => {
    checks++;
    return `docExampleValue(${statement}, ${value});`;
  });
  return { code: `declare const docExampleValue: (value: unknown, said: unknown) => void;\n${checked}`, checks };
}

describe("pages", () => {
  test.each(ofLanguage("js", "page"))("%s is a script with a function round", (_, { code }) => {
    expect(parseSync("page.js", code).errors).toEqual([]);
    expect(code).toMatch(/^(?:async )?function round\(/m);
  });

  test.each(ofLanguage("js", "steps"))("%s is a module of steps", async (_, { code }) => {
    const steps = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
    expect(Object.keys(steps).toSorted()).toEqual(["action", "back", "setup"]);
  });

  test("scripts are of one of both kinds", () => {
    expect(ofLanguage("js").filter(([, { flags }]) => flags.length !== 1)).toEqual([]);
  });

  test("each has an answer behind it", () => {
    const kinds = examples.flatMap(({ flags }) => flags.filter((flag) => flag === "page" || flag === "answer"));
    expect(kinds.length).toBeGreaterThan(8);
    expect(kinds.join(" ")).toMatch(/^(?:page answer ?)+$/);
  });
});

describe("commands", () => {
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(repositoryPath("package.json"), "utf8"),
  );

  test.each([...ofLanguage("sh"), ...ofLanguage("yaml"), ...ofLanguage("")])(
    "%s has commands that are there",
    async (_, { code }) => {
      for (const [, prefix, name, rest] of code.matchAll(
        /npm (--prefix allocative )?(?:run )?([\w:-]+)(?: -- ([^&\n]*))?/g,
      )) {
        /* Without it, a workflow runs the scripts of the reader's app. */
        if (code.includes("--prefix allocative") && prefix === undefined) continue;
        expect(["ci", "install", ...Object.keys(scripts)]).toContain(name);
        if (name === "snapshot") await expectCommand("snapshot", rest ?? "");
      }
      for (const [, name, rest] of code.matchAll(/^(?:\$ )?(?:npx (?:-p [\w-]+ )*)?allocative ([a-z]+) ([^&|>\n]*)/gm))
        await expectCommand(name, rest);
    },
  );

  async function expectCommand(name: string, line: string): Promise<void> {
    const entry = COMMANDS.find((one) => one.name === name);
    expect(entry, name).toBeDefined();
    const { command } = await entry!.load();
    expect(() => parseCommand(command, wordsOf(line))).not.toThrow();
  }

  /** As a shell takes the line apart. */
  function wordsOf(line: string): string[] {
    return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
  }
});
