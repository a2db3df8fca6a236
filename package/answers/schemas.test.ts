import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { outputOf } from "../cli/output.fixture.ts";
import { DOCUMENTED, misfits, misfitsOfObject } from "./documented-schemas.fixture.ts";
import { writeShopFiles } from "./shop.fixture.ts";

const shop = writeShopFiles();
afterAll(() => rmSync(shop.folder, { recursive: true }));

test.each([
  ["allocative.top/1", ["top", shop.after]],
  ["allocative.top/1", ["top", shop.afterFolded, "--rows", "1"]],
  ["allocative.diff/1", ["diff", shop.before, shop.after]],
  ["allocative.diff/1", ["diff", shop.before, shop.afterFolded]],
  ["allocative.who/1", ["who", shop.after, "store;users"]],
  ["allocative.who/1", ["who", shop.after, "store;theme"]],
  ["allocative.types/1", ["types", shop.after]],
  [
    "allocative.report/1",
    ["report", shop.before, shop.after, "--budget", "store;users=1kB", "--budget", "9MB", "--budget", "no=1B"],
  ],
])("%s is documented: %j", async (schema, args) => {
  const { text } = await outputOf([...args, "--json"]);
  expect(text.trimEnd()).not.toContain("\n");
  expect(misfitsOfObject(JSON.parse(text), schema, "answer")).toEqual([]);
});

test("every documented answer is one that is tested", () => {
  expect([...DOCUMENTED.keys()].filter((name) => name.startsWith("allocative."))).toEqual([
    "allocative.top/1",
    "allocative.diff/1",
    "allocative.who/1",
    "allocative.types/1",
    "allocative.report/1",
    /* In the test of the leak check. */
    "allocative.leaks/1",
  ]);
});

test("what does not fit is found", () => {
  expect(misfits({ member: 1 }, "[Held box](#held-box)", "answer")).toContain("answer.member: not documented");
  expect(misfits(1.5, "integer", "answer")).toHaveLength(1);
  expect(misfits("left", '`"within"` or `"over"`', "answer")).toHaveLength(1);
});
