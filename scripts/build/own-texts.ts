import { type Node, parse } from "acorn";

/** In no source text of a page: minifiers take comments away, and nobody writes an empty one there. */
const MARK = "/**/";
/** Longer functions of ours have no twin in a page. */
const MAX_LENGTH = 40;

/** Of a method, the brackets are the first. */
const FIRST_TOKEN = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\(/uy;

/**
 * The script with a comment in each short function, so that its source text is no function's of a page: whose a function `()=>{}` is, nothing else says without a question to the debugger.
 */
export function withOwnTexts(script: string): string {
  const ends: number[] = [];
  const nodes: unknown[] = [parse(script, { ecmaVersion: "latest", sourceType: "script" })];
  while (nodes.length > 0) {
    const node = nodes.pop();
    if (typeof node !== "object" || node === null) continue;
    if (isShortFunction(node)) ends.push(endOfFirstToken(script, node.start));
    nodes.push(...Object.values(node));
  }
  let marked = script;
  for (const end of ends.toSorted((one, other) => other - one))
    marked = marked.slice(0, end) + MARK + marked.slice(end);
  return marked;
}

function isShortFunction(node: object): node is Node {
  const { type, start, end } = node as Partial<Node>;
  if (start === undefined || end === undefined || end - start > MAX_LENGTH) return false;
  return type === "ArrowFunctionExpression" || type === "FunctionExpression" || type === "FunctionDeclaration";
}

function endOfFirstToken(script: string, start: number): number {
  FIRST_TOKEN.lastIndex = start;
  const token = FIRST_TOKEN.exec(script);
  if (token === null) throw new Error(`A function begins with ${script.slice(start, start + 20)}`);
  return start + token[0].length;
}
