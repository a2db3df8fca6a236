/** A program that writes to `log`, and does so alike with and without the transform. */
export interface Trap {
  readonly title: string;
  readonly sourceType: "module" | "script";
  readonly code: string;
}

function script(title: string, code: string): Trap {
  return { title, sourceType: "script", code };
}

function module(title: string, code: string): Trap {
  return { title, sourceType: "module", code };
}

const NAMES: Trap[] = [
  script(
    "methods of literals",
    `function f(v, order) {
      const base = { m() { return "base " + v; } };
      const note = (x) => { order.push(x); return x; };
      const o = { __proto__: base, m() { return super.m() + v; }, n() { return (() => super.m())(); }, "a-b"() { return v; }, 7(x, y) { return v; }, async() { return v; }, get() { return v; }, async p() { return v; },
        *g() { yield v; }, x: note(1), early() { return v + 1; }, ...{ y: note(2), early: note(3) }, late() { return v; }, [note("k")]: note(4), late: note(5), get z() { return v; }, set z(x) { v = x; }, __proto__() { return v; }, constructor() { return v; } };
      for (const [key, d] of Object.entries(Object.getOwnPropertyDescriptors(o))) log(key, typeof d.value, d.value?.name, d.value?.length, d.enumerable, d.writable, d.configurable, String(d.value), typeof d.get);
      log(o.m(), o.n(), o["a-b"](), o[7](), o.async(), o.get(), [...o.g()], o.early, o.late, o.z, order, "prototype" in o.m, Object.getPrototypeOf(o) === base);
      for (const method of [o["a-b"], o.get]) try { new method(); } catch (error) { log(error.name); }
    }
    f(1, []);`,
  ),
  script(
    "functions under computed keys",
    `function f(v, order) {
      const key = (k) => ({ toString() { order.push(k); return k; } });
      const s = Symbol("s"), n = Symbol();
      const o = { __proto__: { m() { return v; } }, a: 1, get g() { return v; }, [key("b")]: () => v, [key("a")]: function () { return v; }, [s]() { return v; }, [n]: async () => v, [key("g")]: () => v + 1,
        *["y" + v]() { yield v; }, [key("__proto__")]: (x) => v, [key("m")]() { return super.m() + v; }, get [key("h")]() { return v; }, [key("c")]: function own() { return v; }, z: 2 };
      for (const k of Reflect.ownKeys(o)) { const d = Object.getOwnPropertyDescriptor(o, k); log(String(k), typeof d.value, d.value?.name, d.enumerable, d.writable, typeof d.get, String(d.value)); }
      log(o.b(), o.a(), o[s](), o.g(), o.m(), o.c(), [...o["y" + v]()], order, Object.getPrototypeOf(o).m());
      try { new o[s](); } catch (error) { log(error.name); }
    }
    f(1, []);`,
  ),
  script(
    "functions that are declared twice, and in cases of a switch",
    `function f(v) { function g() { return v; } function g() { return v + 1; } log(g()); { function g() { return v + 2; } function g() { return v + 3; } log(g()); } log(g()); return g; } f(1);
    function h(v, n) { switch (n) { case 0: k = log; case 1: function k() { return v; } function k() { return v + 1; } k(v); case 2: k = 1; log(typeof k); l: function m() { return v; } log(m()); } } for (let n = 0; n < 3; n++) { h(1, n); h(2, n); }`,
  ),
  script(
    "names of functions by every place that gives one",
    `function f(v) {
      const a = () => v, b = function () { return v; };
      let c; c = () => v; c ??= () => v; let d; d ??= () => v; let e = null; e ||= () => v; let g = 1; g &&= () => v;
      const o = { h: () => v, i() { return v; }, get j() { return v; }, "k-l": () => v, 12: () => v, ["m" + v]: () => v, async *n() { v; }, __proto__: { p: () => v } };
      const { q = () => v } = {}; const [r = () => v] = [];
      var s = (() => v), t = (0, () => v), u = class { x = () => v; static y = () => v; #z = () => v; z() { return this.#z; } };
      const w = async () => v, x = function* () { yield v; };
      let y, z; y = z = () => v;
      (c2) = () => v; var c2;
      log([a, b, c, d, e, g, o.h, o.i, Object.getOwnPropertyDescriptor(o, "j").get, o["k-l"], o[12], o["m" + v], o.n, o.p, q, r, s, t, u, new u().x, u.y, new u().z(), w, x, y, z, c2].map((fn) => fn.name));
      return (k = () => v) => k.name;
    }
    log(f("v")());`,
  ),
  script(
    "a function's length and its own keys",
    `function f(v) { const g = (a, b = v, ...c) => v; log(g.length, Reflect.ownKeys(g).join(), Object.getOwnPropertyNames(function () { return v; }).sort().join()); } f(1);`,
  ),
  script(
    "the name of a class with a static name",
    `function f(v) { const A = class { static name = "B" + v; static m() { return v; } }; const C = class { static name() { return v; } }; log(A.name, typeof C.name, A.m()); } f(1);`,
  ),
  script(
    "a method keeps its own super and is no constructor",
    `function f(v) { const base = { hi() { return "base" + v; } }; const o = { __proto__: base, hi() { return super.hi() + "!"; } }; log(o.hi()); try { new o.hi(); } catch (e) { log(e.constructor.name); } } f(1);`,
  ),
];

