import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { build as buildWithEsbuild } from "esbuild";
import { build, type Rolldown } from "vite";
import { afterAll, describe, expect, test } from "vitest";
import type { OriginalNames, ScriptScopes } from "../../script-scopes.ts";
import { analyseScript } from "../analyse-script.ts";
import { type Mapping, mapOf } from "./map-of.fixture.ts";

const URL_OF_MAP = "https://shop.example/assets/app.js.map";

function namesOf(script: string, contents: readonly (string | null)[], mappings: readonly Mapping[]): OriginalNames {
  const { original, sourceMapFailure } = analyseScript(script, "unknown", {
    text: mapOf(script, contents, mappings),
    url: URL_OF_MAP,
  });
  if (!original) throw new Error(sourceMapFailure);
  return original;
}

describe("a map", () => {
  const script = "function a(b){let c=b;return()=>c}const d=a(1);";
  const source =
    "export function createStore(initial: number) {\n  let state = initial;\n  return () => state;\n}\nconst store = createStore(1);\n";

  test("with names: they are taken", () => {
    const { scopeNames, variableNames, topNames, literalNames, sources } = namesOf(
      script,
      [source],
      [
        { at: "function a", from: "export function" },
        { at: "a(b)", from: "createStore(", name: "createStore" },
        { at: "c=b", from: "state =", name: "state" },
        { at: "()=>c", from: "() => state" },
        { at: "d=a", from: "store =", name: "store" },
      ],
    );
    expect(scopeNames).toEqual(["createStore"]);
    expect(variableNames).toEqual([["state"]]);
    expect(topNames).toEqual(["createStore", "store"]);
    expect(literalNames).toEqual(["", "createStore", ""]);
    expect(sources).toEqual(["assets/src/0.ts"]);
  });

  test("without names: they are read in the sources", () => {
    const { variableNames, topNames } = namesOf(
      script,
      [source],
      [
        { at: "a(b)", from: "createStore(" },
        { at: "c=b", from: "state =" },
        { at: "d=a", from: "store =" },
      ],
    );
    expect(variableNames).toEqual([["state"]]);
    expect(topNames).toEqual(["createStore", "store"]);
  });

  test("without names and sources: the script's own stay", () => {
    const { variableNames, topNames, topSources } = namesOf(
      script,
      [null],
      [
        { at: "a(b)", from: "" },
        { at: "c=b", from: "" },
      ],
    );
    expect(variableNames).toEqual([["c"]]);
    expect(topNames).toEqual(["a", "d"]);
    expect(topSources).toEqual([0, 0]);
  });

  test("that leads to a word of the language, or to none, names nothing", () => {
    const { topNames } = namesOf(
      "let a,b,c,d,e;",
      ["const x = 1; (y); type T = 1; const type = 2; 'z'"],
      [
        { at: "a", from: "const x" },
        { at: "b", from: "(y" },
        { at: "c", from: "type T" },
        { at: "d", from: "type =" },
        { at: "e", from: "'z'" },
      ],
    );
    expect(topNames).toEqual(["a", "b", "c", "type", "e"]);
  });

  test("with something else than a name as a name", () => {
    const { topNames } = namesOf("let a;", ["let x;"], [{ at: "a", from: "x", name: "<img src=x onerror=alert(1)>" }]);
    expect(topNames).toEqual(["x"]);
  });

  test("names functions and classes whose name the minifier left out", () => {
    const { literalNames } = namesOf(
      "const a=(function(b){})(1),c=new(class{});",
      ["function init(x) {}\nexport default class Store {}"],
      [
        { at: "function(b)", from: "function init" },
        { at: "class{}", from: "export default class" },
      ],
    );
    expect(literalNames).toEqual(["", "init", "Store"]);
  });

  test("keeps the names of properties, and finds private ones", () => {
    const { literalNames } = namesOf(
      "class A{#a(){}get b(){}}",
      ["class A { #secret() {} get shown() {} }"],
      [
        { at: "#a", from: "#secret" },
        { at: "b()", from: "shown" },
      ],
    );
    expect(literalNames.slice(-2)).toEqual(["#secret", "get b"]);
  });

  test("says which file each variable is of", () => {
    const { topSources, sources, variableSources } = namesOf(
      "(()=>{let a,b;x(()=>[a,b])})();",
      ["let one;", "let two;"],
      [
        { at: "a,b", from: "one", source: 0 },
        { at: "b;", from: "two", source: 1 },
      ],
    );
    expect(sources).toEqual(["assets/src/0.ts", "assets/src/1.ts"]);
    expect(variableSources).toEqual([[0, 1]]);
    expect(topSources).toEqual([]);
  });
});

