import { skipTrivia } from "./source-text.ts";

const MARK = "@allocative-exclude";
const MARKED_COMMENT =
  /\/\*(?:(?!\*\/)[\s\S])*?@allocative-exclude[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*@allocative-exclude.*/g;

/** Where the statements, expressions and members begin that a comment leaves alone. */
export function excludedStarts(code: string): ReadonlySet<number> {
  const starts = new Set<number>();
  if (!code.includes(MARK)) return starts;
  for (const { 0: comment, index } of code.matchAll(MARKED_COMMENT)) {
    let start = skipTrivia(code, index + comment.length);
    starts.add(start);
    // A node begins within its parentheses.
    while (code[start] === "(") {
      start = skipTrivia(code, start + 1);
      starts.add(start);
    }
  }
  return starts;
}