const SCOPES: Trap[] = [
  script(
    "loops make a binding each time",
    `function f(n) { const out = []; for (let i = 0; i < n; i++) out.push(() => i++); for (const k in { a: 1, b: 2 }) out.push(() => k); for (const [x, y] of [[1, 2], [3, 4]]) { const z = x + y; out.push(() => x + z); } log(out.map((g) => g()).join(), out.map((g) => g()).join()); } f(3);`,
  ),
  script(
    "a closure in the head of a loop",
    `function f() { const out = []; for (let i = 0, g = () => i; i < 2; i++, out.push(g)) out.push(() => i); log(out.map((h) => h()).join()); for (let x of [() => 1, ((q) => () => q)(2)]) log(x()); for (let i = 0, inc = () => i++; i < 3; inc(), i++) { out.push(() => i); if (i > 5) break; } log(out.length); } f();`,
  ),
  script(
    "labels, continue and break",
    `function f() { const out = []; outer: for (let i = 0; i < 3; i++) inner: for (let j = 0; j < 3; j++) { if (j === 1) continue outer; if (i === 2) break inner; out.push(() => [i, j]); } a: { let q = 1; out.push(() => q); if (q) break a; out.push(1); } log(JSON.stringify(out.map((g) => g()))); } f();`,
  ),
  script(
    "a loop whose body is no block",
    `function f(xs) { let out = []; for (const x of xs) if (x) out.push(() => x); else out.push(() => -x)
    for (const x of xs) for (const y of xs) out.push(() => x * y)
    for (let i = 0; i < 2; i++) do { out.push(() => i) } while (false)
    for (const x of xs) try { throw x } catch (e) { out.push(() => e) } finally { out.push(() => x) }
    for (var i = 0, g; i < 2; i++) g = () => i
    out.push(g)
    log(out.map((h) => h()).join()) } f([0, 1, 2]);`,
  ),
  script(
    "a switch that begins at any case",
    `function f(x) { switch (x) { case 0: let a = 1; function g() { return a; } return g; case 1: a = 2; return () => a; default: return (() => { try { return a; } catch (e) { return e.name; } }); case 3: } } log(f(0)(), f(2)()); try { f(1); } catch (e) { log(e.name); } log(f(3));
    function h(x) { "use strict"; switch (x) { default: case 1: const q = x; switch (q) { case 1: { let w = q; return () => w + q; } } return () => q; } } log(h(1)(), h(5)());`,
  ),
  script(
    "a switch whose discriminant makes a closure",
    `function f(x) { switch ((() => x)()) { case 1: let y = x; return () => x + y; case (() => 2)(): return () => y2; let y2; } } log(f(1)()); try { f(2)(); } catch (e) { log(e.name); }`,
  ),
  script(
    "catch with a name, a pattern and nothing",
    `function f() { const out = []; try { throw { a: 1 }; } catch ({ a, b = () => a }) { out.push(() => a, b); } try { null.x; } catch { let q = 2; out.push(() => q); } try { throw 3; } catch (e) { var e2 = e; out.push(() => e++); } log(out.map((g) => g()).join(), e2); } f();`,
  ),
  script(
    "a variable before its declaration",
    `function f() { const g = () => x; try { g(); } catch (e) { log(e.name, e.message); } let x = 1; log(g()); { const h = () => y; try { h(); } catch (e) { log(e.message); } const y = 2; log(h()); } try { new K(); } catch (e) { log(e.message); } class K { m() { return K; } } log(new K().m() === K); } f();`,
  ),
  script(
    "functions hoisted over everything",
    `function f() { log(g(), typeof h, i); var i = 1; function g() { return typeof i + typeof g; } { log(typeof h, h()); function h() { return i; } } log(typeof h); return g; function g() { return "last" + i; } } log(f()());`,
  ),
  script(
    "sloppy functions in blocks",
    `function f(c) { if (c) function g() { return c; } log(typeof g); { function k() { return 1; } k = 2; log(typeof k); } log(typeof k); l: function m() { return c; } log(m()); if (c) { function n() { return n; } var keep = () => n; } log(n === keep()); try { throw 1 } catch (e) { var e = 5; function p() { return e; } log(p(), e); } log(e); } f(1);`,
  ),
  script(
    "a function with the name of a parameter, of a variable, of itself",
    `function f(g, h) { function g() { return h; } var h; log(typeof g, typeof h, arguments.length); return g; } log(f(1, 2)()); var k = function k2(n) { try { k2 = 1; } catch (e) { log(e.name); } return n ? () => k2(n - 1) : typeof k2; }; log(k(1)()); var q = function q() { var q = 5; return () => q; }; log(q()());`,
  ),
  script(
    "parameters see each other, not the body",
    `var x = "outer"; function f(a = () => x, b = () => a() + x, { c = () => b } = {}, ...d) { var x = "inner"; const y = () => x + d.length; return [a(), b(), c() === b, y(), (() => arguments.length)()]; } log(f().join()); log(((a, b = () => a++) => { b(); return () => a; })(1)());`,
  ),
  script(
    "arguments that are the parameters",
    `function f(a, b) { const g = () => arguments; a = 5; arguments[1] = 6; const h = () => a + b; return [g().length, g()[0], b, h()]; } log(f(1, 2, 3).join()); function s(a) { "use strict"; const g = () => arguments[0]; a = 9; return g() + (() => a)(); } log(s(1)); function t(arguments) { return () => arguments; } log(t(7)()); function u() { var arguments = 3; return () => arguments; } log(u()());`,
  ),
  script(
    "a block within a block within a loop",
    `function f() { const out = []; for (let i = 0; i < 2; i++) { let a = i; { let b = a * 2; { const c = b + 1; out.push(() => [i, a, b, c]); a++; } b = 9; } } log(JSON.stringify(out.map((g) => g()))); } f();`,
  ),
];

