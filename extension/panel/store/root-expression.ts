/** What the user typed into **Add root**. The expression is evaluated in the page for each snapshot. */
export interface RootExpression {
  /** Of the root; the expression itself if the user gave no name. */
  readonly name: string;
  readonly expression: string;
}

export type ParsedRoot =
  | { readonly ok: true; readonly root: RootExpression }
  | { readonly ok: false; readonly error: string };

/**
 * `name = expression`, or an expression alone. A name is what stands before the first `=` that is an assignment, whatever it looks like: `a.b = 5` measures 5
 * under the name "a.b", because a root must change nothing in the page. Other assignments are refused.
 */
export function parseRoot(text: string): ParsedRoot {
  const typed = text.trim();
  const first = findAssignment(typed, 0);
  if (first === undefined) return { ok: true, root: { name: toName(typed), expression: typed } };
  if (first.operator !== "=") return refuse(typed, first);
  const name = toName(typed.slice(0, first.at));
  const expression = typed.slice(first.at + 1).trim();
  if (name === "") return { ok: false, error: "The name before the = is missing." };
  if (expression === "") return { ok: false, error: `The expression after “${name} =” is missing.` };
  const second = findAssignment(expression, 0);
  return second === undefined ? { ok: true, root: { name, expression } } : refuse(expression, second);
}

function toName(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function refuse(text: string, { at }: Assignment): ParsedRoot {
  return {
    ok: false,
    error: `The expression would assign to “${text.slice(0, at).trim()}” in the page. An expression for a root must change nothing.`,
  };
}

interface Assignment {
  /** Where the operator begins. */
  readonly at: number;
  readonly operator: string;
}

/** What is not an assignment although it has a `=`: comparisons, arrows. The longest first. */
const OTHER_OPERATORS = ["===", "!==", "==", "!=", "<=", ">="] as const;
const ASSIGNMENTS = [">>>=", "<<=", ">>=", "**=", "&&=", "||=", "??=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="];
const OPENING = "([{";
const CLOSING = ")]}";

/** The first assignment outside of brackets, strings and comments. The body of an arrow function does not run when the root is made, so the search ends there. */
function findAssignment(text: string, from: number): Assignment | undefined {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const past = endOfLiteral(text, at);
    if (past > at) {
      at = past;
      continue;
    }
    const character = text[at];
    if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character)) depth--;
    else if (depth === 0) {
      if (text.startsWith("=>", at)) return undefined;
      const other = OTHER_OPERATORS.find((operator) => text.startsWith(operator, at));
      const operator = other ?? ASSIGNMENTS.find((one) => text.startsWith(one, at)) ?? (character === "=" ? "=" : "");
      const isAssignment = other === undefined && (operator === "=" || text.slice(from, at).trim() !== "");
      if (operator !== "" && isAssignment) return { at, operator };
      at += Math.max(0, operator.length - 1);
    }
    at++;
  }
  return undefined;
}

/** The end of the string or comment that begins at `at`; `at` if none does. An apostrophe between letters is part of a name: `Ann's cart`. */
function endOfLiteral(text: string, at: number): number {
  const character = text[at];
  if (text.startsWith("//", at)) return endAfter(text, "\n", at + 2);
  if (text.startsWith("/*", at)) return endAfter(text, "*/", at + 2);
  if (character === "'" && /\p{L}'\p{L}/u.test(text.slice(Math.max(0, at - 1), at + 2))) return at + 1;
  if (character !== '"' && character !== "'" && character !== "`") return at;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === character) return i + 1;
  }
  return text.length;
}

function endAfter(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}
