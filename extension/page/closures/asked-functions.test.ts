import { expect, test } from "vitest";
import { createSafeList, createSafeWeakSet } from "../../../core/realm/safe-collections.ts";
import { ASK, type ScopeRow, type TextRow } from "../../scopes/closure-messages.ts";
import { AskedFunctions } from "./asked-functions.ts";
import { DerivedReaders } from "./derived-readers.ts";
import { FunctionList } from "./function-list.ts";
import { ScopeTable } from "./scope-table.ts";

const TEXT: TextRow = {
  choice: ASK,
  rank: 0,
  position: 0,
  scope: 1,
  script: 0,
  name: "",
  originalName: "",
  file: "",
  isClass: false,
  hasPrivates: false,
};

function scopeOf(parent: number, variables: number): ScopeRow {
  const names = Array.from({ length: variables }, (_, i) => `v${i}`);
  return {
    parent,
    script: 0,
    name: "",
    originalName: "",
    file: "",
    names,
    originalNames: names,
    files: [],
    slots: variables,
    runs: "many",
    moduleKey: "",
    sureNames: [],
  };
}

/** So many functions of one text, below two scopes and a module of 10 variables in all. */
function asked(count: number, limits: readonly [perText: number, total: number]) {
  const found = createSafeList<object>();
  for (let i = 0; i < count; i++) found[i] = () => i;
  const list = new FunctionList(found, new DerivedReaders(globalThis));
  while (!list.read(10).isDone);
  const table = new ScopeTable();
  table.addScripts([{ name: "a.js", moduleVariables: 3, lexicals: ["x"], names: [], originalNames: [], files: [] }]);
  table.addScopes([scopeOf(-1, 2), scopeOf(0, 4)]);
  table.addTexts([TEXT]);
  const functions = new AskedFunctions(list, table, createSafeWeakSet());
  return { functions, chosen: functions.choose(...limits) };
}

test("functions over the limits are counted, and with limits that no page reaches all are asked", () => {
  expect(asked(30, [20, 100]).chosen).toMatchObject({ toAsk: 20, leftOut: 10 });
  expect(asked(30, [100, 25]).chosen).toMatchObject({ toAsk: 25, leftOut: 5 });
  const { MAX_SAFE_INTEGER } = Number;
  expect(asked(30, [MAX_SAFE_INTEGER, MAX_SAFE_INTEGER]).chosen).toMatchObject({ toAsk: 30, leftOut: 0 });
});

test("a batch ends at its number of functions, or at the variables that the debugger copies for them", () => {
  const { functions } = asked(30, [100, 100]);
  expect(functions.next(8, 1000, 0, false)).toHaveLength(8);
  expect(functions.next(8, 45, 1, false)).toHaveLength(5);
  expect(functions.next(8, 1, 2, false)).toHaveLength(1);
  expect(functions.next(100, 10_000, 3, false)).toHaveLength(16);
  expect(functions.next(100, 10_000, 4, false)).toHaveLength(0);
});
