import { expect, test } from "vitest";
import { keyReadBy } from "./accessor-key.ts";

const getterOf = (object: object): (() => unknown) | undefined => Object.getOwnPropertyDescriptor(object, "value")?.get;

test("the key of a getter that only reads", () => {
  const key = Symbol();
  const getter = getterOf({
    get value() {
      return Reflect.get(this, key);
    },
  });
  expect(keyReadBy(getter)).toBeUndefined();
  const plain = new Function(
    "key",
    "return Object.getOwnPropertyDescriptor({ get() { return this[key]; } }, 'get').value",
  );
  expect(keyReadBy(plain(key))).toBe(key);
  expect(keyReadBy(plain("__todos"))).toBe("__todos");
});

test("a getter that does anything else is not called", () => {
  let calls = 0;
  const make = (body: string) =>
    new Function("key", "call", `return Object.getOwnPropertyDescriptor({ get() { ${body} } }, 'get').value`)(
      "k",
      () => calls++,
    );
  for (const body of [
    "call(); return this[key]",
    "return this[key] + call()",
    "return this[call()]",
    "return this[key][call()]",
    "returnthis[call()]",
    "returnthis[key]",
    "return this[key], call()",
    "return /* */ this[call(key)]",
  ]) {
    expect(keyReadBy(make(body))).toBeUndefined();
  }
  expect(keyReadBy(undefined)).toBeUndefined();
  expect(calls).toBe(0);
});
