import { parseAst } from "rolldown/parseAst";
import { describe, expect, test } from "vitest";
import { deriveCode, type Program } from "../derive-code.ts";
import { parseProgram, wholeFile } from "../derived.fixture.ts";

function derived(code: string): string {
  return deriveCode(wholeFile(code, "script", true)).code?.toString() ?? code;
}

describe("what is inserted", () => {
  test("a reader at the start of a scope, and stamps where names are given", () => {
    expect(derived("function f(a) { const g = () => a; return function () { return a; }; }")).toBe(
      'function f(a) {const $a_1=()=>["f",void 0,{a}]; const g = () => a;;$a.own(g,$a_1); return $a.own(function () { return a; },$a_1); }',
    );
  });

  test("nothing where no function keeps a variable", () => {
    const code =
      "function f(a) { const b = () => 1; return [a, b, function (c) { return c; }]; } class A { m() { return () => 1; } }";
    expect(derived(code)).toBe(code);
  });

  test("the readers of a file's own variables are its module's", () => {
    expect(derived("const a = {}; const f = () => a;")).toBe(
      'const a = {}; const f = () => a;;$a.module("src/a.js",()=>({a}));',
    );
  });

  test("a getter for a variable that may have no value yet", () => {
    expect(derived("function f() { g(); let a = 1; function g() { return a; } }")).toContain("{get a(){return a}}");
    expect(derived("function f() { let a = 1; return () => a; }")).toContain("{a}");
  });

  test("this, and this before super", () => {
    expect(derived("function F() { return () => this; }")).toContain('["F",void 0,{this:this}]');
    expect(derived("class A extends B { constructor() { const s = () => super(); s(); } }")).toContain(
      '()=>{const $a_1t=()=>this;return["A",void 0,{get this(){return $a_1t()}}]}',
    );
  });

  test("a class has its stamp in its body", () => {
    expect(derived("function f(a) { return class { m() { return a; } }; }")).toContain(
      "return class {static{$a.ownClass(this,$a_1)} m() { return a; } };",
    );
  });

  test("members of literals come from literals of their own, which name them; accessors and users of super are found later", () => {
    expect(
      derived("function f(a) { return { x: () => a, m() { return a; }, ...o, [k]: 1, get y() { return a; } }; }"),
    ).toContain(
      'return $a.ownMembers({ x: $a.own({x:() => a}.x,$a_1), m:$a.own({m() { return a; }}.m,$a_1), ...o, [k]: 1, get y() { return a; } },$a_1,"y");',
    );
    expect(derived("function f(a) { return { x: 1, [k]: () => a, async [l]() {}, [m]: function g() {} }; }")).toContain(
      "{ x: 1, ...$a.ownMembers({[k]: () => a},$a_1), ...$a.ownMembers({async [l]() {}},$a_1), [m]: $a.own(function g() {},$a_1) }",
    );
    expect(derived("function f(a) { return { m() { return super.m(a); } }; }")).toContain(
      'return $a.ownMembers({ m() { return super.m(a); } },$a_1,"m");',
    );
  });

  test("one stamp for a function that is declared twice, and a careful one where its variable may have another function", () => {
    expect(derived("function f(a) { function g() { return a; } function g() { return 1; } }")).toContain(
      "$a.own(g,$a_1); function",
    );
    expect(derived("function f(a) { switch (a) { case 1: g = 1; function g() { return a; } } }")).toContain(
      "$a.ownFound(g,$a_1);",
    );
  });

  test("a file with the name of the runtime gets other names", () => {
    expect(derived("function f($a_1) { return () => $a_1; }")).toContain("$a1_.own(() => $a_1,$a1__1)");
  });
});

describe("what stays as it is", () => {
  test.each([
    ["a function with a direct call of eval", "function f(a) { eval(a); return () => a; }"],
    ["a function of asm.js", 'function f(a) { "use asm"; function g() { return a; } return g; }'],
    ["what is in `with`", "with (o) { const f = (a) => () => a; f.bind(o); }"],
    ["what a comment excludes", "/* @allocative-exclude */ function f(a) { return () => a; }"],
    ["a statement below such a comment", "// @allocative-exclude\n(function (a) { o.f = () => a; })(1);"],
    ["bind by other ways", "o?.f.bind(1); o.f?.bind(1); o.bind?.(1); o['bind'](1); (o.bind)(1); o.f.bind(g());"],
  ])("%s", (_, code) => {
    expect(derived(code)).toBe(code);
  });

  test("what is in no region", () => {
    const parts = [
      "function f(a) { return () => a; }\n",
      "function g(a) { return () => a; }\n",
      "function h(a) { return x.bind(a); }",
    ];
    const code = parts.join("");
    const start = parts[0]?.length ?? 0;
    const regions = [{ start, end: start + (parts[1]?.length ?? 0), path: "g.js" }];
    const program = parseProgram(code, "module");
    const changed = deriveCode({ code, program, regions, closures: true, runtime: "$a" }).code?.toString() ?? "";
    expect(changed.startsWith(parts[0] as string)).toBe(true);
    expect(changed.endsWith(parts[2] as string)).toBe(true);
    expect(changed).toContain("$a.own(() => a,$a_1)");
  });

  test("the function that a format wraps around modules, where they keep their variables", () => {
    const code = "(function () { const a = {}; x = () => a; for (const b of c) x = () => b; })();";
    const regions = [{ start: "(function () {".length, end: code.length - "})();".length, path: "a.js" }];
    const program = parseProgram(code, "script");
    expect(deriveCode({ code, program, regions, closures: true, runtime: "$a" }).code?.toString()).toBe(
      '(function () { const a = {}; x = () => a; for (const b of c) {/***/const $a_1=()=>["",void 0,{b}];$a.own(x = () => b,$a_1);/***/};$a.module("a.js",()=>({a})); })();',
    );
  });
});

test("JSX and TypeScript, where a bundler leaves them", () => {
  const code = "const f = (a: string): (() => JSX.Element) => () => <b onClick={() => a}>{a}</b>; export { f };";
  const program = parseAst(code, { lang: "tsx" }) as unknown as Program;
  expect(
    deriveCode({
      ...wholeFile("", "module", true),
      code,
      program,
      regions: [{ start: 0, end: code.length, path: "f.tsx" }],
    }).code?.toString(),
  ).toBe(
    'const f = (a: string): (() => JSX.Element) =>{/**/const $a_1=()=>["f",void 0,{a}];return( $a.own(() => <b onClick={$a.own(() => a,$a_1)}>{a}</b>,$a_1))/**/}; export { f };',
  );
});

test("a first line for the shell stays first", () => {
  expect(derived("#!/usr/bin/env node\n'use strict'\nreturn f;\nconst a = {};\nfunction f() { return a; }")).toMatch(
    /^#!\/usr\/bin\/env node\n'use strict';\$a\.module\(/,
  );
});
