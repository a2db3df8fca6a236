import type { Facts } from "./facts.ts";
import { isCaptured, onlyValueOf, type Variable } from "./scopes.ts";
import { type ClassNode, isClass, isFunction, type Node } from "./syntax.ts";

/**
 * Whether a variable of a module is kept, and may keep objects: a function uses it or it is exported, and it is not an
 * import, a function without properties, a class without static state, a literal or a symbol.
 */
export function isKeptBinding(variable: Variable, exported: ReadonlySet<string>, facts: Facts): boolean {
  const isDeclared = variable.defs.some(({ type }) => type !== "ImportBinding" && type !== "Parameter");
  if (!isDeclared || !(exported.has(variable.name) || isCaptured(variable))) return false;
  if (variable.references.some(({ identifier }) => facts.extended.has(identifier as never))) return true;
  if (isNeverSet(variable)) return false;
  const value = onlyValueOf(variable);
  return value === undefined ? !IMPORTED.test(variable.name) : mayKeepObjects(value) && !isOfBundler(value);
}

/** esbuild and Rolldown set `import_x` in a function where modules import each other in a circle. */
const IMPORTED = /^import_[\w$]+$/;
const HELPER =
  /^__(?:to(?:ESM|CommonJS)|commonJS(?:Min)?|esm(?:Min)?|export(?:All)?|(?:webpack|rspack)_require__)(?:\$?\d+)?$/;

/** What a bundler puts in the place of imports: `__toESM(require_x())`, `__webpack_require__(1)`, `__webpack_require__.n(x)`. */
function isOfBundler(value: Node): boolean {
  if (value.type !== "CallExpression") return false;
  const { callee } = value;
  const called = callee.type === "MemberExpression" ? callee.object : callee;
  return called.type === "Identifier" && HELPER.test(called.name);
}

function isNeverSet(variable: Variable): boolean {
  return (
    variable.defs.every(({ type }) => type === "Variable") &&
    !variable.references.some((reference) => reference.isWrite())
  );
}

function mayKeepObjects(value: Node): boolean {
  if (isFunction(value)) return false;
  if (isClass(value)) return hasStaticState(value);
  return !isPrimitive(value) && !isSymbol(value);
}

export function hasStaticState({ body }: ClassNode): boolean {
  return body.body.some((member) => {
    if (member.type === "StaticBlock") return true;
    if (member.type !== "PropertyDefinition" || !member.static || !member.value) return false;
    return !isFunction(member.value) && !isPrimitive(member.value);
  });
}

function isPrimitive(value: Node): boolean {
  switch (value.type) {
    case "Literal":
      return value.regex === undefined;
    case "TemplateLiteral":
      return value.expressions.length === 0;
    case "UnaryExpression":
      return isPrimitive(value.argument) || value.operator === "void" || value.operator === "typeof";
    default:
      return false;
  }
}

/** `Symbol("x")`, `Symbol.for("x")`, `Symbol.iterator`. */
function isSymbol(value: Node): boolean {
  const made = value.type === "CallExpression" ? value.callee : value;
  if (made.type === "Identifier") return value !== made && made.name === "Symbol";
  return made.type === "MemberExpression" && made.object.type === "Identifier" && made.object.name === "Symbol";
}
