export const TOO_EARLY = "SyntaxError: The expression ends too early.";

/**
 * Why an expression does not compile, from the engine's words about it in parentheses and in brackets; `""` if it compiles in both. If the two differ,
 * one of them is about a bracket of ours, which the user has not typed.
 */
export function syntaxErrorOf(inParentheses: string, inBrackets: string): string {
  if (inParentheses === inBrackets) return inParentheses;
  /* The closing parenthesis came before the end of the expression: `1 +`, `list,`, `f({`. */
  if (inParentheses.includes("')'")) return TOO_EARLY;
  return inParentheses === "" ? inBrackets : inParentheses;
}
