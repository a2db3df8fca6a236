/** Programs that print what they make of their input, by packages that are installed here. */
export const REAL_PROGRAMS: readonly (readonly [title: string, code: string])[] = [
  [
    "TypeScript compiles, checks and prints",
    `import { createRequire } from "node:module";
    const require = createRequire(process.cwd() + "/node_modules/@arethetypeswrong/core/package.json");
    const ts = require("typescript");
    const options = { strict: true, target: 9, module: 99, moduleResolution: 100, allowImportingTsExtensions: true, noEmit: false, declaration: true, types: [], outDir: "/out", sourceMap: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
    const names = ["core/graph/node-table.ts", "core/index.ts", "package/derive/transform/derive-code.ts"].filter((name) => ts.sys.fileExists(name));
    const program = ts.createProgram(names, options);
    const written = [];
    const emitted = program.emit(undefined, (name, text) => written.push(name + "\\n" + text));
    const diagnostics = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
    console.log(names.length, written.length, written.join("\\n"));
    console.log(ts.formatDiagnostics(diagnostics, { getCanonicalFileName: (n) => n, getCurrentDirectory: () => "/", getNewLine: () => "\\n" }));
    const bad = ts.transpileModule("let x: number = ; class A<T> { #a = (b?: T) => b! } enum E { A, B } @d class C {} for await (const x of y) z?.w ??= 1;", { compilerOptions: { target: 1, module: 1 }, reportDiagnostics: true });
    console.log(bad.outputText, bad.diagnostics.map((d) => d.messageText));`,
  ],
  [
    "acorn parses itself and TypeScript",
    `import { readFileSync } from "node:fs"; import { parse } from "acorn"; import { simple } from "acorn-walk";
    const count = {}; for (const file of ["acorn/dist/acorn.js", "three/build/three.cjs", "rxjs/dist/bundles/rxjs.umd.js"]) { const ast = parse(readFileSync("node_modules/" + file, "utf8"), { ecmaVersion: "latest", locations: true }); if (file.startsWith("acorn")) console.log(JSON.stringify(ast)); simple(ast, new Proxy({}, { get: (_, type) => () => { count[type] = (count[type] ?? 0) + 1; }, has: () => true })); } console.log(count);`,
  ],
  [
    "terser, which is minified itself, minifies React",
    `import { readFileSync } from "node:fs"; import { minify } from "terser"; console.log((await minify(readFileSync("node_modules/react-dom-18/cjs/react-dom-server.browser.development.js", "utf8"), { toplevel: true, compress: { passes: 2 } })).code);`,
  ],
  [
    "Rollup bundles RxJS, with a source map",
    `import { rollup } from "rollup"; const bundle = await rollup({ input: "node_modules/rxjs/dist/esm/index.js", treeshake: { moduleSideEffects: false } }); const { output } = await bundle.generate({ format: "iife", name: "rx", sourcemap: true }); for (const o of output) console.log(o.fileName, o.code, o.map?.mappings); try { await rollup({ input: "x", plugins: [{ resolveId: (id) => "\\0" + id, load: () => "import { a } from 'y' ; a = 1;" }] }); } catch (e) { console.log(e.message); }`,
  ],
  [
    "React renders to a string",
    `import R from "react"; import { renderToString as render } from "react-dom/server"; { const C = R.createContext(0); const Row = ({ n }) => { const [s] = R.useState(() => n * 2); const c = R.useContext(C); const m = R.useMemo(() => s + c, [s, c]); const id = R.useId(); return R.createElement("li", { id, style: { color: "red", width: n } }, m, n % 2 ? R.createElement(Row, { n: n - 1 }) : null); }; const Memo = R.memo(Row); class K extends R.Component { state = { a: 1 }; render() { return R.createElement("ul", null, Array.from({ length: 20 }, (_, n) => R.createElement(Memo, { key: n, n }))); } } console.log(render(R.createElement(C.Provider, { value: 5 }, R.createElement(R.Suspense, { fallback: "x" }, R.createElement(K))))); }`,
  ],
  [
    "Vue compiles and renders a component",
    `import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/package.json"); const vue = require("vue"); const require2 = createRequire(require.resolve("vue")); const { compileScript, parse } = require2("@vue/compiler-sfc"); const sfc = parse("<script setup lang='ts'>const props = defineProps<{ a: string, b?: number }>(); const emit = defineEmits(['x']); import { ref } from 'vue'; const c = ref(0); async function f() { await c }</script><template><div v-for='i in b' :key='i' @click='c++; emit(\\\`x\\\`)'>{{ a + i + c }}<slot :i/></div></template><style scoped>a { color: v-bind(c) }</style>"); console.log(compileScript(sfc.descriptor, { id: "a", inlineTemplate: true }).content); const { renderToString } = require2("@vue/server-renderer"); const app = vue.createSSRApp({ template: "<ul><li v-for='x in list' :class='{a: x}'>{{ x }} {{ twice }}</li></ul>", data: () => ({ list: [1, 2, 3] }), computed: { twice() { return this.list.map((x) => x * 2); } }, watch: { list: { deep: true, handler() {} } } }); console.log(await renderToString(app));
    const { reactive, computed, effect, watch, nextTick, ref } = vue; const s = reactive({ n: 1, m: new Map([[1, { a: 1 }]]) }); const d = computed(() => s.n * 2 + s.m.get(1).a); effect(() => console.log("effect", d.value)); watch(d, (a, b) => console.log("watch", a, b)); s.n++; s.m.get(1).a = 9; await nextTick(); const r = ref([1]); r.value.push(2); console.log(r.value.length);`,
  ],
  [
    "RxJS, MobX, Immutable, Redux, Preact signals, Yjs and zod",
    `import * as rx from "rxjs"; import * as mobx from "mobx"; import Immutable from "immutable"; import { configureStore, createSlice, createAsyncThunk } from "@reduxjs/toolkit"; import { signal, computed, effect } from "@preact/signals-core"; import * as Y from "yjs"; import { z } from "zod";
    await rx.lastValueFrom(rx.interval(1).pipe(rx.take(5), rx.mergeMap((x) => rx.of(x, x * 2).pipe(rx.delay(1))), rx.scan((a, b) => a + b), rx.share(), rx.tap((x) => console.log("rx", x)), rx.catchError((e) => rx.of(e)), rx.bufferCount(2), rx.finalize(() => console.log("end")))); const subject = new rx.ReplaySubject(2); subject.next(1); subject.next(2); subject.next(3); subject.subscribe((x) => console.log("replay", x)).unsubscribe();
    const o = mobx.observable({ a: 1, list: [1, 2], get sum() { return this.a + this.list.length; } }); const stop = mobx.autorun(() => console.log("mobx", o.sum)); mobx.runInAction(() => { o.a++; o.list.push(3); }); stop(); class T { x = 1; constructor() { mobx.makeAutoObservable(this); } inc() { this.x++; } get d() { return this.x * 2; } } const t = new T(); t.inc(); console.log(t.d, mobx.toJS(o));
    console.log(Immutable.fromJS({ a: [1, { b: 2 }] }).updateIn(["a", 1, "b"], (x) => x + 1).toString(), Immutable.Range(0, 10).filter((x) => x % 2).map((x) => x * x).toList().toString(), Immutable.Map({ a: 1 }).merge({ b: 2 }).sortBy((v) => -v).toJS());
    const slice = createSlice({ name: "s", initialState: { n: 0, l: [] }, reducers: { inc: (s, a) => { s.n += a.payload; s.l.push({ n: s.n }); } } }); const thunk = createAsyncThunk("t", async (x, { dispatch }) => { dispatch(slice.actions.inc(x)); return x * 2; }); const store = configureStore({ reducer: slice.reducer }); store.subscribe(() => console.log("redux", JSON.stringify(store.getState()))); store.dispatch(slice.actions.inc(2)); console.log((await store.dispatch(thunk(3))).payload);
    const a = signal(1), b = computed(() => a.value * 2); const off = effect(() => { console.log("signal", b.value); }); a.value = 5; off(); a.value = 6; console.log(b.value);
    const d1 = new Y.Doc({ gc: false }), d2 = new Y.Doc(); d1.clientID = 1; d2.clientID = 2; d1.getText("t").insert(0, "hello"); d1.getMap("m").set("k", new Y.Array()); d1.getMap("m").get("k").push([1, 2]); d1.getText("t").observe((e) => console.log("yjs", JSON.stringify(e.delta))); d2.getText("t").insert(0, "x"); Y.applyUpdate(d2, Y.encodeStateAsUpdate(d1)); Y.applyUpdate(d1, Y.encodeStateAsUpdate(d2)); console.log(d1.getText("t").toString(), JSON.stringify(d2.toJSON()));
    const S = z.object({ a: z.string().min(2), b: z.array(z.union([z.number(), z.literal("x")])).optional(), c: z.lazy(() => S).optional() }).strict().refine((v) => v.a !== "no"); console.log(S.safeParse({ a: "ok", b: [1, "x"], c: { a: "yes" } }).success, JSON.stringify(S.safeParse({ a: "n", b: ["y"], d: 1, c: { a: "no" } }).error.issues), JSON.stringify(z.toJSONSchema(z.object({ q: z.email() }))));`,
  ],
  [
    "marked, pako, graphql, ajv, postcss, semver and immer",
    `import { marked } from "marked"; import * as pako from "pako"; import { createRequire } from "node:module"; import { readFileSync } from "node:fs"; const require = createRequire(process.cwd() + "/package.json"); const text = readFileSync("README.md", "utf8"); console.log(marked(text)); const packed = pako.deflate(text); console.log(packed.length, pako.inflate(packed, { toText: true }).length, Buffer.from(packed).toString("base64").slice(0, 500));
    const g = require("graphql"); const schema = g.buildSchema("type Query { a(x: Int = 2): [B!]! } type B { c: String d: B } directive @k on FIELD"); console.log(g.printSchema(schema), JSON.stringify(await g.graphql({ schema, source: "query Q($x: Int) { a(x: $x) { c d { c } ...F @skip(if: false) } } fragment F on B { z: c }", variableValues: { x: 3 }, rootValue: { a: ({ x }) => Array.from({ length: x }, (_, i) => ({ c: "c" + i, d: () => ({ c: "d" }) })) } })), g.validate(schema, g.parse("{ nope }")).map(String), g.print(g.parse("{a(x:1){c}}")));
    const Ajv = require("ajv"); const ajv = new Ajv({ allErrors: true, code: { source: true } }); const check = ajv.compile({ type: "object", properties: { a: { type: "array", items: { $ref: "#/definitions/x" }, uniqueItems: true }, b: { oneOf: [{ type: "string", pattern: "^a" }, { type: "number", multipleOf: 3 }] } }, required: ["a", "c"], definitions: { x: { type: "integer", minimum: 2 } } }); console.log(check({ a: [1, 2, 2], b: 4 }), JSON.stringify(check.errors));
    const postcss = require("postcss"); console.log(postcss([(root) => { root.walkRules((r) => { r.selectors = r.selectors.map((s) => ".x " + s); }); }]).process("a, b { color: red } @media print { c > d { e: f !important } }", { from: undefined, map: { inline: false } }).css); const semver = require("semver"); console.log(["1.2.3", "2.0.0-rc.1", "1.10.0", "x"].filter((v) => semver.valid(v)).sort(semver.compare), semver.satisfies("1.5.0", "^1.2 || >=3 <4"), semver.maxSatisfying(["1.0.0", "1.2.9", "2.0.0"], "~1.2"));
    const { produce, enablePatches, produceWithPatches } = require("immer"); enablePatches(); console.log(JSON.stringify(produceWithPatches({ a: { b: [1, 2] }, m: 1 }, (d) => { d.a.b.push(3); delete d.m; d.z = d.a; })));`,
  ],
  [
    "webpack bundles a library",
    `import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/package.json"); const webpack = require("webpack"); import { readFileSync, mkdtempSync } from "node:fs"; import { tmpdir } from "node:os"; import path from "node:path"; const out = mkdtempSync(path.join(tmpdir(), "derive-webpack-")); const compiler = webpack({ mode: "production", target: "web", entry: process.cwd() + "/node_modules/yjs/dist/yjs.mjs", output: { path: out, filename: "a.js" }, devtool: "source-map", performance: { hints: false }, cache: false, optimization: { concatenateModules: true, minimize: false } }); const stats = await new Promise((resolve, reject) => compiler.run((e, s) => (e ? reject(e) : resolve(s)))); console.log(stats.toJson({ all: false, errors: true, warnings: true, modules: true }).modules.map((m) => m.name + m.size)); console.log(readFileSync(path.join(out, "a.js"), "utf8"), readFileSync(path.join(out, "a.js.map"), "utf8").length); await new Promise((resolve) => compiler.close(resolve));`,
  ],
];
