import type { Structure } from "../structure.ts";

/** Objects with so many keys that V8 keeps them as dictionaries, which refer to the strings of their keys. */
export const DICTIONARY_STRUCTURES: readonly Structure[] = [
  {
    name: "dictionary: 20,000 keys of a computed name",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 20_000; k++) o[`session ${k * 7919}`] = k;
      return o;
    },
  },
  {
    name: "dictionary: 1,000 objects of the same 100 keys",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 100; k++) o[`column ${k}`] = i;
        return o;
      }),
  },
  {
    name: "dictionary: 20 objects of the same 1,500 keys",
    expected: "range",
    make: () =>
      Array.from({ length: 20 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 1500; k++) o[`setting ${k}`] = i;
        return o;
      }),
  },
  {
    name: "dictionary: keys that are values, too",
    expected: "range",
    make: () => {
      const ids: string[] = JSON.parse(JSON.stringify(Array.from({ length: 3000 }, (_, i) => `identity ${i}`)));
      const byId: Record<string, number> = {};
      for (let i = 0; i < ids.length; i++) byId[ids[i]!] = i;
      return { ids, byId };
    },
  },
  {
    name: "dictionary: keys joined of two, kept as values",
    expected: "range",
    make: () => {
      const ids = Array.from({ length: 3000 }, (_, i) => `the first part ${i * 31} ` + `and the second ${i * 37}`);
      const byId: Record<string, number> = {};
      for (let i = 0; i < ids.length; i++) byId[ids[i]!] = i;
      return { ids, byId };
    },
  },
  {
    name: "dictionary: keys cut out of one string",
    expected: "range",
    make: () => {
      const rows = Array.from({ length: 3000 }, (_, i) => `a key of the row ${i}`).join("\n");
      const byKey: Record<string, number> = {};
      for (const row of rows.split("\n")) byKey[row] = row.length;
      return byKey;
    },
  },
  {
    name: "dictionary: numbers that are no indices as keys",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 1; k <= 3000; k++) o[k % 2 === 0 ? `${-k}` : `${k + 0.5}`] = k;
      return o;
    },
  },
  {
    name: "dictionary: indices among names",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 4000; k++) o[k % 2 === 0 ? `${k}` : `name ${k}`] = k;
      return o;
    },
  },
  {
    name: "dictionary: 2,000 symbols as keys",
    expected: "range",
    make: () => {
      const o: Record<symbol, number> = {};
      for (let k = 0; k < 2000; k++) o[Symbol(`symbol ${k}`)] = k;
      return o;
    },
  },
  {
    name: "dictionary: short keys",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 3000; k++) o[k.toString(36)] = k;
      return o;
    },
  },
  {
    /* V8 has the strings of nearly all. */
    name: "dictionary: names of built-ins as keys",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      const owners = new Set<object>([globalThis, Math, Intl, WebAssembly]);
      for (const name of "Object Array String Number Symbol RegExp Date Promise Map Document Node Element".split(" ")) {
        const builtin = (globalThis as unknown as Record<string, (() => void) | undefined>)[name];
        if (builtin !== undefined) owners.add(builtin).add(builtin.prototype);
      }
      for (const owner of owners) for (const name of Object.getOwnPropertyNames(owner)) o[name] = 1;
      for (let k = 0; k < 1100; k++) o[`more ${k}`] = k;
      return o;
    },
  },
  {
    name: "dictionary: keys beyond U+00FF",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 2000; k++) o[`鍵 ${k} の名前`] = k;
      return o;
    },
  },
  {
    name: "dictionary: 2,000 keys of the source code",
    expected: "range",
    make: () => {
      const fields = Array.from({ length: 2000 }, (_, k) => `message${k}: ${k}`).join(",");
      return new Function(`return [{${fields}}, {${fields}}]`)();
    },
  },
  {
    name: "dictionary: all but 1,100 of 3,000 keys deleted",
    expected: "range",
    make: () => {
      const o: Record<string, number> = {};
      for (let k = 0; k < 3000; k++) o[`temporary ${k}`] = k;
      for (let k = 1100; k < 3000; k++) delete o[`temporary ${k}`];
      return o;
    },
  },
  {
    name: "dictionary: 1,000 fields by a constructor",
    expected: "range",
    make: () => {
      const body = Array.from({ length: 1000 }, (_, k) => `this.field${k} = i;`).join("");
      const Wide = new Function("i", body) as unknown as new (i: number) => object;
      return Array.from({ length: 10 }, (_, i) => new Wide(i));
    },
  },
  {
    name: "dictionary: a Map of 20,000 keys, for comparison",
    expected: "range",
    make: () => {
      const map = new Map<string, number>();
      for (let k = 0; k < 20_000; k++) map.set(`session ${k * 7919}`, k);
      return map;
    },
  },
];
