import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import type { ContextReader, DerivedFunctions } from "../../../../core/registry/derived-types.ts";
import * as runtime from "../../runtime/runtime.ts";
import { deriveCode } from "../derive-code.ts";
import { wholeFile } from "../derived.fixture.ts";
import { KINDS } from "./kinds-of-closures.fixture.ts";
import { type ContextText, contextsOfV8, valueText } from "./scopes-of-v8.fixture.ts";

/** The runtime's own answers, which a snapshot reads from the registry's record. */
const record: { readonly derived: ReadonlySet<DerivedFunctions> } = Reflect.get(
  globalThis,
  Symbol.for("allocative.registry"),
);
const [derivedHere] = record.derived;

function run(code: string): object[] {
  const kept: object[] = [];
  runInNewContext(code, { keep: (fn: object) => kept.push(fn), $a: runtime });
  return kept;
}

function contextsOfReaders(fn: object): ContextText[] {
  const contexts: ContextText[] = [];
  let reader: ContextReader | undefined = derivedHere?.readerOf(fn);
  while (reader !== undefined) {
    const [name, outside, variables]: ReturnType<ContextReader> = reader();
    contexts.push({
      name,
      variables: Object.fromEntries(Object.keys(variables).map((key) => [key, textOf(variables, key)])),
    });
    reader = outside;
  }
  return contexts;
}

function textOf(variables: object, key: string): string {
  try {
    return valueText(Reflect.get(variables, key));
  } catch (error) {
    if ((error as Error).name === "ReferenceError") return "(no value yet)";
    throw error;
  }
}

/** The debugger does not list a captured `this`, nor the own name of a function expression, and has `undefined` for what has no value yet. */
function withoutHidden({ name, variables }: ContextText): ContextText[] {
  const listed = Object.entries(variables).filter(([key]) => key !== "this" && key !== "rec");
  const shown = listed.map(([key, value]) => [key, value === "(no value yet)" ? "undefined" : value] as const);
  return shown.length === 0 ? [] : [{ name, variables: Object.fromEntries(shown) }];
}

describe("a function's readers say what the engine keeps for it", () => {
  test.each(KINDS)("%s", (_, code) => {
    const plain = run(code);
    const derived = run(deriveCode(wholeFile(code, "script", true)).code?.toString() ?? code);
    expect(derived.length).toBe(plain.length);
    expect(plain.length).toBeGreaterThan(0);
    expect(derived.map((fn) => contextsOfReaders(fn).flatMap(withoutHidden))).toEqual(contextsOfV8(plain));
  });
});
