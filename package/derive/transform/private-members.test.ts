import { expect, test } from "vitest";
import type { ReadPrivates } from "../../../core/registry/derived-types.ts";
import { deriveCode } from "./derive-code.ts";
import { wholeFile } from "./derived.fixture.ts";

/** Runs the changed code, and gives what its classes registered. `give` hands values out of the code. */
function run(code: string): { readonly readers: ReadPrivates[]; readonly given: object[] } {
  const readers: ReadPrivates[] = [];
  const given: object[] = [];
  const text = deriveCode(wholeFile(code, "script")).code?.toString() ?? code;
  const runtime = { privates: (_: unknown, read: ReadPrivates) => readers.push(read), module: () => undefined };
  new Function("$a", "give", text)(runtime, (object: object) => given.push(object));
  return { readers, given };
}

test("a class reads the private fields of its objects, of no others, and those of its own", () => {
  const { readers, given } =
    run(`class A { #x = 1; #y = "y"; static #all = ["all"]; #m() {} get #g() { return 1; } z = 2; }
    give(new A()); give(A); give({}); class B extends A { #x = 3; } give(new B());`);
  const [a, b] = readers;
  const [ofA, type, other, ofB] = given as [object, object, object, object];
  expect(a?.(ofA)).toEqual({ "#x": 1, "#y": "y" });
  expect(a?.(type)).toEqual({ "#all": ["all"] });
  expect(a?.(other)).toBe(undefined);
  expect([a?.(ofB), b?.(ofB), b?.(ofA)]).toEqual([{ "#x": 1, "#y": "y" }, { "#x": 3 }, undefined]);
});

test("an object that does not have all of its fields yet is described by none", () => {
  const { readers, given } = run("class A { #x = 1; y = give(this); #z = 2; } give(new A());");
  const [whole] = given.splice(1) as [object];
  expect(readers[0]?.(whole)).toEqual({ "#x": 1, "#z": 2 });
  const early = run("class A { #x = 1; y = (give(this), fail()); #z = 2; } try { new A(); } catch {}");
  expect(early.readers[0]?.(early.given[0] as object)).toBe(undefined);
});

test.each([
  ["methods and accessors only", "class A { #m() {} get #g() { return 1; } static #s() {} }"],
  ["no private members", "class A { x = 1; static y = 2; }"],
  ["a comment that excludes it", "/* @allocative-exclude */ class A { #x = 1; }"],
])("a class with %s stays as it is", (_, code) => {
  expect(deriveCode(wholeFile(code, "module")).code).toBe(undefined);
});
