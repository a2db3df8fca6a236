/** Programs that give each of their closures to `keep`. All values that they capture are primitives. */
export const KINDS: readonly (readonly [title: string, code: string])[] = [
  [
    "parameters and variables",
    `function f(a, b, unused) { let c = 3; const d = 4; var e = 5; const own = 6; keep(() => a + c); keep(function () { return b + d; }); function g() { return e; } keep(g); return own + unused; } f(1, 2, 9);`,
  ],
  [
    "a function that captures nothing itself",
    `function f(a) { const g = () => a; const h = () => 1; function i() {} keep(g); keep(h); keep(i); } f(1);`,
  ],
  [
    "no context where nothing is captured",
    `function f(a) { function g(b) { keep(() => b); keep(() => 0); } g(2); return a; } f(1);`,
  ],
  [
    "scopes in scopes",
    `function f(a) { return function g(b) { return (c) => { keep(() => [a, b, c]); keep(() => c); return 1; }; }; } f(1)(2)(3);`,
  ],
  [
    "a scope between that captures nothing",
    `function f(a) { return () => { return function h(c) { keep(() => a + c); }; }; } f(1)()(3);`,
  ],
  [
    "blocks",
    `function f(a) { { let b = 2; { const c = 3; keep(() => [a, b, c]); keep(() => 0); } keep(() => b); } keep(() => a); if (a) { let d = 4; keep(() => d); } else { let d = 5; keep(() => d); } } f(1);`,
  ],
  [
    "each iteration of a loop",
    `function f(n) { for (let i = 0; i < n; i++) keep(() => i); for (let i = 0, j = 9; i < 2; i++) { let k = i * 2; keep(() => i + k); keep(() => k); keep(() => 0); } for (const x of [5, 6]) { keep(() => x); } for (const k in { p: 1 }) { const z = k + "!"; keep(() => k + z); } for (var v = 0; v < 2; v++) keep(() => v); } f(2);`,
  ],
  [
    "while and do",
    `function f(n) { while (n-- > 0) { const m = n; keep(() => m + n); } do { let p = 7; keep(() => p); } while (false); } f(2);`,
  ],
  [
    "catch",
    `function f() { try { throw "e1"; } catch (e) { keep(() => e); } try { throw "e2"; } catch (e) { keep(() => 0); } try { throw "e3"; } catch (e) { let x = 1; keep(() => x); keep(() => x + e); } try { throw { a: 1 }; } catch ({ a }) { keep(() => a); } try { throw 1; } catch { let q = 2; keep(() => q); } } f();`,
  ],
  [
    "catch in a function that keeps variables",
    `function f(a) { keep(() => a); try { throw "e1"; } catch (e) { let x = 1; keep(() => e + x); } return () => { try { throw 2; } catch (e) { keep(() => e); } }; } f(1)();`,
  ],
  [
    "a block in a function that keeps nothing, in one that does",
    `function f(a) { return function g() { { let b = 2; keep(() => a + b); } for (let i = 0; i < 1; i++) keep(() => i); }; } f(1)();`,
  ],
  [
    "this, which the debugger does not list",
    `function F(a) { this.x = 1; keep(() => this.x + a); { let b = 2; keep(() => this.x + b); } } new F(1); class A { y = () => this; z = 1; static w = () => this; constructor(a) { keep(() => this.z + a); } } keep(new A(1).y); keep(A.w);`,
  ],
  [
    "switch",
    `function f(x) { switch (x) { case 1: let a = 1; const b = 2; keep(() => a); case 2: { let c = 3; keep(() => b + c); } keep(() => x); } } f(1);`,
  ],
  [
    "names of function expressions",
    `(function outer() { const g = function rec(n) { keep(() => rec && n); return n; }; g(1); (function r2() { keep(() => 0); })(); (function r3(a) { r3; keep(() => a); })(2); })();`,
  ],
  [
    "default values, rest and patterns",
    `function f(a, b = 2, { c, d: [e] } = { c: 3, d: [4] }, ...rest) { let z = rest.length; keep(() => a + b + c + e + z); keep(() => z); } f(1); function g(a = 1, b = () => a) { keep(() => a); } g();`,
  ],
  [
    "arguments of arrow functions",
    `function f(a) { "use strict"; const n = () => arguments.length; keep(() => a); return n; } f(1);`,
  ],
  [
    "arguments that are the parameters",
    `function f(a, b, c) { keep(() => 0); a; b; return arguments.length; } f(1, 2, 3); function g(a, b) { "use strict"; keep(() => a); return arguments.length + b; } g(1, 2); function h(a, b) { const k = () => b; keep(k); return a + arguments[0]; } h(3, 4);`,
  ],
  [
    "variables before their values",
    `function f() { keep(() => x); keep(() => y); return; let x = 1; var y = 2; } f(); function g() { try { keep(h); throw 1; const q = 1; function h() { return q; } } catch {} } g();`,
  ],
  [
    "a hoisted function",
    `function f(a) { keep(g); const b = 2; function g() { return a + b; } { keep(h); let c = 3; function h() { return c; } } } f(1);`,
  ],
  [
    "functions under computed keys, and what stands before them",
    `function f(a, k) { const o = { m() { return a; }, get g() { return a; }, [k]: () => a, ["l" + k]() { return a; }, ...{ b: 1 }, n() { return 1; } }; keep(o.m); keep(o[k]); keep(o["l" + k]); keep(o.n); } f(1, "k");`,
  ],
  [
    "methods, getters and setters of objects",
    `function f(a) { const o = { m() { return a; }, get g() { return a; }, set g(x) { a = x; }, p: () => a, q: function () { return a; }, n: function named() { return a; }, async s() { return a; }, *t() { yield a; } }; keep(o.m); const d = Object.getOwnPropertyDescriptor(o, "g"); keep(d.get); keep(d.set); keep(o.p); keep(o.q); keep(o.n); keep(o.s); keep(o.t); } f(1);`,
  ],
  [
    "classes and their methods",
    `function f(a) { const A = class { m() { return a; } static s() { return a; } get g() { return a; } ["c" + a]() { return a; } }; keep(A); keep(A.prototype.m); keep(A.s); keep(Object.getOwnPropertyDescriptor(A.prototype, "g").get); keep(A.prototype.c1); class B { x = 1; } keep(B); } f(1);`,
  ],
  [
    "closures in methods and constructors",
    `class A { constructor(a) { this.x = () => a; } m(b) { return () => b; } static s(c) { return () => c; } } const o = new A(1); keep(o.x); keep(o.m(2)); keep(A.s(3));`,
  ],
  ["static blocks", `class A { static { let a = 1; keep(() => a); } }`],
  [
    "generators and async functions",
    `function* g(a) { let b = a; yield () => b; yield function* () { yield a; }; } const it = g(1); keep(it.next().value); keep(it.next().value); async function h(a) { const b = 2; keep(async () => a + b); } h(1); const i = async (a) => { keep(() => a); }; i(4);`,
  ],
  [
    "arrow functions without braces",
    `const f = (a) => (b) => (c) => a + b + c; keep(f(1)); keep(f(1)(2)); const g = (a) => [() => a, () => 0]; g(3).forEach(keep); const h = (a) => ({ m: () => a }); keep(h(4).m);`,
  ],
  [
    "what is assigned, returned, passed and listed",
    `function f(a) { let x, y; x = () => a; y = function () { return a; }; const o = {}; o.z = () => a; keep(x); keep(y); keep(o.z); [() => a].forEach(keep); keep(a ? () => a : null); keep((0, () => a)); keep(\`\` || (() => a)); let n; n ??= () => a; keep(n); const { d = () => a } = {}; keep(d); return () => a; } keep(f(1));`,
  ],
  [
    "an inner variable of the same name",
    `function f(a) { const g = (a) => { keep(() => a); }; g(2); { let a = 3; keep(() => a); } keep(() => a); } f(1);`,
  ],
  ["variables that change later", `function f(a) { let b = a; keep(() => b); b = 5; a = 6; keep(() => a); } f(1);`],
  ["sloppy functions in blocks", `function f(a) { { function g() { return a; } keep(g); } keep(g); } f(1);`],
  [
    "a call of eval sees all",
    `function f(a, b) { let c = 3; const g = () => eval("a"); keep(() => 0); return g; } f(1, 2);`,
  ],
  [
    "closures in a loop's head keep the scope outside",
    `function f(a) { let b = 1; for (let i = 0, g = () => a; i < 1; i++) { keep(() => b + i); } } f(1);`,
  ],
];
