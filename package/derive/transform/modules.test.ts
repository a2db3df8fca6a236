import { describe, expect, test } from "vitest";
import { deriveCode } from "./derive-code.ts";
import { derived, moduleCalls, parseProgram } from "./derived.fixture.ts";

function variablesOf(code: string, sourceType: "module" | "script" = "module"): string[] {
  return moduleCalls(derived(code, sourceType)).map((call) =>
    call.slice('$a.module("src/a.js",()=>({'.length, -"}));".length),
  );
}

describe("which variables of a module are registered", () => {
  test.each([
    ["exported", "export const cache = new Map();", "cache"],
    ["used by a function", "const cache = new Map(); export function get(key) { return cache.get(key); }", "cache"],
    ["taken apart", "export const { a, b: [c = {}], ...rest } = load(); function load() {}", "a,c,rest"],
    ["set later", "export let now; export function set(value) { now = value; }", "now"],
    ["exported by another name", "const a = {}; export { a as b };", "a"],
    ["an exported `var` in a block", "{ var a = {}; } export { a };", "a"],
    ["a function that has properties", "export function f() {} f.cache = new Map();", "f"],
    [
      "a function that gets properties by Object.assign",
      "export const f = () => {}; Object.assign(f, { cache: [] });",
      "f",
    ],
    ["a class with static state", "export class Store { static all = new Map(); }", "Store"],
    ["a class with a static block", "export class Store { static { this.all = []; } }", "Store"],
    ["a regular expression", "export const pattern = /a/g;", "pattern"],
  ])("%s", (_, code, variables) => {
    expect(variablesOf(code)).toEqual([variables]);
  });

  test.each([
    ["used by nothing", "const cache = new Map(); cache.set(1, 2);"],
    ["imported", 'import { a } from "b"; export { a };'],
    ["passed on", 'export { a } from "b"; export * from "c"; export * as d from "d";'],
    ["a function", "export function f() {} export const g = () => f(); export default function () {}"],
    ["a class without state", "export class A { b() {} static c() {} static d = 1; }"],
    ["a literal", "export const a = 1, b = 'b', c = `c`, d = -1, e = void 0, f = null;"],
    ["a symbol", "export const a = Symbol('a'), b = Symbol.for('b'), c = Symbol.iterator;"],
    ["never set", "export let a;"],
    ["a variable of a function that is called at once", "(function () { const a = {}; globalThis.f = () => a; })();"],
  ])("not what is %s", (_, code) => {
    expect(variablesOf(code)).toEqual([]);
  });

  test("a default export goes through a variable", () => {
    expect(derived("export default new Map()")).toBe(
      'let $a_1;export default $a_1= new Map();$a.module("src/a.js",()=>({default:$a_1}));',
    );
    expect(derived("export default class { static a = {} }")).toContain(";static{$a_1=this}}");
  });
});

describe("CommonJS", () => {
  test("a file has what it exports", () => {
    expect(variablesOf("module.exports = new Map();", "script")).toEqual(["get exports(){return module.exports}"]);
    expect(variablesOf("exports.a = new Map();", "script")).toEqual(["get exports(){return exports}"]);
  });

  test("a file that returns early registers first, after its directives", () => {
    expect(derived('"use strict"\nif (a) return;\nlet b = {}; c = () => b;', "script")).toBe(
      '"use strict";$a.module("src/a.js",()=>({get b(){return b}}));\nif (a) return;\nlet b = {}; c = () => b;',
    );
  });

  test.each([
    ['var require_a = __commonJS({ "a.js"(exports, module) { const cache = {}; module.exports = () => cache; } });'],
    ["var require_a = __commonJSMin(((exports, module) => { const cache = {}; module.exports = () => cache; }));"],
  ])("the body of a bundler's wrapper is the module: %s", (code) => {
    expect(variablesOf(code)).toEqual(["cache,get exports(){return module.exports}"]);
  });
});

describe("a chunk with several modules", () => {
  function chunk(before: string, parts: Readonly<Record<string, string>>, after: string): string {
    let code = before;
    const regions = Object.entries(parts).map(([path, part]) => {
      const start = code.length;
      code += part;
      return { start, end: code.length, path };
    });
    code += after;
    const result = deriveCode({ code, program: parseProgram(code, "module"), regions, closures: false, runtime: "$a" });
    return result.code?.toString() ?? code;
  }

  test("each variable is registered where its module ends, by the name that it has in its file", () => {
    expect(
      chunk(
        "",
        { "a.js": "const a = {}, cache = {};\n", "b.js": "const cache$1 = {};\n" },
        "export { a, cache, cache$1 };",
      ),
    ).toBe(
      'const a = {}, cache = {};;$a.module("a.js",()=>({a,cache}));\nconst cache$1 = {};;$a.module("b.js",()=>({cache:cache$1}));\nexport { a, cache, cache$1 };',
    );
  });

  test("in the body of a function, as in the formats iife and umd", () => {
    expect(chunk("(function () { ", { "a.js": "const a = {}; f = () => a;" }, " })();")).toBe(
      '(function () { const a = {}; f = () => a;;$a.module("a.js",()=>({a})); })();',
    );
  });
});

