import { onlyValueOf, type Scopes, type Variable } from "./scopes.ts";
import { type ClassNode, type FunctionNode, type Identifier, isClass, isFunction, type Node } from "./syntax.ts";

/** An expression whose value becomes a string, as in `` `(${work})()` ``. */
export interface TextUse {
  readonly value: Node;
  /** The expression that makes the string. */
  readonly use: Node;
}

/** What may turn functions into their source, if those are among its values. */
export function textUsesIn(node: Node): TextUse[] {
  return textValuesOf(node).map((value) => ({ value, use: node }));
}

function textValuesOf(node: Node): Node[] {
  switch (node.type) {
    case "TemplateLiteral":
      return node.expressions.filter(mayBeFunction);
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right].filter(mayBeFunction) : [];
    case "NewExpression":
      return textsOfConstruction(node.callee, node.arguments).filter(mayBeFunction);
    case "CallExpression":
      return textsOfCall(node.callee, node.arguments).filter(mayBeFunction);
    default:
      return [];
  }
}

function mayBeFunction(node: Node): boolean {
  return node.type === "Identifier" || isFunction(node) || isClass(node);
}

/** `new Blob([work])`, `new Function(work)`. */
function textsOfConstruction(callee: Node, args: readonly Node[]): readonly Node[] {
  if (callee.type !== "Identifier") return [];
  if (callee.name === "Function") return args;
  const [parts] = args;
  if ((callee.name !== "Blob" && callee.name !== "File") || parts?.type !== "ArrayExpression") return [];
  return parts.elements.filter((element) => element !== null);
}

/** `String(work)`, `work.toString()`, `Function.prototype.toString.call(work)`. */
function textsOfCall(callee: Node, args: readonly Node[]): readonly Node[] {
  if (callee.type === "Identifier") return callee.name === "String" || callee.name === "Function" ? args : [];
  if (callee.type !== "MemberExpression") return [];
  const { object, property } = callee;
  if (property.type !== "Identifier" || callee.computed) return [];
  if (property.name === "toString") return args.length === 0 ? [object] : [];
  const isCallOfToString =
    property.name === "call" &&
    object.type === "MemberExpression" &&
    object.property.type === "Identifier" &&
    object.property.name === "toString";
  return isCallOfToString ? args : [];
}

/** The functions and classes that the program itself turns into text, each with the first expression that does. */
export function functionsSentAsText(uses: readonly TextUse[], scopes: Scopes): Map<FunctionNode | ClassNode, Node> {
  const found = new Map<FunctionNode | ClassNode, Node>();
  const names = new Map<Identifier, Node>();
  for (const { value, use } of uses) {
    if (value.type === "Identifier") names.set(value, use);
    else if (isFunction(value) || isClass(value)) found.set(value, use);
  }
  if (names.size === 0) return found;
  for (const scope of scopes.manager.scopes) {
    for (const { identifier, resolved } of scope.references) {
      const use = names.get(identifier as unknown as Identifier);
      const value = use === undefined || !resolved ? undefined : functionOf(resolved);
      if (use !== undefined && value !== undefined && !found.has(value)) found.set(value, use);
    }
  }
  return found;
}

function functionOf(variable: Variable): FunctionNode | ClassNode | undefined {
  const value = onlyValueOf(variable);
  return value !== undefined && (isFunction(value) || isClass(value)) ? value : undefined;
}