const THIS: Trap[] = [
  script(
    "this of arrow functions",
    `function F() { this.x = 1; const g = () => this, h = () => () => { return this.x; }; log(g() === this, h()()); } new F(); log((function () { return (() => typeof this)(); }).call(5), (function () { "use strict"; return (() => typeof this)(); }).call(5));`,
  ),
  script(
    "super before this",
    `class A { constructor(f) { this.f = f; } hi() { return "A"; } } class B extends A { constructor() { const early = () => this; let r; try { early(); } catch (e) { r = e.name; } const s = () => super(() => this); s(); log(r, this.f() === this, early() === this, (() => super.hi())()); } hi() { return "B"; } } new B(); class C extends A { constructor(n = () => this) { super(n); log(n() === this); } } new C(); class D extends A { constructor() { return { d: () => 1 }; } } log(new D().d()); class E extends A { constructor() { try { super(1); (() => super(2))(); } catch (e) { log(e.name); } } } new E();`,
  ),
  script(
    "fields of classes",
    `function f(v) { class A { a = 1; b = () => this.a + v; c = (this.b, () => this); static d = () => this; ["e" + v] = () => this.a; #p = () => [this.#q, this.a]; #q = v; g = this.#p; h = function () { return this.a; }; i = class { j = () => [this, v]; }; k = () => () => this.a; async = 1
      get = 2
      static
      l = () => this }
      const a = new A(); log(a.b(), a.c() === a, A.d() === A, a["e" + v](), a.g().join(), a.h(), new a.i().j().length, a.k()(), a.b.name, a.async, a.get, A.name, Object.keys(a).join(), a["e" + v].name, A.l?.() === A); } f(2);`,
  ),
  script(
    "new.target and functions made by new",
    `function F() { const g = () => new.target; return { g, h: new.target === F }; } log(new F().g() === F, F().g() === undefined, new F().h); log(new (class { constructor(x) { this.x = () => x; } })(3).x(), new (function (y) { this.y = () => y; })(4).y(), new function () { const z = 5; this.z = () => z; }().z(), new (function () { const q = 1; return function () { this.q = () => q; }; }())().q()); function outer(v) { return new (class { m() { return v; } })().m() + new class { m() { return v; } }().m() + new (function () { return { n: () => v }; })().n(); } log(outer(1));`,
  ),
  script(
    "classes: extends null, an expression, accessors, static blocks",
    `function f(v) { const N = class extends null { static m() { return v; } #x; }; log(N.m(), Object.getPrototypeOf(N.prototype)); const M = (B) => class extends B { get g() { return v; } set g(x) { v = x; } static { const s = v; this.s = () => s + v; } static #c = () => v; static c() { return this.#c(); } }; const K = class extends M(class { z() { return v; } }) {}; const k = new K(); k.g = 7; log(k.g, K.s(), k.z(), K.c === undefined, new (M(Object))().g); class P extends (function () { this.p = () => v; }) {} log(new P().p()); class Q extends (() => class { q() { return v; } })() {} log(new Q().q()); } f(3);`,
  ),
  script(
    "private members of all kinds",
    `class A { #a = 1; static #b = 2; #m() { return this.#a; } get #g() { return this.#a; } set #g(x) { this.#a = x; } static has(o) { return #a in o; } run() { this.#g = 5; return [this.#m(), this.#g, A.#b, A.has(this), A.has({})]; } inner = class { #a = 9; read(o) { try { return o.#a; } catch (e) { return e.name; } } } }
    const a = new A(); log(a.run().join(), new a.inner().read(a), new a.inner().read(new a.inner())); const B = class{#x}
    log(B.name, Object.getOwnPropertyNames(B).sort().join(), Reflect.ownKeys(new B()).length); class C { get
    #x() { return 1 }
    static y = 2
    #z } log(C.y, Object.keys(new C()).length); class R { constructor(o) { return o; } } class S extends R { #s = 1; static get(o) { return o.#s; } } const fr = Object.freeze({}); new S(fr); log(S.get(fr)); try { new S(fr); } catch (e) { log(e.name); }`,
  ),
  script(
    "names that computed fields give, with closures inside",
    `function f(v) { class A { a = v; ["e" + v] = () => () => this.a + v; ["k" + v] = class { static s = () => v; }; g = class extends (() => Object(this) && Array)() { m() { return v; } }; static ["t" + v] = () => () => this; __proto__ = () => () => this.a; h = (v, () => () => this.a); } const a = new A(); log(a.e1.name, a.e1()(), a.k1.name, a.k1.s(), a.g.name, new a.g().m(), A.t1.name, A.t1()() === A, Object.getOwnPropertyDescriptor(a, "__proto__").value.name, a.h.name, a.h()()); } f(1);`,
  ),
];

