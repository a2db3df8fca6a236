/**
 * What is measured against V8's own figures. `make` runs in the page and in Node, so each is self-contained.
 *
 * - `"exact"`: nothing about it is hidden from JavaScript, so `size` is within 0.5 % of the truth.
 * - `"mixed"`: a large set of JSON, `size` within 1 %.
 * - `"range"`: JavaScript cannot tell what the engine made of it; the truth lies from `size` to `maxSize`.
 */
export interface Structure {
  readonly name: string;
  readonly expected: "exact" | "mixed" | "range";
  readonly make: () => unknown;
}

export const STRUCTURES: readonly Structure[] = [
  {
    name: "JSON: 2,000 rows of 5 fields",
    expected: "exact",
    make: () => {
      const rows: unknown[] = [];
      for (let i = 0; i < 2000; i++) {
        rows.push({ id: i, name: `row ${i}`, ok: i % 2 === 0, score: i + 0.5, tags: [`t${i % 7}x`, `u${i % 5}y`] });
      }
      return JSON.parse(JSON.stringify(rows));
    },
  },
  {
    name: "JSON: nested mix of 200,000 objects",
    expected: "mixed",
    make: () => {
      const rows: unknown[] = [];
      for (let i = 0; i < 50_000; i++) {
        rows.push({
          id: i,
          name: `user ${i}`,
          email: `user-${i}@example.com`,
          tags: [`tag ${i % 150}`, `tag ${(i * 7) % 150}`],
          position: { x: (i % 1000) + 0.25, y: i % 777 },
          orders: i % 2 === 0 ? [{ sku: `sku ${i % 500}`, total: i * 1.1, when: null }] : [],
        });
      }
      return JSON.parse(JSON.stringify(rows));
    },
  },
  {
    name: "JSON: texts beyond U+00FF",
    expected: "exact",
    make: () => {
      const rows: unknown[] = [];
      for (let i = 0; i < 1000; i++) rows.push({ id: i, title: `標題 ${i} ありがとう` });
      return JSON.parse(JSON.stringify(rows));
    },
  },
  {
    name: "JSON: one object of 2,000 keys",
    expected: "range",
    make: () => {
      const map: Record<string, number> = {};
      for (let i = 0; i < 2000; i++) map[`key ${i}`] = i;
      return JSON.parse(JSON.stringify(map));
    },
  },
  {
    name: "JSON: 50 objects of 200 keys",
    expected: "range",
    make: () => {
      const map: Record<string, number> = {};
      for (let i = 0; i < 200; i++) map[`key ${i}`] = i;
      const text = JSON.stringify(map);
      return Array.from({ length: 50 }, () => JSON.parse(text));
    },
  },
  {
    name: "class: 1,000 instances of 3 fields",
    expected: "exact",
    make: () => {
      class Point {
        x: number;
        y: number;
        z: number;
        constructor(x: number, y: number, z: number) {
          this.x = x;
          this.y = y;
          this.z = z;
        }
      }
      return Array.from({ length: 1000 }, (_, i) => new Point(i, i + 1, i + 2));
    },
  },
  {
    name: "class: 4 instances, with room for more fields",
    expected: "range",
    make: () => {
      class Young {
        a = 1;
        b = 2;
      }
      return Array.from({ length: 4 }, () => new Young());
    },
  },
  {
    name: "class: a field that is a double in some",
    expected: "range",
    make: () => {
      class Price {
        value: number;
        constructor(value: number) {
          this.value = value;
        }
      }
      return Array.from({ length: 1000 }, (_, i) => new Price(i % 10 === 0 ? i + 0.5 : i));
    },
  },
  {
    name: "class: 1,000 instances without fields",
    expected: "exact",
    make: () => {
      class Nothing {}
      return Array.from({ length: 1000 }, () => new Nothing());
    },
  },
  {
    name: "class: fields added after the constructor",
    expected: "range",
    make: () => {
      class Late {
        a = 1;
        [key: string]: number;
      }
      return Array.from({ length: 500 }, (_, i) => {
        const late = new Late();
        late.b = i;
        late.c = i;
        return late;
      });
    },
  },
  {
    name: "class: 10 classes with static fields",
    expected: "range",
    make: () =>
      Array.from(
        { length: 10 },
        (_, i) =>
          // biome-ignore lint/complexity/noStaticOnlyClass: static fields are what is measured
          class Statics {
            static count: number = i;
            static title: string = `static ${i}`;
            static list: number[] = [i, i + 1];
          },
      ),
  },
  {
    name: "class: subclass of Map with a field",
    expected: "range",
    make: () => {
      class Registry extends Map<number, number> {
        label = 7;
      }
      return Array.from({ length: 200 }, (_, i) => new Registry([[i, i]]));
    },
  },
  {
    name: "class: subclass of Array",
    expected: "range",
    make: () => {
      class Row extends Array<number> {}
      return Array.from({ length: 200 }, (_, i) => Row.of(i, i + 1, i + 2));
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
    make: () =>
      Array.from({ length: 50 }, (_, i) => {
        const o: Record<string, number> = {};
        for (let k = 0; k < 320; k++) o[`d${k}`] = i;
        for (let k = 0; k < 300; k++) delete o[`d${k}`];
        return o;
      }),
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
  {
    name: "text: 2,000 of one byte a character",
    expected: "exact",
    make: () => JSON.parse(JSON.stringify(Array.from({ length: 2000 }, (_, i) => `text number ${i} of many`))),
  },
  {
    name: "text: 2,000 of two bytes a character",
    expected: "exact",
    make: () => JSON.parse(JSON.stringify(Array.from({ length: 2000 }, (_, i) => `文字列 ${i}`))),
  },
  {
    name: "text: 1 of 200,000 characters",
    expected: "exact",
    make: () => ({ text: JSON.parse(`"${"abcdefghij".repeat(20_000)}"`) }),
  },
  {
    name: "text: equal, read 500 times",
    expected: "range",
    make: () =>
      Array.from({ length: 500 }, () => ({ body: JSON.parse(`["${"the same words again ".repeat(4)}"]`)[0] })),
  },
  {
    name: "text: 1,000 concatenated",
    expected: "range",
    make: () => Array.from({ length: 1000 }, (_, i) => `number ${i * 7919} and ` + `number ${i * 104_729}`),
  },
  {
    name: "text: 1,000 pieces of one",
    expected: "range",
    make: () =>
      Array.from({ length: 1000 }, (_, i) => `a piece of the text ${i}`)
        .join(",")
        .split(","),
  },
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
    name: "symbol",
    expected: "exact",
    make: () => {
      const texts: string[] = JSON.parse(JSON.stringify(Array.from({ length: 300 }, (_, i) => `symbol number ${i}`)));
      return texts.map((text) => Symbol(text));
    },
  },
  {
    name: "bigint",
    expected: "exact",
    make: () => Array.from({ length: 300 }, (_, i) => 10n ** BigInt(20 + (i % 30)) + BigInt(i)),
  },
  {
    name: "WeakRef",
    expected: "exact",
    make: () => {
      const target = { a: 1 };
      return { target, references: Array.from({ length: 200 }, () => new WeakRef(target)) };
    },
  },
  {
    name: "list: 20,000 links with back pointers",
    expected: "exact",
    make: () => {
      interface Link {
        value: number;
        before: Link | null;
        after: Link | null;
      }
      const first: Link = { value: 0, before: null, after: null };
      let last = first;
      for (let i = 1; i < 20_000; i++) {
        const link: Link = { value: i, before: last, after: null };
        last.after = link;
        last = link;
      }
      return first;
    },
  },
  {
    name: "mix: stores, maps and lists as an app has them",
    expected: "range",
    make: () => {
      class Store {
        readonly byId = new Map<number, object>();
        readonly selected = new Set<number>();
        readonly listeners: unknown[] = [];
        total = 0.5;
      }
      return Array.from({ length: 100 }, (_, s) => {
        const store = new Store();
        for (let i = 0; i < 50; i++) {
          const item: Record<string, unknown> = { id: i, label: `item ${i} of ${s}`, at: new Date(i) };
          item.later = [i];
          store.byId.set(i, item);
          if (i % 3 === 0) store.selected.add(i);
          store.listeners.push(() => i);
        }
        return store;
      });
    },
  },
];
