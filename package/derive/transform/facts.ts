import type * as acorn from "acorn";
import { type FunctionNode, type Identifier, isFunction, type Node, type Program } from "./syntax.ts";
import { walk } from "./walk.ts";

/** What one look at the whole program finds out for the rest. */
export interface Facts {
  /** Names that get a property: `f.x = …`, `Object.assign(f, …)`. */
  readonly extended: ReadonlySet<Identifier>;
  /** Functions with a `return` of their own, and the program if it has one. */
  readonly returning: ReadonlySet<FunctionNode | Program>;
}

const EXTENDING = new Set(["assign", "defineProperty", "defineProperties", "setPrototypeOf"]);

export function gatherFacts(program: Program): Facts {
  const extended = new Set<Identifier>();
  const returning = new Set<FunctionNode | Program>();
  const functions: (FunctionNode | Program)[] = [program];

  walk(program, {
    enter(node) {
      if (isFunction(node)) functions.push(node);
      else if (node.type === "ReturnStatement") returning.add(functions.at(-1) ?? program);
      else if (node.type === "AssignmentExpression") noteExtended(node.left);
      else if (node.type === "CallExpression") noteExtendingCall(node);
      return undefined;
    },
    leave(node) {
      if (isFunction(node)) functions.pop();
    },
  });
  return { extended, returning };

  function noteExtended(target: Node): void {
    if (target.type === "MemberExpression" && target.object.type === "Identifier") extended.add(target.object);
  }

  function noteExtendingCall({ callee, arguments: [first] }: acorn.CallExpression): void {
    if (first?.type !== "Identifier" || callee.type !== "MemberExpression") return;
    const { object, property } = callee;
    const isOfObject = object.type === "Identifier" && (object.name === "Object" || object.name === "Reflect");
    if (isOfObject && property.type === "Identifier" && EXTENDING.has(property.name)) extended.add(first);
  }
}
