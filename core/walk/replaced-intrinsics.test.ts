import { afterEach, describe, expect, test } from "vitest";
import {
  registerImpl,
  registerRoot,
  type Snapshot,
  startSnapshot,
  takeSnapshot,
  type Visitor,
  visit,
} from "../index.ts";

/* A page that replaces what the language gives it, after this library was loaded, learns nothing of a snapshot. */

const { defineProperty, getOwnPropertyDescriptor } = Object;
const { apply, ownKeys } = Reflect;

const TypedArray = Object.getPrototypeOf(Uint8Array) as typeof Uint8Array;
const OWNERS: readonly (readonly [string, object])[] = [
  ["TypedArray", TypedArray],
  ["TypedArray.prototype", TypedArray.prototype],
  ["Array iterator", Object.getPrototypeOf([][Symbol.iterator]()) as object],
  ["Reflect", Reflect],
  ["Math", Math],
  ["JSON", JSON],
  ...[Map, Set, WeakMap, WeakSet, WeakRef, ArrayBuffer, DataView, Promise, RegExp, Date, Symbol, BigInt, Number, String]
    .concat([Boolean, Array, Error, Function, Object] as never[])
    .flatMap((type) => [
      [type.name, type as object] as const,
      [`${type.name}.prototype`, type.prototype as object] as const,
    ]),
];
/** Replacing these would break the language itself. */
const LEFT: ReadonlySet<PropertyKey> = new Set(["constructor", "prototype", "__proto__"]);

let restore: () => void = () => {};
afterEach(() => restore());

/** Replaces all that can be replaced by wrappers that do the same and note that they were called. Returns the names of those. */
function replaceAll(): string[] {
  const called: string[] = [];
  const originals: [object, PropertyKey, PropertyDescriptor][] = [];
  for (const [name, owner] of OWNERS) {
    for (const key of ownKeys(owner)) {
      const found = getOwnPropertyDescriptor(owner, key)!;
      if (!found.configurable || LEFT.has(key)) continue;
      const label = `${name}.${String(key)}`;
      const wrap = (native: (...args: unknown[]) => unknown) =>
        function wrapper(this: unknown) {
          called[called.length] = label;
          // biome-ignore lint/complexity/noArguments: a rest parameter would run more of what is replaced.
          return apply(native, this, arguments);
        };
      if (typeof found.value === "function") originals.push([owner, key, found]);
      else if (found.get) originals.push([owner, key, found]);
      else continue;
      const original = originals[originals.length - 1]!;
      wrappers.set(original, found.get ? { ...found, get: wrap(found.get) } : { ...found, value: wrap(found.value) });
    }
  }
  const replacements = originals.map((original) => wrappers.get(original)!);
  restore = () => {
    for (let i = 0; i < originals.length; i++) defineProperty(originals[i]![0], originals[i]![1], originals[i]![2]);
    restore = () => {};
  };
  for (let i = 0; i < originals.length; i++) defineProperty(originals[i]![0], originals[i]![1], replacements[i]!);
  called.length = 0;
  return called;
}
const wrappers = new Map<unknown, PropertyDescriptor>();

/** Names of the wrappers that `work` called, each once. */
function calledBy(work: () => void): string[] {
  const called = replaceAll();
  let thrown: unknown;
  let count = 0;
  try {
    work();
  } catch (error) {
    thrown = error;
  } finally {
    count = called.length;
    restore();
  }
  if (thrown !== undefined) throw thrown;
  return [...new Set(called.slice(0, count))].sort();
}

class Described {
  items = new Uint8Array(3);
  list = [1, {}];
  map = new Map([["k", {}]]);
  set = new Set([{}]);
  [visit](visitor: Visitor): void {
    const self = visitor.enterOwn(this, ["list"]);
    self.visitSlice(this.items, 1);
    self.visitSlice(this.list);
    self.visitVecLikeBody(this.items, 5, 1);
    self.visitIter(this.set);
    self.visitGenericMapFields(this.map);
    self.visitGenericSetFields(this.set);
    self.enterShared("shared", 8, this.list)?.exit();
    self.visitFieldWith("inside", 16, (inner) => inner.visitSimple("part", 8));
    self.exit();
  }
}

class Foreign {
  part = {};
}

function makeEverything(): object {
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no keys");
      },
    },
  );
  const holes: unknown[] = [{}];
  holes[5000] = {};
  return {
    record: { a: 1.5, text: "a text", wide: "\u20ac uro", nested: { [Symbol("key")]: 10n } },
    map: new Map([["key", { set: new Set(["member", 1]) }]]),
    views: [new Uint8Array(10), new Float64Array(100), new DataView(new ArrayBuffer(16))],
    many: Array.from({ length: 30_000 }, (_, i) => ({ i, [`key ${i % 300}`]: `text ${i}` })),
    dictionary: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key ${i}`, { i }])),
    holes,
    others: [new Date(0), /re/g, new Error("an error"), () => 1, class Named {}, Object("boxed"), Object.create(null)],
    more: [Promise.resolve(1), new WeakMap(), new WeakRef(globalThis), (() => {}).bind(null), new Intl.NumberFormat()],
    huge: new Uint8Array(2 ** 20),
    accessor: {
      get lazy() {
        return 1;
      },
    },
    hostile,
    described: new Described(),
    foreign: new Foreign(),
  };
}

describe("wrappers of all members of the language that can be replaced", () => {
  test("are not called by a snapshot, nor by what writes its bytes", () => {
    const everything = makeEverything();
    const undo = [
      registerRoot("object", everything),
      registerRoot("getter", () => everything),
      registerImpl(Foreign, (object, visitor) => {
        const self = visitor.enterSelf(object);
        self.visitField("part", object.part);
        self.exit();
      }),
      registerImpl(
        (facts) => facts.inherited("kind") === "none",
        () => {},
      ),
    ];
    const expected = takeSnapshot({ layout: "chrome" });
    let snapshot: Snapshot | undefined;
    let bytes: Uint8Array | undefined;
    const called = calledBy(() => {
      snapshot = takeSnapshot({ layout: "chrome" });
      bytes = snapshot.encode();
      takeSnapshot({ roots: { everything } });
      const walk = startSnapshot({ layout: "node" });
      walk.advance(1);
      walk.advance(10_000);
    });
    for (let i = 0; i < undo.length; i++) undo[i]!();
    expect(called).toEqual([]);
    expect(bytes).toEqual(expected.encode());
    expect(snapshot!.warnings.map(({ code }) => code)).toEqual(["object-unreadable"]);
  });
});
