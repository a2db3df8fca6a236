import type { Structure } from "../structure.ts";

export const JSON_STRUCTURES: readonly Structure[] = [
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
