import { afterEach, beforeEach, expect, test } from "vitest";
import { describe as describeClass, registerRoot, sizeOfUnique, takeSnapshot } from "../../../core/index.ts";
import { bind, module, own, privates } from "./runtime.ts";

const REGISTRY = Symbol.for("allocative.registry");
const undo: (() => void)[] = [];
/** What the runtime put there when it was loaded. */
const { derived } = Reflect.get(globalThis, REGISTRY);

beforeEach(() => {
  const value = { version: 1, roots: new Map(), derived };
  Object.defineProperty(globalThis, REGISTRY, { value, configurable: true });
});

afterEach(() => {
  for (const step of undo.splice(0)) step();
  Reflect.deleteProperty(globalThis, REGISTRY);
});

function folded(roots?: Record<string, unknown>): string[] {
  const options = roots === undefined ? {} : { roots };
  return takeSnapshot({ layout: "chrome", ...options })
    .toFolded()
    .split("\n")
    .slice(0, -1);
}

test("variables of modules stand right below their files, those of packages by package", () => {
  let cache = new Map([[1, {}]]);
  module("src/store.ts", () => ({ cache, limit: 2.5 }));
  module("node_modules/react-dom/cjs/react-dom.production.js", () => ({ roots: { a: 1 } }));
  module("node_modules/@scope/name/index.js", () => ({ one: { b: 1 } }));
  module("node_modules/@scope/name/inner/two.js", () => ({ two: { b: 1 } }));
  module("../../node_modules/.pnpm/x@1.0.0/node_modules/x/x.js", () => ({ three: { c: 1 } }));
  cache = new Map([[1, { fresh: 1 }]]);
  expect(folded()).toEqual([
    "Modules;src/store.ts;cache 4",
    "Modules;src/store.ts;cache;Map 16",
    expect.stringMatching(/^Modules;src\/store\.ts;cache;Map;table \d+$/),
    "Modules;src/store.ts;cache;Map;table;value;Object 12",
    "Modules;src/store.ts;cache;Map;table;value;Object;fresh 4",
    "Modules;src/store.ts;limit 16",
    "node_modules;@scope/name;index.js;one 4",
    "node_modules;@scope/name;index.js;one;Object 12",
    "node_modules;@scope/name;index.js;one;Object;b 4",
    "node_modules;@scope/name;inner/two.js;two 4",
    "node_modules;@scope/name;inner/two.js;two;Object 12",
    "node_modules;@scope/name;inner/two.js;two;Object;b 4",
    "node_modules;react-dom;cjs/react-dom.production.js;roots 4",
    "node_modules;react-dom;cjs/react-dom.production.js;roots;Object 12",
    "node_modules;react-dom;cjs/react-dom.production.js;roots;Object;a 4",
    "node_modules;x;x.js;three 4",
    "node_modules;x;x.js;three;Object 12",
    "node_modules;x;x.js;three;Object;c 4",
  ]);
});

test("a variable without a value yet is left out, and the rest is kept", () => {
  module("src/a.ts", () => ({
    get late(): object {
      throw new ReferenceError("Cannot access 'late' before initialization");
    },
    ready: { a: 1 },
  }));
  expect(folded()).toEqual([
    "Modules;src/a.ts 4",
    "Modules;src/a.ts;ready 4",
    "Modules;src/a.ts;ready;Object 12",
    "Modules;src/a.ts;ready;Object;a 4",
  ]);
});

test("registered roots come before modules, and modules tear nothing apart", () => {
  const users = { list: { a: 1 } };
  const app = { users };
  registerRoot("app", app);
  module("src/users.ts", () => ({ users }));
  expect(folded()).toEqual([
    "Modules;src/users.ts;users 4",
    "app;Object 12",
    "app;Object;users 4",
    "app;Object;users;Object 12",
    "app;Object;users;Object;list 4",
    "app;Object;users;Object;list;Object 12",
    "app;Object;users;Object;list;Object;a 4",
  ]);
});

test("a reader of a module that is not the plug-in's is a warning with the place", () => {
  module("src/a.ts", () => {
    throw new Error("not yet");
  });
  module("node_modules/b/b.js", () => undefined as never);
  const { warnings, totalSize } = takeSnapshot({ layout: "chrome" });
  expect(totalSize).toBe(0);
  expect(warnings).toEqual([
    {
      code: "module-unreadable",
      path: "Modules;src/a.ts",
      detail: expect.stringMatching(/"src\/a\.ts" threw an error with .*"not yet"\. They are not counted here\.$/),
    },
    {
      code: "module-unreadable",
      path: "node_modules;b",
      detail: expect.stringMatching(/"node_modules\/b\/b\.js" gave no variables\. They are not counted here\.$/),
    },
  ]);
});

