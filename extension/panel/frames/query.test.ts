import { expect, test } from "vitest";
import type { FindOption } from "./query.ts";
import { parseQuery, queryTextOf } from "./query.ts";

/** The words as `scope text`; a regular expression as it is written. */
function termsOf(text: string, ...options: FindOption[]): string[] {
  const parsed = parseQuery(text, new Set(options));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.query.terms.map(({ scope, text, pattern }) => `${scope} ${pattern ?? text}`);
}

test.each([
  ["", []],
  ["  ", []],
  ["items", ["any items"]],
  ["items Array", ["any items", "any Array"]],
  ['"two words" third', ["any two words", "any third"]],
  ['"not closed', ["any not closed"]],
  ['"a \\"b\\" \\\\"', ['any a "b" \\']],
  ["type:Array field:items", ["type Array", "field items"]],
  ['type:"My Type"', ["type My Type"]],
  ["type: string", ["any type: string"]],
  ["items: Array map", ["any items: Array", "any map"]],
  ["items: ", ["any items:"]],
  ["type:", ["any type:"]],
  ["/^a|b$/", ["any /^a|b$/i"]],
  ["field:/a b/ c", ["field /a b/i", "any c"]],
  ["/a\\/b/", ["any /a\\/b/i"]],
  ["/api/users", ["any /api/users"]],
  ["/", ["any /"]],
  ["//", ["any //"]],
])("%j is %j", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test("options: the case of a pattern, whole words of a pattern, all of the text as one pattern", () => {
  expect(termsOf("/a/", "match-case")).toEqual(["any /a/"]);
  expect(termsOf("/a|b/", "whole-word")).toEqual(["any /(?<![\\w$])(?:a|b)(?![\\w$])/i"]);
  expect(termsOf('a b "type:', "pattern")).toEqual(['any /a b "type:/i']);
  expect(termsOf("", "pattern")).toEqual([]);
});

test.each([
  ["(", ["pattern"]],
  ["ok /(/", []],
] as const)("%j is refused with the engine's reason", (text, options) => {
  const parsed = parseQuery(text, new Set(options));
  expect(parsed).toEqual({ ok: false, error: "This is not a valid regular expression: Unterminated group." });
});

test.each([
  ["items", "items"],
  ["items: Array", "items: Array"],
  ["two words", '"two words"'],
  ["/a/", '"/a/"'],
  ["type:x", '"type:x"'],
  ['say "x" \\', '"say \\"x\\" \\\\"'],
])("the name %j is found by %j", (name, text) => {
  expect(queryTextOf(name)).toBe(text);
  const wanted = termsOf(text).map((term) => term.slice("any ".length));
  expect(wanted.join(" ")).toBe(name);
});

test("a name of megabytes is found by its beginning", () => {
  expect(queryTextOf("x".repeat(2_000_000))).toBe("x".repeat(1_000));
});
