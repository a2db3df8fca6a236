import { describe, expect, test } from "vitest";
import type { SourceScope } from "../script-scopes.ts";
import { analyseScript } from "./analyse-script.ts";
import { UnparsableSourceError } from "./parse-source.ts";

/** Names of the functions, in the order in which the walk comes to them; the module's own is left out. */
function namesIn(source: string): string[] {
  const { literals } = analyseScript(source);
  return literals.filter(({ kind }) => kind !== "module").map(({ name }) => name);
}

/** The scope that holds a variable. */
function scopeWith(source: string, variable: string): SourceScope {
  const found = analyseScript(source).scopes.find(({ names }) => names.includes(variable));
  if (!found) throw new Error(`No scope holds ${variable}.`);
  return found;
}

describe("names", () => {
  test.each([
    ["const f = () => {};", "f"],
    ["let f; f = function () {};", "f"],
    ["a.b.c = function () {};", "c"],
    ["a['b-c'] = function () {};", "b-c"],
    ["a[b] = function () {};", ""],
    ["this.#x = () => {};", "#x"],
    ["const o = { key() {} };", "key"],
    ["const o = { key: () => {} };", "key"],
    ["const o = { 'a key': function () {}, };", "a key"],
    ["const o = { 7() {} };", "7"],
    ["const o = { get size() {} };", "get size"],
    ["const o = { [Symbol.iterator]() {} };", "[Symbol.iterator]"],
    ["const o = { [computed]() {} };", ""],
    ["export default function () {}", "default"],
    ["export default () => {};", "default"],
    ["export default function f() {}", "f"],
    ["const f = x ? null : () => {};", "f"],
    ["const f = x || (() => {});", "f"],
    ["const f = (0, () => {});", "f"],
    ["const f = a.g = () => {};", "g"],
    ["const { f = () => {} } = o;", "f"],
    ["const f = function g() {};", "g"],
    ["call(() => {});", ""],
    ["function f(g = () => {}) {}", "f g"],
    ["class A { m() {} static n() {} #p() {} x = () => {} }", "A A m n #p x"],
    ["const A = class { constructor() {} };", "A"],
    ["export default class {}", "default"],
  ])("%s", (source, names) => {
    expect(namesIn(source).join(" ")).toBe(names);
  });

  test("a scope has the name of its function, a block that of the function around", () => {
    const source = "export const createStore = () => { let state; { let inner; return () => [state, inner]; } };";
    expect(scopeWith(source, "state").name).toBe("createStore");
    expect(scopeWith(source, "inner").name).toBe("createStore");
  });
});

describe("how often a scope runs", () => {
  const runsOf = (source: string) => {
    const { runs, moduleKey } = scopeWith(source, "here");
    return moduleKey === "" ? runs : `${runs} ${moduleKey}`;
  };
  const BODY = "{ let here; keep(() => here); }";

  test.each([
    [`(function () ${BODY})();`, "once"],
    [`(() => ${BODY})();`, "once"],
    [`!function () ${BODY}();`, "once"],
    [`void function () ${BODY}.call(this);`, "once"],
    [`(function () ${BODY}).bind(this)();`, "once"],
    [`new (function () ${BODY})();`, "once"],
    [`(async () => ${BODY})();`, "once"],
    [`(() => { (() => ${BODY})(); })();`, "once"],
    [`const x = (() => ${BODY})();`, "once"],
    [`if (a) ${BODY}`, "once"],
    [`class A { static ${BODY} }`, "once"],
    [`(function* () ${BODY})();`, "many"],
    [`for (;;) ${BODY}`, "many"],
    [`while (a) (() => ${BODY})();`, "many"],
    [`for (const x of y) ${BODY}`, "many"],
    [`function f() ${BODY}`, "many"],
    [`function f() { (() => ${BODY})(); }`, "many"],
    [`(function again() { if (x) again(); else ${BODY} })();`, "many"],
    [`class A { x = (() => ${BODY})(); }`, "many"],
    [`onReady(() => ${BODY});`, "argument"],
    [`onReady(function named() ${BODY});`, "many"],
    [`onReady(() => { onNext(() => ${BODY}); });`, "many"],
    [`(function (root, factory) {})(this, function () ${BODY});`, "argument"],
    [`(function (root, factory) {})(this, function () { (() => ${BODY})(); });`, "argument"],
    [`(function (root, factory) {})(this, () => { onReady(() => ${BODY}); });`, "argument"],
    [`define(["a"], function () ${BODY});`, "argument"],
    [`load({ "./src/store.js": function (module) ${BODY} });`, "argument ./src/store.js"],
    [`load({ "./src/store.js"(module) ${BODY} });`, "argument ./src/store.js"],
    [`var s = __commonJS({ "src/store.js"(exports, module) ${BODY} });`, "argument src/store.js"],
    [`load({ "./a.js": function (module) { (() => ${BODY})(); } });`, "argument ./a.js"],
    [`load({ 1: [function (require, module) ${BODY}, { x: 2 }] }, {}, [1]);`, "argument 1"],
    [`(self.chunk = self.chunk || []).push([[7], { 123: (e, t, n) => ${BODY} }]);`, "argument 123"],
    [`(() => { var modules = { 123: (e, t, n) => ${BODY} }; })();`, "argument 123"],
    [`(() => { var modules = { "./src/a.js": (e, t, n) => ${BODY} }; })();`, "argument ./src/a.js"],
    [`const api = { open: () => ${BODY} };`, "many"],
    [`(() => { var modules = { 1: () => { on(() => ${BODY}); } }; })();`, "argument"],
  ])("%s", (source, runs) => {
    expect(runsOf(source)).toBe(runs);
  });
});

