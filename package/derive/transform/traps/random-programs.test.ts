import { runInNewContext } from "node:vm";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { seedCount } from "../../../../core/graph/seeds.fixture.ts";
import * as runtime from "../../runtime/runtime.ts";
import { contextsOfReaders } from "../closures/scopes-of-readers.fixture.ts";
import { type ContextText, contextsOfV8 } from "../closures/scopes-of-v8.fixture.ts";
import { deriveCode } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { randomProgram } from "./random-program.fixture.ts";

/* Seeds are in the names of failures: `FUZZ_SEED=17 npx vitest run package/derive/transform/traps` makes that program alone. */
const PROGRAMS = seedCount(2_000);
const ONLY_SEED = process.env.FUZZ_SEED;
const MAX_KEPT = 25;

interface Run {
  readonly lines: readonly string[];
  readonly kept: readonly object[];
}

function run(code: string): Run {
  const lines: string[] = [];
  const kept: object[] = [];
  const log = (value: unknown) => void lines.push(String(value));
  const keep = (fn: object) => void (kept.length < MAX_KEPT && kept.push(fn));
  try {
    runInNewContext(code, { log, keep, $a: runtime });
  } catch (error) {
    lines.push(`${(error as Error).name}: ${(error as Error).message}`);
  }
  return { lines, kept };
}

function check(seed: number): { readonly contexts: number; readonly isLeftEarly: boolean } {
  const made = randomProgram(seed);
  // Without white space, and with a minifier's expressions, tokens stand closer to each other than people write them.
  const code = seed % 2 === 0 ? made : transformSync(made, { minifyWhitespace: true, minifySyntax: true }).code;
  const plain = run(code);
  const derived = run(deriveCode(wholeFile(code, "script", true)).code?.toString() ?? code);
  const where = `FUZZ_SEED=${seed}`;
  expect(derived.lines, where).toEqual(plain.lines);
  expect(derived.kept.length, where).toBe(plain.kept.length);
  const contexts: ContextText[][] = contextsOfV8(plain.kept);
  expect(derived.kept.map(contextsOfReaders), where).toEqual(contexts);
  return { contexts: contexts.flat().length, isLeftEarly: plain.lines.at(-1)?.includes("Error") === true };
}

describe("random programs", () => {
  test("do the same with and without the transform, and their readers say what the engine keeps", () => {
    const seeds =
      ONLY_SEED === undefined ? Array.from({ length: PROGRAMS }, (_, seed) => seed + 1) : [Number(ONLY_SEED)];
    const results = seeds.map(check);
    if (ONLY_SEED !== undefined) return;
    const contexts = results.reduce((sum, result) => sum + result.contexts, 0);
    expect(contexts).toBeGreaterThan(PROGRAMS * 5);
    expect(results.filter(({ isLeftEarly }) => isLeftEarly).length).toBeLessThan(PROGRAMS / 2);
  });
});
