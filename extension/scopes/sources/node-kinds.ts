import type {
  AnyNode,
  AssignmentProperty,
  Class,
  ExpressionStatement,
  Function as FunctionNode,
  Pattern,
  Property,
  Statement,
  VariableDeclaration,
} from "acorn";
import { nameOfKey } from "./inferred-name.ts";
import type { WithParameters } from "./parse-source.ts";

export type AnyFunction = FunctionNode & AnyNode & WithParameters;
export type AnyClass = Class & AnyNode;

export function hasUseStrict(body: readonly AnyNode[]): boolean {
  for (const statement of body) {
    if (!isDirective(statement)) return false;
    if (statement.directive === "use strict") return true;
  }
  return false;
}

export function isDirective(statement: AnyNode): statement is ExpressionStatement & { readonly directive: string } {
  return statement.type === "ExpressionStatement" && statement.directive !== undefined;
}

export function isFunction(node: AnyNode): node is AnyFunction {
  return node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

/** Whether the expression is a function, holds functions by key, or is one of several. */
export function canBeFunction({ type }: AnyNode): boolean {
  switch (type) {
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassExpression":
    case "ObjectExpression":
    case "ArrayExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "SequenceExpression":
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return true;
    default:
      return false;
  }
}

/** The function literal that a call runs at once: `(function () {})()`, `.call(this)` of it, `.bind(this)()`. */
export function functionCalledBy(callee: AnyNode): AnyFunction | null {
  if (isFunction(callee)) return callee;
  const method = callee.type === "CallExpression" ? callee.callee : callee;
  if (method.type !== "MemberExpression" || method.computed || !isFunction(method.object)) return null;
  const name = nameOfKey(method.property, false);
  const calls = callee === method ? name === "call" || name === "apply" : name === "bind";
  return calls ? method.object : null;
}

export function isMethod({ method, kind }: Property | AssignmentProperty): boolean {
  return method || kind !== "init";
}

/** Whether the key of an object literal is one that bundlers give to modules: a number, or a string that looks like a path. */
export function isModuleKey(key: AnyNode, computed: boolean): boolean {
  if (computed || key.type !== "Literal") return false;
  return typeof key.value === "number" || (typeof key.value === "string" && /[./]/.test(key.value));
}

export function isPattern(node: AnyNode): node is Pattern {
  const { type } = node;
  return type === "ObjectPattern" || type === "ArrayPattern" || type === "RestElement" || type === "AssignmentPattern";
}

export function isLexical(node: AnyNode): node is VariableDeclaration {
  return node.type === "VariableDeclaration" && node.kind !== "var";
}

export function declaresInBlock(statement: Statement): boolean {
  let node = statement;
  while (node.type === "LabeledStatement") node = node.body;
  return isLexical(node) || node.type === "FunctionDeclaration" || node.type === "ClassDeclaration";
}
