import { createRequire } from "node:module";
import path from "node:path";
import { Chart } from "chart.js";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { takeSnapshot } from "../../index.ts";
import { takeAgentSnapshot } from "./first-levels.fixture.ts";
import { LIBRARY_TYPE_FIXTURES } from "./library-types.fixture.ts";
import { createNamedLibraries } from "./named-libraries.ts";

function createDocument(): { readonly doc: Y.Doc; readonly todos: Y.Array<string> } {
  const doc = new Y.Doc();
  const todos = doc.getArray<string>("todos");
  todos.push(["to do"]);
  return { doc, todos };
}

describe("a field that leads back to the owner", () => {
  test("does not move what the app holds elsewhere", () => {
    const { doc, todos } = createDocument();
    const app = { list: { todos }, held: { later: { doc } } };
    expect(takeAgentSnapshot({ app }).toFolded()).toContain("app;Object;held;Object;later;Object;doc;Y.Doc 12\n");
    /* The package does not know the type, and the document is held by two. */
    expect(takeSnapshot({ roots: { app }, layout: "chrome" }).toFolded()).toContain("app;Object;(shared);Doc 12\n");
  });

  test("owns it where nothing else leads there", () => {
    const { todos } = createDocument();
    const folded = takeAgentSnapshot({ app: { todos } }).toFolded();
    expect(folded).toContain("app;Object;todos;Y.Array;doc;Y.Doc 12\n");
  });
});

test.each(Object.keys(LIBRARY_TYPE_FIXTURES))("%s: words take no bytes, and no object is missing", async (name) => {
  const app = await LIBRARY_TYPE_FIXTURES[name]?.();
  const named = takeAgentSnapshot({ app });
  const plain = takeSnapshot({ roots: { app }, layout: "chrome", dictionaryKeys: 10_000 });
  expect(named.objectCount).toBe(plain.objectCount);
  expect(named.totalSize).toBe(plain.totalSize);
});

describe("names", () => {
  test("of a minified build are those of the library", () => {
    const require = createRequire(import.meta.url);
    const folder = path.dirname(require.resolve("rxjs/package.json"));
    const { BehaviorSubject, Subject } = require(path.join(folder, "dist/bundles/rxjs.umd.min.js"));
    const user = new BehaviorSubject({ name: "a name" });
    const clicks = new Subject();
    clicks.subscribe();
    const folded = takeAgentSnapshot({ app: { user, clicks } }).toFolded();
    expect(folded).toContain("app;Object;user;BehaviorSubject;_value;Object;name;string 20\n");
    expect(folded).toContain("app;Object;clicks;Subject;observers;Array;elements;Subscriber;");
  });

  test("of a class that an app extends are the app's, unless a build made them", () => {
    class Dashboard extends Chart {}
    class e extends Chart {}
    const types = createNamedLibraries();
    expect(types.familyOf(Dashboard.prototype, "Dashboard")?.typeName).toBe("Dashboard");
    expect(types.familyOf(e.prototype, "e")?.typeName).toBe("Chart");
  });

  test("are not given to objects that have one of the methods alone", () => {
    class Store {
      getValue(): number {
        return 1;
      }
      build(): void {}
      has(): boolean {
        return false;
      }
    }
    expect(createNamedLibraries().familyOf(Store.prototype, "Store")).toBeUndefined();
  });
});
