import type * as acorn from "acorn";
import type { Edits } from "../edits.ts";
import { placeOfToken, skipTrivia } from "../source-text.ts";
import type { Node } from "../syntax.ts";

/**
 * `x.bind(y)` becomes `bind(x,y)`. The engine reads `x.bind` before the arguments and `bind(x,y)` after them, so arguments
 * that do something stay as they are, as do optional chains.
 */
export function replaceBindCall(call: acorn.CallExpression, code: string, runtime: string, edits: Edits): void {
  const { callee, arguments: args } = call;
  if (call.optional || callee.type !== "MemberExpression" || callee.computed || callee.optional) return;
  if (callee.property.type !== "Identifier" || callee.property.name !== "bind") return;
  if (callee.object.type === "Super" || isInOptionalChain(callee.object) || !args.every(isInert)) return;
  const parenthesis = skipTrivia(code, callee.property.end);
  // `(x.bind)(y)`
  if (code[parenthesis] !== "(") return;
  edits.open(call.start, `${runtime}.bind(`);
  edits.replace(placeOfToken(code, callee.object.end, "."), parenthesis + 1, args.length > 0 ? "," : "");
}

function isInOptionalChain(object: Node): boolean {
  let node = object;
  for (;;) {
    if (node.type === "MemberExpression") {
      if (node.optional) return true;
      node = node.object;
    } else if (node.type === "CallExpression") {
      if (node.optional) return true;
      node = node.callee;
    } else return false;
  }
}

/** Whether to evaluate it later makes no difference. */
function isInert(node: Node): boolean {
  switch (node.type) {
    case "Identifier":
    case "ThisExpression":
    case "Literal":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "MetaProperty":
      return true;
    case "UnaryExpression":
      return node.operator !== "delete" && isInert(node.argument);
    case "MemberExpression":
      return node.object.type !== "Super" && isInert(node.object) && (!node.computed || isInert(node.property));
    case "ArrayExpression":
      return node.elements.every((element) => element === null || isInert(element));
    case "ObjectExpression":
      return node.properties.every(
        (property) => property.type === "Property" && !property.computed && isInert(property.value),
      );
    case "SpreadElement":
      return isInert(node.argument);
    case "TemplateLiteral":
      return node.expressions.length === 0;
    case "LogicalExpression":
      return isInert(node.left) && isInert(node.right);
    case "ConditionalExpression":
      return isInert(node.test) && isInert(node.consequent) && isInert(node.alternate);
    default:
      return false;
  }
}
