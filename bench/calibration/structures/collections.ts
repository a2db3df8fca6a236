import type { Structure } from "../structure.ts";

export const COLLECTION_STRUCTURES: readonly Structure[] = [
  {
    name: "Map: 300 of 0 to 9 entries",
    expected: "exact",
    make: () =>
      Array.from({ length: 300 }, (_, i) => {
        const map = new Map<number, number>();
        for (let k = 0; k < i % 10; k++) map.set(k, i);
        return map;
      }),
  },
  {
    name: "Map: 5,000 texts to objects",
    expected: "exact",
    make: () => {
      const texts: string[] = JSON.parse(JSON.stringify(Array.from({ length: 5000 }, (_, i) => `key number ${i}`)));
      return new Map(texts.map((text, i) => [text, { v: i, w: i }]));
    },
  },
  {
    name: "Map: 100 of 100, 70 deleted",
    expected: "range",
    make: () =>
      Array.from({ length: 100 }, (_, i) => {
        const map = new Map<number, number>();
        for (let k = 0; k < 100; k++) map.set(k, i);
        for (let k = 0; k < 70; k++) map.delete(k);
        return map;
      }),
  },
  {
    name: "Map: doubles as keys and values",
    expected: "exact",
    make: () => new Map(Array.from({ length: 2000 }, (_, i) => [i + 0.5, i + 0.25])),
  },
  {
    name: "Set: 300 of 0 to 9 members",
    expected: "exact",
    make: () =>
      Array.from({ length: 300 }, (_, i) => {
        const set = new Set<number>();
        for (let k = 0; k < i % 10; k++) set.add(k);
        return set;
      }),
  },
  {
    name: "Set: 20,000 integers",
    expected: "exact",
    make: () => new Set(Array.from({ length: 20_000 }, (_, i) => i)),
  },
  {
    name: "Set: 100 of 1,000, all but 3 deleted",
    expected: "range",
    expectedInFirefox: "beyond",
    make: () =>
      Array.from({ length: 100 }, () => {
        const set = new Set<number>();
        for (let k = 0; k < 1000; k++) set.add(k);
        for (let k = 3; k < 1000; k++) set.delete(k);
        return set;
      }),
  },
  {
    name: "Set: 20 of 1,024, 400 deleted",
    expected: "range",
    make: () =>
      Array.from({ length: 20 }, () => {
        const set = new Set<number>();
        for (let k = 0; k < 1024; k++) set.add(k);
        for (let k = 0; k < 400; k++) set.delete(k);
        return set;
      }),
  },
  {
    name: "WeakMap, WeakSet: new",
    expected: "exact",
    make: () => Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? new WeakMap() : new WeakSet())),
  },
];