const EXPRESSIONS: Trap[] = [
  script(
    "no semicolons",
    `function f(v) {
      const a = () => v
      const b = function () { return v }
      ;[1].forEach((x) => log(x + v))
      let c = () => v
      ++v
      const d = () => v
      if (v) /1/.test("1")
      var e = () => v, g = e
      return () => a() + b() + c() + d() + g()
    }
    log(f(1)())`,
  ),
  script(
    "words that stand close to a function",
    `function f(e){const a=typeof(e=>e),b=void(()=>e);if(e)return(x)=>x+e;else return[()=>e,b]}log(f(1)(2),f(0)[0]());function*g(e){yield(()=>e);yield[()=>e];const r=yield(e)=>e;throw(()=>r)}const it=g(4);log(it.next().value(),it.next().value[0](),it.next().value(8));try{it.next(3)}catch(t){log(t())}function h(x){switch(x){case(x):return(y)=>x+y;default:return(()=>x)}}log(h(1)(1));async function k(q){const w=await(()=>q);return(z)=>w()+z}k(1).then(r=>log(r(1)));function l(p){for(const o of[()=>p])return(n)=>o()+n;do return(n)=>p;while(0)}log(l(1)(1));function m(i){return(i,j=>i)}log(m(1)());`,
  ),
  script(
    "arrow functions without braces",
    `const f = a => b => c => a + b + c, g = a => ({ a, b: () => a }), h = (a, b) => (a, () => b), i = a => /* => { */ // => (
      (b => a + b), k = async a => (await 0, () => a), l = a => [() => a], m = a => \`\${(() => a)()}\`, n = (a = 1,) => () => a, o = ({ a }) => () => a, p = a => a ? () => a : () => -a, q = () => (() => 1), r = a => b => { return () => a + b }, s = a => void (() => a)(), t = (a) => class { m() { return a } }, u = (...a) => () => a.length;
      log(f(1)(2)(3), g(1).b(), h(1, 2)(), i(1)(2), l(3)[0](), m(4), n()(), o({ a: 5 })(), p(0)(), q()(), r(1)(2)(), s(1), new (t(6))().m(), u(1, 2)()); k(7).then((x) => log(x()));`,
  ),
  script(
    "bind in every shape",
    `function f() { "use strict"; return [this && this.v, ...arguments].join("-"); } const o = { v: 1, f, get g() { log("got g"); return f; } };
      log(f.bind(o)(2), o.f.bind(o, 1)(2), o["f"].bind({ v: 3 })(), o.g.bind(o, ...[1, 2])(3), f.bind()(), f.bind(o).name, f.bind(o, 1).length, (0, o.f).bind(o)(), (f).bind(o)(), function () { return this.v; }.bind(o)(), (() => 5).bind(o)(), f /* a */ . bind /* b */ ( /* c */ o /* d */, 1, )());
      log(o?.f.bind(o)(1), o.f?.bind(o)(1), o.f.bind?.(o)(1), (o?.f).bind(o)(1), new (f.bind(null))() instanceof f, (o.f.bind)(o)(1)); const jq = { bind(a, b) { return [this === jq, a, b, arguments.length].join(); } }; log(jq.bind("click", 1), jq.bind(), jq["bind"](1)); let n = 0; log(f.bind(o, n++, n++)(n)); try { null.bind(n++); } catch (e) { log(e.name, n); } try { o.nothing.bind(o); } catch (e) { log(e.name); } try { o.bind(o); } catch (e) { log(e.name); }
      class A { m() { return this.v; } v = 8; b = this.m.bind(this); } class B extends A { m() { return super.m.bind(this)() + 1; } static bind(x) { return x; } static t() { return super.bind?.name + this.bind(4); } } log(new B().b(), B.t()); log(f.bind(o).bind({ v: 0 })(), f.bind.call(f, o)(), f.bind.apply(f, [o])(), Function.prototype.bind.call(f, o)()); async function k() { return f.bind(await o, await 2)(); } k().then((x) => log(x)); function* g() { return f.bind(yield 1)(); } const it = g(); it.next(); log(it.next(o).value); log(\`\${f.bind(o)()}\`, typeof f.bind(o), !f.bind(o), [f.bind(o)].length);`,
  ),
  script(
    "functions that are called at once",
    `(function () { const a = 1; log((() => a)()); })(); !function (b) { log((() => b)()); }(2); (() => { let c = 3; return () => c; })()(); (async () => { const d = 4; await null; log((() => d)()); })(); void function e(n) { if (n) e(n - 1); else log((() => n)()); }(2); (function () { log(this.x); }).call({ x: 5 }); (function () { return () => log(arguments[0]); }).apply(null, [6])(); new (class { constructor() { const g = 7; log((() => g)()); } })();`,
  ),
  script(
    "objects with methods, spreads and equal keys",
    `function f(v) { const other = { a: () => "other", z() { return "z"; } }; const o = { a() { return v; }, ...other, b() { return v + 1; }, b: () => v + 2, get c() { return v; }, set c(x) { v = x; }, "d e": function () { return v; }, ["k"]() { return v; }, async f() { return v; }, *g() { yield v; }, get: () => v, set() { return v; }, 0: () => v, constructor: () => v, __proto__() { return v; } }; o.c = 5; log(o.a(), o.b(), o.c, o["d e"](), o.k(), [...o.g()].join(), o.get(), o.set(), o[0](), o.constructor(), o.__proto__(), Object.keys(o).join(), o.z()); o.f().then((x) => log(x)); const p = { x: { y: { z: () => v, w() { return () => v; } } } }; log(p.x.y.z(), p.x.y.w()()); return { a: () => v, a2: other.a, other }; } const r = f(1); log(r.a(), r.a2());`,
  ),
  script(
    "assignments to everything",
    `function f(v) { const o = {}; let a, b, c; o.x = () => v; o["y"] = function () { return v; }; o.z = a = () => v; [b = () => v, o.w = () => v] = []; ({ c = () => v, d: o.d = () => v } = {}); o.p ??= () => v; o.q ||= function q() { return v; }; a = b, c = () => v + 1; log([o.x, o.y, o.z, o.w, o.d, o.p, o.q, a, b, c].map((g) => g.name + g()).join()); o.r = o.s = o.t = () => v; log(o.r === o.t); var k = v ? () => v : null, l = v && (() => v), m = (v, () => v); log(k.name, l.name, m.name); if (v) a = () => v; else a = () => 0; log(a.name); for (a = () => v; a; a = null) log(a()); while ((a = a ? null : () => v)) { log(a()); } } f(1);`,
  ),
  script(
    "tags, templates, sequences, conditions",
    `function f(v) { const tag = (s, ...x) => x.map((g) => (typeof g === "function" ? g() : g)).join(); log(tag\`a\${() => v}b\${v}\`, ((s) => () => s.raw[0] + v)\`q\`(), [(() => v, () => v + 1)][0](), (v ? () => 1 : () => v)(), (null ?? (() => v))(), ((() => v) || 0)(), [...[() => v]][0](), Math.max(...[() => v].map((g) => g())), (() => v)\`\`); log(typeof (() => v), !(() => v), (() => v) instanceof Function, "call" in (() => v), delete (() => v).x); } f(1);`,
  ),
  script(
    "default values everywhere",
    `function f(a = 1, b = () => a, c = function () { return b; }, { d = () => c, e: { g = () => d } = {} } = {}, [h = () => g] = []) { return [b(), c() === b, d() === c, g() === d, h() === g, b.name, c.name, d.name, g.name, h.name].join(); } log(f()); function outer(v) { function k(x = () => v, y = (z = () => x) => z) { return [x(), y()(), x.name, y.name, y().name].join(); } return k; } log(outer(3)().length, outer(3)()); log(((x, y = () => x) => y)(4)()); async function as(x = () => as) { return x() === as; } as().then((r) => log(r)); const af = async (x = () => y2, y2 = 2) => x(); af().then((r) => log(r));`,
  ),
  script(
    "strict mode and directives stay first",
    `function f(v) { "use strict"; const g = () => v; try { undeclaredName = 1; } catch (e) { log(e.name); } return g; } log(f(1)()); function s(v) { "a directive"
      'use strict'
      const g = () => (function () { return this; })(); return [g(), () => v]; } log(s(1)[0]); const a = (v) => { "use strict"; return () => { try { arguments.callee; } catch (e) { return e.name; } return v; }; }; function sl(v) { ("use strict"); return () => (function () { return typeof this; })() + v; } log(sl(1)()); function n(v) { "use strict".length; return () => (function () { return typeof this; })() + v; } log(n(1)());`,
  ),
  script(
    "generators and async functions",
    `function* g(n) { for (let i = 0; i < n; i++) { const r = yield () => i; if (r) yield* (function* () { yield () => r + i; })(); } return () => n; } const it = g(2); const fs = [it.next().value, it.next(5).value, it.next().value, it.next().value, it.next()]; log(fs.map((x) => (x.done === undefined ? x && x() : x.done)).join()); async function a(v) { await null; const w = v + 1; try { await Promise.reject(w); } catch (e) { const q = e; return [() => q, () => w, async () => (await 1) + v]; } } a(1).then(async ([x, y, z]) => log(x(), y(), await z())); async function* ag(v) { for (const i of [1, 2]) yield () => i + v; } (async () => { const o = []; for await (const x of ag(1)) o.push(() => x()); log(o.map((h) => h()).join()); })(); const gen = g(1); gen.return(); log(gen.next().done);`,
  ),
  script(
    "errors keep their names and messages",
    `function f(v) { const t = () => { throw new TypeError("m" + v); }; try { t(); } catch (e) { log(e.message, e instanceof TypeError, e.stack.includes("at t ")); } try { (() => v.x.y)(); } catch (e) { log(e.message); } try { const c = 1; (() => { c = v; })(); } catch (e) { log(e.message); } } f({});`,
  ),
  script(
    "eval, with, and the Function constructor",
    `var x = "global"; function f(x) { eval("var y = x + 1"); return [() => x, () => y]; } log(f(1).map((g) => g()).join()); function g(o) { with (o) { return [() => a, function () { return a = 2; }]; } } const o = { a: 1, own: 0, $a: 5, $a_1: 6 }; const [r, w] = g(o); log(r(), w(), o.a); function h(v) { return (0, eval)("x") + new Function("return typeof v")() + (() => v)(); } log(h(1)); function k(v) { const inner = () => eval("v"); return [inner, () => v]; } log(k(3)[0](), k(3)[1]()); function asm() { "use asm"; function add(a, b) { a = a | 0; b = b | 0; return (a + b) | 0; } return { add: add }; } log(asm().add(1, 2));`,
  ),
  script(
    "functions as text",
    `function work(n) { const add = (m) => n + m; return add(1); } const text = work.toString(); log(new Function("return (" + text + ")(1)")()); const f = (v) => { const g = () => v; return g(); }; log((0, eval)(\`(\${f})(2)\`), eval("(" + String(work) + ")(3)"), (0, eval)(Function.prototype.toString.call(f))(4), (0, eval)("(" + function (z) { return [z].map((y) => y + z)[0]; } + ")(1)")); class T { #p = 1; m() { return this.#p; } } log((0, eval)("new " + \`(\${T})\`)?.m()); function outer() { const k = function (a) { return () => a; }; return k + ""; } log((0, eval)("(" + outer() + ")")(5)()); /* @allocative-exclude */ function sent(a) { return (() => a)(); } log((0, eval)("(" + [sent][0] + ")(6)")); const o = { /* @allocative-exclude */ m: (a) => () => a, // @allocative-exclude
      n(a) { return () => a; } }; log((0, eval)("(" + [o.m][0] + ")(7)()"), (0, eval)("({" + [o.n][0] + "})").n(8)()); const p = /* @allocative-exclude */ (a) => [() => a]; log((0, eval)([p].join())(9)[0]()); function changed(v) { return () => v; } log(changed(1)());`,
  ),
  script(
    "frozen and proxied functions",
    `"use strict"; function f(v) { const g = Object.freeze(() => v); const h = Object.freeze({ m() { return v; }, get x() { return v; } }); const p = new Proxy(() => v, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); }, has() { throw new Error("trap"); } }); const k = Object.freeze(class { static m() { return v; } }); let q = Object.seal(function () { return v; }); log(g(), h.m(), h.x, p(), k.m(), q(), Object.isFrozen(g)); } f(1);`,
  ),
  script(
    "shadowed globals",
    `function f(Map, WeakMap, Symbol, Reflect, Object, Function, undefined) { const g = () => [Map, undefined].join(); class A { #x = Map; get() { return this.#x; } } return [g(), new A().get(), g.bind(null)()]; } log(f(1, 2, 3, 4, 5, 6, 7).join());`,
  ),
  script(
    "names like the generated ones",
    `function f($a, $a_1, $a_2) { var $c = () => $a + $a_1 + $a_2; return () => $c() + \\u0024a; } log(f(1, 2, 3)());`,
  ),
  script(
    "odd names of variables",
    `function f(get, set, async, of, let_, yield_, constructor, __proto__, toString) { let static_ = 1; var yield = 2, await = 3, let = 4; const g = () => [get, set, async, of, constructor, __proto__, toString, static_, yield, await, let].join(); return g(); } log(f(1, 2, 3, 4, 5, 6, 7, 8, 9)); function \\u0061b(\\u{63}d) { const é = () => cd, $ = () => é, _ = () => $; return [é, $, _].map((x) => x.name).join(); } log(ab(1));`,
  ),
  script(
    "comments and parentheses in odd places",
    `function f(v) { const a = /* 1 */ (/* 2 */ () /* 3 */ => /* 4 */ v /* 5 */) /* 6 */; /* 7 */ const b = ((((x) => (((y) => (x + y + v))))))
      // )
      ; return (/* 8 */ (a)()) + (b)(1)(2) // 9
      } log(f(1) /* 10 */); function g(v) { return ( // c
      () => v // d
      ) } log(g(2)()); const h = (v /* ) => */, w = ")=>" /* => */) /* => */ => /* => */ (() => v + w); log(h(1)());`,
  ),
  script(
    "comments of sloppy scripts that look like HTML",
    `function f(v) { const g = function () { return this + v; }; return g <!-- ) .bind
--> => (
      .bind(1)() + ((a) => () => a /* 
      */ --> ;
      )(2)(); } log(f(3));`,
  ),
  script(
    "very long chains and deep nesting",
    `function f(v) { return ${"(() => ".repeat(60)}v${")()".repeat(60)}; } log(f(5)); function g(v) { ${"{ let a = v; const h = () => a; h(); ".repeat(50)}${"}".repeat(50)} return ${"v => ".repeat(50)}v; } log(typeof g(1)); log(${"1 + ".repeat(800)}1);`,
  ),
];

