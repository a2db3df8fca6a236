import { describe, expect, test } from "vitest";
import type { DeriveOptions } from "./derive-options.ts";
import { DeriveOptionError, parseOptions } from "./options.ts";

const parse = (options?: unknown) => parseOptions("allocative/vite", options as DeriveOptions);

describe("by default", () => {
  const { isOn, closuresIn, includes, prefix } = parse();

  test("builds for development are derived, with closures, and no others", () => {
    expect([isOn("development"), isOn("production")]).toEqual([true, false]);
    expect(closuresIn("development")).toBe(true);
  });

  test("every module is in, those of packages too", () => {
    expect([includes("src/store.ts"), includes("node_modules/react/index.js"), includes("../shared/a.js")]).toEqual([
      true,
      true,
      true,
    ]);
    expect(prefix).toBe("");
    expect(includes("node_modules/allocative/dist/core/index.js")).toBe(false);
  });
});

test("production: true derives builds for production without closures, unless they are asked for", () => {
  expect(parse({ production: true }).isOn("production")).toBe(true);
  expect(parse({ production: true }).closuresIn("production")).toBe(false);
  expect(parse({ production: true, closures: true }).closuresIn("production")).toBe(true);
});

test("closures: false leaves them out in development", () => {
  expect(parse({ closures: false }).closuresIn("development")).toBe(false);
});

test("enabled: false is stronger than all others", () => {
  const { isOn } = parse({ enabled: false, production: true });
  expect([isOn("development"), isOn("production")]).toEqual([false, false]);
});

test("include and exclude take globs, regular expressions and lists of them", () => {
  const { includes } = parse({ include: ["src/**", /^node_modules\/redux\//g], exclude: "src/workers" });
  const paths = [
    "src/store.ts",
    "src/workers/sort.ts",
    "node_modules/redux/dist/redux.mjs",
    "node_modules/react/index.js",
  ];
  expect(paths.map(includes)).toEqual([true, false, true, false]);
  expect(paths.map(includes)).toEqual([true, false, true, false]);
});

test("an empty list of modules to include is no module", () => {
  expect(parse({ include: [] }).includes("src/store.ts")).toBe(false);
});

test("only equal options have equal fingerprints", () => {
  expect(parse({ include: /a/ }).fingerprint).toBe(parse({ include: [/a/] }).fingerprint);
  expect(parse({ include: /a/i }).fingerprint).not.toBe(parse({ include: /a/ }).fingerprint);
  expect(parse({ closures: false }).fingerprint).not.toBe(parse({}).fingerprint);
});

describe("a wrong option says what came and what is expected", () => {
  test.each([
    [true, "allocative/vite takes an object of options, and got true."],
    [["src"], "allocative/vite takes an object of options, and got a list."],
    [
      { closure: true },
      'allocative/vite has no option "closure"; it takes include, exclude, closures, natives, enabled, prefix, production.',
    ],
    [{ closures: "yes" }, 'The option closures of allocative/vite is true or false, and not "yes".'],
    [{ enabled: 0 }, "The option enabled of allocative/vite is true or false, and not 0."],
    [{ prefix: 1 }, "The option prefix of allocative/vite is a string, and not 1."],
    [
      { include: () => true },
      "The option include of allocative/vite is a glob, a regular expression or a list of them, and has a function.",
    ],
    [
      { exclude: ["a", null] },
      "The option exclude of allocative/vite is a glob, a regular expression or a list of them, and has null.",
    ],
  ])("%j", (options, message) => {
    expect(() => parse(options)).toThrow(new DeriveOptionError(message));
  });
});
