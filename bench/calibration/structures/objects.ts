import type { Structure } from "../structure.ts";

export const OBJECT_STRUCTURES: readonly Structure[] = [
  {
    name: "object: one getter defined on all",
    expected: "range",
    make: () => {
      const get = () => 1;
      return Array.from({ length: 1000 }, (_, i) => Object.defineProperty({ i }, "total", { get, enumerable: true }));
    },
  },
  {
    name: "object: a getter of its own defined on each",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => Object.defineProperty({ i }, "total", { get: () => i, enumerable: true })),
  },
  {
    name: "object: getters of their own defined on a class",
    expected: "range",
    make: () => {
      class Lazy {
        constructor() {
          for (const key of ["a", "b", "c"]) Object.defineProperty(this, key, { get: () => key });
        }
      }
      return Array.from({ length: 300 }, () => new Lazy());
    },
  },
  {
    name: "object: 1,000 literals",
    expected: "exact",
    make: () => Array.from({ length: 1000 }, (_, i) => ({ a: i, b: i + 1, c: null, d: true })),
  },
  {
    name: "object: 1,000 empty literals",
    expected: "exact",
    expectedInFirefox: "range",
    make: () => Array.from({ length: 1000 }, () => ({})),
  },
  {
    name: "object: empty, then 1 field",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => {
        const o: Record<string, number> = {};
        o.a = i;
        return o;
      }),
  },
  {
    name: "object: empty, then 6 fields",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => {
        const o: Record<string, number> = {};
        o.a = i;
        o.b = i;
        o.c = i;
        o.d = i;
        o.e = i;
        o.f = i;
        return o;
      }),
  },
  {
    name: "object: 30 computed keys",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 30; k++) o[`k${k}`] = i;
        return o;
      }),
  },
  {
    name: "object: 10 computed keys",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 10; k++) o[`c${k}`] = i;
        return o;
      }),
  },
  {
    name: "object: a key deleted",
    expected: "range",
    make: () =>
      Array.from({ length: 500 }, (_, i) => {
        const o: Record<string, number> = { a: i, b: i, c: i, d: i };
        delete o.b;
        return o;
      }),
  },
  {
    name: "object: 300 keys of 320 deleted",
    expected: "range",
    expectedInFirefox: "beyond",
    make: () =>
      Array.from({ length: 50 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 320; k++) o[`d${k}`] = i;
        for (let k = 0; k < 300; k++) delete o[`d${k}`];
        return o;
      }),
  },
  {
    name: "object: 2,000 copies of 25 keys by Object.assign",
    expected: "range",
    make: () => {
      const source: Record<string, number> = {};
      for (let k = 0; k < 25; k++) source[`a${k}`] = k;
      return Array.from({ length: 2000 }, () => Object.assign({}, source));
    },
  },
  {
    name: "object: 300 emptied by delete",
    expected: "range",
    make: () =>
      Array.from({ length: 300 }, (_, i) => {
        const waiting: Record<string, number> = {};
        for (let k = 0; k < 5; k++) waiting[`w${k}`] = i;
        for (let k = 0; k < 5; k++) delete waiting[`w${k}`];
        return waiting;
      }),
  },
  {
    name: "object: null prototype that was set later",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => Object.setPrototypeOf({ a: i, b: i, c: i, d: i, e: i }, null)),
  },
  {
    name: "object: null prototype of a copy",
    expected: "range",
    make: () => {
      const source = { a: 1, b: 2, c: 3, d: 4, e: 5 };
      return Array.from({ length: 1000 }, () => ({ __proto__: null, ...source }));
    },
  },
  {
    name: "object: null prototype in the literal",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => ({ __proto__: null, a: i, b: i, c: i, d: i, e: i })),
  },
  {
    name: "object: null prototype, 5 keys",
    expected: "range",
    make: () =>
      Array.from({ length: 500 }, (_, i) => {
        const o = Object.create(null) as Record<string, number>;
        for (let k = 0; k < 5; k++) o[`n${k}`] = i;
        return o;
      }),
  },
  {
    name: "object: 2,000 of null prototype",
    expected: "range",
    make: () =>
      Array.from({ length: 2000 }, (_, i) => {
        const o = Object.create(null) as Record<string, number>;
        o.first = i;
        o.second = i;
        return o;
      }),
  },
  {
    name: "object: 1 dictionary of 20,000 keys",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 20_000; k++) o[`entry ${k}`] = k;
      return o;
    },
  },
  {
    name: "object: 150 fields by a constructor",
    expected: "range",
    make: () => {
      const body = Array.from({ length: 150 }, (_, k) => `this.f${k} = i;`).join("");
      const Wide = new Function("i", body) as unknown as new (i: number) => object;
      return Array.from({ length: 50 }, (_, i) => new Wide(i));
    },
  },
  {
    name: "object: frozen, sealed",
    expected: "exact",
    make: () =>
      Array.from({ length: 1000 }, (_, i) =>
        i % 2 === 0 ? Object.freeze({ a: i, b: i }) : Object.seal({ a: i, b: i }),
      ),
  },
  {
    name: "object: symbol keys",
    expected: "range",
    make: () => {
      const first = Symbol("first key");
      return Array.from({ length: 500 }, (_, i) => ({ [first]: i, other: i }));
    },
  },
  {
    name: "object: getters and setters",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => ({
        raw: i,
        get value() {
          return i;
        },
        set value(next: number) {
          void next;
        },
      })),
  },
  {
    name: "object: doubles and integers of one representation",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => ({ x: i % 2 === 0 ? i : i + 0.5, y: 0.5 + i })),
  },
  {
    name: "object: doubles",
    expected: "exact",
    make: () => Array.from({ length: 1000 }, (_, i) => ({ x: i + 0.25, y: i + 0.75 })),
  },
  {
    name: "object: index keys",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const o: Record<number, unknown> = {};
        for (let k = 0; k < 30; k++) o[k] = i;
        return o;
      }),
  },
  {
    name: "object: index keys far apart",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const o: Record<number, unknown> = {};
        for (let k = 0; k < 12; k++) o[k * 100_000 + i] = i;
        return o;
      }),
  },
  {
    name: "object: index keys of doubles",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const o: Record<number, unknown> = {};
        for (let k = 0; k < 10; k++) o[k] = i + k + 0.5;
        return o;
      }),
  },
];