describe("a map that cannot be used", () => {
  const script = "let a;\nlet b;";
  const section = (line: number) => ({ version: 3, sections: [{ offset: { line, column: 0 }, map: valid }] });
  const valid = { version: 3, sources: ["a.ts"], names: ["first"], mappings: "IAAIA" };
  const readAs = (map: unknown): ScriptScopes =>
    analyseScript(script, "script", { text: typeof map === "string" ? map : JSON.stringify(map), url: URL_OF_MAP });

  test.each([
    ["a page", "<!doctype html>", /^is not JSON/],
    ["nothing", "", /^is not JSON/],
    ["a list", [], /^is not a source map$/],
    ["null", null, /^is not a source map$/],
    ["without mappings", { version: 3, sources: [] }, /^is not a source map/],
    ["without sources", { version: 3, mappings: "AAAA" }, /^is not a source map/],
    ["with mappings that are no text", { ...valid, mappings: [[[0, null]], null] }, /^is not a source map/],
    ["of a longer script", { ...valid, mappings: "AAAA,oBAAoB" }, /^is of another file$/],
    ["of a script with more lines", { ...valid, mappings: ";;;AAAA" }, /^is of another file$/],
    ["with a section far below", section(1e9), /^is of another file$/],
    ["with a section nowhere", { version: 3, sections: [{ map: valid }, null] }, /^is of another file$/],
  ])("%s", (_what, map, failure) => {
    const scopes = readAs(map);
    expect(scopes.sourceMapFailure).toMatch(failure);
    expect(scopes.original).toBeUndefined();
    expect(scopes.top).toHaveLength(2);
  });

  test("is no reason to refuse one of sections, or one behind a guard", () => {
    expect(readAs(section(0)).original?.topNames).toEqual(["first", "b"]);
    expect(readAs(`)]}'\n${JSON.stringify(valid)}`).original?.topNames).toEqual(["first", "b"]);
  });

  test("with references into nowhere names nothing", () => {
    expect(readAs({ ...valid, mappings: "IAggggBAI,CC/Bggg+B" }).original?.topNames).toEqual(["a", "b"]);
  });

  test("of another script whose places happen to exist", () => {
    const methods = Array.from({ length: 40 }, (_, i) => `method${i}(){}`);
    const own = `const o={${methods.join()}};`;
    const other = methods.map((_, i) => `something${i};`).join("");
    const mappings = methods.map((method, i) => ({ at: method, from: `something${i};` }));
    const map = { text: mapOf(own, [other], mappings), url: URL_OF_MAP };
    expect(analyseScript(own, "script", map).sourceMapFailure).toBe("is of another script");
  });

  test("of 10 MB is read", () => {
    const long = `let ${Array.from({ length: 400_000 }, (_, i) => `v${i}`).join()};`;
    const text = JSON.stringify({
      version: 3,
      sources: ["a.ts"],
      sourcesContent: ["x".repeat(6_000_000)],
      names: ["first"],
      mappings: `IAAAA${",CAAC".repeat(800_000)}`,
    });
    expect(text.length).toBeGreaterThan(10_000_000);
    const { original } = analyseScript(long, "script", { text, url: URL_OF_MAP });
    expect(original?.topNames).toHaveLength(400_000);
    expect(original?.topNames[0]).toBe("first");
  });
});

