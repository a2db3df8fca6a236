import type * as acorn from "acorn";
import { type TextUse, textUsesIn } from "./sent-as-text.ts";
import { type FunctionNode, type Identifier, isField, isFunction, type Node, type Program } from "./syntax.ts";
import { walk } from "./walk.ts";

/** What has a `this` of its own. The value of a field has one; a field is the node here. */
export type ThisOwner = Program | FunctionNode | acorn.PropertyDefinition | acorn.StaticBlock;

/** What one look at the whole program finds out for the rest. */
export interface Facts {
  /** Names that get a property: `f.x = …`, `Object.assign(f, …)`. */
  readonly extended: ReadonlySet<Identifier>;
  /** Functions with a `return` of their own, and the program if it has one. */
  readonly returning: ReadonlySet<FunctionNode | Program>;
  /** What has a `this` that an arrow function inside uses, so that the engine keeps it with the variables. */
  readonly capturedThis: ReadonlySet<ThisOwner>;
  /** Functions whose code must stay as it is: with a direct `eval` or "use asm". */
  readonly untouchable: ReadonlySet<FunctionNode | Program>;
  /** The places of direct calls of `eval`: the engine keeps every variable that such a call can see. */
  readonly evals: readonly number[];
  /** Methods that use `super`, also in an arrow function: they belong to the object that the source has them in. */
  readonly usingSuper: ReadonlySet<ThisOwner>;
  readonly textUses: readonly TextUse[];
}

const EXTENDING = new Set(["assign", "defineProperty", "defineProperties", "setPrototypeOf"]);

export function gatherFacts(program: Program): Facts {
  const extended = new Set<Identifier>();
  const returning = new Set<FunctionNode | Program>();
  const capturedThis = new Set<ThisOwner>();
  const untouchable = new Set<FunctionNode | Program>();
  const evals: number[] = [];
  const usingSuper = new Set<ThisOwner>();
  const textUses: TextUse[] = [];
  const functions: (FunctionNode | Program)[] = [program];
  /** From the outside in, arrow functions too. */
  const thisOwners: ThisOwner[] = [program];

  walk(program, {
    enter(node, parent, key) {
      if (isField(parent) && key === "value") thisOwners.push(parent);
      if (node.type === "StaticBlock") thisOwners.push(node);
      if (isFunction(node)) {
        functions.push(node);
        thisOwners.push(node);
      }
      note(node);
      return undefined;
    },
    leave(node, parent, key) {
      if (isFunction(node)) {
        functions.pop();
        thisOwners.pop();
      }
      if (node.type === "StaticBlock" || (isField(parent) && key === "value")) thisOwners.pop();
    },
  });
  return { extended, returning, capturedThis, untouchable, evals, usingSuper, textUses };

  function note(node: Node): void {
    switch (node.type) {
      case "ReturnStatement":
        returning.add(functions.at(-1) ?? program);
        break;
      case "AssignmentExpression":
        noteExtended(node.left);
        break;
      case "ThisExpression":
      case "Super":
        noteThis(node.type === "Super");
        break;
      case "ExpressionStatement":
        if (node.directive === "use asm") untouchable.add(functions.at(-1) ?? program);
        break;
      case "CallExpression":
        if (node.callee.type === "Identifier" && node.callee.name === "eval") {
          evals.push(node.start);
          untouchable.add(functions.at(-1) ?? program);
        }
        noteExtendingCall(node);
        textUses.push(...textUsesIn(node));
        break;
      case "BinaryExpression":
      case "TemplateLiteral":
      case "NewExpression":
        textUses.push(...textUsesIn(node));
    }
  }

  function noteThis(isSuper: boolean): void {
    const [owner, ...arrows] = thisOwners
      .slice(thisOwners.findLastIndex(({ type }) => type !== "ArrowFunctionExpression"))
      .values();
    if (owner === undefined) return;
    if (arrows.length > 0) capturedThis.add(owner);
    if (isSuper) usingSuper.add(owner);
  }

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
