import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { packagePath } from "../package-path.ts";

/** What instrumented code calls, as an ES module without imports; with `natives` also what wraps the browser's functions. */
export interface RuntimeChoice {
  readonly natives: boolean;
}

export function runtimeFile({ natives }: RuntimeChoice): string {
  return packagePath(natives ? "dist/derive/runtime-natives.js" : "dist/derive/runtime.js");
}

/** The one statement that a minified module ends with. */
const EXPORT = /export\s*\{([^{}]+)\};?\s*$/;
/** Values of the realm that the runtime may use: those of the language, and some of the browser's. */
const GLOBALS = [
  ...Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name)),
  ...["IntersectionObserver", "MutationObserver", "ResizeObserver"],
];

const modules = new Map<string, string>();
const expressions = new Map<string, string>();

export function runtimeModule(choice: RuntimeChoice): string {
  const file = runtimeFile(choice);
  const known = modules.get(file) ?? readFileSync(file, "utf8").trim();
  modules.set(file, known);
  return known;
}

/** The name of the runtime as a file of a bundle. Browsers may keep it for ever: other contents have another name. */
export function runtimeName(choice: RuntimeChoice): string {
  return `allocative-${createHash("sha256").update(runtimeModule(choice)).digest("hex").slice(0, 8)}.js`;
}

/**
 * The runtime as the expression of its namespace, for texts that import nothing. It takes the realm's values from `realm`: the bundle around it may have a `Symbol` or a `Map` of its own, which is
 * not even initialized yet.
 */
export function runtimeExpression(choice: RuntimeChoice, realm: string): string {
  const code = runtimeModule(choice);
  const known = expressions.get(code) ?? asFunction(code);
  expressions.set(code, known);
  return `(${known})(${realm})`;
}

function asFunction(code: string): string {
  const end = EXPORT.exec(code);
  if (end === null) throw new Error("The runtime does not end with an export.");
  const members = end[1].split(",").map((item) => {
    const [variable, name = variable] = item.trim().split(/\s+as\s+/);
    return `${name}:${variable}`;
  });
  const body = code.slice(0, end.index);
  const used = [...new Set(GLOBALS)].filter((name) => new RegExp(`(?<![\\w$.])${name}(?![\\w$:])`).test(body));
  return `globalThis=>{"use strict";const{${used.join()}}=globalThis;${body}return{${members.join()}}}`;
}
