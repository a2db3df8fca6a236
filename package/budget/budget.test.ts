import { expect, test } from "vitest";
import { parseBudget } from "./budget.ts";

test.each([
  ["store=300kB", ["store"], 300_000],
  ["store;Object;users=5MB", ["store", "Object", "users"], 5_000_000],
  [" store ; Object = 5 MB ", ["store", "Object"], 5_000_000],
  ["a=b;c=1KiB", ["a=b", "c"], 1024],
  ["store › users: Array = 5MB", ["store", "users: Array"], 5_000_000],
  ["20MB=1MB", ["20MB"], 1_000_000],
  ["total=1MB", ["total"], 1_000_000],
  ["__proto__=1B", ["__proto__"], 1],
  ["20MB", [], 20_000_000],
])("%j", (text, names, bytes) => {
  const parsed = parseBudget(text);
  expect(parsed).toMatchObject({ ok: true, budget: { limit: { bytes } } });
  expect(parsed.ok && (parsed.budget.path?.steps ?? [])).toEqual(names);
});

test.each([
  ["store", "it is neither PATH=SIZE, nor a SIZE for the whole snapshot"],
  ["", "it is neither PATH=SIZE, nor a SIZE for the whole snapshot"],
  ["20", "a size is a number above 0 with B, kB, MB, GB, KiB, MiB or GiB, such as 5MB."],
  [
    "store=5mb",
    '"5mb" is not a valid size; a size is a number above 0 with B, kB, MB, GB, KiB, MiB or GiB, such as 5MB.',
  ],
  ["store=", '"" is not a valid size'],
  ["store=0MB", '"0MB" is not a valid size'],
  ["5MB=store", '"store" is not a valid size'],
  ["=5MB", "a name of its path is empty"],
  ["store;;users=5MB", 'a name of its path is empty; a path is names joined by ";", such as store;Object;users.'],
  ["store;=5MB", "a name of its path is empty"],
])("%j is refused", (text, reason) => {
  const parsed = parseBudget(text);
  expect(parsed).toEqual({ ok: false, error: expect.stringContaining(`--budget is "${text}": `) });
  expect(parsed).toEqual({ ok: false, error: expect.stringContaining(reason) });
});
