import { analyze, type Scope, type ScopeManager, type Variable } from "eslint-scope";
import type * as ESTree from "estree";
import { childKeysOf, type Identifier, isNode, type Node, type Program } from "./syntax.ts";
import { walk } from "./walk.ts";

export type { Reference, Scope, Variable } from "eslint-scope";

/** Who declares which variable, and who uses it. */
export interface Scopes {
  readonly manager: ScopeManager;
  /** The scope of the module's own variables. */
  readonly top: Scope;
}

export function analyzeScopes(program: Program): Scopes {
  normalize(program);
  const sourceType = isModule(program) ? "module" : "commonjs";
  const manager = analyze(program as ESTree.Program, {
    ecmaVersion: 2024,
    sourceType,
    // A direct `eval` would make each variable around it unknown. Functions with one are left alone instead.
    ignoreEval: true,
    jsx: true,
    fallback: (node) => [...childKeysOf(node as Node)],
  });
  const top = manager.globalScope?.childScopes[0];
  if (top === undefined) throw new Error("The analysis of scopes gave no scope for the module.");
  return { manager, top };
}

/**
 * Takes parentheses out of the tree: oxc has nodes for them, and acorn has not. And the analyser asks for ESLint's ranges
 * of what it compares: names, and bodies of functions.
 */
function normalize(program: Program): void {
  walk(program, {
    enter(node) {
      for (const key of childKeysOf(node)) unwrap(node as unknown as Record<string, unknown>, key);
      if (node.type === "Identifier" || node.type === "BlockStatement") node.range ??= [node.start, node.end];
      else if (node.type === "ArrowFunctionExpression") node.body.range ??= [node.body.start, node.body.end];
      return undefined;
    },
  });
}

function unwrap(holder: Record<string | number, unknown>, key: string | number): void {
  let child = holder[key];
  if (Array.isArray(child)) {
    for (let index = 0; index < child.length; index++) unwrap(child as unknown as Record<number, unknown>, index);
    return;
  }
  while (isNode(child) && child.type === "ParenthesizedExpression") child = child.expression;
  if (child !== holder[key]) holder[key] = child;
}

/** A file with the syntax of modules, or one that its bundler parsed as a module: strict. */
function isModule(program: Program): boolean {
  return program.sourceType === "module" || hasModuleSyntax(program);
}

export function hasModuleSyntax(program: Program): boolean {
  return program.body.some((statement) => statement.type.startsWith("Import") || statement.type.startsWith("Export"));
}

/** Whether a function inside uses the variable, so that the engine keeps it for as long as that function. */
export function isCaptured(variable: Variable): boolean {
  const home = variable.scope.variableScope;
  return variable.references.some((reference) => reference.from.variableScope !== home);
}

/** The node of the one place that gives the variable its value; undefined if there are several. */
export function onlyValueOf(variable: Variable): Node | undefined {
  const [definition, ...others] = variable.defs;
  if (definition === undefined || others.length > 0) return undefined;
  const isWritten = variable.references.some((reference) => reference.isWrite() && reference.init !== true);
  if (isWritten) return undefined;
  if (definition.type === "FunctionName" || definition.type === "ClassName") return definition.node as Node;
  if (definition.type !== "Variable") return undefined;
  const { id, init } = definition.node;
  return id.type === "Identifier" && init ? (init as Node) : undefined;
}

export function startOf(variable: Variable): number {
  return (variable.defs[0]?.name as Identifier | undefined)?.start ?? -1;
}
