import { syntaxErrorOf, TOO_EARLY } from "../../scopes/expression-syntax.ts";

/** What the user typed, as a function of the page that does it; awaited by whoever calls it. An expression, or statements. */
export interface RoundCode {
  readonly expression: string;
  /** The expression in other brackets: what compiles in both cannot end either of them. */
  readonly bracketed: string;
  readonly statements: string;
}

export function roundCodeOf(text: string): RoundCode {
  return {
    expression: `async () => (\n${text}\n)`,
    bracketed: `async () => [\n${text}\n]`,
    statements: `async () => {\n${text}\n}`,
  };
}

/** The code to run, or why there is none. `compileErrorOf` gives the engine's words, "" for none. */
export async function compileRound(
  text: string,
  compileErrorOf: (code: string) => Promise<string>,
): Promise<{ readonly code: string; readonly refusal: string }> {
  const { expression, bracketed, statements } = roundCodeOf(text);
  const refusal = syntaxErrorOf(await compileErrorOf(expression), await compileErrorOf(bracketed));
  if (refusal === "") return { code: expression, refusal };
  const inBraces = await compileErrorOf(statements);
  if (inBraces === "") return { code: statements, refusal: "" };
  /* Of what can only be statements, the words about an expression would be about the first semicolon. */
  if (!text.includes(";")) return { code: "", refusal };
  return { code: "", refusal: inBraces.includes("'}'") ? TOO_EARLY : inBraces };
}

/** An object whose `state` goes from `"running"` to `"drawing"` and `"done"`, or to `"thrown"`. A page that is not in view draws no frames. */
export function runnerTextOf(code: string): string {
  return `((run) => {
(async () => {
  try {
    await (${code})();
    run.state = "drawing";
    const drawn = () => { run.state = "done"; };
    if (document.visibilityState === "hidden") drawn();
    else requestAnimationFrame(() => { requestAnimationFrame(drawn); });
  } catch (error) {
    try {
      run.words = typeof error === "object" && error !== null && "message" in error ? error.name + ": " + error.message : String(error);
    } catch {}
    run.state = "thrown";
  }
})();
return run;
})({ state: "running", words: "an error" })`;
}
