import { parseAst } from "rolldown/parseAst";
import { describe, expect, test } from "vitest";
import { deriveCode, type Program } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { runPrograms } from "../programs.fixture.ts";
import { TRAPS } from "./language-traps.fixture.ts";

const derived = TRAPS.map((trap) => ({
  ...trap,
  code: deriveCode(wholeFile(trap.code, trap.sourceType, true)).code?.toString() ?? trap.code,
}));
const plainLogs = runPrograms(TRAPS);
const derivedLogs = runPrograms(derived);

describe("a program does the same with and without the transform", () => {
  test.each(TRAPS.map(({ title }) => [title]))("%s", (title) => {
    const lines = plainLogs.get(title) ?? [];
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => line.startsWith("threw"))).toEqual([]);
    expect(derivedLogs.get(title)).toEqual(lines);
  });

  test.each(TRAPS.map((trap, index) => [trap.title, trap, index] as const))(
    "the tree of oxc gives the same changes: %s",
    (_, { code, sourceType }, index) => {
      const input = wholeFile(code, sourceType, true);
      const program = parseAst(code, { lang: "js", sourceType }) as unknown as Program;
      expect(deriveCode({ ...input, program }).code?.toString()).toBe(derived[index]?.code);
    },
  );

  test("the transform changes each of them", () => {
    const same = derived.filter(({ code }, index) => code === TRAPS[index]?.code);
    expect(same.map(({ title }) => title)).toEqual([]);
  });
});
