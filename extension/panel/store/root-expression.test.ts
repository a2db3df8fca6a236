import { expect, test } from "vitest";
import { parseRoot } from "./root-expression.ts";

test.each<[string, string, string]>([
  ["app.store", "app.store", "app.store"],
  ["  app.store ", "app.store", "app.store"],
  ["cart = app.store.cart", "cart", "app.store.cart"],
  ["cart=app.cart", "cart", "app.cart"],
  ["user list = app.users", "user list", "app.users"],
  ["Ann's cart = app.cart", "Ann's cart", "app.cart"],
  ["корзина 🛒 = app.cart", "корзина 🛒", "app.cart"],
  ["users (old) = app.users", "users (old)", "app.users"],
  ["two\n  lines = app.cart", "two lines", "app.cart"],
  ["a.b = 5", "a.b", "5"],
  ['a["x=y"] = app', 'a["x=y"]', "app"],
  ["same = a === b ? c : d", "same", "a === b ? c : d"],
  ["a == b", "a == b", "a == b"],
  ["a <= b", "a <= b", "a <= b"],
  ["a !== b ? c : d", "a !== b ? c : d", "a !== b ? c : d"],
  ['list["a=b"]', 'list["a=b"]', 'list["a=b"]'],
  ["list.find((one) => one.id === 3)", "list.find((one) => one.id === 3)", "list.find((one) => one.id === 3)"],
  ["first = list.find((one) => one.id === 3)", "first", "list.find((one) => one.id === 3)"],
  ["(x = 1) => x", "(x = 1) => x", "(x = 1) => x"],
  ["`a=b`", "`a=b`", "`a=b`"],
  ["app // = the app", "app // = the app", "app // = the app"],
  ["app /* = */", "app /* = */", "app /* = */"],
])("%j is the root %j of %j", (text, name, expression) => {
  expect(parseRoot(text)).toEqual({ ok: true, root: { name, expression } });
});

test.each([
  ["a = b = app", "would assign to “b”"],
  ["a += 1", "would assign to “a”"],
  ["a.b ||= {}", "would assign to “a.b”"],
  ["cart = a ??= {}", "would assign to “a”"],
  ["a >>>= 1", "would assign to “a”"],
  ["= app", "The name before the = is missing."],
  ["cart =", "The expression after “cart =” is missing."],
])("%j is refused", (text, words) => {
  expect(parseRoot(text)).toEqual({ ok: false, error: expect.stringContaining(words) });
});