describe("names that surely hold a function of their scope", () => {
  test.each([
    ["function outer() { function a() { return b; } const b = () => a; return b; }", "a b"],
    ["function outer() { let a = () => a; a = null; return a; }", ""],
    ["function outer() { var a = () => a; var a; return a; }", "a"],
    ["function outer() { var a = () => a; var a = 1; return a; }", ""],
    ["function outer(a) { function a() { return a; } }", ""],
    ["function outer() { let a = x ? () => a : null; }", ""],
    ["function outer() { let a, b; const c = () => { a = b; }; return () => c; }", "c"],
    ["function outer() { const c = () => d; let d = c; return () => d; }", ""],
    ["function outer() { for (const a = () => a; ; ) keep(a); }", "a"],
    ["function outer() { class A { m() { return A; } } return () => A; }", "A A"],
    ["function outer() { let x; class A { m() { return x; } } return () => A; }", "A"],
    ["function outer() { let x; { let y; var f = () => [x, y]; } return () => f; }", ""],
  ])("%s", (source, names) => {
    const { scopes } = analyseScript(source);
    expect(scopes.flatMap(({ sureNames }) => sureNames).join(" ")).toBe(names);
  });
});

describe("literals", () => {
  test("are worth asking if a scope above holds more than the name of a class", () => {
    const source = "function f() { let x; class A { m() { return A; } n() {} } return [A, () => x, () => {}]; }";
    const { literals } = analyseScript(`${source}\nclass B { m() { return B; } }`);
    const asked = literals.filter(({ isWorthAsking }) => isWorthAsking);
    expect(asked.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "A class",
      "m method",
      "n method",
      " function",
      " function",
    ]);
  });

  test("methods and fields know their class, and the class its private members", () => {
    const { literals } = analyseScript("class A { #x = 1; m() {} } class B { y = 1; constructor() {} }");
    const described = literals.map(({ name, kind, classLiteral, hasPrivateMembers }) =>
      [name, kind, literals[classLiteral]?.name ?? "-", hasPrivateMembers].join(" "),
    );
    expect(described).toEqual([
      " module - false",
      "A class - true",
      "A fields A false",
      "m method A false",
      "B class - false",
      "B fields B false",
    ]);
  });

  test("the variables of a module are listed where they are declared", () => {
    const source = "import d, { x as y } from 'a'; let [a, { b }] = c; function f() {} export class C {}";
    const { top } = analyseScript(source);
    expect(top.map(({ name }) => name)).toEqual(["d", "y", "a", "b", "f", "C"]);
    for (const { name, start } of top) expect(source.slice(start).startsWith(name)).toBe(true);
  });
});

describe("sources that are hard to read", () => {
  test("as a script what cannot be a module", () => {
    expect(analyseScript("with (a) b = function () {};").isModule).toBe(false);
    expect(analyseScript("import 'x';").isModule).toBe(true);
    expect(analyseScript("var a = 1;", "script").isModule).toBe(false);
  });

  test.each([
    ["not JavaScript", "const = 1;"],
    ["a language above it", "interface A { b: string }"],
    ["the start of one", "function f() {"],
    ["a page", "<!doctype html><title>Not found</title>"],
  ])("%s is an error of its own", (_what, source) => {
    expect(() => analyseScript(source)).toThrow(UnparsableSourceError);
  });

  test("an empty one", () => {
    expect(analyseScript("")).toMatchObject({ scopes: [], top: [] });
    expect(analyseScript("#!/usr/bin/env node\nlet a;").top).toHaveLength(1);
  });

  const MANY = 100_000;

  test.each([
    ["sums", `x = ${Array(MANY).fill("a").join(" + ")}`],
    ["chains of calls", `x${".then(() => a)".repeat(10_000)}`],
    ["lists", `x = [${"() => a, ".repeat(MANY)}]`],
    ["branches", `${"if (a) {} else ".repeat(1000)}{}`],
    ["statements", "f(a);".repeat(MANY)],
  ])("long %s cost no stack", (_what, expression) => {
    const { scopes } = analyseScript(`function f() { let y; ${expression}; return () => y; }`);
    expect(scopes.some(({ names }) => names.includes("y"))).toBe(true);
  });

  test("one that nests too deeply for the parser is an error of its own", () => {
    expect(() => analyseScript(`${"[".repeat(MANY)}${"]".repeat(MANY)}`)).toThrow(UnparsableSourceError);
  });

  test("100,000 variables of one scope, each used in another function", () => {
    const names = Array.from({ length: MANY }, (_, i) => `v${i}`);
    const source = `(() => { ${names.map((name) => `let ${name} = () => ${name};`).join("\n")} })();`;
    const { scopes, literals } = analyseScript(source, "script");
    expect(scopes).toHaveLength(1);
    expect(scopes[0]?.sureNames).toHaveLength(MANY);
    expect(literals).toHaveLength(MANY + 1);
  });

  test("names of the language's own objects are names", () => {
    const names = ["__proto__", "constructor", "hasOwnProperty", "toString"];
    const source = `function f(${names.join()}) { return () => [${names.join()}]; }`;
    expect(analyseScript(source).scopes[0]?.names).toEqual(names);
  });
});
