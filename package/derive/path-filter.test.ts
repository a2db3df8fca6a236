import { expect, test } from "vitest";
import { toPathFilter } from "./path-filter.ts";

test.each([
  ["src/**", "src/a/b.ts", true],
  ["src/**", "lib/src/b.ts", false],
  ["**/store.ts", "store.ts", true],
  ["**/store.ts", "src/deep/store.ts", true],
  ["src/*.ts", "src/a/b.ts", false],
  ["src/?.ts", "src/a.ts", true],
  ["src/*.{ts,tsx}", "src/a.tsx", true],
  ["src/*.{ts,tsx}", "src/a.js", false],
  ["src/a,b.ts", "src/a,b.ts", true],
  ["src", "src/a.ts", true],
  ["src/", "src/a.ts", true],
  ["src", "srcs/a.ts", false],
  ["./src/a.ts", "src/a.ts", true],
  ["src/a+(b).ts", "src/a+(b).ts", true],
  ["node_modules/@scope/*", "node_modules/@scope/name/dist/x.js", true],
  ["../shared/**", "../shared/a.ts", true],
])("%s and %s: %j", (glob, path, expected) => {
  expect(toPathFilter([glob], [])(path)).toBe(expected);
});
