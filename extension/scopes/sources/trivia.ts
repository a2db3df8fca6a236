const TRIVIA = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*)*/y;
const STATIC = "static";

/** Where the text of a static method begins: after the word `static` and what separates it. */
export function startAfterStatic(source: string, start: number): number {
  TRIVIA.lastIndex = start + STATIC.length;
  TRIVIA.test(source);
  return TRIVIA.lastIndex;
}

/** Where a field ends without its semicolon. */
export function endBeforeSemicolon(source: string, end: number): number {
  if (source[end - 1] !== ";") return end;
  let last = end - 1;
  while (/\s/.test(source[last - 1] ?? "")) last--;
  return last;
}
