import type { Structure } from "../structure.ts";

export const CLASS_STRUCTURES: readonly Structure[] = [
  {
    name: "class: 100 classes without members",
    expected: "range",
    make: () => Array.from({ length: 100 }, () => class {}),
  },
  {
    name: "class: 100 classes with methods",
    expected: "range",
    make: () =>
      Array.from(
        { length: 100 },
        () =>
          class {
            first() {}
            second() {}
            third() {}
            class() {}
          },
      ),
  },
  {
    name: "class: 100 classes with getters and setters",
    expected: "range",
    make: () =>
      Array.from(
        { length: 100 },
        () =>
          class {
            get value() {
              return 1;
            }
            get total() {
              return 1;
            }
            set total(_total) {}
          },
      ),
  },
  {
    name: "class: 100 classes with static members",
    expected: "range",
    make: () =>
      Array.from(
        { length: 100 },
        () =>
          class {
            static count = 1;
            static make() {}
            static get total() {
              return 1;
            }
          },
      ),
  },
  {
    name: "class: 100 classes with static getters",
    expected: "range",
    make: () =>
      Array.from(
        { length: 100 },
        () =>
          class {
            static get a() {
              return 1;
            }
            static get b() {
              return 1;
            }
            static get c() {
              return 1;
            }
            static get d() {
              return 1;
            }
          },
      ),
  },
  {
    name: "class: 100 classes with a computed name, and members added later",
    expected: "range",
    make: () =>
      Array.from({ length: 100 }, (_, i) => {
        class Later {
          [`computed${i}`]() {}
          first() {}
        }
        Object.assign(Later.prototype, { added: 1, more: () => 2 });
        new Later();
        return Later;
      }),
  },
  {
    name: "class: 100 classes that extend another, with private members",
    expected: "range",
    make: () => {
      class Base {
        base() {}
      }
      return Array.from(
        { length: 100 },
        () =>
          class extends Base {
            #count = 1;
            #next() {
              return this.#count;
            }
            override base() {
              super.base();
              return this.#next();
            }
          },
      );
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
    expectedInFirefox: "range",
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
];
