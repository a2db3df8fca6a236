import { type FunctionNode, isClass, isField, keyNameOf, type Node } from "../syntax.ts";

/** The name that a function has in the language: its own, or that of what it is assigned to; "" for none. `ancestors` are the nodes around it. */
export function functionNameOf(fn: FunctionNode, ancestors: readonly Node[]): string {
  if (fn.type !== "ArrowFunctionExpression" && fn.id) return fn.id.name;
  const parent = ancestors.at(-1);
  if (parent?.type !== "MethodDefinition" || parent.value !== fn) {
    return parent === undefined ? "" : (inferredNameOf(fn, parent) ?? "");
  }
  if (parent.kind !== "constructor") return keyNameOf(parent) ?? "";
  const [outer, type] = ancestors.slice(-4, -2);
  if (type === undefined || !isClass(type)) return "";
  return type.id?.name ?? (outer === undefined ? "" : (inferredNameOf(type, outer) ?? ""));
}

/** The name that an anonymous function gets from the node that it stands in; undefined if it gets none, or one that is computed. */
export function inferredNameOf(fn: Node, parent: Node): string | undefined {
  if (isField(parent)) return parent.value === fn ? keyNameOf(parent) : undefined;
  switch (parent.type) {
    case "VariableDeclarator":
      return parent.init === fn && parent.id.type === "Identifier" ? parent.id.name : undefined;
    case "AssignmentExpression":
      return parent.right === fn && parent.left.type === "Identifier" && givesNames(parent.operator)
        ? parent.left.name
        : undefined;
    case "AssignmentPattern":
      return parent.right === fn && parent.left.type === "Identifier" ? parent.left.name : undefined;
    case "Property":
      return parent.value === fn ? keyNameOf(parent) : undefined;
    default:
      return undefined;
  }
}

function givesNames(operator: string): boolean {
  return operator === "=" || operator === "??=" || operator === "||=" || operator === "&&=";
}
