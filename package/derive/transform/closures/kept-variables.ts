import type * as acorn from "acorn";
import type { Facts } from "../facts.ts";
import { isCaptured, type Scope, startOf, type Variable } from "../scopes.ts";
import type { FunctionNode, Node } from "../syntax.ts";
import type { KeptVariable } from "./reader.ts";

/** The variables that V8 keeps with an activation of a scope: those that functions inside use. */
export function keptVariables(scope: Scope, facts: Facts): KeptVariable[] {
  const { start, end } = scope.block as unknown as Node;
  const isSeenByEval = facts.evals.some((place) => place > start && place < end);
  const areParametersKept = scope.type === "function" && hasMappedArguments(scope);
  return scope.variables
    .filter((variable) => {
      if (isSeenByEval || isCaptured(variable)) return true;
      if (areParametersKept && isParameter(variable)) return true;
      return scope.type === "catch" && (scope.block as unknown as acorn.CatchClause).param?.type === "Identifier";
    })
    .map((variable) => ({
      name: variable.name,
      declaredAt: startOf(variable),
      readableFrom: readableFrom(variable, scope),
    }));
}

/** The `arguments` of a sloppy function are its parameters: both change together, so V8 keeps all of them in one place. */
function hasMappedArguments(scope: Scope): boolean {
  const fn = scope.block as unknown as FunctionNode;
  if (scope.isStrict || fn.params.some(({ type }) => type !== "Identifier")) return false;
  const own = scope.set.get("arguments");
  return own !== undefined && own.defs.length === 0 && own.references.length > 0;
}

function isParameter({ defs }: Variable): boolean {
  return defs.some(({ type }) => type === "Parameter");
}

function readableFrom({ defs: [definition] }: Variable, scope: Scope): number {
  if (definition?.type === "ClassName") return (definition.node as unknown as Node).end;
  if (definition?.type !== "Variable" || definition.parent?.kind === "var") return -1;
  if (scope.type === "switch") return Number.POSITIVE_INFINITY;
  // The reader of a loop's head is made in its body, where the variables have values.
  return scope.type === "for" ? -1 : (definition.node as unknown as Node).end;
}

/** The name of a function expression, if functions inside it use the name. */
export function nameVariable(scope: Scope): KeptVariable[] {
  return scope.variables
    .filter(({ references }) => references.some(({ from }) => from.variableScope.block !== scope.block))
    .map(({ name }) => ({ name, declaredAt: -1, readableFrom: -1 }));
}
