import type MagicString from "magic-string";
import { bodiesAround, isNode, offsetBehindDirectives, type Program, type SyntaxNode } from "./regions/syntax.ts";
import { runtimeExpression } from "./runtime-code.ts";
import { deriveCode, type Program as ParsedProgram, type Region } from "./transform/derive-code.ts";
import { freeName } from "./transform/free-name.ts";

/** How the runtime comes into a text. */
export type RuntimeSource =
  /** `import` of a module: nothing of the text can be in its way, and it is there before anything runs, also in a cycle of modules. */
  | { readonly kind: "import"; readonly specifier: string }
  | { readonly kind: "require"; readonly specifier: string }
  /** A copy of it in the text: in the innermost function around all regions. Where there is none, around the node `around`, if that is given, or at the top. */
  | { readonly kind: "inline"; readonly around?: SyntaxNode | undefined };

export interface Instrumentable {
  readonly code: string;
  readonly program: Program;
  readonly regions: readonly Region[];
  readonly closures: boolean;
  readonly runtime: RuntimeSource;
  /** Gets a sentence for each thing that was left alone, with the module and the line. */
  readonly warn: (message: string) => void;
}

const NAMESPACE = "$allocative";

/** The text with what a snapshot reads; `undefined` if nothing in it is to be read. */
export function instrument(input: Instrumentable): MagicString | undefined {
  const { code, program, regions, closures, runtime, warn } = input;
  if (regions.length === 0) return undefined;
  const name = freeName(code, NAMESPACE);
  const derived = deriveCode({ code, program: program as unknown as ParsedProgram, regions, closures, runtime: name });
  for (const { message, start } of derived.warnings) warn(`${placeOf(code, regions, start)}: ${message}`);
  const changed = derived.code;
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

/** The module and the line that an offset is in, as `src/store.ts:12`. */
function placeOf(code: string, regions: readonly Region[], offset: number): string {
  const region = regions.find(({ start, end }) => start <= offset && offset < end);
  if (region === undefined) return "?";
  return `${region.path}:${code.slice(region.start, offset).split("\n").length}`;
}

function addInlined(
  changed: MagicString,
  { code, program, regions }: Instrumentable,
  name: string,
  around: SyntaxNode | undefined,
): void {
  const start = Math.min(...regions.map((region) => region.start));
  const end = Math.max(...regions.map((region) => region.end));
  const bodies = bodiesAround(program, start, end);
  const body = bodies[bodies.length - 1];
  const expression = runtimeExpression(declares(program, "globalThis") ? "self" : "globalThis");
  if (bodies.length > 1 || around === undefined) {
    changed.prependLeft(offsetBehindDirectives(body, code), `const ${name}=${expression};`);
  } else {
    changed.prependRight(around.start, `(${name}=>(`);
    changed.appendLeft(around.end, `))(${expression})`);
  }
}

/** Whether a text has a variable of that name; a property does not count. */
function declares(program: Program, name: string): boolean {
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