const MODULES: Trap[] = [
  module(
    "live bindings, exports of every form",
    `export let count = 0; export const inc = () => ++count; export { count as other, inc as "a string" }; export const { a, ...rest } = { a: {}, b: 2, c: 3 }; export const [x, , y = {}] = [1, 2]; export default class { static all = new Map(); m() { return count; } } export function f() { return cache; } const cache = new Map([[1, 2]]); export var v = { v: 1 }; export class K { static s = []; } f.extra = {}; import * as self from ${JSON.stringify("SELF")}; inc(); log(self.count, self.other, self["a string"] === inc, Object.keys(self).join(), self.default.name, typeof self.default.all, rest.b, y === self.y);`,
  ),
  module(
    "default exports of every form: an expression",
    `import * as self from "SELF"; export default (log("made"), { a: 1 }); log(self.default.a);`,
  ),
  module(
    "default exports of every form: a call without a semicolon",
    `import * as self from "SELF"
    export default new Map([[1, 2]])
    log(self.default.get(1))`,
  ),
  module(
    "default exports of every form: a class expression in parentheses",
    `import D from "SELF"; export default (class { static a = {}; #p = 1; }); log(D.name, D.a !== undefined); const keep = [1]; export const k = () => keep;`,
  ),
  module(
    "default exports of every form: an anonymous function",
    `import D from "SELF"; export default function () { const q = 1; return () => q; } D.x = {}; log(D.name, D()()); export const m = new Map();`,
  ),
  module(
    "default exports of every form: an arrow function",
    `import D from "SELF"; export default (v) => () => v; log(D.name, D(3)());`,
  ),
  module(
    "top-level await",
    `const a = await Promise.resolve({ a: 1 }); export const get = () => a; for await (const x of [1, 2]) { const f = () => x; log(f()); } log((await get()).a, await (async () => { const z = await 1; return (() => z)(); })());`,
  ),
  module(
    "top-level blocks and loops",
    `export const out = []; for (let i = 0; i < 2; i++) { out.push(() => i); } { let q = 1; out.push(() => q); function g() { return q; } out.push(g); } switch (1) { case 1: let w = 2; out.push(() => w); } try { throw 4; } catch (e) { out.push(() => e); } if (out) { const z = 5; out.push(() => z); } log(out.map((h) => h()).join());`,
  ),
  module(
    "this of a module, import.meta, dynamic import",
    `export const t = () => this; export const u = () => import.meta.url.length > 0; export const i = async () => (await import("SELF")).t === t; const held = {}; export const h = () => held; log(t(), u()); i().then((x) => log(x));`,
  ),
];

export const TRAPS: readonly Trap[] = [...NAMES, ...SCOPES, ...THIS, ...EXPRESSIONS, ...MODULES];
