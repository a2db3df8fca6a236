import type { FunctionNode, Program, Statement } from "./syntax.ts";

export function statementsOf(owner: Program | FunctionNode): readonly Statement[] {
  if (owner.type === "Program") return owner.body;
  return owner.body.type === "BlockStatement" ? owner.body.body : [];
}

/** Where the first statement may be inserted. Directives stay first; a `;` must end one that has none. */
export function startOfBody(owner: Program | FunctionNode): number {
  let start = owner.type === "Program" ? owner.start : owner.body.start + 1;
  for (const statement of statementsOf(owner)) {
    if (statement.type !== "ExpressionStatement" || typeof statement.directive !== "string") break;
    start = statement.end;
  }
  return start;
}
