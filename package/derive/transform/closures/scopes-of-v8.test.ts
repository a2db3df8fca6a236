import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import * as runtime from "../../runtime/runtime.ts";
import { deriveCode } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { KINDS } from "./kinds-of-closures.fixture.ts";
import { contextsOfReaders } from "./scopes-of-readers.fixture.ts";
import { contextsOfV8 } from "./scopes-of-v8.fixture.ts";

function run(code: string): object[] {
  const kept: object[] = [];
  runInNewContext(code, { keep: (fn: object) => kept.push(fn), $a: runtime });
  return kept;
}

describe("a function's readers say what the engine keeps for it", () => {
  test.each(KINDS)("%s", (_, code) => {
    const plain = run(code);
    const derived = run(deriveCode(wholeFile(code, "script", true)).code?.toString() ?? code);
    expect(derived.length).toBe(plain.length);
    expect(plain.length).toBeGreaterThan(0);
    expect(derived.map(contextsOfReaders)).toEqual(contextsOfV8(plain));
  });
});