test("functions own their contexts; two functions of one call share one", () => {
  function createStore(items: object) {
    const context = () => ["createStore", undefined, { items }] as const;
    const get = own(() => items, context);
    const has = own(() => items !== undefined, context);
    return { get, has };
  }
  const store = createStore({ a: 1 });
  expect(folded({ store })).toEqual([
    "store;Object 12",
    "store;Object;(shared);createStore 16",
    "store;Object;(shared);createStore;[[Scopes]];items 4",
    "store;Object;(shared);createStore;[[Scopes]];items;Object 12",
    "store;Object;(shared);createStore;[[Scopes]];items;Object;a 4",
    "store;Object;get 4",
    "store;Object;get;Function 28",
    "store;Object;has 4",
    "store;Object;has;Function 28",
  ]);
});

test("a context knows the one outside, and a captured this is a variable", () => {
  class App {
    name = "app";
    start() {
      const outer = () => ["start", undefined, { this: this }] as const;
      const inner = (() => {
        const count = 1;
        const reader = () => ["", outer, { count }] as const;
        return own(() => [this, count], reader);
      })();
      return inner;
    }
  }
  expect(folded({ tick: new App().start() })).toEqual([
    "tick;Function 28",
    "tick;Function;(closure) 16",
    "tick;Function;(closure);[[Scopes]];count 4",
    "tick;Function;(closure);start 16",
    "tick;Function;(closure);start;[[Scopes]];this 4",
    "tick;Function;(closure);start;[[Scopes]];this;App 12",
    "tick;Function;(closure);start;[[Scopes]];this;App;name 4",
    "tick;Function;(closure);start;[[Scopes]];this;App;name;string 16",
  ]);
});

test("a bound function has what it is bound to", () => {
  const target = (a: number) => a;
  const bound = bind(target as never, { self: 1 }, { first: 1 });
  expect(folded({ bound })).toEqual([
    "bound;Function 24",
    "bound;Function;[[BoundArgs]] 12",
    "bound;Function;[[BoundArgs]];Object 12",
    "bound;Function;[[BoundArgs]];Object;first 4",
    "bound;Function;[[BoundThis]];Object 12",
    "bound;Function;[[BoundThis]];Object;self 4",
    "bound;Function;[[TargetFunction]];Function 28",
  ]);
});

test("private members stand beside the fields, also where the app describes the class", () => {
  class Base {
    #secret = { a: 1 };
    static {
      privates(Base, (o) => (#secret in o ? { "#secret": o.#secret } : undefined));
    }
  }
  class Account extends Base {
    name = "me";
    skipped = { large: [1, 2, 3] };
    #balance = 5.5;
    static {
      privates(Account, (o) => (#balance in o ? { "#balance": o.#balance } : undefined));
    }
  }
  const roots = { account: new Account() };
  const secret = [
    "account;Account;#balance 16",
    "account;Account;#secret 4",
    "account;Account;#secret;Object 12",
    "account;Account;#secret;Object;a 4",
  ];
  const before = folded(roots);
  expect(before).toEqual(expect.arrayContaining([...secret, "account;Account;skipped;Object 12"]));
  undo.push(describeClass(Account, { skip: ["skipped"] }));
  const after = folded(roots);
  expect(after).toEqual(expect.arrayContaining([...secret, "account;Account;skipped 4"]));
  expect(after).not.toContain("account;Account;skipped;Object 12");
});

test("what a module keeps is not unique to a value", () => {
  const shared = { large: "x".repeat(1000) };
  const value = { shared };
  const alone = sizeOfUnique(value, { layout: "chrome" });
  module("src/a.ts", () => ({ shared }));
  expect(sizeOfUnique(value, { layout: "chrome" })).toBe(16);
  expect(alone).toBeGreaterThan(1000);
});

test.each([
  [
    "throws",
    () => {
      throw new Error("no");
    },
  ],
  ["gives no list", () => 5],
  ["gives other things", () => [5, 6, 7]],
  [
    "lists itself as the one outside",
    function self() {
      return ["self", self, {}];
    },
  ],
])("a reader that %s leaves the function and a snapshot that ends", (_what, reader) => {
  const fn = own(() => 1, reader as never);
  const { totalSize, warnings } = takeSnapshot({ layout: "chrome", roots: { fn } });
  expect(totalSize).toBeGreaterThanOrEqual(28);
  expect(warnings).toEqual([]);
});
