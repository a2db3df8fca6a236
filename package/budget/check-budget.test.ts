import { describe, expect, test } from "vitest";
import { parseBudget } from "./budget.ts";
import { writeBudgetCheck } from "./budget-report.ts";
import { checkBudget } from "./check-budget.ts";
import { framesOfExport } from "./folded-frames.ts";

const FOLDED = `cart;Object 12
cart;Object;items;Array;elements;Object;sku;string 4000
cart;Object;items;Array;elements 2000
store;Object 12
store;Object;users;Array 16
store;Object;users;Array;elements;User;name;string 5000000
store;Object;users;Array;elements;User;mail;string 1000000
store;Object;users;Array;elements;User;id 40000
store;Object;users;Array;elements;User;age 30000
store;Object;usersById;Map 2000
pixels;Uint8Array 500
pixels;Uint8Array;backing_store 10000
`;
const SHOP = framesOfExport(FOLDED);

function checked(text: string, frames = SHOP) {
  const parsed = parseBudget(text);
  if (!parsed.ok) throw new Error(parsed.error);
  const check = checkBudget(frames, parsed.budget);
  return { kind: check.kind, text: writeBudgetCheck(frames, check) };
}

describe("within", () => {
  test.each([
    ["cart=8kB", "cart: at least 6.01 kB, 75.1 % of its budget of 8 kB"],
    [
      "cart;Object;items;Array;elements=10KiB",
      "cart;Object;items;Array;elements: at least 5.86 KiB, 58.5 % of its budget of 10 KiB",
    ],
    ["store;Object;usersById=2000B", "store;Object;usersById: at least 2,000 B, 100.0 % of its budget of 2000 B"],
    ["store;Object;usersById=2.001kB", "store;Object;usersById: at least 2.00 kB, 99.9 % of its budget of 2.001 kB"],
    ["cart=1 GB", "cart: at least 0.00 GB, less than 0.1 % of its budget of 1 GB"],
    ["20MB", "The whole snapshot: at least 6.09 MB, 30.4 % of its budget of 20 MB"],
  ])("%s", (budget, text) => expect(checked(budget)).toEqual({ kind: "within", text }));
});

describe("over", () => {
  test("says by how much, and the three largest below", () => {
    expect(checked("store;Object;users;Array;elements;User=5MB")).toEqual({
      kind: "over",
      text: `store;Object;users;Array;elements;User takes at least 6.07 MB (6,070,000 bytes), 1.07 MB (1,070,000 bytes) over its budget of 5 MB. The largest below it:
  store;Object;users;Array;elements;User;name: 5.00 MB
  store;Object;users;Array;elements;User;mail: 1.00 MB
  store;Object;users;Array;elements;User;id: 0.04 MB`,
    });
  });

  test("an only child is left out where its children say more", () => {
    expect(checked("store;Object;users=5MB").text).toContain(`The largest below it:
  store;Object;users;Array;elements;User;name: 5.00 MB
  store;Object;users;Array;elements;User;mail: 1.00 MB
`);
    expect(checked("store=5MB").text).toContain(`
  store;Object;users: 6.07 MB
  store;Object;usersById: 0.00 MB`);
    expect(checked("pixels=1kB").text).toMatch(/below it:\n {2}pixels;Uint8Array;backing_store: 10\.00 kB$/);
  });

  test("an only child that has most of the bytes itself stands there", () => {
    const frames = framesOfExport("table;Array;elements 9000\ntable;Array;elements;Object 12\n");
    expect(checked("table=1kB", frames).text).toMatch(/below it:\n {2}table;Array;elements: 9\.01 kB$/);
  });

  test("one byte is over", () => {
    expect(checked("store;Object;usersById=1999B").text).toMatch(
      /^store;Object;usersById takes at least 2,000 B \(2,000 bytes\), 1 B \(1 byte\) over its budget of 1999 B\./,
    );
  });

  test("a frame with nothing below it", () => {
    expect(checked("store;Object;usersById;Map=1kB").text).toMatch(
      /over its budget of 1 kB\. Nothing stands below it\.$/,
    );
  });

  test("the whole snapshot: its roots", () => {
    expect(checked("1MB").text).toMatch(
      /^The whole snapshot takes at least 6\.09 MB .*:\n {2}store: .*\n {2}pixels: .*\n {2}cart: /,
    );
  });
});

describe("missing", () => {
  test("a part of a name is no name", () => {
    expect(checked("stor=5MB")).toEqual({
      kind: "missing",
      text: 'stor is not in the snapshot: no root is called "stor". The nearest:\n  store',
    });
    expect(checked("store;Object;user=5MB").kind).toBe("missing");
  });

  test("types and storages may be left out of a path", () => {
    expect(checked("store;users;name=6MB")).toEqual({
      kind: "within",
      text: "store;users;name: at least 5.00 MB, 83.3 % of its budget of 6 MB",
    });
  });

  test("says where the path ends, and what is near", () => {
    expect(checked("store;usres=5MB")).toEqual({
      kind: "missing",
      text: 'store;usres is not in the snapshot: below store there is no "usres". The nearest:\n  store;Object;users',
    });
  });

  test("a snapshot without frames", () => {
    const nothing = framesOfExport("");
    expect(checked("b;c=1B", nothing).text).toBe('b;c is not in the snapshot: no root is called "b". It is empty.');
    expect(checked("1B", nothing).kind).toBe("within");
  });
});

test("sizes are what a sum over the lines of a file gives", () => {
  const names = ["a", "ab", "b", "__proto__", "constructor"];
  const stacks = [...names];
  for (let i = 0; stacks[i]!.split(";").length < 3; i++) for (const name of names) stacks.push(`${stacks[i]};${name}`);
  const sizeOf = new Map(stacks.map((stack, index) => [stack, 1 + ((index * 7919) % 1009)]));
  const frames = framesOfExport(stacks.map((stack) => `${stack} ${sizeOf.get(stack)}\n`).join(""));
  for (const path of stacks) {
    let sum = 0;
    for (const [stack, size] of sizeOf) if (stack === path || stack.startsWith(`${path};`)) sum += size;
    expect(checked(`${path}=${sum}B`, frames).kind, path).toBe("within");
    if (sum > 1) expect(checked(`${path}=${sum - 1}B`, frames).kind, path).toBe("over");
  }
});
