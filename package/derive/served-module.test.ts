import { expect, test } from "vitest";
import { context, served } from "./served-module.fixture.ts";
import { deriveModule } from "./served-module.ts";

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
