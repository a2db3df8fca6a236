import { Session } from "node:inspector";
import { constants, runInThisContext } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import type { ScriptScopes } from "../script-scopes.ts";
import { WITH_NAME } from "../script-scopes.ts";
import { textKey } from "../text-key.ts";
import { analyseScript } from "./analyse-script.ts";
import type { Scope } from "./scope.ts";
import { walkSource } from "./syntax-walk.ts";
import { TRAPS } from "./traps.fixture.ts";
import { type EngineFunction, EngineFunctions } from "./v8-functions.fixture.ts";

/** Of Node, on the machines that the tests run on. */
const WORD_BYTES = 8;
const keyOf = (text: string) => textKey(text, 0, text.length, (all, i) => all.charCodeAt(i));

/** Before version 12 or so, V8 gave the text of the class for the function of its fields. */
const FIELDS_HAVE_A_TEXT = Number(process.versions.v8.split(".")[0]) >= 12;

/** Not the test runner's, which changes the text of modules. */
const nativeImport = runInThisContext("(url) => import(url)", {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (url: string) => Promise<unknown>;

const found = new Map<string, { functions: EngineFunction[]; slots: number[][] }>();

beforeAll(async () => {
  const session = new Session();
  session.connect();
  const engine = await EngineFunctions.start({
    send: (method, params) =>
      new Promise((resolve, reject) => {
        session.post(method, params, (error, result) =>
          error ? reject(new Error(`${method}: ${JSON.stringify(error)}`)) : resolve(result),
        );
      }),
    on: (event, listener) => {
      session.on(event, ({ params }: { params: never }) => listener(params));
    },
    importModule: nativeImport,
  });
  const functionsOf = await engine.run(TRAPS);
  const slots = await engine.contextSlots(functionsOf.flat(), WORD_BYTES);
  for (const [i, functions] of functionsOf.entries()) {
    found.set(TRAPS[i]!.what, { functions, slots: slots.splice(0, functions.length) });
  }
  session.disconnect();
});

/** The literal of a function: the one with its text, and of several the one at its place. */
function literalOf(scopes: ScriptScopes, { text, offset }: EngineFunction) {
  const key = keyOf(text);
  const candidates = scopes.literals.filter((literal) => literal.key === key);
  return candidates.find(({ start, paren }) => start === offset || paren === offset) ?? candidates[0];
}

/** Names of the scopes from one outwards. */
function chainOf(scopes: ScriptScopes, first: number): string[] {
  const chain: string[] = [];
  for (let at = first; at >= 0; at = scopes.scopes[at]!.parent) chain.push(inOrder(scopes.scopes[at]!.names));
  return chain;
}

const inOrder = (names: readonly string[]) => names.toSorted().join(" ");

describe.each(TRAPS)("$what", ({ what, source, isModule }) => {
  const scopes = analyseScript(source, isModule ? "module" : "script");

  test("functions are found by their text, at their place", () => {
    const { functions } = found.get(what)!;
    expect(functions.length).toBeGreaterThan(0);
    for (const engineFunction of functions) {
      const literal = literalOf(scopes, engineFunction);
      expect(literal, engineFunction.text).toBeDefined();
      if (literal?.kind !== "class" || FIELDS_HAVE_A_TEXT) {
        expect([literal?.start, literal?.paren], engineFunction.text).toContain(engineFunction.offset);
      }
    }
  });

  test("their scopes are V8's", () => {
    for (const engineFunction of found.get(what)!.functions) {
      const predicted = chainOf(scopes, literalOf(scopes, engineFunction)!.scope);
      const real = engineFunction.scopes.map(({ description, names }) =>
        description.startsWith("With") ? WITH_NAME : inOrder(names),
      );
      expect(predicted, engineFunction.text).toEqual(real);
    }
  });

  test("their contexts have V8's sizes, also those that it does not list", () => {
    const { withContext, literals } = walkSource(source, isModule ? "module" : "script");
    const inOrderOfStart = withContext.toSorted((one, other) => one.order - other.order);
    const { functions, slots } = found.get(what)!;
    for (const [i, engineFunction] of functions.entries()) {
      const predicted: number[] = [];
      const literal = literals[scopes.literals.indexOf(literalOf(scopes, engineFunction)!)]!;
      for (let at: Scope | null = literal.scope; at; at = at.parent) {
        const index = inOrderOfStart.indexOf(at);
        if (index >= 0) predicted.push(scopes.scopes[index]!.slots);
      }
      /* Outside of them, a module has a context of its own. */
      expect(predicted, engineFunction.text).toEqual(slots[i]!.slice(0, slots[i]!.length - (isModule ? 1 : 0)));
    }
  });
});