describe("a function of webpack or Rspack around one module", () => {
  test.each([
    ["module, exports, __webpack_require__", "get exports(){return module.exports}"],
    ["module", "get exports(){return module.exports}"],
    ["__unused_webpack_module, exports", "get exports(){return exports}"],
    ["__unused_webpack_module, __webpack_exports__, __webpack_require__", undefined],
    ["module, __webpack_exports__", undefined],
    ["exports", undefined],
    ["", undefined],
  ])("%s", (parameters, exports) => {
    const before = `var __webpack_modules__ = { 1: (${parameters}) => {`;
    const body = " const seen = {}; f = () => seen; ";
    const code = `${before}${body}} };`;
    const regions = [{ start: before.length, end: before.length + body.length, path: "a.js" }];
    const program = parseProgram(code, "script");
    const result = deriveCode({ code, program, regions, closures: false, runtime: "$a" }).code?.toString() ?? code;
    const variables = ["seen", ...(exports === undefined ? [] : [exports])].join();
    expect(result).toBe(`${before} const seen = {}; f = () => seen;;$a.module("a.js",()=>({${variables}})); } };`);
  });

  test("that keeps nothing but what it exports", () => {
    const before = "var __webpack_modules__ = { 1(module) {";
    const body = " module.exports = { seen: [] }; ";
    const code = `${before}${body}} };`;
    const regions = [{ start: before.length, end: before.length + body.length, path: "a.js" }];
    const program = parseProgram(code, "script");
    expect(deriveCode({ code, program, regions, closures: false, runtime: "$a" }).code?.toString()).toContain(
      '{ seen: [] };;$a.module("a.js",()=>({get exports(){return module.exports}}));',
    );
  });
});

describe("what bundlers add", () => {
  test.each([
    [
      "imports of CommonJS",
      "var import_x = __toESM(require_x()); var b = {}; export const f = () => [import_x, b];",
      "b",
    ],
    ["lazy modules", "var a, init_x = __esmMin(() => { a = {}; }); export const f = () => [init_x, a];", "a"],
    [
      "imports that are set in a circle",
      "var import_x, a; init(() => { import_x = y(); a = {}; }); export const f = () => [import_x, a];",
      "a",
    ],
    [
      "imports of webpack",
      "var x = __webpack_require__(1), y = __webpack_require__.n(x), a = {}; export const f = () => [x, y, a];",
      "a",
    ],
  ])("%s are no variables of the module", (_, code, variables) => {
    expect(variablesOf(code)).toEqual([variables]);
  });

  test("two parts of one module are one call, at the end of the second", () => {
    const code =
      "let a = {}; export const f = () => a;\nlet x = {}; export const h = () => x;\nlet b = {}; export const g = () => b;\n";
    const path = "src/a.js";
    const ends = [...code.matchAll(/\n/g)].map(({ index }) => index);
    const regions = [
      { start: 0, end: ends[0] as number, path },
      { start: ends[0] as number, end: ends[1] as number, path: "src/x.js" },
      { start: ends[1] as number, end: code.length, path },
    ];
    const result = deriveCode({ code, program: parseProgram(code, "module"), regions, closures: false, runtime: "$a" });
    expect(moduleCalls(String(result.code))).toEqual([
      '$a.module("src/x.js",()=>({x}));',
      '$a.module("src/a.js",()=>({a,b}));',
    ]);
  });

  test("Rollup's function around CommonJS registers when the module runs, and not again", () => {
    expect(
      derived(
        "var x = {}; var hasRequiredX;\nfunction requireX() { if (hasRequiredX) return x; hasRequiredX = 1; const seen = {}; x.f = () => seen; return x; }\nexport default requireX();",
      ),
    ).toContain(
      'hasRequiredX = 1;;$a.module("src/a.js",()=>({get seen(){return seen},get exports(){return x}})); const seen',
    );
  });

  test("what only calls the function around a module is no second registration of it", () => {
    const code =
      "var require_x = __commonJS((exports) => { const seen = {}; exports.f = () => seen; });\nexport default require_x();";
    expect(moduleCalls(derived(code))).toHaveLength(1);
  });
});
