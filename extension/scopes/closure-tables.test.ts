import { describe, expect, test } from "vitest";
import { ASK, ASK_ONE, LEAVE, NOT_OF_PAGE, SEVERAL_SCRIPTS, type TextRow, UNKNOWN_SCOPE } from "./closure-messages.ts";
import { ClosureTables } from "./closure-tables.ts";
import { EmptyScopes } from "./empty-scopes.ts";
import { scriptOf } from "./page-script.fixture.ts";
import type { PageScript } from "./page-scripts.ts";
import { textKey } from "./text-key.ts";

function keyOf(text: string): number {
  return textKey(text, 0, text.length, (string, index) => string.charCodeAt(index));
}

function tablesOf(
  scripts: readonly PageScript[],
  notOfPage: readonly string[] = [],
  empty = new EmptyScopes(),
  areAll = true,
): ClosureTables {
  return new ClosureTables(scripts, "https://app.example/", new Set(notOfPage.map(keyOf)), empty, areAll);
}

function rowsOf(tables: ClosureTables, texts: readonly string[]): readonly TextRow[] {
  return tables.textsOf(texts.map(keyOf));
}

describe("whom to ask", () => {
  const MAKE = "function make() { const held = {}; return () => held; }";

  test("the same functions, in whatever order the heap has them", () => {
    const texts = ["() => kept", "class Field { tag() { return Field; } }", "tag() { return Field; }", MAKE];
    const sources = ["const kept = {}; onclick = () => kept;", `use(${texts[1]});`, `export ${MAKE}`];
    const tables = tablesOf(sources.map((source, i) => scriptOf(source, `${9 - i}`)));
    const rows = rowsOf(tables, texts);
    expect(rows.map(({ position }) => position)).toEqual([3, 1, 2, 0]);
    expect(rows.map(({ choice }) => choice)).toEqual([ASK_ONE, ASK_ONE, LEAVE, ASK_ONE]);
    expect(new Set(rows.map(({ rank }) => rank)).size).toBe(rows.length);
    expect(rowsOf(tables, texts.toReversed())).toEqual(rows.toReversed());
  });

  test("each function whose scopes hold something, and none whose scopes do not", () => {
    const [inner, outer] = rowsOf(tablesOf([scriptOf(`${MAKE} export { make };`)]), ["() => held", MAKE]);
    expect(inner).toMatchObject({ choice: ASK, script: 0 });
    expect(outer).toMatchObject({ choice: LEAVE, scope: -1, name: "make" });
  });

  test("one function where all scopes run once, whatever their number", () => {
    const source = `(() => { const cache = new Map(); globalThis.a = () => cache; globalThis.b = () => cache.size; })();`;
    const rows = rowsOf(tablesOf([scriptOf(source)]), ["() => cache", "() => cache.size"]);
    expect(rows.map(({ choice }) => choice)).toEqual([ASK_ONE, LEAVE]);
  });

  test("one function of a module that has none to ask, for its variables", () => {
    const rows = rowsOf(tablesOf([scriptOf("const held = {}; export const get = () => held;")]), ["() => held"]);
    expect(rows[0]).toMatchObject({ choice: ASK_ONE });
  });

  test("where other scripts are left alone, no function of theirs, also with a text that one of these has", () => {
    const tables = tablesOf([scriptOf(`${MAKE} export { make };`)], [], new EmptyScopes(), false);
    const [own, other] = rowsOf(tables, ["() => held", "() => theirs"]);
    expect([own?.choice, other?.choice]).toEqual([ASK, NOT_OF_PAGE]);
    expect(tables.isNotOfPage(keyOf("() => held"), "1")).toBe(false);
    expect(tables.isNotOfPage(keyOf("() => held"), "2")).toBe(true);
  });

  test("functions of no known source; the extension's own are left out", () => {
    const tables = tablesOf([scriptOf(MAKE)], ["() => ours"]);
    const [unknown, ours] = rowsOf(tables, ["() => evaluated", "() => ours"]);
    expect(unknown).toMatchObject({ choice: ASK, scope: UNKNOWN_SCOPE, script: -1 });
    expect(ours).toMatchObject({ choice: NOT_OF_PAGE });
  });

  test("what a script of the page has in common with the extension is the page's, and the extension's where another script has it", () => {
    const tables = tablesOf([scriptOf(MAKE, "7")], ["() => held"]);
    const [row] = rowsOf(tables, ["() => held"]);
    expect(row).toMatchObject({ choice: ASK });
    const inScript = (id: string): boolean => tables.isNotOfPage(keyOf("() => held"), id);
    expect([inScript("7"), inScript("8")]).toEqual([false, true]);
    expect(tables.isNotOfPage(keyOf("() => evaluated"), "8")).toBe(false);
  });
});

