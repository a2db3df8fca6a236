import { describe, expect, test } from "vitest";
import { parseByAcorn } from "../acorn-program.ts";
import { readMarks, regionsBelow } from "./marked-regions.ts";
import { regionsOfParts } from "./rendered-regions.ts";
import { regionsOfChunk } from "./webpack-regions.ts";

type Region = { readonly start: number; readonly end: number; readonly path: string };

/** Each region as its path and its text. */
const texts = (code: string, regions: readonly Region[]) =>
  regions.map(({ path, start, end }) => `${path}: ${code.slice(start, end)}`);

describe("marks of bundlers", () => {
  const below = (code: string, known = /\.js$/) =>
    texts(
      code,
      regionsBelow(
        parseByAcorn(code, "module"),
        readMarks(code, (name) => (known.test(name) ? name : undefined)),
        (id) => (id.includes("left-alone") ? undefined : id),
      ),
    );

  test("Rolldown: regions, with what it adds between them", () => {
    expect(
      below(
        'import { b } from "./b.js";\n//#region src/a.js\nlet a = 1;\nlet c = 2;\n//#endregion\nlet own;\n//#region src/d.js\nlet d;\n\n//#endregion\nexport { a };\n',
      ),
    ).toEqual(["src/a.js: let a = 1;\nlet c = 2;", "src/d.js: let d;"]);
  });

  test("esbuild and Rolldown that minifies: lines; the export of the chunk is no module's", () => {
    expect(below("var own;\n\n// src/a.js\nvar a;\n\n// src/b.js\nvar b;\nexport {\n  a\n};\n")).toEqual([
      "src/a.js: var a;",
      "src/b.js: var b;",
    ]);
  });

  test("in the function of an IIFE, without its return", () => {
    expect(below("(() => {\n  var own;\n  // src/a.js\n  var a = 1;\n  return a;\n})();\n")).toEqual([
      "src/a.js: var a = 1;",
    ]);
  });

  test("a module that is left as it is ends the one before", () => {
    expect(below("// src/a.js\nlet a;\n// src/left-alone.js\nlet b;\n// src/c.js\nlet c;\n")).toEqual([
      "src/a.js: let a;",
      "src/c.js: let c;",
    ]);
  });

  test("a comment in a function of a module is no mark, and the module goes on behind it", () => {
    expect(below("// src/a.js\nfunction f() {\n  // src/b.js\n  return 1;\n}\nlet a;\n// src/b.js\nlet b;\n")).toEqual([
      "src/a.js: function f() {\n  // src/b.js\n  return 1;\n}\nlet a;",
      "src/b.js: let b;",
    ]);
  });

  test("neither a comment of the app nor a line of a template is a mark", () => {
    expect(below("// src/a.js\nlet a = `\n// src/b.js\n`;\n// see the docs\nlet c;\n")).toEqual([
      "src/a.js: let a = `\n// src/b.js\n`;\n// see the docs\nlet c;",
    ]);
  });
});

describe("the code of modules in a chunk of Rollup", () => {
  const missing: string[] = [];
  const parts = (chunk: string, ...codes: readonly string[]) =>
    texts(
      chunk,
      regionsOfParts(
        chunk,
        codes.map((code, index) => ({ path: `${index}`, code })),
        (path) => missing.push(path),
      ),
    );

  test("as it is, in the order of the chunk", () => {
    expect(parts("let own;\n\nlet a;\n\nlet a;\n", "let a;", "", "let a;")).toEqual(["0: let a;", "2: let a;"]);
  });

  test("indented by a wrapper, but not in a template", () => {
    const chunk = "(function () {\n  let a = 1;\n\n  let b = `\nx\n  y`;\n})();";
    expect(parts(chunk, "let a = 1;\n\nlet b = `\nx\n  y`;")).toEqual(["0: let a = 1;\n\n  let b = `\nx\n  y`;"]);
  });

  test("a part that another plug-in changed is named", () => {
    expect(parts("let a;\nlet c;", "let a;", "let b;", "let c;")).toEqual(["0: let a;", "2: let c;"]);
    expect(missing).toEqual(["1"]);
  });
});

describe("a chunk of webpack or Rspack", () => {
  const chunk = (code: string, entry?: { readonly id: string; readonly path: string }) => {
    const found = regionsOfChunk(code, parseByAcorn(code, "script"), {
      pathOfId: (id) => (id === "9" ? undefined : `id-${id}.js`),
      pathOfName: (name) => (name.startsWith("./") ? name.slice(2) : undefined),
      entry,
    });
    return { texts: texts(code, found.regions), modules: found.modules?.type };
  };

  test("each module function by its id, and joined modules by their marks", () => {
    expect(
      chunk(`(() => {
var __webpack_modules__ = ({
744(module, exports) {
let a;
},
"./b.js": ((module) => {
"use strict";
let b;
}),
9(module) { let ninth; }
});
var __webpack_exports__ = {};
(() => {
"use strict";
;// ./src/c.js
let c = { 744() {} };
// EXTERNAL MODULE: ./a.js
var a = __webpack_require__(744);
;// CONCATENATED MODULE: ./src/d.js
let d;
})();
})();`),
    ).toEqual({
      texts: [
        "id-744.js: let a;",
        'id-./b.js.js: "use strict";\nlet b;',
        "src/c.js: let c = { 744() {} };",
        "src/d.js: let d;",
      ],
      modules: "ObjectExpression",
    });
  });

  test("of a chunk that is loaded later", () => {
    expect(chunk('(self["webpackChunk"] = self["webpackChunk"] || []).push([[480],{480(m) { let a; }}]);')).toEqual({
      texts: ["id-480.js: let a;"],
      modules: "ObjectExpression",
    });
    expect(chunk("exports.ids = [1];\nexports.modules = [,(m) => { let a; }];")).toEqual({
      texts: ["id-1.js: let a;"],
      modules: "ArrayExpression",
    });
    expect(chunk("(self.x = self.x || []).push([[5], Array(4).concat([(m) => { let a; }])]);")).toEqual({
      texts: ["id-4.js: let a;"],
      modules: "CallExpression",
    });
  });

  test("an entry behind the bootstrap code, with a function of its own and without", () => {
    const entry = { id: "7", path: "src/main.js" };
    const bootstrap = "var __webpack_modules__ = ({ 744(m) { let a; } });\nvar __webpack_exports__ = {};\n";
    const expected = { texts: ["id-744.js: let a;", "src/main.js: let b;"], modules: "ObjectExpression" };
    expect(chunk(`(() => {\n${bootstrap}(() => {\nlet b;\n})();\n})();`, entry)).toEqual(expected);
    expect(chunk(`(() => {\n${bootstrap}let b;\n})();`, entry)).toEqual(expected);
  });
});
