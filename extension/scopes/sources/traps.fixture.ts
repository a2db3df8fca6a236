/** A source that keeps its functions alive in `kept`, and what is special about it. */
export interface Trap {
  readonly what: string;
  readonly source: string;
  readonly isModule: boolean;
}

const KEPT = "const kept = (globalThis.allocativeKept ??= []);";

function script(what: string, body: string): Trap {
  return { what, source: `{ ${KEPT} ${body} }`, isModule: false };
}

function module(what: string, body: string): Trap {
  return { what, source: `${KEPT}\n${body}`, isModule: true };
}

/** What is special about JavaScript's scopes, or V8's. */
export const TRAPS: readonly Trap[] = [
  script("a captured this", "(function () { this.x = 1; kept.push(() => this); }).call({});"),
  script(
    "arguments in sloppy code takes all parameters along",
    "(function (a, b) { arguments; kept.push(() => 1); })(1, 2);",
  ),
  script("arguments of an arrow", "(function (a, b) { kept.push(() => arguments); })(1, 2);"),
  script(
    "arguments in strict code",
    "(function (a, b) { 'use strict'; arguments; kept.push(() => a, () => arguments); })(1, 2);",
  ),
  script("a parameter called arguments", "(function (a, arguments) { arguments; kept.push(() => a); })(1, 2);"),
  script("a variable called arguments", "(function (a, b) { var arguments; kept.push(() => a); })(1, 2);"),
  script(
    "a function called arguments",
    "(function (a, b) { typeof arguments; function arguments() {} kept.push(() => b); })(1, 2);",
  ),
  script(
    "arguments beside parameters with defaults",
    "(function (a, b = 2) { arguments; kept.push(() => arguments, () => a); })(1);",
  ),
  script("the own name of a function expression", "(function me(a) { kept.push(() => me); })(1);"),
  script(
    "an own name that is also a parameter",
    "(function f(f) { kept.push(() => f); })(1); (function g() { var g = 1; kept.push(() => g); })(); (function h() { { let h = 1; kept.push(() => h); } })();",
  ),
  script("catch", "try { throw 1; } catch (e) { kept.push(() => 1); }"),
  script("catch of a pattern", "try { throw [1]; } catch ([e]) { kept.push(() => e); }"),
  script("catch without a parameter", "(function () { try { throw 1; } catch { let e = 1; kept.push(() => e); } })();"),
  script(
    "var in a catch of its name",
    "(function () { try { throw 1; } catch (e) { var e = 2; let x = e; kept.push(() => [e, x]); } kept.push(() => e); })();",
  ),
  script("eval in sloppy code", "(function (a) { eval('1'); kept.push(() => 1); })(1);"),
  script("eval in strict code", "(function (a) { 'use strict'; eval('1'); kept.push(() => 1); })(1);"),
  script(
    "eval in a block",
    "(function f(a) { { let z = 1; eval(''); kept.push(() => 1); } var v; let w; const c = 1; class K {} function g() {} kept.push(K, g); })();",
  ),
  script(
    "eval in a function inside",
    "(function f(a) { let unused = 1; { let z = 1; kept.push(() => { eval(''); }); } var v; })();",
  ),
  script("eval in an arrow function", "(() => { let unused = 1; { let z = 1; kept.push(() => { eval(''); }); } })();"),
  script("eval in a default", "(function (a, b = () => eval('a')) { var c = 1, d; kept.push(() => c, b); })(1);"),
  script("eval that is not direct", "(function (a) { kept.push(() => eval?.('1'), () => (0, eval)('1')); })(1);"),
  script("eval in methods", "kept.push(class { m() { eval('1'); } }, class X { m() { eval('1'); } });"),
  script("with", "with ({ z: 1 }) { kept.push(() => z); }"),
  script(
    "a variable that is used in with",
    "(function (o, p, q) { with (o) { p; kept.push(() => z); } q; })({ z: 1 }, 2);",
  ),
  script(
    "declarations in with",
    "(function () { with ({ o: 1 }) { let a = 1; var b = 2; kept.push(() => a, () => b); } })();",
  ),
  script("var with a value in with", "(function () { with ({ o: 1 }) { var a = 1; kept.push(() => 1); } })();"),
  script(
    "parameters with patterns and defaults",
    "(function (a, [b], c = () => a) { var d = 1; kept.push(() => [b, d], c); })(1, [2]);",
  ),
  script(
    "a variable of the body that is called as a parameter",
    "(function (a, b = 2) { var a; kept.push(() => a); })(1);",
  ),
  script("rest parameters", "(function (...a) { let b = 1; kept.push(() => [a, b]); })(1);"),
  script(
    "an arrow function in the parameters of an async one",
    "(function (a) { kept.push(async (x = () => a) => x, async y => y); })(1);",
  ),
  script(
    "destructuring with defaults",
    "(function () { 'use strict'; let { a, b: { c = () => a } = {}, ...r } = { a: 1 }; kept.push(c, () => r); })();",
  ),
  script("a loop with let", "for (let i = 0; i < 2; i++) kept.push(() => i);"),
  script("a loop whose head makes a function", "for (let i = 0, f = () => i; i < 1; i++) kept.push(() => i, f);"),
  script("a loop with a block", "for (let i = 0; i < 1; i++) { let j = i; kept.push(() => [i, j]); }"),
  script(
    "a loop with const, and one with var",
    "(function () { for (const c = 1; ; ) { kept.push(() => c); break; } for (var v = 0; v < 1; v++) kept.push(() => v); })();",
  ),
  script(
    "for of, for in",
    "(function () { for (const x of [1]) { const y = x; kept.push(() => [x, y]); } for (let k in { a: 1 }) kept.push(() => k); for (var v of [1]) kept.push(() => v); })();",
  ),
  script("for of with a pattern", "for (const [k, l = () => k] of [[1]]) kept.push(l, () => l);"),
  script("for of over functions that use its variable", "for (const z of [() => z]) kept.push(z, () => z);"),
  script(
    "while",
    "(function () { let n = 0; while (n < 2) { const m = n++; kept.push(() => m); } do { var d = 1; kept.push(() => d); } while (!d); })();",
  ),
  script("switch", "switch (1) { case 1: let q = 2; kept.push(() => q); }"),
  script(
    "labelled blocks and functions",
    "(function () { out: { let a = 1; kept.push(() => a); break out; } l: function g() {} kept.push(() => g); })();",
  ),
  script(
    "a sloppy function in a block",
    "(function () { { function f() { return f; } kept.push(f); } kept.push(() => f); })();",
  ),
  script(
    "a sloppy function in a block below a variable of its name",
    "(function () { let f = 1; { function f() { return f; } kept.push(f); } kept.push(() => f); })();",
  ),
  script(
    "a sloppy function in a branch",
    "(function () { if (1) function f() { return f; } kept.push(f, () => f); })();",
  ),
  script(
    "a strict function in a block",
    "(function () { 'use strict'; { function f() { return f; } kept.push(f); } kept.push(() => typeof f); })();",
  ),
  script("an async function in a block", "(function () { { async function f() { return f; } kept.push(f); } })();"),
  script(
    "generators",
    "(function () { let a = 1; const g = function* (b) { let c = a; kept.push(() => [b, c]); yield 1; }; kept.push(g); g(1).next(); })();",
  ),
  script(
    "async functions",
    "(async function (a) { kept.push(() => a); })(1); (async (a, b) => { kept.push(() => b); await 1; })(1, 2); kept.push(async function* g() {});",
  ),
  script(
    "assignment alone captures",
    "(function (a) { a = 1; kept.push(function () { a = 2; }); })(1); (function () { kept.push(function () { typeof z; v = 1; }); var v; var z; })();",
  ),
  script(
    "assignment by patterns",
    "(function () { let a, b, c; kept.push(() => { [a, { x: b, ...c }] = [1, {}]; }); })();",
  ),
  script(
    "updates, templates, tags",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the template literal of the source.
    "(function (a, b, c, d) { kept.push(() => a++, () => `${b}`, () => c`x${d}`); })();",
  ),
  script("optional chains", "(function (a, b, c) { kept.push(() => a?.b?.[b]?.(c)); })();"),
  script(
    "functions of several levels",
    "(function (a) { const f = () => () => a; { let b; const g = () => { let c = 1; return () => { c; b; }; }; kept.push(g, g()); } kept.push(f, f()); })(1);",
  ),
  script(
    "new.target",
    "(function (a) { kept.push(function () { return new.target; }, () => new.target, () => a); })(1);",
  ),
  script("a class alone", "kept.push(class {}, class Z extends Object {}, class Y { constructor() {} });"),
  script(
    "a class's own name",
    "(function (a) { class P { m() { return P; } n() { return a; } } kept.push(P, P.prototype.m, P.prototype.n); })(1);",
  ),
  script(
    "a class's heritage, keys and parts",
    "(function (a) { class P extends (kept.push(() => a), Object) { [(kept.push(() => P), 'x')]() {} static { var v = 1; let l = 2; kept.push(() => v, () => l); } static y = (kept.push(() => this), 1); z = (kept.push(() => a), 1); } kept.push(new P(), P); })(1);",
  ),
  script(
    "fields",
    "class A { x = 1; static s = 2; h = () => this; y; #p = 3; m() { return A; } get q() { return 1; } static st() { return this.#p; } static { let v = 1; kept.push(() => v, () => this); } } kept.push(new A(), A);",
  ),
  script(
    "fields without semicolons",
    "class A {\n  x = () => this\n  y = (1)\n}\nclass B { 'a b'; ['c']=2 ; static d = 1 } kept.push(new A(), B);",
  ),
  script(
    "private members",
    "kept.push(class { #a }, class { #a() {} }, class { static #a() {} }, class { get #a() { return 1; } set #a(x) {} }, class { #a = 1; #m() {} static #s = 1; t() { this.#a; this.#m(); } });",
  ),
  script(
    "private static methods",
    "kept.push(class { static #a() {} static x() { return this.#a; } }, class Q { static #a() {} static x(o) { return #a in o; } });",
  ),
  script(
    "computed keys of fields",
    "kept.push(class { ['a' + 1] = 1; ['b' + 1]; static ['c' + 1] = 2; 'd' = 1; ['e'] = 3; ['m' + 1]() {} });",
  ),
  script(
    "nested classes",
    "(function (a) { class A { m() { return class B { n() { return [A, B, a]; } }; } } const B = new A().m(); kept.push(A, B, A.prototype.m, B.prototype.n); })(1);",
  ),
  script(
    "super in methods",
    "kept.push(class { m() { return super.y; } }, class { static m() { return super.y; } }, class extends Object { constructor() { super(); } }, class { x = super.y; }, class { static x = super.y; });",
  ),
  script(
    "super in arrow functions",
    "class B {} class C extends B { constructor() { kept.push(() => super()); super(); kept.push(() => new.target, () => super.x, () => this); } m() { return super.y; } } kept.push(new C(), C);",
  ),
  script(
    "super in object literals",
    "const o = { m() { return () => super.x; }, n() {}, a: () => 1 }; kept.push(o, o.m());",
  ),
  script(
    "methods, accessors, keys",
    "const o = { m() {}, get x() { return 1; }, set x(v) {}, async *gen() {}, async a() {}, *g() {}, ['c' + 1]() {}, 'str ing'() {}, 12() {}, f: function () {}, async() {}, get() {}, static() {} }; kept.push(o);",
  ),
  script(
    "static methods",
    "kept.push(class { static m() {} static /* why */ async  *g() {} static get x() { return 1; } static async() {} static static() {} static\nn() {} });",
  ),
  script(
    "functions that are called where they stand",
    "!(function (a) { kept.push(() => a); })(1); (() => { let b; kept.push(() => b); })(); new (function (c) { kept.push(() => c); })(1); void function (d) { kept.push(() => d); }.call(this, 1); new function N() { var self = this; kept.push(() => self); }(); (function (e) { kept.push(() => e); }).bind(this)(1);",
  ),
  script(
    "a factory of UMD",
    "!(function (e, t) { 'object' == typeof exports ? (module.exports = t()) : (e.lib = t()); })({}, function () { var n = { a: 1 }; function r() { return n; } kept.push(r); return r; });",
  ),
  script(
    "modules of webpack",
    "(() => { var e = { 123: (e, t, n) => { let s = n; kept.push(() => s); } }, t = {}; function n(r) { var o = t[r]; if (void 0 !== o) return o.exports; var i = (t[r] = { exports: {} }); return e[r](i, i.exports, n), i.exports; } n(123); })();",
  ),
  script(
    "modules of esbuild",
    "var __commonJS = (cb, mod) => function __require() { return mod || (0, cb[Object.keys(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports; }; var require_store = __commonJS({ 'src/store.js'(exports, module) { var cache = new Map(); module.exports = () => cache; } }); kept.push(require_store());",
  ),
  module("variables of a module", "let a = 1; function f() { return a; } { let b = 2; kept.push(() => [a, b], f); }"),
  module("an exported default without a name", "let b = 1; export default function () { return b; }"),
  module("an exported class without a name", "let b = 1; export default class { m() { return b; } }"),
  module(
    "exports",
    "export const a = () => a; export function f() {} export class C { x = () => this; } kept.push(new C()); export { a as b };",
  ),
  module(
    "strict by being a module",
    "(function (a, b) { arguments; { function f() { return f; } kept.push(f); } kept.push(() => typeof f); })(1, 2);",
  ),
  module("a await at the top", "const x = await 1; { const y = x; kept.push(() => y); }"),
  module(
    "a function that calls itself",
    "function many(n) { const me = n; kept.push(() => me); if (n) many(n - 1); } many(2); (function again(n) { let x = n; kept.push(() => x); if (n) again(n - 1); })(2);",
  ),
];
