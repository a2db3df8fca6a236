import { describe, expect, test } from "vitest";
import { totalsOf } from "../graph/totals.ts";
import type { Walk } from "../walk/walk.ts";
import { addFunctionRoots, type PrivateMembers, type WeakEntries } from "./closure-roots.ts";
import { contextOf, foldedOf, graphOf } from "./closures.fixture.ts";
import { MAX_QUESTIONS, Questions } from "./questions.ts";

describe("bound functions", () => {
  test("refer to what they are bound to", () => {
    const target = () => 1;
    const bound = Function.prototype.bind.call(target, { self: 1 }, { arg: 1 }, 1.5, 7);
    const boundOf = (fn: object) =>
      fn === bound ? { target, thisValue: { self: 1 }, args: [{ arg: 1 }, 1.5, 7] } : undefined;
    expect(foldedOf({ roots: { bound }, boundOf })).toEqual([
      "bound;Function 24",
      "bound;Function;[[BoundArgs]] 32",
      "bound;Function;[[BoundArgs]];Object 12",
      "bound;Function;[[BoundArgs]];Object;arg 4",
      "bound;Function;[[BoundThis]];Object 12",
      "bound;Function;[[BoundThis]];Object;self 4",
      "bound;Function;[[TargetFunction]];Function 28",
    ]);
  });

  test("take no more than what they have, where it is known", () => {
    const bound = (() => 1).bind(null);
    const unknown = totalsOf(graphOf({ roots: { bound } }));
    const known = totalsOf(
      graphOf({ roots: { bound }, boundOf: () => ({ target: undefined, thisValue: null, args: [] }) }),
    );
    expect(known.size).toBe(24);
    expect(known.maxSize).toBe(unknown.maxSize - 24);
  });
});

describe("WeakMaps", () => {
  const map = new WeakMap();
  const key = { id: 1 };
  const value = { meta: 1 };

  function entriesOf(entries: readonly (readonly [object, unknown])[], of: object = map): WeakEntries {
    return { map: of, keys: entries.map(([one]) => one), values: entries.map(([, other]) => other) };
  }

  test("a value belongs to its key where the map is met, too", () => {
    const weakMaps = [entriesOf([[key, value]])];
    const expected = [
      "app;Object 12",
      "app;Object;key 4",
      "app;Object;key;Object 12",
      "app;Object;key;Object;[[WeakMap]];Object 12",
      "app;Object;key;Object;[[WeakMap]];Object;meta 4",
      "app;Object;key;Object;id 4",
      "app;Object;map 4",
      "app;Object;map;WeakMap 16",
      "app;Object;map;WeakMap;table 52",
    ];
    expect(foldedOf({ roots: { app: { key, map } }, weakMaps })).toEqual(expected);
    expect(foldedOf({ roots: { app: { map, key } }, weakMaps })).toEqual(expected);
  });

  test("whose map is not met keeps nothing", () => {
    expect(foldedOf({ roots: { key }, weakMaps: [entriesOf([[key, value]])] })).toEqual([
      "key;Object 12",
      "key;Object;id 4",
    ]);
  });

  test("keep the values of keys that are met nowhere else", () => {
    expect(foldedOf({ roots: { map }, weakMaps: [entriesOf([[key, value]])] })).toEqual([
      "map;WeakMap 16",
      "map;WeakMap;[[Entries]];Object 12",
      "map;WeakMap;[[Entries]];Object;meta 4",
      "map;WeakMap;table 52",
    ]);
  });

  test("lead from key to key", () => {
    const keys = Array.from({ length: 20_000 }, (_, id) => ({ id }));
    const weakMaps = [entriesOf(keys.slice(1).map((one, i) => [keys[i]!, one]))];
    const graph = graphOf({ roots: { map, first: keys[0] }, weakMaps, budgetMs: 5 });
    expect(totalsOf(graph).objectCount).toBe(20_001);
  });

  test("several of one key, met at different times, each add their value", () => {
    const second = new WeakMap();
    const third = new WeakMap();
    const weakMaps = [entriesOf([[key, second]]), entriesOf([[key, third]], second), entriesOf([[key, value]], third)];
    const folded = foldedOf({ roots: { key, map }, weakMaps });
    expect(folded).toContain("key;Object;[[WeakMap]];WeakMap 32");
    expect(folded).toContain("key;Object;[[WeakMap]];Object 12");
  });

  test("a key may be a function, an array, a Map; a value may be a primitive, or its own key", () => {
    const fn = Object.assign(() => 1, { own: [1] });
    const list = [1.5, 2.5];
    const weakMaps = [
      entriesOf([
        [fn, "of a function"],
        [list, 1.5],
        [map, map],
        [key, key],
        [value, null],
      ]),
    ];
    const folded = foldedOf({ roots: { app: { fn, list, map, key, value } }, weakMaps });
    expect(folded).toContain("app;Object;fn;Function;[[WeakMap]];string 28");
    expect(folded).toContain("app;Object;list;Array;[[WeakMap]] 12");
    expect(folded).toContain("app;Object;list;Array;elements 24");
    expect(folded.some((line) => line.includes("key;Object;[[WeakMap]]"))).toBe(false);
  });

  test("a key that cannot be read has no value", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    );
    const weakMaps = [
      entriesOf([
        [proxy, value],
        [hostile, value],
      ]),
    ];
    revoke();
    const folded = foldedOf({ roots: { app: { proxy, hostile, map } }, weakMaps });
    expect(folded.some((line) => line.includes("meta"))).toBe(false);
  });

  test("have a table with room for their entries", () => {
    const keys = Array.from({ length: 100 }, (_, id) => ({ id }));
    const weakMaps = [entriesOf(keys.map((one) => [one, 1]))];
    /* 8 + 4 × (3 + 2 × 256) */
    expect(foldedOf({ roots: { map }, weakMaps })).toContain("map;WeakMap;table 2068");
  });
});

