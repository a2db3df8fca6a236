import { describe, expect, test } from "vitest";
import { type Allocative, startSnapshot, takeSnapshot, type Visitor, visit } from "../index.ts";

/** An object that describes itself by `tell`. */
const telling = (tell: (visitor: Visitor) => void): Allocative => ({ [visit]: tell });

function folded(roots: Record<string, unknown>): string {
  const snapshot = takeSnapshot({ layout: "chrome", roots });
  const text = snapshot.toFolded();
  const sum = text
    .trimEnd()
    .split("\n")
    .reduce((bytes, line) => bytes + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
  expect(sum).toBe(snapshot.totalSize);
  return text;
}

const codes = (root: unknown): string[] =>
  takeSnapshot({ layout: "chrome", roots: { root } }).warnings.map((warning) => warning.code);

class Store implements Allocative {
  readonly #items = ["a text"];
  readonly #ratio = 0.5;
  [visit](visitor: Visitor): void {
    const self = visitor.enterSelf(this);
    self.visitField("#items", this.#items);
    self.visitField("#ratio", this.#ratio);
    self.visitField("#count", 3);
    self.exit();
  }
}

describe("an object with a [visit]", () => {
  test("tells its private fields, which are followed", () => {
    expect(folded({ store: new Store() })).toBe(
      [
        "store;Store 12",
        "store;Store;#count 4",
        "store;Store;#items 4",
        "store;Store;#items;Array 16",
        "store;Store;#items;Array;elements 12",
        "store;Store;#items;Array;elements;string 20",
        "store;Store;#ratio 16",
        "",
      ].join("\n"),
    );
  });

  test("is found through everything that holds it, and described once", () => {
    let calls = 0;
    const counted = telling((visitor) => {
      calls++;
      visitor.visitSimple("told", 5);
    });
    const text = folded({ list: [counted, { counted }], map: new Map([["key", counted]]) });
    expect(calls).toBe(1);
    expect(text).toContain("(shared);Object;told 5\n");
  });

  test("may be an array, a function, a Map, and of its own or inherited", () => {
    const tell = { value: (visitor: Visitor) => visitor.visitSimple("told", 5) };
    class Bag extends Map<string, string> {
      [visit](visitor: Visitor): void {
        visitor.visitSimple("told", 5);
      }
    }
    const text = folded({
      array: Object.defineProperty(["not followed"], visit, tell),
      callback: Object.defineProperty(() => {}, visit, tell),
      map: Object.defineProperty(new Map(), visit, tell),
      plain: Object.defineProperty({}, visit, tell),
      bag: new Bag([["not", "followed"]]),
      child: Object.create(Object.create(Object.defineProperty({}, visit, tell))),
    });
    for (const name of ["array;Array", "callback;Function", "map;Map", "plain;Object", "bag;Bag", "child;Object"]) {
      expect(text).toContain(`${name};told 5\n`);
    }
    expect(text).not.toContain("string");
  });

  test("is not asked for by a getter, and not if it is no function", () => {
    const getter = Object.defineProperty({}, visit, {
      get: () => {
        throw new Error("a getter was run");
      },
    });
    class Inherits {
      get [visit](): never {
        throw new Error("a getter was run");
      }
    }
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { getter, inherits: new Inherits(), text: { [visit]: "no function" } },
    });
    expect(snapshot.warnings).toEqual([]);
    expect(snapshot.objectCount).toBe(4);
  });

  test("that tells no size of its own takes its header, its fields and what is inline", () => {
    expect(folded({ empty: telling(() => {}) })).toBe("empty;Object 16\n");
    expect(folded({ simple: telling((visitor) => visitor.visitSimple("data", 1000)) })).toBe(
      "simple;Object 12\nsimple;Object;data 1000\n",
    );
  });

  test("that tells its size gets what its fields leave of it", () => {
    const text = folded({
      root: telling((visitor) => {
        const self = visitor.enterSelfSized("Buffer", 100);
        self.visitSimple("header", 30);
        self.visitField("owner", null, 10);
        self.exit();
      }),
    });
    expect(text).toBe("root;Buffer 60\nroot;Buffer;header 30\nroot;Buffer;owner 10\n");
  });

  test("can nest frames as it likes; equal names are one frame", () => {
    const text = folded({
      root: telling((visitor) => {
        for (let i = 0; i < 3; i++) {
          const pool = visitor.enterUnique("pool", 8);
          pool.visitFieldWith("page", 64, (page) => page.visitSimple("used", 60));
          pool.exit();
        }
      }),
    });
    expect(text).toBe(
      "root;Object 12\nroot;Object;pool 24\nroot;Object;pool;page 12\nroot;Object;pool;page;used 180\n",
    );
  });

  test("can tell lists; their items stand under their frame", () => {
    const text = folded({
      root: telling((visitor) => {
        visitor.visitVecLikeBody([{ id: 1 }, { id: 2 }, 7, 0.5, "text"], 10);
        const index = visitor.enterUnique("index", 40);
        index.visitIter(new Set([{ id: 3 }, { id: 4 }]));
        index.visitSlice(new Float64Array(3), 8);
        index.exit();
        visitor.visitGenericMapFields(new Map([["key", { id: 5 }]]));
        visitor.visitGenericSetFields([{ id: 6 }, { id: 7 }]);
      }),
    });
    expect(text).toContain("root;Object;capacity 12\n");
    expect(text).toContain("root;Object;capacity;Object 24\n");
    expect(text).toContain("root;Object;capacity;Object;id 8\n");
    expect(text).toContain("root;Object;capacity;number 20\n");
    expect(text).toContain("root;Object;capacity;string 16\n");
    expect(text).toContain("root;Object;capacity;unused_capacity 20\n");
    expect(text).toContain("root;Object;index 40\n");
    expect(text).toContain("root;Object;index;Object 24\n");
    expect(text).toContain("root;Object;index;number 24\n");
    expect(text).toContain("root;Object;data;key 12\n");
    expect(text).toContain("root;Object;data;key;string 16\n");
    expect(text).toContain("root;Object;data;value;Object 12\n");
    expect(text).toContain("root;Object;data;key;Object 24\n");
  });

  test("can tell lists of millions, and sparse ones by their entries", () => {
    const sparse: unknown[] = [];
    sparse[4_000_000_000] = "a text";
    const text = folded({
      long: telling((visitor) => visitor.visitSlice(new Array(1_100_000).fill(1), 1)),
      typed: telling((visitor) => visitor.visitSlice(new Uint8Array(1_100_000), 1)),
      sparse: telling((visitor) => visitor.visitSlice(sparse)),
    });
    expect(text).toContain("long;Object;number 1100000\n");
    expect(text).toContain("typed;Object;number 1100000\n");
    expect(text).toContain("sparse;Object;string 20\n");
    expect(codes(telling((visitor) => visitor.visitSlice({ length: Number.POSITIVE_INFINITY })))).toEqual([
      "visit-failed",
    ]);
  });

  test("can add to what the library tells by itself", () => {
    class Registry extends Map<string, unknown> {
      readonly cache = ["skipped"];
      readonly #secret = { kept: true };
      [visit](visitor: Visitor): void {
        const self = visitor.enterOwn(this, ["cache"]);
        self.visitField("#secret", this.#secret);
        self.exit();
      }
    }
    const text = folded({ registry: new Registry([["one", [1]]]), plain: new Map([["one", [1]]]) });
    const table = (name: string) => text.split("\n").filter((line) => line.includes(`${name};table`));
    expect(table("Registry").map((line) => line.replace("registry;Registry", "plain;Map"))).toEqual(table("Map"));
    expect(table("Registry")).not.toEqual([]);
    expect(text).toContain("registry;Registry 16\n");
    expect(text).toContain("registry;Registry;cache 4\n");
    expect(text).not.toContain("cache;");
    expect(text).toContain("registry;Registry;#secret;Object;kept 4\n");
  });

  test("what the library tells by itself is the same through a visitor", () => {
    class Twin {
      list = [0.5, 1.5, 2];
      mixed = [0.5, "text"];
      buffer = new ArrayBuffer(100);
      3 = "indexed";
      get view(): never {
        throw new Error("a getter was run");
      }
    }
    class Told extends Twin {
      [visit](visitor: Visitor): void {
        visitor.enterOwn(this).exit();
      }
    }
    Object.defineProperty(Told, "name", { value: "Twin" });
    for (const create of [
      () => [new Twin(), new Told()],
      () => [[0.5, 2, 3], Object.assign([0.5, 2, 3], { [visit]: (v: Visitor) => v.enterOwn([0.5, 2, 3]).exit() })],
      () => [
        new ArrayBuffer(50),
        Object.assign(new ArrayBuffer(50), { [visit]: (v: Visitor) => v.enterOwn(new ArrayBuffer(50)).exit() }),
      ],
    ]) {
      const [twin, told] = create();
      const alone = takeSnapshot({ layout: "chrome", roots: { twin } });
      const through = takeSnapshot({ layout: "chrome", roots: { twin: told } });
      expect(through.toFolded()).toBe(alone.toFolded());
      expect(through.warnings).toEqual([]);
      /* What the engine may have made of the fields unseen is told for objects that do not describe themselves. */
      expect(through.maxTotalSize).toBeGreaterThanOrEqual(through.totalSize);
      expect(through.maxTotalSize).toBeLessThanOrEqual(alone.maxTotalSize);
    }
  });

  test("can build on that of the class it extends", () => {
    class Large extends Store {
      readonly #more = "a text";
      override [visit](visitor: Visitor): void {
        super[visit](visitor);
        const self = visitor.enterSelf(this);
        self.visitField("#more", this.#more);
        self.exit();
      }
    }
    const text = folded({ store: new Large() });
    expect(text).toContain("store;Large 12\n");
    expect(text).toContain("store;Large;#more;string 20\n");
    expect(text).toContain("store;Large;#items;Array 16\n");
  });

  test("can tell bytes outside the JS heap", () => {
    const snapshot = takeSnapshot({
      layout: "chrome",
      roots: { texture: telling((visitor) => visitor.enterSelf({}, 20).visitOffHeap("texels", 4096)) },
    });
    expect(snapshot.toFolded()).toContain("texture;Object 20\ntexture;Object;texels 4096\n");
    expect(snapshot.offHeapSize).toBe(4096);
  });
});

describe("a pointee that several tell of", () => {
  const pointee = { kept: "out of sight" };
  const holder = () =>
    telling((visitor) => {
      const self = visitor.enterSelfSized("Struct", 10);
      self.visitSimple("a", 3);
      const shared = self.enterShared("p", 6, pointee);
      shared?.visitSimple("Shared", 13);
      shared?.exit();
      self.exit();
    });

  test("is told once, as an object of its own", () => {
    const roots = { one: holder(), two: holder() };
    const snapshot = takeSnapshot({ layout: "chrome", roots });
    expect(snapshot.objectCount).toBe(3);
    expect(snapshot.toFolded()).toBe(
      [
        "(shared);Object;Shared 13",
        ...["one", "two"].flatMap((root) => [`${root};Struct 1`, `${root};Struct;a 3`, `${root};Struct;p 6`]),
        "",
      ].join("\n"),
    );
    expect(takeSnapshot({ layout: "chrome", roots: { both: Object.values(roots) } }).toFolded()).toContain(
      "both;Array;(shared);Object;Shared 13\n",
    );
  });

  test("gives no visitor once it was described otherwise", () => {
    let given: Visitor | undefined;
    const late = telling((visitor) => {
      given = visitor.enterShared("p", 4, pointee);
      given?.exit();
    });
    expect(folded({ pointee, late })).toContain("pointee;Object;kept;string 24\n");
    expect(given).toBeUndefined();
  });
});

describe("a failure of a [visit] is a warning, and no byte is lost", () => {
  const boom = (): never => {
    throw new Error("no store yet");
  };

  test("one that throws: the object is measured by its own properties", () => {
    const root = { state: "a text", [visit]: (visitor: Visitor) => [visitor.visitSimple("half", 9), boom()] };
    const snapshot = takeSnapshot({ layout: "chrome", roots: { app: { root } } });
    expect(snapshot.warnings).toEqual([
      {
        code: "visit-failed",
        path: "app;root",
        detail: expect.stringContaining(
          `it threw an error with the page's own words "no store yet". Its own properties are measured instead.`,
        ),
      },
    ]);
    expect(snapshot.toFolded()).toContain("app;Object;root;Object;state;string 20\n");
    expect(snapshot.toFolded()).not.toContain("half");
  });

  test.each<[string, (visitor: Visitor) => void]>([
    ["calls", (visitor) => visitor.visitSimple("again", 1)],
    ["frames of ever new names", (visitor) => visitor.visitSimple(`${Math.random()}`, 1)],
    ["levels", (visitor) => void enterDeeper(visitor)],
    ["entries of a pointee", (visitor) => void visitor.enterShared("p", 1, {})?.exit()],
    ["items of an endless iterator", (visitor) => visitor.visitIter(endless())],
    ["members of an endless set", (visitor) => visitor.visitGenericSetFields(endless())],
    ["items of a proxy of an array", (visitor) => visitor.visitSlice(longest(30_000_000))],
    ["keys of a proxy of an array", (visitor) => visitor.visitGenericSetFields(longest(2 ** 32 - 1))],
    ["items of a view that says it has them", (visitor) => visitor.visitSlice(boundless())],
  ])("one that never comes to an end of its %s is ended, though it swallows what is thrown", (_what, tell) => {
    let isEnded = false;
    const root = {
      kept: "a text",
      [visit](visitor: Visitor): void {
        for (let thrown = 0; thrown < 3; ) {
          try {
            tell(visitor);
          } catch {
            thrown++;
          }
        }
        isEnded = true;
      },
    };
    const snapshot = takeSnapshot({ layout: "chrome", roots: { root } });
    expect(isEnded).toBe(true);
    expect(snapshot.warnings.map((warning) => warning.code)).toEqual(["visit-failed"]);
    expect(snapshot.toFolded()).toContain("root;Object;kept;string 20\n");
  });

  let deepest: Visitor | undefined;
  function enterDeeper(visitor: Visitor): void {
    deepest = (deepest ?? visitor).enter("deeper", 0);
  }
  function longest(length: number): unknown[] {
    return new Proxy([], {
      getOwnPropertyDescriptor: (target, key) =>
        key === "length" ? { value: length, writable: true } : Reflect.getOwnPropertyDescriptor(target, key),
    });
  }
  function boundless(): ArrayLike<unknown> {
    const view: object = new DataView(new ArrayBuffer(8));
    return Object.assign(view, { length: Number.POSITIVE_INFINITY }) as ArrayLike<unknown>;
  }
  function* endless(): Generator<number> {
    for (let i = 0; ; i++) yield i;
  }

  test.each<[string, (visitor: Visitor) => void]>([
    ["a negative size", (visitor) => visitor.visitSimple("a", -5)],
    ["NaN bytes", (visitor) => visitor.visitSimple("a", Number.NaN)],
    ["infinite bytes", (visitor) => visitor.enterSelf({}, Number.POSITIVE_INFINITY).exit()],
    ["half a byte", (visitor) => visitor.visitField("a", null, 0.5)],
    ["a frame left open", (visitor) => visitor.enter("a", 0)],
    ["an exit too many", (visitor) => [visitor.exit(), visitor.exit()]],
    ["an outer visitor used before the inner one is exited", (v) => [v.enter("a", 1), v.visitSimple("b", 1)]],
    ["an exited visitor used", (visitor) => [visitor.exit(), visitor.enter("a", 1)]],
    ["no name", (visitor) => visitor.visitSimple(undefined as never, 1)],
    ["no pointee", (visitor) => visitor.enterShared("a", 1, 7 as never)],
  ])("%s", (_name, tell) => {
    const root = telling(tell);
    expect(codes(root)).toEqual(["visit-misused"]);
    expect(folded({ root })).toContain("root;Object");
  });

  test("what is told before and after stays", () => {
    const root = telling((visitor) => {
      visitor.visitSimple("before", 5);
      visitor.visitSimple("wrong", -1);
      visitor.visitSimple("after", 6);
    });
    expect(folded({ root })).toBe("root;Object 12\nroot;Object;after 6\nroot;Object;before 5\n");
  });

  test("children larger than their frame, in the crate's words", () => {
    const root = telling((visitor) => {
      const a = visitor.enterUnique("list", 8).enter("a", 10);
      a.visitSimple("b", 13);
      a.exit();
    });
    expect(takeSnapshot({ layout: "chrome", roots: { root } }).warnings.map((warning) => warning.detail)).toContain(
      "Incorrect size declaration for node `Object;list;a`, size of self: 10, size of inline children: 13",
    );
    expect(folded({ root })).toContain("root;Object;list;a;b 13\n");
  });

  test("a thousand objects of one type with the same failure make a few rows", () => {
    const roots = { list: Array.from({ length: 1000 }, () => telling((visitor) => visitor.visitSimple("a", -1))) };
    const { warnings } = takeSnapshot({ layout: "chrome", roots });
    expect(warnings).toHaveLength(10);
    expect(warnings.at(-1)?.detail).toContain("Further objects of type Object are not listed.");
  });

  test("a visitor kept for later does nothing, and throws nothing", () => {
    let kept: Visitor | undefined;
    const root = telling((visitor) => {
      kept = visitor;
      visitor.visitSimple("a", 1);
    });
    const other = telling((visitor) => {
      kept?.visitSimple("late", 100);
      visitor.visitSimple("b", 2);
    });
    const before = folded({ root });
    expect(folded({ root, other })).not.toContain("late");
    expect(codes([root, other])).toEqual(["visit-misused"]);
    expect(() => [
      kept?.visitSimple("late", 1),
      kept?.enter("late", 1).exit(),
      kept?.visitIter(endless()),
    ]).not.toThrow();
    expect(folded({ root })).toBe(before);
  });

  test("a snapshot taken inside a visit, or a walk that goes on in slices, harms nothing", () => {
    let inner = 0;
    const root = telling((visitor) => {
      inner = takeSnapshot({
        layout: "chrome",
        roots: { a: telling((other) => other.visitSimple("inner", 7)) },
      }).totalSize;
      visitor.visitSimple("outer", 9);
    });
    const walk = startSnapshot({
      layout: "chrome",
      roots: { root, list: Array.from({ length: 1000 }, () => new Store()) },
    });
    let snapshot = walk.advance(0.001);
    while (snapshot === null) snapshot = walk.advance(0.001);
    expect(inner).toBe(19);
    expect(snapshot.toFolded()).toContain("root;Object;outer 9\n");
    expect(snapshot.toFolded()).toContain("list;Array;elements;Store 12000\n");
    expect(snapshot.warnings).toEqual([]);
  });

  test("200,000 objects that describe themselves, linked, cost no stack", () => {
    class Link implements Allocative {
      readonly #next: Link | undefined;
      constructor(next: Link | undefined) {
        this.#next = next;
      }
      [visit](visitor: Visitor): void {
        visitor.visitField("#next", this.#next);
      }
    }
    let list: Link | undefined;
    for (let i = 0; i < 200_000; i++) list = new Link(list);
    const snapshot = takeSnapshot({ layout: "chrome", roots: { list } });
    expect(snapshot.objectCount).toBe(200_000);
    expect(snapshot.totalSize).toBe(200_000 * 16);
    expect(snapshot.frameCount).toBeLessThan(10);
  });
});
