import type * as acorn from "acorn";
import { isIdentifierName } from "../source-text.ts";
import { type FunctionNode, isField, isFunction, keyNameOf, type Node } from "../syntax.ts";
import { inferredNameOf } from "./inferred-name.ts";

/** Where a function gets its reader, so that the language still gives it its name. */
export type Stamp =
  /** `own(…, reader)` around the function. */
  | { readonly kind: "around" }
  /** `own({ x: … }.x, reader)`: the literal gives the name, where no statement can come after. */
  | { readonly kind: "in-literal"; readonly name: string }
  /** Something around it has the stamp; or it gets none, because it is called at once, or its name is computed. */
  | { readonly kind: "none" };

const NONE: Stamp = { kind: "none" };
const AROUND: Stamp = { kind: "around" };

/** `ancestors` are the nodes around the function, the outermost first. */
export function stampOf(
  fn: acorn.FunctionExpression | acorn.ArrowFunctionExpression,
  ancestors: readonly Node[],
): Stamp {
  const parent = ancestors.at(-1);
  if (parent === undefined || isCalledAtOnce(fn, ancestors)) return NONE;
  switch (parent.type) {
    case "MethodDefinition":
      return parent.value === fn ? NONE : AROUND;
    case "Property":
      if (parent.value !== fn) return AROUND;
      return parent.method || parent.kind !== "init" ? NONE : named(fn, parent);
    case "VariableDeclarator":
      return ofVariable(fn, parent, ancestors);
    case "AssignmentExpression":
      return isStampedByAssignment(fn, parent) ? NONE : named(fn, parent);
    case "ExportDefaultDeclaration":
      return NONE;
    default:
      return named(fn, parent);
  }
}

function named(fn: acorn.FunctionExpression | acorn.ArrowFunctionExpression, parent: Node): Stamp {
  if (hasOwnName(fn)) return AROUND;
  const name = inferredNameOf(fn, parent);
  if (name !== undefined) return name === "__proto__" ? NONE : { kind: "in-literal", name };
  const isComputed = (parent.type === "Property" || isField(parent)) && parent.value === fn;
  return isComputed ? NONE : AROUND;
}

function hasOwnName(fn: FunctionNode): boolean {
  return fn.type === "FunctionExpression" && fn.id != null;
}

function ofVariable(
  fn: acorn.FunctionExpression | acorn.ArrowFunctionExpression,
  declarator: acorn.VariableDeclarator,
  ancestors: readonly Node[],
): Stamp {
  const [list, declaration] = ancestors.slice(-3, -1);
  const isStatement = list?.type === "BlockStatement" || list?.type === "StaticBlock" || list?.type === "SwitchCase";
  if (!isStatement || declaration?.type !== "VariableDeclaration") return named(fn, declarator);
  return isStampedAfter(fn, declaration) ? NONE : named(fn, declarator);
}

/** Whether `own(x, reader)` after the statement is right: what comes later in it may give the variable another function. */
export function isStampedAfter(value: Node, { kind, declarations }: acorn.VariableDeclaration): boolean {
  const isFunctionExpression = value.type === "FunctionExpression" || value.type === "ArrowFunctionExpression";
  return isFunctionExpression && (kind === "const" || declarations.at(-1)?.init === value);
}

/** Whether `own(x = …, reader)` is right. */
export function isStampedByAssignment(value: Node, { operator, left, right }: acorn.AssignmentExpression): boolean {
  const isFunctionExpression = value.type === "FunctionExpression" || value.type === "ArrowFunctionExpression";
  return isFunctionExpression && right === value && operator === "=" && left.type === "Identifier";
}

/** `(function () { … })()`, also by `call` or `apply`, and what stands in the callee of `new`, where no call can be. */
function isCalledAtOnce(fn: Node, ancestors: readonly Node[]): boolean {
  const parent = ancestors.at(-1);
  if (parent === undefined) return false;
  if (parent.type === "CallExpression" || parent.type === "NewExpression") return parent.callee === fn;
  if (parent.type !== "MemberExpression" || parent.object !== fn) return false;
  const outer = ancestors.at(-2);
  if (outer?.type === "CallExpression" && outer.callee === parent) {
    const { property } = parent;
    return property.type === "Identifier" && (property.name === "call" || property.name === "apply");
  }
  return isInCalleeOfNew(parent, ancestors.slice(0, -1));
}

function isInCalleeOfNew(member: Node, ancestors: readonly Node[]): boolean {
  let node = member;
  for (const ancestor of ancestors.toReversed()) {
    if (ancestor.type === "NewExpression") return ancestor.callee === node;
    if (ancestor.type !== "MemberExpression" || ancestor.object !== node) return false;
    node = ancestor;
  }
  return false;
}

/** Whether a method of a literal may come from a literal of its own, as `x: own({ x() { … } }.x, reader)`. */
export function isStampedInLiteral(
  property: acorn.Property | acorn.AssignmentProperty,
  isBoundToLiteral: (method: Node) => boolean,
): boolean {
  const name = property.method ? keyNameOf(property) : undefined;
  return name !== undefined && name !== "__proto__" && !isBoundToLiteral(property.value);
}

/** Whether a function under a computed key may come from a literal of its own, which names it: `...ownMembers({ [x]: () => … }, reader)`. */
export function isStampedBySpread(
  { computed, kind, value }: acorn.Property | acorn.AssignmentProperty,
  isBoundToLiteral: (method: Node) => boolean,
): boolean {
  return computed && kind === "init" && isFunction(value) && !hasOwnName(value) && !isBoundToLiteral(value);
}

/** The accessors and other methods of a literal that can be found by their keys: nothing that comes later has the same one. */
export function listedProperties(
  { properties }: acorn.ObjectExpression,
  isBoundToLiteral: (method: Node) => boolean,
): acorn.Property[] {
  const later = new Set<string>();
  const laterValues = new Set<string>();
  const listed: acorn.Property[] = [];
  for (const property of properties.toReversed()) {
    // A spread or a computed key may replace what came before.
    if (property.type !== "Property") break;
    const name = keyNameOf(property);
    if (name === undefined) break;
    const isAccessor = property.kind !== "init";
    // A getter and a setter of one name are a pair.
    if (!(isAccessor ? laterValues : later).has(name)) {
      const isMethod = property.method && !isStampedInLiteral(property, isBoundToLiteral);
      if ((isAccessor || isMethod) && name !== "__proto__") listed.push(property);
    }
    later.add(name);
    if (!isAccessor) laterValues.add(name);
  }
  return listed.reverse();
}

/** The key of a literal that gives this name to its value, and what comes after the value to read it. */
export function literalAround(name: string): { readonly key: string; readonly after: string } {
  const quoted = JSON.stringify(name);
  return isIdentifierName(name) ? { key: name, after: `}.${name}` } : { key: quoted, after: `}[${quoted}]` };
}
