import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packagePath } from "../package-path.ts";

/** What instrumented code calls, as an ES module without imports and as a CommonJS one. */
export const RUNTIME_FILE = packagePath("dist/derive/runtime.js");
export const RUNTIME_COMMON_JS_FILE = packagePath("dist/derive/runtime.cjs");

/** The one statement that a minified module ends with. */
const EXPORT = /export\s*\{([^{}]+)\};?\s*$/;
/** Values of the realm that the runtime may use. */
const GLOBALS = ["Error", "Function", "Map", "Object", "Reflect", "Set", "String", "Symbol", "TypeError", "WeakMap"];

let module: string | undefined;
let expression: string | undefined;

export function runtimeModule(): string {
  module ??= readFileSync(RUNTIME_FILE, "utf8").trim();
  return module;
}

/** The name of the runtime as a file of a bundle. Browsers may keep it for ever: other contents have another name. */
export function runtimeName(): string {
  return `allocative-${createHash("sha256").update(runtimeModule()).digest("hex").slice(0, 8)}.js`;
}

/**
 * The runtime as the expression of its namespace, for texts that import nothing. It takes the realm's values from `realm`: the bundle around it may have a `Symbol` or a `Map` of its own, which is
 * not even initialized yet.
 */
export function runtimeExpression(realm: string): string {
  expression ??= asFunction(runtimeModule());
  return `(${expression})(${realm})`;
}

function asFunction(code: string): string {
  const end = EXPORT.exec(code);
  if (end === null) throw new Error(`${RUNTIME_FILE} does not end with an export.`);
  const members = end[1].split(",").map((item) => {
    const [variable, name = variable] = item.trim().split(/\s+as\s+/);
    return `${name}:${variable}`;
  });
  const body = code.slice(0, end.index);
  const used = GLOBALS.filter((name) => new RegExp(`(?<![\\w$.])${name}(?![\\w$:])`).test(body));
  return `globalThis=>{"use strict";const{${used.join()}}=globalThis;${body}return{${members.join()}}}`;
}
