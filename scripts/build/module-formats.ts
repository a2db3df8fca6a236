/*
 * The same code in other wrappings. The first line of a module is a comment of its own; all that is added before the code stands in that line, so that one source map fits all of them.
 */

/** What a minified module ends with: its only `export`, and the address of its source map. */
const END = /export\{([^{}]+)\};?\s*(\/\/# sourceMappingURL=\S+)\s*$/;

interface ModuleParts {
  readonly code: string;
  /** The name of each export, and the variable that has its value. */
  readonly exports: readonly (readonly [name: string, variable: string])[];
  readonly sourceMapComment: string;
}

/** The module as CommonJS: what Node's `require` loads, and bundlers for code that requires. */
export function toCommonJs(module: string): string {
  const { code, exports, sourceMapComment } = partsOf(module);
  // In this form, Node finds the names without running the code.
  const assignments = exports.map(([name, variable]) => `exports.${name}=${variable};`).join("");
  return `"use strict";${code}Object.defineProperty(exports,"__esModule",{value:!0});${assignments}\n${sourceMapComment}\n`;
}

/** The module as a script that defines one global variable. */
export function toClassicScript(module: string, globalName: string): string {
  const { code, exports, sourceMapComment } = partsOf(module);
  const members = exports.map(([name, variable]) => `${name}:${variable}`).join(",");
  return `var ${globalName}=(()=>{"use strict";${code}return{${members}}})();\n${sourceMapComment}\n`;
}

function partsOf(module: string): ModuleParts {
  const end = END.exec(module);
  if (end === null) throw new Error("The module does not end with one export and the address of its source map.");
  const code = module.slice(0, end.index);
  if (!/^\/\*[^\n]*\*\/\n/.test(code)) throw new Error("The module does not begin with a line of comment.");
  const exports = end[1].split(",").map((item): [string, string] => {
    const [variable, name = variable] = item.split(" as ");
    return [name, variable];
  });
  return { code, exports, sourceMapComment: end[2] };
}
