/** Looks at what stands between nodes: white space, comments and single tokens. */

const SPACE = /\s/;

/** The second and third are comments of sloppy scripts. No token that may come after trivia begins like them. */
const LINE_COMMENTS = ["//", "<!--", "-->"];

/** The first place at or after `from` that is neither white space nor in a comment. */
export function skipTrivia(code: string, from: number): number {
  let position = from;
  for (;;) {
    if (SPACE.test(code[position] ?? "")) position++;
    else if (LINE_COMMENTS.some((mark) => code.startsWith(mark, position))) {
      const end = code.slice(position).search(/[\n\r\u2028\u2029]/);
      if (end < 0) return code.length;
      position += end;
    } else if (code.startsWith("/*", position)) {
      const end = code.indexOf("*/", position + 2);
      if (end < 0) return code.length;
      position = end + 2;
    } else return position;
  }
}

/** The place of a token that comes after `from`, with nothing but trivia and closing parentheses in between. */
export function placeOfToken(code: string, from: number, token: string): number {
  let position = skipTrivia(code, from);
  while (!code.startsWith(token, position)) {
    if (code[position] !== ")" && code[position] !== "(" && code[position] !== ",") {
      throw new Error(`Expected ${JSON.stringify(token)} at offset ${position} of the source.`);
    }
    position = skipTrivia(code, position + 1);
  }
  return position;
}

/** A key of an object literal or the name of a getter. */
export function keyText(name: string): string {
  return isIdentifierName(name) ? name : JSON.stringify(name);
}

export function isIdentifierName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);
}
