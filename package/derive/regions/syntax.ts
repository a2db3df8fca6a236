import type { Node } from "acorn";

/*
 * As much of a syntax tree as is read here. The tree may come from any parser that writes ESTree with `start` and `end`.
 */

export type SyntaxNode = Node & { readonly [member: string]: unknown };

/** Statements that lie in a row: a program, or the body of a function. */
export interface Body {
  readonly start: number;
  readonly end: number;
  readonly body: readonly SyntaxNode[];
}

export interface Program extends Body {
  readonly type: "Program";
  readonly sourceType: "script" | "module" | "commonjs";
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";
}

const FUNCTION = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

/** The bodies around an offset, from the program inwards. */
export function bodiesAround(program: Program, start: number, end = start): Body[] {
  const bodies: Body[] = [program];
  let node: SyntaxNode | undefined = program as unknown as SyntaxNode;
  while (node !== undefined) {
    const inner: SyntaxNode | undefined = childAround(node, start, end);
    if (inner?.type === "BlockStatement" && FUNCTION.test(node.type)) bodies.push(inner as unknown as Body);
    node = inner;
  }
  return bodies;
}

/** The statement of a body that an offset lies in; `undefined` for one between statements. */
export function statementAt(body: Body, offset: number): SyntaxNode | undefined {
  let low = 0;
  let high = body.body.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (body.body[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  const statement = body.body[low];
  return statement !== undefined && statement.start < offset ? statement : undefined;
}

function childAround(node: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child) && child.start <= start && end <= child.end) return child;
    }
  }
  return undefined;
}

/** Where statements of a body begin, behind its directives. */
export function offsetBehindDirectives(body: Body, code: string): number {
  let offset = body.start;
  if ("type" in body && body.type === "BlockStatement") offset++;
  else if (code.startsWith("#!")) offset = Math.max(offset, code.indexOf("\n") + 1);
  for (const statement of body.body) {
    if (typeof statement.directive !== "string") break;
    offset = statement.end;
  }
  return offset;
}
