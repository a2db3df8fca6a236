import type { BoundFunction, ClosureContext, PrivateMembers, WeakEntries } from "../../core/snapshot/closure-roots.ts";
import type { Structure } from "./structure.ts";

/** What the debugger would say of a structure. */
export interface Known {
  readonly row: unknown;
  readonly contexts?: readonly (readonly [fn: object, context: ClosureContext])[];
  readonly bound?: readonly (readonly [fn: object, bound: BoundFunction])[];
  readonly weakMaps?: readonly WeakEntries[];
  readonly privates?: readonly (readonly [object: object, members: PrivateMembers])[];
}

/** A structure of which a part is hidden from JavaScript, and known to a debugger. */
export interface ClosureStructure extends Structure {
  readonly make: () => Known;
}

/* The makers use loops: a variable of theirs that a function inside used would be in a context around those that are measured. */
export const CLOSURE_STRUCTURES: readonly ClosureStructure[] = [
  {
    name: "closure: 500 contexts of 3 variables",
    expected: "exact",
    make: () => {
      const make = (a: number, b: number, c: object) => () => [a, b, c];
      const row: object[] = [];
      const contexts: [object, ClosureContext][] = [];
      const names = ["a", "b", "c"];
      for (let i = 0; i < 500; i++) {
        const object = { i };
        row[i] = make(i, 1, object);
        contexts[i] = [row[i]!, { name: "make", names, values: [i, 1, object], slots: 3, above: undefined }];
      }
      return { row: row.slice(), contexts };
    },
  },
  {
    name: "closure: 500 contexts of a double",
    expected: "exact",
    make: () => {
      const make = (price: number) => () => price;
      const row: object[] = [];
      const contexts: [object, ClosureContext][] = [];
      for (let i = 0; i < 500; i++) {
        row[i] = make(i + 0.5);
        contexts[i] = [row[i]!, { name: "make", names: ["price"], values: [i + 0.5], slots: 1, above: undefined }];
      }
      return { row: row.slice(), contexts };
    },
  },
  {
    name: "closure: 500 contexts of a variable that is assigned anew",
    expected: "range",
    make: () => {
      const make = () => {
        let count = 0;
        const next = () => ++count;
        for (let i = 0; i < 20; i++) next();
        return next;
      };
      const row: object[] = [];
      const contexts: [object, ClosureContext][] = [];
      for (let i = 0; i < 500; i++) {
        row[i] = make();
        contexts[i] = [row[i]!, { name: "make", names: ["count"], values: [20], slots: 1, above: undefined }];
      }
      return { row: row.slice(), contexts };
    },
  },
  {
    name: "closure: 100 contexts of 5 functions each, and of this",
    expected: "exact",
    make: () => {
      function make(this: object, value: object) {
        return [() => this, () => value, () => value, () => value, () => value];
      }
      const row: object[] = [];
      const contexts: [object, ClosureContext][] = [];
      for (let i = 0; i < 100; i++) {
        const value = { i };
        const functions = make.call(value, value);
        const context = { name: "make", names: ["value"], values: [value], slots: 2, above: undefined };
        for (const fn of functions) contexts.push([fn, context]);
        row[i] = functions;
      }
      return { row: row.slice(), contexts };
    },
  },
  {
    name: "closure: 200 contexts inside another",
    expected: "exact",
    make: () => {
      const make = (y: object) => (x: number) => () => [x, y];
      const y = { y: 1 };
      const inner = make(y);
      const above = { name: "make", names: ["y"], values: [y], slots: 1, above: undefined };
      const row: object[] = [];
      const contexts: [object, ClosureContext][] = [];
      for (let x = 0; x < 200; x++) {
        row[x] = inner(x);
        contexts[x] = [row[x]!, { name: "inner", names: ["x"], values: [x], slots: 1, above }];
      }
      return { row: row.slice(), contexts };
    },
  },
  {
    name: "function: 200 bound to none and to three values",
    expected: "exact",
    make: () => {
      const target = (...values: readonly unknown[]) => values;
      const row: object[] = [];
      const bound: [object, BoundFunction][] = [];
      for (let i = 0; i < 200; i++) {
        const thisValue = { i };
        const args = i % 2 === 0 ? [] : [{ i }, i, null];
        row[i] = target.bind(thisValue, ...args);
        bound[i] = [row[i]!, { target, thisValue, args }];
      }
      return { row: row.slice(), bound };
    },
  },
  {
    name: "WeakMap: of 0 to 99 entries",
    expected: "exact",
    make: () => {
      const keys = Array.from({ length: 100 }, (_, i) => ({ i }));
      const weakMaps = Array.from({ length: 100 }, (_, count) => {
        const ofMap = keys.slice(0, count);
        const values = ofMap.map((_key, i) => ({ i }));
        const map = new WeakMap<object, object>();
        for (let i = 0; i < count; i++) map.set(ofMap[i]!, values[i]!);
        return { map, keys: ofMap, values };
      });
      return { row: [keys, weakMaps.map(({ map }) => map)], weakMaps };
    },
  },
  {
    name: "class: 1,000 instances with private fields",
    expected: "exact",
    make: () => {
      class Account {
        #owner: object;
        #cents: number;
        constructor(owner: object, cents: number) {
          this.#owner = owner;
          this.#cents = cents;
        }
        members(): readonly unknown[] {
          return [this.#owner, this.#cents];
        }
      }
      const privates = Array.from({ length: 1000 }, (_, i) => {
        const account = new Account({ i }, i);
        return [account, { names: ["#owner", "#cents"], values: account.members() }] as const;
      });
      return { row: privates.map(([account]) => account), privates };
    },
  },
];
