import os from "node:os";
import { expect, test } from "vitest";
import { COMMANDS } from "./commands.ts";
import { ExpectedError } from "./expected-error.ts";
import { outputOf } from "./output.fixture.ts";
import { parseCommand } from "./parse-command.ts";

test("without arguments, and by --help, the commands are listed", async () => {
  const help = await outputOf([]);
  for (const { name } of COMMANDS) expect(help.text).toContain(`\n  ${name} `);
  expect(await outputOf(["--help"])).toEqual(help);
  expect(help.outcome).toBe("done");
});

test.each(COMMANDS.map(({ name }) => name))("%s has a help with examples", async (name) => {
  const { text } = await outputOf([name, "--help"]);
  expect(text).toContain(`Usage: allocative ${name}`);
  expect(text).toContain("Examples:\n  # ");
  expect(text).toContain(`\n  allocative ${name} `);
  expect(await outputOf(["help", name])).toEqual({ outcome: "done", text });
});

test.each(COMMANDS.map(({ name }) => name))("the examples of %s are lines that it takes", async (name) => {
  const { command } = await COMMANDS.find((entry) => entry.name === name)!.load();
  expect(command.examples.length).toBeGreaterThan(0);
  for (const { line } of command.examples) {
    const [first, ...words] = [...line.matchAll(/"([^"]*)"|([^\s|>]+)|[|>].*/g)].map(
      ([, quoted, bare]) => quoted ?? bare,
    );
    expect(first).toBe(name);
    const args = words.filter((word) => word !== undefined);
    expect(() => parseCommand(command, args), line).not.toThrow();
  }
});

test("the version is that of the package", async () => {
  expect((await outputOf(["--version"])).text).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  [["tpo"], 'There is no command "tpo". Did you mean "top"?'],
  [["frobnicate"], `There is no command "frobnicate"; there are ${COMMANDS.map(({ name }) => name).join(", ")}.`],
  [["top"], "FILE|URL is missing."],
  [["top", "a", "b"], '"b" is one argument too many; the command takes FILE|URL.'],
  [["top", "a", "--jsn"], "There is no option --jsn. Did you mean --json?"],
  [["top", "a", "--json=yes"], '--json takes no value; "yes" was given.'],
  [["top", "a", "--json", "--md"], "--json and --md are both given; choose one of them."],
  [["top", "a", "--rows", "many"], '--rows is "many"; it takes a whole number above 0.'],
  [["top", "a", "--rows", "1", "--rows", "2"], "--rows is given more than once."],
  [["top", "a", "--rows"], "--rows needs a value: --rows N."],
  [
    ["top", "a", "--rows", "--json"],
    '--rows needs a value, and "--json" looks like an option. If it is the value, write --rows=--json.',
  ],
  [["top", "missing.allocative"], "“missing.allocative” does not exist."],
  [["top", os.tmpdir()], `“${os.tmpdir()}” is a folder; give a file.`],
])("%j is an error in a sentence", async (args, message) => {
  const error = await outputOf(args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ExpectedError);
  expect((error as ExpectedError).message).toBe(message);
});