test("a text at several places has the scope of the place", () => {
  const source = "function a() { const x = {}; return () => x; }\nfunction b() { const x = {}; return () => x; }";
  const tables = tablesOf([scriptOf(source, "7")]);
  const [row] = rowsOf(tables, ["() => x"]);
  expect(row).toMatchObject({ choice: ASK, scope: UNKNOWN_SCOPE });
  const first = source.indexOf("() => x");
  const inA = tables.scopeAt(keyOf("() => x"), "7", 0, first);
  const inB = tables.scopeAt(keyOf("() => x"), "7", 1, source.lastIndexOf("() => x") - source.indexOf("\n") - 1);
  expect([tables.scopes[inA]?.name, tables.scopes[inB]?.name]).toEqual(["a", "b"]);
  expect(tables.scopeAt(keyOf("() => x"), "7", 0, first + 1)).toBe(UNKNOWN_SCOPE);
  expect(tables.scopeAt(keyOf("() => x"), "8", 0, first)).toBe(UNKNOWN_SCOPE);
});

test("the places of an inline script are those in its document", () => {
  const source = "function a() { const x = {}; return () => x; }\nfunction b() { const x = {}; return () => x; }";
  const tables = tablesOf([{ ...scriptOf(source, "7", "script"), startLine: 2, startColumn: 10 }]);
  const key = keyOf("() => x");
  const inA = tables.scopeAt(key, "7", 2, 10 + source.indexOf("() => x"));
  const inB = tables.scopeAt(key, "7", 3, source.lastIndexOf("() => x") - source.indexOf("\n") - 1);
  expect([tables.scopes[inA]?.name, tables.scopes[inB]?.name]).toEqual(["a", "b"]);
  expect(tables.scopeAt(key, "7", 0, source.indexOf("() => x"))).toBe(UNKNOWN_SCOPE);
});

test("scopes of several scripts stand in one table, each with its parent", () => {
  const nested = "function out() { const x = {}; return function inside() { const y = {}; return () => [x, y]; }; }";
  const { scopes } = tablesOf([scriptOf(nested, "1"), scriptOf(nested, "2")]);
  expect(scopes.map(({ name, script, parent }) => [name, script, parent])).toEqual([
    ["out", 0, -1],
    ["inside", 0, 0],
    ["out", 1, -1],
    ["inside", 1, 2],
  ]);
});

test("the names of a classic script's own variables are known, those of a module are not shared", () => {
  const tables = tablesOf([scriptOf("let a = {}; const b = {};", "1", "script"), scriptOf("let c = {};", "2")]);
  expect(tables.scripts.map(({ lexicals }) => lexicals)).toEqual([["a", "b"], []]);
});

test("a text that stands at several places is of their script, if it is one", () => {
  const twice = "export const all = [() => 1, () => 1];";
  const [inOne] = rowsOf(tablesOf([scriptOf(twice)]), ["() => 1"]);
  expect(inOne).toMatchObject({ script: 0 });
  const [inTwo] = rowsOf(tablesOf([scriptOf(twice, "1"), scriptOf(twice, "2")]), ["() => 1"]);
  expect(inTwo).toMatchObject({ script: SEVERAL_SCRIPTS });
});

test("what had no function at an earlier snapshot of the document is a callback, no wrapper of its script", () => {
  const source = "onReady(() => { const x = {}; keep(() => x); });";
  const empty = new EmptyScopes();
  const runsIn = (id: string, ...texts: readonly string[]): readonly string[] => {
    const tables = tablesOf([scriptOf(source, id)], [], empty);
    const runs = tables.scopes.map((scope) => scope.runs);
    tables.textsOf(texts.map(keyOf));
    return runs;
  };
  expect(runsIn("1", "() => x")).toEqual(["argument"]);
  expect(runsIn("1", "() => x")).toEqual(["argument"]);
  expect(runsIn("2", "() => other")).toEqual(["argument"]);
  expect(runsIn("2", "() => x")).toEqual(["many"]);
  expect(runsIn("2", "() => x")).toEqual(["many"]);
  expect(runsIn("1", "() => x")).toEqual(["argument"]);
  const bundle = `load({ "./a.js": function (module) { const x = {}; module.get = () => x; } });`;
  tablesOf([scriptOf(bundle, "3")], [], empty).textsOf([]);
  expect(tablesOf([scriptOf(bundle, "3")], [], empty).scopes[0]?.runs).toBe("argument");
});
