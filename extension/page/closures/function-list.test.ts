import { expect, test } from "vitest";
import { DerivedReaders } from "./derived-readers.ts";
import { FunctionList } from "./function-list.ts";

test("bound functions are found among those of native code, and what settles promises is not", () => {
  const bound = function named(this: object) {}.bind({});
  const nameless = (() => {}).bind(null);
  let resolve: object = {};
  void new Promise((settle) => {
    resolve = settle;
  });
  const list = new FunctionList([bound, resolve, nameless, Math.max, () => list], new DerivedReaders({}));
  expect(list.read(1_000).isDone).toBe(true);
  expect(Array.from(list.bound)).toEqual([bound, nameless]);
  expect(list.functions).toHaveLength(1);
});
