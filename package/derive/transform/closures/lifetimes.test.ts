import { describe, expect, test } from "vitest";
import { deriveCode } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { type Program, runPrograms } from "../programs.fixture.ts";
import { LIFETIMES, lifetimeProgram } from "./lifetimes.fixture.ts";

const plain: Program[] = LIFETIMES.map(([title, code]) => ({
  title,
  sourceType: "script",
  code: lifetimeProgram(code),
}));
const derived = plain.map((program) => ({
  ...program,
  code: deriveCode(wholeFile(program.code, "script", true)).code?.toString() ?? program.code,
}));
const plainLogs = runPrograms(plain, ["--expose-gc"]);
const derivedLogs = runPrograms(derived, ["--expose-gc"]);

describe("what is collected without the transform is collected with it, and no more", () => {
  test.each(LIFETIMES.map(([title]) => [title]))("%s", (title) => {
    const lines = plainLogs.get(title) ?? [];
    expect(lines.some((line) => line.endsWith("collected"))).toBe(true);
    expect(derivedLogs.get(title)).toEqual(lines);
  });
});
