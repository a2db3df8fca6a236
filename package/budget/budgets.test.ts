import { expect, test } from "vitest";
import { takeSnapshot } from "../../core/index.ts";
import { checkBudgets } from "./budgets.ts";

const store = { users: Array.from({ length: 1000 }, (_, id) => ({ id })), log: [{ at: 1 }] };
const frames = takeSnapshot({ roots: { store }, layout: "chrome" }).flamegraph();

test("each path has its budget, as the panel shows it or as folded stacks have it, and total is all", () => {
  const { isWithin, text } = checkBudgets(frames, {
    "store;users": "21 kB",
    "store › Object › log: Array": "1 KiB",
    total: "1 MB",
  });
  expect(isWithin).toBe(true);
  expect(text.split("\n")).toHaveLength(3);
  expect(text).toMatch(/^store;users: at least 20\.\d\d kB, 9\d\.\d % of its budget of 21 kB$/m);
});

test("one that is exceeded is enough, and what is largest below it is listed", () => {
  const { isWithin, text } = checkBudgets(frames, { "store;users": "20 kB", total: "1 MB" });
  expect(isWithin).toBe(false);
  expect(text).toContain("store;users takes at least 20.");
  expect(text).toContain("over its budget of 20 kB");
});

test.each([
  [{ "store;usrs": "1 MB" }, 'below store there is no "usrs"'],
  [{ "store;usrs": "1 MB" }, "store;Object;users"],
  [{ "store;": "1 MB" }, 'A name of the path "store;" is empty'],
  [{ total: "1 potato" }, 'The budget of "total" is "1 potato"'],
  [{}, "There is no budget"],
])("%o is neither within nor over: %s", (budgets, words) => {
  expect(() => checkBudgets(frames, budgets as Readonly<Record<string, string>>)).toThrow(words);
});
