/** Makes the measured data; runs in the page, so each is self-contained. */
export interface DataSet {
  readonly name: string;
  /** Makes `count` items, if the set can have any size. */
  readonly make: (count?: number) => unknown;
  /** Whether a serializer accepts the data: cycles and class instances are not JSON. */
  readonly isJson: boolean;
}

export const DATA_SETS: readonly DataSet[] = [
  {
    name: "JSON, 200,000 records",
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
    isJson: false,
    make: () => {
      class Link {
        next: Link | null;
        value: number;
        constructor(next: Link | null, value: number) {
          this.next = next;
          this.value = value;
        }
      }
      let list: Link | null = null;
      for (let i = 0; i < 1_000_000; i++) list = new Link(list, i);
      return list;
    },
  },
  {
    name: "200,000 Maps and Sets",
    isJson: false,
    make: () => {
      const all: unknown[] = [];
      for (let i = 0; i < 100_000; i++) {
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
