import { expect, test } from "vitest";
import { toClassicScript, toCommonJs } from "./module-formats.ts";

const MODULE = `/*! a 1.0.0 */
const a=1;function b(){return function(){return this}()}export{a as one,b};
//# sourceMappingURL=a.js.map`;

test("CommonJS has the same names, is strict, and stands on the same lines as the module", () => {
  const text = toCommonJs(MODULE);
  const exports: Record<string, unknown> = {};
  new Function("exports", text)(exports);
  expect(exports).toEqual({ one: 1, b: expect.any(Function) });
  expect(exports.__esModule).toBe(true);
  expect((exports.b as () => unknown)()).toBeUndefined();
  expect(text.split("\n")[1]).toMatch(/^const a=1;/);
  expect(text).toMatch(/\n\/\/# sourceMappingURL=a\.js\.map\n$/);
});

test("the classic script defines one variable, is strict inside, and stands on the same lines as the module", () => {
  const text = toClassicScript(MODULE, "library");
  const library = new Function(`${text};return library`)();
  expect(library).toEqual({ one: 1, b: expect.any(Function) });
  expect(library.b()).toBeUndefined();
  expect(text.split("\n")[1]).toMatch(/^const a=1;/);
  expect(text).toMatch(/\n\/\/# sourceMappingURL=a\.js\.map\n$/);
});

test("a module of another form is refused", () => {
  expect(() => toCommonJs(MODULE.replace("/*! a 1.0.0 */\n", ""))).toThrow("does not begin with a line of comment");
  expect(() => toClassicScript("/* a */\nexport default 1;\n//# sourceMappingURL=a", "a")).toThrow(
    "does not end with one export",
  );
});
