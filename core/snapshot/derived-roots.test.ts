import { afterEach, describe, expect, test } from "vitest";
import { takeSnapshot } from "../index.ts";
import { createSafeList } from "../realm/safe-collections.ts";
import { registerModule } from "../registry/derived.ts";
import { DerivedKnowledge, readContext } from "../registry/read-derived.ts";
import { derivedRootsIn } from "./derived-roots.ts";

const REGISTRY = Symbol.for("allocative.registry");

afterEach(() => {
  Reflect.deleteProperty(globalThis, REGISTRY);
});

function putRecord(members: object): void {
  const value = { version: 1, roots: new Map(), ...members };
  Object.defineProperty(globalThis, REGISTRY, { value, configurable: true });
}

function knowledgeHere(): DerivedKnowledge {
  const realms = createSafeList<object>();
  realms[0] = globalThis;
  return new DerivedKnowledge(realms);
}

test.each([
  ["src/store.ts", "src/store.ts", ""],
  ["my_node_modules/x.js", "my_node_modules/x.js", ""],
  ["node_modules/", "node_modules/", ""],
  ["node_modules/react/index.js", "node_modules/react", "index.js"],
  ["node_modules/react", "node_modules/react", ""],
  ["../../node_modules/@scope/name/lib/a.js", "node_modules/@scope/name", "lib/a.js"],
  ["node_modules/a/node_modules/b/b.js", "node_modules/b", "b.js"],
  ["node_modules/.pnpm/x@1.0.0/node_modules/x/dist/x.js", "node_modules/x", "dist/x.js"],
  [".yarn/cache/x-npm-1.0.0.zip/node_modules/x/x.js", "node_modules/x", "x.js"],
])("the module %s is of the root %s", (path, name, file) => {
  registerModule(path, () => ({}));
  const roots = derivedRootsIn(globalThis);
  expect([roots.length, roots[0]?.name, roots[0]?.modules[0]?.file]).toEqual([1, name, file]);
});

test("modules of the app come before those of packages, whatever ran first", () => {
  for (const path of ["node_modules/a/a.js", "src/b.js", "node_modules/c/c.js", "src/d.js", "node_modules/a/e.js"])
    registerModule(path, () => ({}));
  const roots = derivedRootsIn(globalThis);
  expect(Array.from({ length: roots.length }, (_, i) => roots[i]?.name)).toEqual([
    "src/b.js",
    "src/d.js",
    "node_modules/a",
    "node_modules/c",
  ]);
});

describe("a record that other code has made", () => {
  test.each([
    ["no members", {}],
    ["members of another kind", { modules: [], derived: {} }],
    [
      "entries of another kind",
      {
        modules: new Map<unknown, unknown>([
          [1, () => ({})],
          ["a.js", 5],
        ]),
        derived: new Set([1, null, {}]),
      },
    ],
    [
      "accessors",
      {
        get modules() {
          throw new Error("a getter ran");
        },
        get derived() {
          throw new Error("a getter ran");
        },
      },
    ],
  ])("of %s has nothing derived", (_what, members) => {
    const value = Object.defineProperties({ version: 1, roots: new Map() }, Object.getOwnPropertyDescriptors(members));
    Object.defineProperty(globalThis, REGISTRY, { value, configurable: true });
    expect(derivedRootsIn(globalThis).length).toBe(0);
    expect(knowledgeHere().isEmpty).toBe(true);
    expect(takeSnapshot({ layout: "chrome" }).totalSize).toBe(0);
  });

  test("whose functions throw or say anything leaves objects as they are", () => {
    const fail = (): never => {
      throw new Error("no");
    };
    putRecord({
      derived: new Set([
        { readerOf: fail, boundWith: fail, privatesOf: fail, own: 5 },
        { readerOf: () => 5, boundWith: () => "x", privatesOf: () => ({}), own: [1] },
      ]),
    });
    class Account {
      balance = 1;
    }
    const roots = { account: new Account(), fn: () => 1, bound: fail.bind(null) };
    expect(takeSnapshot({ layout: "chrome", roots }).warnings).toEqual([]);
    expect(takeSnapshot({ layout: "chrome", roots: { account: roots.account } }).totalSize).toBe(16);
  });
});

test("accessors that the page put at indices are not run while modules and contexts are read", () => {
  let runs = 0;
  const count = (): void => {
    runs++;
  };
  registerModule("src/a.js", () => ({}));
  const variables = {
    get late(): never {
      throw new ReferenceError("late");
    },
    ready: 1,
  };
  for (const index of ["0", "1", "2"]) {
    Object.defineProperty(Array.prototype, index, { get: count, set: count, configurable: true });
  }
  const context = readContext(() => ["make", undefined, variables]);
  const { length } = derivedRootsIn(globalThis);
  for (const index of ["0", "1", "2"]) Reflect.deleteProperty(Array.prototype, index);
  expect({ runs, length }).toEqual({ runs: 0, length: 1 });
  expect(context).toEqual({ name: "make", outside: undefined, names: ["ready"], values: [1], slots: 2 });
});