class Account {
  readonly name: string;
  readonly #balance: object;
  #rate = 1.5;

  constructor(name: string, balance: object) {
    this.name = name;
    this.#balance = balance;
  }

  /** As a debugger reads them. */
  static membersOf(account: object): PrivateMembers | undefined {
    return account instanceof Account
      ? { names: ["#balance", "#rate", "#audit"], values: [account.#balance, account.#rate, Account.#audit] }
      : undefined;
  }

  static #audit(): void {}
}

describe("private members", () => {
  const mayHavePrivates = (prototype: object) => prototype === Account.prototype;
  const account = new Account("a-1", { cents: 1 });
  const expected = [
    "app;Account 12",
    "app;Account;#audit;Function 28",
    "app;Account;#balance 4",
    "app;Account;#balance;Object 12",
    "app;Account;#balance;Object;cents 4",
    "app;Account;#rate 16",
    "app;Account;name 4",
    "app;Account;name;string 16",
  ];

  test("that are known stand among the fields", () => {
    expect(foldedOf({ roots: { app: account }, mayHavePrivates, privatesOf: Account.membersOf })).toEqual(expected);
  });

  test("that are not known are asked for when nothing else is left, again and again", () => {
    const inner = new Account("inner", { cents: 2 });
    const outer = new Account("outer", inner);
    const asked: number[] = [];
    const folded = foldedOf({
      roots: { app: [account, outer] },
      mayHavePrivates,
      questions: new Questions(),
      host: (objects) => {
        asked.push(objects.length);
        return objects.map((one) => Account.membersOf(one));
      },
    });
    expect(asked).toEqual([2, 1]);
    expect(folded).toContain("app;Array;elements;Account;#balance;Account;#balance;Object 12");
  });

  test("of many objects are asked for in lists of limited length", () => {
    const accounts = Array.from({ length: 2 * MAX_QUESTIONS + 1 }, (_, i) => new Account(`a-${i}`, {}));
    const asked: number[] = [];
    const graph = graphOf({
      roots: { app: accounts },
      mayHavePrivates,
      questions: new Questions(),
      host: (objects) => {
        asked.push(objects.length);
        return objects.map((one) => Account.membersOf(one));
      },
    });
    expect(asked).toEqual([MAX_QUESTIONS, MAX_QUESTIONS, 1]);
    /* The list, the accounts with their balances, and the method. */
    expect(totalsOf(graph).objectCount).toBe(2 + 2 * accounts.length);
  });

  test.each([
    ["the host refuses", undefined],
    ["the host cannot read it", (objects: readonly object[]) => objects.map(() => undefined)],
    ["the host gives fewer answers", () => []],
  ])("are not counted where %s", (_case, host) => {
    const folded = foldedOf({
      roots: { app: account },
      mayHavePrivates,
      questions: new Questions(),
      ...(host === undefined ? {} : { host }),
    });
    expect(folded).toEqual(expected.filter((line) => !line.includes("#")));
  });

  test("and a WeakMap may both add to one object", () => {
    const map = new WeakMap();
    const folded = foldedOf({
      roots: { app: { account, map } },
      mayHavePrivates,
      questions: new Questions(),
      host: (objects) => objects.map((one) => Account.membersOf(one)),
      weakMaps: [{ map, keys: [account], values: [["of the map"]] }],
    });
    expect(folded).toContain("app;Object;account;Account;#balance;Object 12");
    expect(folded).toContain("app;Object;account;Account;[[WeakMap]];Array;elements;string 24");
  });

  test("of what a lone function keeps are asked for once, at the end", () => {
    const ticks = Array.from({ length: 50 }, (_, i) => ({ value: () => i, root: "src/poll.ts", field: "tick" }));
    const contexts = new Map(
      ticks.map(({ value }, i) => [value, contextOf("start", [["account", new Account(`${i}`, { i })]])]),
    );
    const asked: number[] = [];
    const add = (walk: Walk) => addFunctionRoots(walk, ticks);
    const folded = foldedOf({
      add,
      contexts,
      mayHavePrivates,
      questions: new Questions(),
      host: (objects) => {
        asked.push(objects.length);
        return objects.map((one) => Account.membersOf(one));
      },
    });
    expect(asked).toEqual([50]);
    expect(folded).toContain("Closures;src/poll.ts;tick;Function;start;[[Scopes]];account;Account;#balance;Object 600");
  });
});
