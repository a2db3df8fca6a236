import { afterEach, describe, expect, test } from "vitest";
import { registerRoot } from "../../core/index.ts";
import { memory } from "./index.ts";

const store = { users: [{ id: 1 }], log: [] as object[] };
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

describe("toGrow", () => {
  test("finds what grows in every round among the roots that are given", async () => {
    const action = () => void store.users.push({ id: 1 });
    await expect(action).toGrow({ roots: { store }, rounds: 3 });
    await expect(expect(action).not.toGrow({ roots: { store }, rounds: 3 })).rejects.toThrow(
      /^1 place grew in each of 3 rounds:\n\nstore › Object › users: Array\n {2}\d+ → /,
    );
  });

  test("says so where nothing grows, and leaves out what is ignored", async () => {
    await expect(() => {}).not.toGrow({ roots: { store } });
    await expect(expect(() => {}).toGrow({ roots: { store } })).rejects.toThrow("Nothing grew in every round.");
    await expect(() => void store.log.push({})).not.toGrow({ roots: { store }, ignore: ["store › log"] });
  });

  test("without roots and the debugger, those that are registered are measured", async () => {
    cleanups.push(registerRoot("registered", () => store));
    const options = { rounds: 2, closures: false };
    await expect(() => void store.log.push({})).toGrow(options);
    await expect(() => void store.log.push({})).not.toGrow({ ...options, ignore: ["registered;log"] });
  });

  test("where there is none, a sentence says what to give", async () => {
    await expect(expect(() => {}).not.toGrow({ closures: false })).rejects.toThrow("There is nothing to measure");
  });
});

describe("toStayWithin", () => {
  test("compares paths with their budgets", async () => {
    const small = memory.of({ cart: { items: ["a"] } });
    await expect(small).toStayWithin({ "cart;items": "1 kB", total: "2 kB" });
    await expect(small).not.toStayWithin({ "cart;items": "1 B" });
    await expect(expect(small).toStayWithin({ "cart;items": "1 B" })).rejects.toThrow(
      /^cart;items takes at least .* over its budget of 1 B\./,
    );
  });

  test("a path that is not there is an error on both sides, and near ones are named", async () => {
    const cart = memory.of({ cart: { items: ["a"] } });
    await expect(expect(cart).toStayWithin({ "cart;itms": "1 kB" })).rejects.toThrow("cart;Object;items");
    await expect(expect(cart).not.toStayWithin({ "cart;itms": "1 kB" })).rejects.toThrow("cart;Object;items");
  });

  test("takes the memory, and nothing else", async () => {
    await expect(expect(store).toStayWithin({ total: "1 MB" })).rejects.toThrow("toStayWithin takes the memory");
  });
});

test("a snapshot is a file of the panel's own format", async () => {
  const bytes = await memory.of({ store }).takeSnapshot();
  expect(bytes.length).toBeGreaterThan(100);
  expect(bytes).toBeInstanceOf(Uint8Array);
});
