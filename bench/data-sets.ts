/** Makes the measured data; runs in the page, so each is self-contained. */
export interface DataSet {
  readonly name: string;
  /** Items that `make` makes by default. */
  readonly count: number;
  /** Makes `count` items. */
  readonly make: (count?: number) => unknown;
  /** Whether a serializer accepts the data: cycles and class instances are not JSON. */
  readonly isJson: boolean;
}

export const DATA_SETS: readonly DataSet[] = [
  {
    name: "JSON, 200,000 records",
    count: 200_000,
    isJson: true,
    make: (count = 200_000) => {
      const records: unknown[] = [];
      for (let i = 0; i < count; i++) {
        records.push({
          id: i,
          name: `user ${i}`,
          email: `user-${i}@example.com`,
          tags: [`tag ${i % 150}`, `tag ${(i * 7) % 150}`],
          position: { x: i % 1000, y: i % 777 },
        });
      }
      return JSON.parse(JSON.stringify(records));
    },
  },
  {
    name: "1,000,000 linked class instances",
    count: 1_000_000,
    isJson: false,
    make: (count = 1_000_000) => {
      class Link {
        next: Link | null;
        value: number;
        constructor(next: Link | null, value: number) {
          this.next = next;
          this.value = value;
        }
      }
      let list: Link | null = null;
      for (let i = 0; i < count; i++) list = new Link(list, i);
      return list;
    },
  },
  {
    name: "200,000 Maps and Sets",
    count: 100_000,
    isJson: false,
    make: (count = 100_000) => {
      const all: unknown[] = [];
      for (let i = 0; i < count; i++) {
        all.push(
          new Map<unknown, unknown>([
            [i, "one"],
            [`key ${i % 1000}`, i],
          ]),
          new Set([i, i + 1, `member ${i % 1000}`]),
        );
      }
      return all;
    },
  },
];
