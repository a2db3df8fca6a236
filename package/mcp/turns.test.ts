import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

test("tasks run one after the other, also after one that failed", async () => {
  const turns = new Turns();
  const done: string[] = [];
  const { signal } = new AbortController();
  const first = gate();
  const one = turns.take(async () => {
    await first.passed;
    done.push("one");
    throw new Error("one failed");
  }, signal);
  const two = turns.take(async () => void done.push("two"), signal);
  expect(turns.isBusy).toBe(true);
  first.open();
  await expect(one).rejects.toThrow("one failed");
  await two;
  expect(done).toEqual(["one", "two"]);
  expect(turns.isBusy).toBe(false);
});

test("one that is taken back while it waits is not begun", async () => {
  const turns = new Turns();
  const first = gate();
  const taker = new AbortController();
  const one = turns.take(() => first.passed, new AbortController().signal);
  let isBegun = false;
  const two = turns.take(async () => {
    isBegun = true;
  }, taker.signal);
  taker.abort(new Error("taken back"));
  first.open();
  await one;
  await expect(two).rejects.toThrow("taken back");
  expect(isBegun).toBe(false);
});
