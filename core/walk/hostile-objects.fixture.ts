import { visit } from "../visitor/allocative.ts";
import type { Visitor } from "../visitor/visitor.ts";

/*
 * Random object graphs of a page that means no good: every family of types, and proxies that throw, lie, recurse and grow. The same random numbers give the
 * same graph.
 */

export type Random = () => number;

const KEYS: readonly PropertyKey[] = [
  "a",
  "b",
  "items",
  "a;b",
  "line\nbreak\r\u2028",
  "lone \ud800",
  "\udc00",
  "",
  " ",
  "12",
  "0",
  "4294967294",
  "4294967295",
  "-1",
  "__proto__",
  "constructor",
  "prototype",
  "length",
  "name",
  "size",
  "stack",
  "then",
  "toJSON",
  "window",
  "callee",
  "value",
  "get",
  Symbol("s;\n\ud800"),
  Symbol(),
  Symbol.iterator,
  Symbol.toStringTag,
  Symbol.toPrimitive,
  Symbol.isConcatSpreadable,
];
const LONG_KEY = "k".repeat(1_000_000);

const boom = (): never => {
  throw new Error("a trap threw");
};

const THROWN: readonly unknown[] = [
  undefined,
  null,
  0,
  "a text",
  Symbol("thrown"),
  () => 0,
  new Proxy({}, { getOwnPropertyDescriptor: boom }),
  { message: "x".repeat(1000) },
];

class Base {
  value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
  get total(): never {
    return boom();
  }
}
class ListOfPage extends Array<unknown> {}
class MapOfPage extends Map<unknown, unknown> {
  override get size(): number {
    return boom();
  }
}
class BytesOfPage extends Uint8Array {
  note = "a note";
}
class ErrorOfPage extends Error {
  code = "E_PAGE";
}

/* What other tests of the process use as well: measured, and never changed. */
const REALM: readonly object[] = [Math, JSON, Array.prototype, Object, process];
const LEFT_ALONE = new Set<unknown>([...REALM, Base, boom]);

/** Makes one graph. Everything it makes can be referred to by what comes later, and cycles are closed at the end. */
export class HostileGraph {
  readonly #random: Random;
  readonly #pool: unknown[] = [];
  readonly #revokes: (() => void)[] = [];
  #isChanging = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Roots by name, some of them under hostile names. */
  roots(objects: number): Record<string, unknown> {
    for (let i = 0; i < objects; i++) this.#pool.push(this.#make());
    for (let i = 0; i < objects / 3; i++) this.change();
    const roots: Record<string, unknown> = Object.create(null);
    roots.first = this.#pool;
    for (let i = this.#below(4); i > 0; i--) {
      const key = this.#key();
      if (typeof key === "string") this.#define(roots, key, this.#any());
    }
    return roots;
  }

