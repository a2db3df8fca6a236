import type { Structure } from "../structure.ts";

export const ARRAY_STRUCTURES: readonly Structure[] = [
  {
    name: "array: literals of 4 variables",
    expected: "exact",
    make: () => Array.from({ length: 1000 }, (_, i) => [i, i + 1, i + 2, null]),
  },
  {
    name: "array: 50,000 integers by Array.from",
    expected: "exact",
    make: () => Array.from({ length: 50_000 }, (_, i) => i),
  },
  {
    name: "array: 50,000 integers by push",
    expected: "range",
    make: () => {
      const list: number[] = [];
      for (let i = 0; i < 50_000; i++) list.push(i);
      return list;
    },
  },
  {
    name: "array: 1,000 of one push each",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => {
        const list: number[] = [];
        list.push(i);
        return list;
      }),
  },
  {
    name: "array: 1,000 empty",
    expected: "exact",
    make: () => Array.from({ length: 1000 }, () => []),
  },
  {
    name: "array: new Array(n).fill",
    expected: "exact",
    make: () => new Array(20_000).fill(7),
  },
  {
    name: "array: 20,000 doubles by map",
    expected: "exact",
    make: () => Array.from({ length: 20_000 }, (_, i) => i).map((i) => i + 0.5),
  },
  {
    name: "array: 100 of 100 doubles by push",
    expected: "range",
    make: () =>
      Array.from({ length: 100 }, (_, i) => {
        const list: number[] = [];
        for (let k = 0; k < 100; k++) list.push(i + k + 0.5);
        return list;
      }),
  },
  {
    name: "array: doubles that became integers",
    expected: "range",
    make: () =>
      Array.from({ length: 100 }, (_, i) => {
        const list = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5];
        for (let k = 0; k < list.length; k++) list[k] = i;
        return list;
      }),
  },
  {
    name: "array: doubles among texts",
    expected: "range",
    make: () => Array.from({ length: 10_000 }, (_, i) => (i % 10 === 0 ? "a text" : i + 0.5)),
  },
  {
    name: "array: holes",
    expected: "range",
    make: () =>
      Array.from({ length: 200 }, (_, i) => {
        const list: number[] = new Array(100);
        for (let k = 0; k < 100; k += 3) list[k] = i;
        return list;
      }),
  },
  {
    name: "array: sparse",
    expected: "range",
    make: () =>
      Array.from({ length: 50 }, (_, i) => {
        const list: number[] = [];
        for (let k = 0; k < 20; k++) list[k * 50_000 + i] = i;
        return list;
      }),
  },
  {
    name: "array: room for 100,000, 2 used",
    expected: "range",
    make: () => {
      const list: number[] = new Array(100_000);
      list[3] = 1;
      list[99_999] = 2;
      return list;
    },
  },
  {
    name: "array: emptied by pop to 60 %",
    expected: "range",
    make: () => {
      const list = Array.from({ length: 10_000 }, (_, i) => i);
      while (list.length > 6000) list.pop();
      return list;
    },
  },
  {
    name: "array: emptied by pop",
    expected: "range",
    make: () =>
      Array.from({ length: 500 }, (_, i) => {
        const list = [i, i, i, i, i, i, i, i];
        while (list.length > 0) list.pop();
        return list;
      }),
  },
  {
    /* Few, so that the code is not optimised: `pop` would give nothing back then. */
    name: "array: 10 stacks of 40, popped to 12",
    expected: "range",
    make: () =>
      Array.from({ length: 10 }, (_, i) => {
        const stack: number[] = [];
        for (let k = 0; k < 40; k++) stack.push(i);
        while (stack.length > 12) stack.pop();
        return stack;
      }),
  },
  {
    name: "array: filter, slice, concat, sort",
    expected: "range",
    make: () => {
      const list = Array.from({ length: 5000 }, (_, i) => i);
      return [list.filter((i) => i % 3 === 0), list.slice(10, 900), list.concat(list), [...list].sort()];
    },
  },
  {
    name: "array: frozen",
    expected: "exact",
    make: () => Array.from({ length: 500 }, (_, i) => Object.freeze([i, i + 1, i + 2])),
  },
  {
    name: "array: matches of a RegExp",
    expected: "range",
    make: () => Array.from({ length: 200 }, (_, i) => /(\d)(\d)(?<rest>.*)/.exec(`12 and the rest of ${i}`)),
  },
];
