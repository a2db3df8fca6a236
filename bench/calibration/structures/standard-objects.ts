import type { Structure } from "../structure.ts";

export const STANDARD_STRUCTURES: readonly Structure[] = [
  {
    name: "typed array: 200 of 16 bytes",
    expected: "exact",
    make: () => Array.from({ length: 200 }, () => new Uint8Array(16)),
  },
  {
    name: "typed array: Float64Array of 20,000",
    expected: "exact",
    make: () => new Float64Array(20_000),
  },
  {
    name: "typed array: 100 views on one buffer",
    expected: "exact",
    make: () => {
      const buffer = new ArrayBuffer(100_000);
      return Array.from({ length: 100 }, (_, i) => new Uint8Array(buffer, i * 100 + 8, 100));
    },
  },
  {
    name: "typed array: DataViews, a buffer each",
    expected: "exact",
    make: () => Array.from({ length: 100 }, () => new DataView(new ArrayBuffer(256))),
  },
  {
    name: "Date",
    expected: "exact",
    make: () => Array.from({ length: 500 }, (_, i) => new Date(1.6e12 + i)),
  },
  {
    name: "RegExp: not used yet",
    expected: "exact",
    expectedInFirefox: "range",
    make: () => Array.from({ length: 200 }, (_, i) => new RegExp(`pattern number ${i}`, "g")),
  },
  {
    name: "RegExp: used",
    expected: "range",
    make: () =>
      Array.from({ length: 100 }, (_, i) => {
        const pattern = new RegExp(`used ${i} (a|b)+`);
        for (let k = 0; k < 20; k++) pattern.test(`is it used ${i} aab`);
        return pattern;
      }),
  },
  {
    name: "function: 500 closures",
    expected: "exact",
    make: () => Array.from({ length: 500 }, (_, i) => () => i),
  },
  {
    name: "function: 200 of the kind that can be constructed",
    expected: "exact",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        return function named() {
          return i;
        };
      }),
  },
  {
    name: "function: bound",
    expected: "range",
    make: () => {
      const add = (a: number, b: number) => a + b;
      return Array.from({ length: 200 }, (_, i) => add.bind(null, i));
    },
  },
  {
    name: "function: bound to three values",
    expected: "range",
    make: () => {
      const add = (a: number, b: number, c: number) => a + b + c;
      return Array.from({ length: 200 }, (_, i) => add.bind(null, i, i, i));
    },
  },
  {
    name: "Error: 200, never asked for their stack",
    expected: "range",
    make: () => Array.from({ length: 200 }, (_, i) => new Error(`error number ${i}`)),
  },
  {
    name: "Promise: resolved with integers",
    expected: "range",
    make: () => Array.from({ length: 500 }, (_, i) => Promise.resolve(i)),
  },
  {
    name: "WeakRef",
    expected: "exact",
    make: () => {
      const target = { a: 1 };
      return { target, references: Array.from({ length: 200 }, () => new WeakRef(target)) };
    },
  },
];
