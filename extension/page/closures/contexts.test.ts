import { expect, test } from "vitest";
import type { ScopeRow } from "../../scopes/closure-messages.ts";
import { Contexts } from "./contexts.ts";
import type { ListedScope } from "./listed-scope.ts";
import { ScopeTable } from "./scope-table.ts";

const SCOPE: ScopeRow = {
  parent: -1,
  script: 0,
  name: "make",
  names: ["x"],
  originalName: "",
  file: "",
  originalNames: ["x"],
  files: [],
  slots: 1,
  runs: "many",
  moduleKey: "",
  sureNames: [],
};

function contextsWith(...rows: readonly Partial<ScopeRow>[]): Contexts {
  const table = new ScopeTable();
  table.addScopes(rows.map((row) => ({ ...SCOPE, originalNames: row.names ?? SCOPE.names, ...row })));
  return new Contexts(table);
}

/** The debugger makes a new one for each question. */
function copyOf(variables: object, description = "Closure (make)"): ListedScope {
  return { description, object: { ...variables } };
}

test("copies of equal values are one context, and those of other values are not", () => {
  const contexts = contextsWith({});
  const value = {};
  const first = contexts.contextOf(copyOf({ x: value }), 0, 0, undefined);
  expect(contexts.contextOf(copyOf({ x: value }), 0, 0, undefined)).toBe(first);
  expect(contexts.contextOf(copyOf({ x: {} }), 0, 0, undefined)).not.toBe(first);
  expect(first).toMatchObject({ name: "make", names: ["x"], values: [value], slots: 1 });
});

test("variables that hold a reader of a plug-in are not the page's", () => {
  const reader = () => [];
  const contexts = contextsWith({ names: ["x", "$c1", "y"], slots: 4 });
  const context = contexts.contextOf(copyOf({ x: 1, $c1: reader, y: 2 }), 0, 0, undefined);
  contexts.settle((value) => value === reader);
  expect(context).toMatchObject({ names: ["x", "y"], values: [1, 2], slots: 3 });
});

test("a context of another context outside is another one", () => {
  const contexts = contextsWith({ name: "out" }, { parent: 0 });
  const out = [1, 2].map((x) => contexts.contextOf(copyOf({ x }), 0, 0, undefined));
  const inner = out.map((above) => contexts.contextOf(copyOf({ x: "same" }), 1, 0, above));
  expect(inner[0]).not.toBe(inner[1]);
});

test("a function that was made in the scope says which context it is, though another value has changed", () => {
  const contexts = contextsWith({ names: ["count", "up"], sureNames: ["up"] });
  const up = () => {};
  const first = contexts.contextOf(copyOf({ count: 1, up }), 0, 0, undefined);
  expect(contexts.contextOf(copyOf({ count: 2, up }), 0, 0, undefined)).toBe(first);
  expect(contexts.contextOf(copyOf({ count: 1, up: () => {} }), 0, 0, undefined)).not.toBe(first);
});

test("a scope that runs once has one context for each run of its script, and no function owns it", () => {
  const contexts = contextsWith({ runs: "once", names: ["x", "cache"] }, { name: "inside", parent: 0 });
  const cache = {};
  const wrapper = contexts.contextOf(copyOf({ x: 1, cache }), 0, 0, undefined);
  expect(contexts.contextOf(copyOf({ x: 2, cache }), 0, 0, undefined)).toBe(wrapper);
  expect(contexts.contextOf(copyOf({ x: 1, cache: {} }), 0, 0, undefined)).not.toBe(wrapper);
  const inside = contexts.contextOf(copyOf({ x: 3 }), 1, 0, wrapper);
  contexts.settle(() => false);
  expect(wrapper.isOutermost).toBe(true);
  expect(inside).toMatchObject({ isOutermost: false, above: undefined });
});

test.each([1, 2])("a factory with %i live contexts is a wrapper if there is one", (calls) => {
  const contexts = contextsWith({ runs: "argument" });
  const made = Array.from({ length: calls }, (_, x) => contexts.contextOf(copyOf({ x }), 0, 0, undefined));
  contexts.settle(() => false);
  expect(made.map(({ isOutermost }) => isOutermost)).toEqual(made.map(() => calls === 1));
  expect(contexts.single()).toHaveLength(0);
});

test("the contexts of one call, the outer ones first", () => {
  const contexts = contextsWith({ name: "app" }, { name: "inner", parent: 0 }, { name: "often" });
  const app = contexts.contextOf(copyOf({ x: 1 }), 0, 0, undefined);
  contexts.contextOf(copyOf({ x: 1 }), 1, 0, app);
  contexts.contextOf(copyOf({ x: 1 }), 2, 0, undefined);
  contexts.contextOf(copyOf({ x: 2 }), 2, 0, undefined);
  contexts.settle(() => false);
  expect(Array.from(contexts.single(), ({ name }) => name)).toEqual(["app", "inner"]);
});

test("a scope of no known source has the name that the debugger gives it, and a variable before its declaration has no value", () => {
  const contexts = contextsWith();
  const object = Object.defineProperty({ y: 1 }, "x", {
    enumerable: true,
    get: () => {
      throw new ReferenceError("Cannot access 'x' from debugger");
    },
  });
  expect(contexts.contextOf({ description: "Closure (late)", object }, -1, 0, undefined)).toMatchObject({
    name: "late",
    names: ["y", "x"],
    values: [1, undefined],
    slots: 2,
  });
  expect(contexts.contextOf(copyOf({ y: 1 }, "Block"), -1, 0, undefined).name).toBe("(closure)");
});
