import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import MagicString from "magic-string";
import type { InstrumentSettings } from "./options.ts";
import { bodiesAround, isNode, offsetBehindDirectives, type Program, type SyntaxNode } from "./regions/syntax.ts";
import { runtimeExpression } from "./runtime-code.ts";
import { deriveCode, type Program as ParsedProgram, type Region } from "./transform/derive-code.ts";
import { freeName } from "./transform/free-name.ts";

/** How the runtime comes into a text. */
export type RuntimeSource =
  /** `import` of a module: nothing of the text can be in its way, and it is there before anything runs, also in a cycle of modules. */
  | { readonly kind: "import"; readonly specifier: string }
  | { readonly kind: "require"; readonly specifier: string }
  /**
   * A copy of it in the text: in the innermost function around all regions. Where there is none, around the node `around`, if that is given, or at the top. There its name ends in `suffix`: scripts of a
   * page share their names.
   */
  | { readonly kind: "inline"; readonly around?: SyntaxNode | undefined; readonly suffix?: string };

export interface Instrumentable extends InstrumentSettings {
  readonly code: string;
  readonly program: Program;
  readonly regions: readonly Region[];
  readonly runtime: RuntimeSource;
  /** Gets a sentence for each thing that was left alone, with the module and the line. */
  readonly warn: (message: string) => void;
}

const NAMESPACE = "$allocative";

/** The text with what a snapshot reads; `undefined` if nothing in it is to be read. */
export function instrument(input: Instrumentable): MagicString | undefined {
  const { code, program, regions, closures, natives, runtime, warn } = input;
  if (regions.length === 0 || bringsIn(runtime, code)) return undefined;
  const name = freeName(code, `${NAMESPACE}${(runtime.kind === "inline" && runtime.suffix) || ""}`);
  const derived = deriveCode({ code, program: program as unknown as ParsedProgram, regions, closures, runtime: name });
  for (const { message, start } of derived.warnings) warn(`${placeOf(input, start)}: ${message}`);
  /* What wraps the browser's functions has to come before each module, also before one that keeps nothing. */
  const changed = derived.code ?? (natives ? new MagicString(code) : undefined);
  if (changed === undefined) return undefined;
  if (runtime.kind === "inline") addInlined(changed, input, name, runtime.around);
  else {
    const specifier = JSON.stringify(runtime.specifier);
    const statement =
      runtime.kind === "import" ? `import * as ${name} from ${specifier};` : `const ${name} = require(${specifier});`;
    changed.prependLeft(offsetBehindDirectives(program, code), statement);
  }
  return changed;
}

/** Whether the text has the runtime already, where the plug-in is there twice: no function takes two readers from one runtime. */
function bringsIn(runtime: RuntimeSource, code: string): boolean {
  if (runtime.kind !== "inline") return code.includes(JSON.stringify(runtime.specifier));
  return runtime.suffix !== undefined && code.includes(`${NAMESPACE}${runtime.suffix}`);
}

/**
 * The module and the line that an offset is in, as `src/store.ts:12`. The line is found by its text: it is as the user wrote it, unless a compiler had to change it.
 */
function placeOf({ code, regions, root, prefix }: Instrumentable, offset: number): string {
  const region = regions.find(({ start, end }) => start <= offset && offset < end);
  if (region === undefined) return "code of the bundler";
  const file = region.path.slice(prefix.length);
  const source = path.resolve(root, file);
  const end = code.indexOf("\n", offset);
  const text = code.slice(code.lastIndexOf("\n", offset) + 1, end === -1 ? code.length : end).trim();
  const lines = existsSync(source) ? readFileSync(source, "utf8").split("\n") : [];
  const line = lines.findIndex((each) => each.trim() === text);
  return line === -1 ? file : `${file}:${line + 1}`;
}

function addInlined(
  changed: MagicString,
  { code, program, regions, natives }: Instrumentable,
  name: string,
  around: SyntaxNode | undefined,
): void {
  const start = Math.min(...regions.map((region) => region.start));
  const end = Math.max(...regions.map((region) => region.end));
  const bodies = bodiesAround(program, start, end);
  const body = bodies[bodies.length - 1];
  const expression = runtimeExpression({ natives }, declares(code, program, "globalThis") ? "self" : "globalThis");
  if (bodies.length > 1 || around === undefined) {
    changed.prependLeft(offsetBehindDirectives(body, code), `const ${name}=${expression};`);
  } else {
    changed.prependRight(around.start, `(${name}=>(`);
    changed.appendLeft(around.end, `))(${expression})`);
  }
}

/** Whether a text has a variable of that name; a property does not count. */
function declares(code: string, program: Program, name: string): boolean {
  /* Few texts do, and the tree is large. */
  if (!new RegExp(`(?:\\b(?:var|let|const|function|class|as)\\s+|[,{*]\\s*)${name}\\s*[,=}(;]`).test(code))
    return false;
  const nodes: unknown[] = [program];
  while (nodes.length > 0) {
    const node = nodes.pop();
    if (Array.isArray(node)) nodes.push(...node);
    if (!isNode(node)) continue;
    const declared = node.type === "VariableDeclarator" || node.type.endsWith("Declaration") ? node.id : undefined;
    if (isNode(declared) && declared.type === "Identifier" && declared.name === name) return true;
    if (/^Import\w*Specifier$/.test(node.type) && isNode(node.local) && node.local.name === name) return true;
    for (const value of Object.values(node)) if (typeof value === "object" && value !== null) nodes.push(value);
  }
  return false;
}
