/**
 * Programs that give objects to `watch`, which keeps them weakly, and functions to `hold`, which keeps them. Afterwards
 * each says which of its objects were collected.
 */
export const LIFETIMES: readonly (readonly [title: string, code: string])[] = [
  [
    "variables that a held function uses, and others",
    `function f() { const used = watch("used", {}), shared = watch("shared", {}), unused = watch("unused", {}); (() => shared)(); hold(() => used); return unused; } f();`,
  ],
  [
    "a function that nothing holds",
    `function f() { const a = watch("a", {}); const g = () => a; watch("g", g); return g; } f(); hold(() => 1);`,
  ],
  [
    "a held function that uses nothing",
    `function f() { const a = watch("a", {}), b = watch("b", {}); const g = () => a; hold(() => 1); return b && g; } f();`,
  ],
  [
    "a variable that is set to null",
    `function f() { let a = watch("a", {}), b = watch("b", {}); hold(() => [a, b]); a = null; } f();`,
  ],
  [
    "each iteration by itself",
    `function f() { const all = []; for (let i = 0; i < 3; i++) { const o = watch("o" + i, { i }); all.push(() => o); } hold(all[1]); for (const x of [watch("x0", {}), watch("x1", {})]) if (held.length === 1) hold(() => x); for (let j = watch("j", {}), n = 0; n < 1; n++) all.push(() => j); } f();`,
  ],
  [
    "a block, and the function around it",
    `function f() { const a = watch("a", {}); { const b = watch("b", {}); hold(() => b); } { const c = watch("c", {}); (() => c)(); } return () => a; } f();`,
  ],
  [
    "scopes outside are kept, scopes inside are not",
    `function f() { const a = watch("a", {}); return function g() { const b = watch("b", {}); (() => [a, b])(); return function h() { const c = watch("c", {}); return () => [a, c]; }; }; } hold(f()); f()()()();`,
  ],
  [
    "an inner function that is dropped",
    `function f() { const a = watch("a", {}); const g = () => { const b = watch("b", {}); const h = () => b; h(); return a; }; g(); hold(g); } f();`,
  ],
  [
    "this of an arrow function",
    `class A { constructor(n) { this.n = watch(n, {}); } arrow() { return () => this; } plain() { return function () { return 1; }; } } hold(watch("a1", new A("n1")).arrow()); hold(watch("a2", new A("n2")).plain());`,
  ],
  [
    "fields of classes",
    `class A { constructor() { this.own = watch("own", {}); } f = () => this; g = () => 1; } class B { constructor() { this.own = watch("own2", {}); } g = () => 1; } hold(watch("a", new A()).f); hold(watch("b", new B()).g);`,
  ],
  [
    "private members",
    `class A { #p = watch("p", {}); static #s = watch("s", {}); get() { return this.#p; } static get() { return A.#s; } } watch("dropped", new A()); hold(new A()); function make() { return class { #x = 1; static #y = watch("y", {}); y() { return this.constructor.#y; } }; } watch("class", make());`,
  ],
  [
    "bound functions",
    `function f() { const self = watch("self", {}), arg = watch("arg", {}); hold(function () {}.bind(self, arg)); const dropped = watch("dropped", {}); watch("bound", (() => 1).bind(dropped)); } f();`,
  ],
  [
    "catch",
    `function f() { try { throw watch("e1", {}); } catch (e) { hold(() => 1); } try { throw watch("e2", {}); } catch (e) { (() => e)(); } try { throw watch("e3", {}); } catch ({ q = watch("q", {}) }) { hold(() => q); } } f();`,
  ],
  [
    "switch",
    `function f(x) { switch (x) { case 1: let a = watch("a", {}); const b = watch("b", {}); hold(() => a); (() => b)(); } } f(1); function g(x) { switch (x) { case 1: let c = watch("c", {}); return () => c; } } g(1);`,
  ],
  [
    "parameters, default values and arguments",
    `function f(a, b = watch("b", {}), c = () => b) { hold(() => a); return c; } f(watch("a", {})); function g(x, y) { hold(() => 1); return arguments.length; } g(watch("x", {}), watch("y", {})); function h(x, y) { "use strict"; hold(() => x); return arguments.length; } h(watch("hx", {}), watch("hy", {}));`,
  ],
  [
    "generators and async functions",
    `function* g() { const a = watch("a", {}), b = watch("b", {}); yield () => a; yield b; } hold(g().next().value); hold(g()); async function h() { const c = watch("c", {}); await null; hold(() => c); const d = watch("d", {}); return () => d; } waitFor(h());`,
  ],
  [
    "methods and accessors of objects",
    `function f() { const a = watch("a", {}); return watch("o", { m() { return a; }, get x() { return a; } }); } hold(f().m); function g() { const b = watch("b", {}); return watch("p", { n() { return b; } }); } g();`,
  ],
  [
    "classes made by a function",
    `function mixin(Base) { const a = watch("a", {}); return class extends Base { m() { return a; } }; } watch("dropped", mixin(Object)); const K = mixin(Array); hold(watch("instance", new K()));`,
  ],
  [
    "names of function expressions",
    `function f() { const a = watch("a", {}); const g = function rec(n) { const b = watch("b", {}); return n ? () => [rec, b] : a; }; return g; } hold(f()(1)); watch("r", f()(1));`,
  ],
  [
    "elements of a cache that is emptied",
    `const cache = new Map(); function load(k) { const value = watch("v" + k, {}); cache.set(k, () => value); } load(1); load(2); load(3); cache.delete(2); hold(cache);`,
  ],
  [
    "the value of a promise's callback",
    `function f() { const a = watch("a", {}); return Promise.resolve(1).then(() => a).then(() => 1); } waitFor(f());`,
  ],
  [
    "memoized and curried functions",
    `const memo = (fn) => { let last; return (x) => (last = { x, r: fn(x) }).r; }; const m = memo((x) => [x]); m(watch("x1", {})); m(watch("x2", {})); hold(m); const add = (a) => (b) => (c) => [a, b, c]; hold(add(watch("c1", {}))(watch("c2", {}))); add(watch("c3", {}))(watch("c4", {}))(1);`,
  ],
  [
    "WeakMap and WeakRef",
    `const wm = new WeakMap(); function f() { const key = watch("key", {}), value = watch("value", {}); wm.set(key, () => value); } f(); hold(wm); function g() { const k = watch("k", {}); const v = watch("v", { k }); wm.set(k, () => v); hold(() => k); } g();`,
  ],
];

/** What is around each program. */
export function lifetimeProgram(code: string): string {
  return `const refs = new Map(), held = [];
function watch(name, object) { refs.set(name, new WeakRef(object)); return object; }
function hold(value) { held.push(value); }
{ ${code} }
async function collected() {
  for (let round = 0; round < 5; round++) { await new Promise((resolve) => setTimeout(resolve, 1)); gc(); }
  for (const [name, ref] of refs) log(name, ref.deref() === undefined ? "collected" : "kept");
}
waitFor(collected());`;
}
