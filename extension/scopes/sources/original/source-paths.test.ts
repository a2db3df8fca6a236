import { expect, test } from "vitest";
import { sourcePathsOf } from "./source-paths.ts";

const MAP = "https://shop.example/assets/index-D630HKtc.js.map";

/** As the reader of maps resolves them, without a source root. */
function pathsOf(...raw: (string | null)[]): readonly string[] {
  const hasScheme = (source: string) => /^[a-z][\w+.-]*:/i.test(source);
  const resolved = raw.map((source) => (source === null || hasScheme(source) ? source : new URL(source, MAP).href));
  return sourcePathsOf(raw, resolved);
}

test.each([
  ["../../src/a.ts", "src/a.ts"],
  ["../src/a.ts", "src/a.ts"],
  ["./a.ts", "assets/a.ts"],
  ["../../../../../home/me/shop/node_modules/react/index.js", "node_modules/react/index.js"],
  ["../../node_modules/.pnpm/react@19.0.0/node_modules/react/index.js", "node_modules/react/index.js"],
  ["webpack://app/./src/x.js", "src/x.js"],
  ["webpack:///./src/x.js", "src/x.js"],
  ["webpack:///src/x.js", "src/x.js"],
  ["webpack://app/src/App.vue?a1b2", "src/App.vue"],
  ["webpack://app/webpack/bootstrap", "webpack/bootstrap"],
  ['webpack://app/external umd "react"', 'external umd "react"'],
  ["turbopack:///[project]/src/app/page.tsx", "src/app/page.tsx"],
  ["https://cdn.example/lib/x.js", "lib/x.js"],
  ["\0vite/preload-helper.js", "vite/preload-helper.js"],
  ["\0/home/me/shop/node_modules/a/index.js?commonjs-module", "node_modules/a/index.js"],
  ["../../src/with%20blank.ts", "src/with blank.ts"],
  ["../../src/100%.ts", "src/100%.ts"],
  ["..\\..\\src\\a.ts", "src/a.ts"],
  ["", ""],
  [null, ""],
])("%j is %j", (raw, path) => {
  expect(pathsOf(raw)).toEqual([path]);
});

test("the folder of the project on the machine that built it is left out", () => {
  expect(pathsOf("/home/me/shop/src/a.ts", "/home/me/shop/src/b/c.ts")).toEqual(["src/a.ts", "src/b/c.ts"]);
  expect(pathsOf("/home/me/shop/app/a.ts", "/home/me/shop/lib/c.ts")).toEqual(["app/a.ts", "lib/c.ts"]);
  expect(pathsOf("file:///home/me/shop/app/a.ts", "/home/me/shop/node_modules/x/c.ts")).toEqual([
    "app/a.ts",
    "node_modules/x/c.ts",
  ]);
  expect(pathsOf("C:\\shop\\src\\a.ts", "C:\\shop\\lib\\b.ts")).toEqual(["src/a.ts", "lib/b.ts"]);
  expect(pathsOf("/home/me/shop/src/a.ts")).toEqual(["src/a.ts"]);
  expect(pathsOf("/a.ts")).toEqual(["a.ts"]);
});
