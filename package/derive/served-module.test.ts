import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { parseByAcorn } from "./acorn-program.ts";
import { parseOptions } from "./options.ts";
import { deriveModule } from "./served-module.ts";

const served = {
  derivation: parseOptions("allocative/vite", {}),
  root: "/app",
  cacheDir: "/app/node_modules/.vite",
  runtime: "virtual:runtime",
};
const context = {
  parse: (code: string) => parseByAcorn(code, "module"),
  warn: (warning: unknown) => {
    throw new Error(String(warning));
  },
};

test("a dependency that Vite has bundled is derived by the marks of its modules, without the bundler's own helpers", () => {
  const code = [
    "// \\0rolldown/runtime.js",
    "var __create = Object.create;",
    "var helper = () => __create;",
    "// node_modules/cache/index.js",
    "var entries = new Map();",
    "var get = (key) => entries.get(key);",
    "export { get, helper };",
  ].join("\n");
  const derived = deriveModule(context as never, code, "/app/node_modules/.vite/deps/cache.js?v=1", served);
  expect(derived?.code).toContain('"node_modules/cache/index.js"');
  expect(derived?.code).not.toContain('rolldown/runtime.js"');
});

test.each([
  ["/app/src/style.css"],
  ["/app/src/data.json"],
  ["/@vite/client"],
  ["\0virtual:config"],
  ["/app/src/text.ts?raw"],
])("%s is left as it is", (id) => {
  expect(deriveModule(context as never, "export const kept = [() => kept];", id, served)).toBeNull();
});

test("a file without imports and exports may be a script of a page or of a worker: it imports nothing, and shares no name with others", () => {
  const code = "var seen = []; function see(x) { seen.push(x); return () => x; }";
  const texts = ["/app/src/one.js", "/app/src/two.js"].map(
    (id) => deriveModule(context as never, code, id, served)?.code ?? "",
  );
  const realm = { seen: 0 };
  for (const text of texts) expect(text).not.toMatch(/^import|\bexport\b/);
  runInNewContext(`${texts.join(";")};see(1);see(2);result = seen.length;`, realm);
  expect(realm).toMatchObject({ result: 2 });
  expect(deriveModule(context as never, texts[0] ?? "", "/app/src/one.js", served)).toBeNull();
  expect(deriveModule(context as never, `${code} export { see };`, "/app/src/one.js", served)?.code).toMatch(
    /^import \* as \$allocative from "virtual:runtime";/,
  );
});