  /** Changes something about some object, as a page does between two slices of a walk. */
  change(): void {
    const target = this.#any() as object;
    if ((typeof target !== "object" && typeof target !== "function") || target === null) return;
    /* A trap that changes the graph may be met while it is changed. */
    if (this.#isChanging || LEFT_ALONE.has(target)) return;
    this.#isChanging = true;
    try {
      switch (this.#below(15)) {
        case 0:
          Reflect.deleteProperty(target, this.#key());
          break;
        case 1:
          Object.setPrototypeOf(target, this.#any() as object | null);
          break;
        case 2:
          Object.freeze(target);
          break;
        case 3:
          if (Array.isArray(target)) target.length = this.#below(2000);
          else this.#define(target, this.#key(), this.#any());
          break;
        case 4:
          Object.preventExtensions(target);
          break;
        case 5:
          this.#revokes[this.#below(this.#revokes.length)]?.();
          break;
        case 6:
          structuredClone(null, { transfer: [target as ArrayBuffer] });
          break;
        case 7:
          Object.defineProperty(target, this.#key(), { get: boom, set: boom, configurable: true, enumerable: true });
          break;
        case 8:
          if (Array.isArray(target)) this.#define(target, String(this.#below(3000)), this.#any());
          else Map.prototype.set.call(target as Map<unknown, unknown>, this.#any(), this.#any());
          break;
        case 9:
          /* No `instanceof`: the chain of prototypes may have no end. */
          (this.#random() < 0.5 ? Map : Set).prototype.clear.call(target as never);
          break;
        default:
          this.#define(target, this.#key(), this.#any());
      }
    } catch {
      /* A frozen object, a revoked proxy. */
    } finally {
      this.#isChanging = false;
    }
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  #any(): unknown {
    return this.#pool.length === 0 || this.#random() < 0.2 ? this.#primitive() : this.#pick(this.#pool);
  }

  #key(): PropertyKey {
    const luck = this.#random();
    if (luck < 0.4) return this.#pick(KEYS);
    if (luck < 0.402) return LONG_KEY + this.#below(3);
    return luck < 0.8 ? `k${this.#below(30)}` : String(this.#below(40));
  }

  /** The engine makes a number of what becomes a length or an item of a typed array, and would follow a chain of prototypes that may be a ring. */
  #define(target: object, key: PropertyKey, wanted: unknown): void {
    const isCounted = key === "length" || (!Array.isArray(target) && Number(String(key)) >= 0);
    const value = isCounted ? this.#below(50) : wanted;
    Object.defineProperty(target, key, { value, configurable: true, enumerable: this.#random() < 0.8, writable: true });
  }

  #primitive(): unknown {
    switch (this.#below(12)) {
      case 0:
        return this.#random();
      case 1:
        return this.#pick([Number.NaN, -0, Infinity, -Infinity, 2 ** 30, -(2 ** 30) - 1, 2 ** 31, 1e308, 5e-324]);
      case 2:
        return this.#pick([null, undefined, true, false]);
      case 3:
        return BigInt(this.#below(2 ** 31)) ** BigInt(this.#below(9));
      case 4:
        return Symbol(this.#random() < 0.5 ? undefined : this.#text());
      case 5:
        return this.#below(1000);
      default:
        return this.#text();
    }
  }

  #text(): string {
    switch (this.#below(6)) {
      case 0:
        return "";
      case 1:
        return this.#pick(["x", "\u00ff", "\u0100", "\ud800", "a;b\nc 12"]);
      case 2:
        return "wide \u20ac".repeat(this.#below(30));
      case 3:
        return `${"a longer text that is put together ".repeat(2)}${this.#below(100)}`;
      default:
        return `text ${this.#below(20)}`;
    }
  }

  #make(): unknown {
    switch (this.#below(40)) {
      case 0:
      case 1:
      case 2:
        return this.#fields({});
      case 3:
        return this.#fields(new Base(this.#any()));
      case 4:
        return this.#fields(Object.create(null));
      case 5: {
        const dictionary: Record<string, unknown> = {};
        for (let i = this.#below(150); i > 0; i--) dictionary[`entry ${this.#below(500)}`] = this.#any();
        return dictionary;
      }
      case 6:
      case 7:
        return Array.from({ length: this.#below(12) }, () => this.#any());
      case 8:
        return Array.from({ length: this.#below(40) }, () => this.#random());
      case 9: {
        const sparse: unknown[] = [];
        for (let i = this.#below(5); i > 0; i--) sparse[this.#below(this.#pick([20, 5000, 2 ** 32 - 1]))] = this.#any();
        return this.#random() < 0.3 ? this.#fields(sparse) : sparse;
      }
      case 10:
        return new Array(this.#below(3000)).fill(this.#any());
      case 11:
        return this.#fields(ListOfPage.of(this.#any(), this.#any()));
      case 12:
      case 13: {
        const map = this.#random() < 0.7 ? new Map() : new MapOfPage();
        for (let i = this.#below(20); i > 0; i--) map.set(this.#any(), this.#any());
        return this.#random() < 0.2 ? this.#fields(map) : map;
      }
      case 14: {
        const set = new Set();
        for (let i = this.#below(20); i > 0; i--) set.add(this.#any());
        return set;
      }
      case 15:
        return this.#pick([new WeakMap(), new WeakSet(), new FinalizationRegistry(() => {})]);
      case 16:
        return this.#fields(this.#pick([() => 1, function f() {}, class {}, async () => {}, function* g() {}]));
      case 17:
        return Reflect.apply(Function.prototype.bind, boom, [this.#any(), this.#any()]);
      case 18: {
        const error = new (this.#pick([Error, RangeError, ErrorOfPage] as const))(this.#text(), { cause: this.#any() });
        return this.#random() < 0.3 ? this.#fields(error) : error;
      }
      case 19:
        return this.#fields(this.#pick([new Date(), new Date(Number.NaN), /a;b/g, Promise.resolve([this.#any()])]));
      case 20:
        return new WeakRef({});
      case 21:
        return new Uint8Array(this.#pick([0, 1, 64, 65, 1000]));
      case 22: {
        const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [
          this.#pick([8, 16, 4096]),
          { maxByteLength: 8192 },
        ]);
        return this.#pick([buffer, new Uint8Array(buffer, 8 * this.#below(2), 0), new DataView(buffer)]);
      }
      case 23:
        return this.#fields(new BytesOfPage(this.#below(100)));
      case 24:
        return new SharedArrayBuffer(this.#below(100));
      case 25:
        return Object(this.#primitive() ?? 1);
      case 26:
        return this.#pick([
          new Map([[1, 2]]).entries(),
          [1, 2][Symbol.iterator](),
          "text"[Symbol.iterator](),
          (function* () {
            yield 1;
          })(),
          new Intl.NumberFormat("en"),
          ...REALM,
        ]);
      case 27:
        return Object.create(
          this.#pick([Map, Set, WeakMap, Date, RegExp, Promise, Error, ArrayBuffer, Uint8Array, DataView, Number])
            .prototype,
        );
      case 28:
        return this.#fields(
          Object.create({ [Symbol.toStringTag]: this.#pick(["Map", "Window", "Module", "Array", 7, "x;y"]) }),
        );
      case 29:
        return this.#accessors();
      case 30:
        return this.#selfDescribed();
      case 31:
        return new Function("return arguments")(this.#any(), this.#any());
      default:
        return this.#proxy();
    }
  }

  #fields<T extends object>(object: T): T {
    try {
      for (let i = this.#below(6); i > 0; i--) this.#define(object, this.#key(), this.#any());
    } catch {
      /* A key that cannot be redefined. */
    }
    return object;
  }

  #accessors(): object {
    const object = {};
    for (let i = this.#below(4); i >= 0; i--) {
      const accessors: PropertyDescriptor = { configurable: true, enumerable: true };
      if (this.#random() < 0.7) accessors.get = boom;
      if (this.#random() < 0.5) accessors.set = () => {};
      Object.defineProperty(object, this.#key(), accessors);
    }
    return object;
  }

  #selfDescribed(): object {
    const mood = this.#below(6);
    const size = this.#pick([0, 1, 12, 100, -1, Number.NaN, Infinity, 1.5, 2 ** 40]);
    const part = this.#any();
    const name = this.#key() as string;
    return {
      [visit]: (visitor: Visitor) => {
        if (mood === 0) throw this.#pick(THROWN);
        if (mood === 1) {
          visitor.enter(name, size);
          return;
        }
        /* A million calls, until the budget ends it. */
        if (mood === 2 && this.#random() < 0.02) for (;;) visitor.visitSimple("again", 1);
        visitor.visitField(name, part, mood === 3 ? size : undefined);
        const inner = visitor.enter(name, 40);
        inner.visitSimple(name, size);
        inner.visitField("more", this.#any());
        const shared = inner.enterShared("shared", 8, part as object);
        shared?.visitSimple("inside", size);
        if (mood !== 4) {
          shared?.exit();
          inner.exit();
        } else throw boom;
      },
    };
  }

  #proxy(): object {
    const targets = [{}, [], () => 1, new Map([[1, 2]]), new Uint8Array(4), { a: 1, b: this.#any() }, new Date()];
    const found = this.#random() < 0.5 ? this.#any() : this.#pick(targets);
    const isObject = (typeof found === "object" && found !== null) || typeof found === "function";
    const target = isObject && !LEFT_ALONE.has(found) ? found : {};
    const { proxy, revoke } = Proxy.revocable<object>(target, this.#handler());
    this.#revokes.push(revoke);
    if (this.#random() < 0.1) revoke();
    return proxy;
  }

  #handler(): ProxyHandler<object> {
    const random = this.#random;
    const pick = <T>(list: readonly T[]): T => this.#pick(list);
    const thrown = pick(THROWN);
    const fail = (): never => {
      throw thrown;
    };
    switch (this.#below(10)) {
      case 0:
        return { ownKeys: fail };
      case 1:
        return { getPrototypeOf: fail };
      case 2:
        return { getOwnPropertyDescriptor: fail };
      case 3:
        return {
          get: fail,
          has: fail,
          set: fail,
          apply: fail,
          construct: fail,
          isExtensible: fail,
          defineProperty: fail,
        };
      /* Fails now and then. */
      case 4:
        return {
          getOwnPropertyDescriptor: (target, key) =>
            random() < 0.3 ? fail() : Reflect.getOwnPropertyDescriptor(target, key),
          ownKeys: (target) => (random() < 0.2 ? fail() : Reflect.ownKeys(target)),
        };
      /* Lies about keys and values. */
      case 5:
        return {
          ownKeys: () =>
            ["a", this.#key() as string, "12", Symbol.iterator].filter((k, i, all) => all.indexOf(k) === i),
          getOwnPropertyDescriptor: () => ({ value: this.#any(), configurable: true, enumerable: random() < 0.5 }),
        };
      /* Tells keys it has no values for, and lengths that are none. */
      case 6:
        return {
          ownKeys: (target) => [...Reflect.ownKeys(target), "unknown"],
          getOwnPropertyDescriptor: (target, key) =>
            key === "length" && Array.isArray(target)
              ? { value: pick([-1, 1.5, 1e300, Infinity, Number.NaN, 2 ** 31, "7"]), writable: true }
              : undefined,
        };
      /* Grows at every look. */
      case 7: {
        /* Prototypes end at last, because the engine follows them when this file itself changes an object. */
        const hasLongChain = random() < 0.3;
        const grow = (prototypes: number): object =>
          new Proxy(
            {},
            {
              ownKeys: () => ["more", "again"],
              getOwnPropertyDescriptor: () => ({ value: grow(prototypes), configurable: true, enumerable: true }),
              getPrototypeOf: () => (prototypes > 0 ? grow(prototypes - 1) : null),
            },
          );
        const grown = (): object => grow(hasLongChain ? 100 : 1);
        return { getOwnPropertyDescriptor: () => ({ value: grown(), configurable: true }), ownKeys: () => ["grown"] };
      }
      /* Changes the graph while it is looked at. */
      case 8:
        return {
          ownKeys: (target) => {
            this.change();
            return Reflect.ownKeys(target);
          },
          getPrototypeOf: (target) => {
            this.change();
            return Reflect.getPrototypeOf(target);
          },
        };
      default:
        return {};
    }
  }
}