describe("the output of bundlers", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "original-names-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(APP())) writeFileSync(path.join(folder, name), text);

  async function withVite(minify: "oxc" | "esbuild" | "terser"): Promise<{ code: string; map: string }> {
    const built = (await build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      oxc: { jsx: { runtime: "classic", pragma: "h" } },
      build: {
        write: false,
        minify,
        sourcemap: true,
        modulePreload: false,
        rolldownOptions: { input: path.join(folder, "main.tsx") },
      },
    })) as Rolldown.RolldownOutput;
    const chunk = built.output.find((output) => output.type === "chunk")!;
    return { code: chunk.code, map: chunk.map!.toString() };
  }

  async function withEsbuild(): Promise<{ code: string; map: string }> {
    const { outputFiles } = await buildWithEsbuild({
      entryPoints: [path.join(folder, "main.tsx")],
      bundle: true,
      write: false,
      minify: true,
      sourcemap: true,
      format: "esm",
      outdir: path.join(folder, "dist"),
      jsxFactory: "h",
    });
    const [map, code] = outputFiles.toSorted((one, other) => other.path.length - one.path.length);
    return { code: code!.text, map: map!.text };
  }

  test.each([
    ["Vite", () => withVite("oxc")],
    ["Vite with esbuild", () => withVite("esbuild")],
    ["Vite with terser", () => withVite("terser")],
    ["esbuild", withEsbuild],
  ])("%s: components, stores and their variables have their names and files again", async (_what, run) => {
    const { code, map } = await run();
    expect(code).not.toContain("SessionProvider");
    const { original, scopes, top } = analyseScript(code, "module", { text: map, url: URL_OF_MAP });
    const fileOf = (source: number) => path.basename(original?.sources[source] ?? "");
    const variables = original!.variableNames.map((names, i) => {
      const files = new Set(original!.variableSources[i]!.map(fileOf));
      return `${original!.scopeNames[i]}: ${names.toSorted().join(" ")} (${[...files].join()})`;
    });
    expect(variables).toContain("SessionProvider: refresh session (session.tsx)");
    expect(variables).toContain("createStore: currentState reducer subscribers (store.ts)");
    const topNames = original!.topNames.map((name, i) => `${name} (${fileOf(original!.topSources[i]!)})`);
    expect(topNames).toContain("listeners (session.tsx)");
    expect(topNames).toContain("SessionProvider (session.tsx)");
    expect(topNames).toContain("store (main.tsx)");
    expect(original!.literalNames).toContain("Cache");
    expect(scopes).toHaveLength(original!.scopeNames.length);
    expect(top).toHaveLength(original!.topNames.length);
  });
});

/** Small, but with what minifiers shorten: components, closures, classes, arrow functions. */
function APP(): Readonly<Record<string, string>> {
  return {
    "session.tsx": `
      export const h = (type: unknown, props: unknown, ...children: unknown[]) => ({ type, props, children });
      const listeners = new Set<() => void>();
      export function SessionProvider({ children }: { children: unknown }) {
        const session = { user: "a", listeners };
        const refresh = () => { listeners.forEach((listener) => listener()); session.user += "!"; };
        return <button onClick={() => refresh()} onFocus={() => refresh()} session={() => session}>{children}</button>;
      }
      export function subscribe(listener: () => void) { listeners.add(listener); return () => listeners.delete(listener); }`,
    "store.ts": `
      export function createStore<State>(reducer: (state: State, action: string) => State, initial: State) {
        let currentState = initial;
        const subscribers: Array<() => void> = [];
        const dispatch = (action: string) => {
          currentState = reducer(currentState, action);
          for (const subscriber of subscribers) subscriber();
        };
        return { getState: () => currentState, dispatch, subscribe(next: () => void) { subscribers.push(next); } };
      }
      export class Cache {
        #entries = new Map<string, string>();
        lookup = (key: string) => this.#entries.get(key);
      }`,
    "main.tsx": `
      import { h, SessionProvider, subscribe } from "./session";
      import { Cache, createStore } from "./store";
      const reducer = (state: number, action: string) => (action === "add" ? state + 1 : state);
      const store = createStore(reducer, 0);
      const other = createStore(reducer, 1);
      subscribe(() => { store.dispatch("add"); other.dispatch("add"); });
      store.subscribe(() => console.log(new Cache().lookup("a"), new Cache()));
      document.body.append(<SessionProvider>{store.getState()}</SessionProvider> as never, SessionProvider as never);`,
  };
}
