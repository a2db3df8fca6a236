/** A visitor or a builder was used in a way that has no meaning. The message says what came, what was expected, and where. */
export class VisitorError extends Error {
  override readonly name = "VisitorError";
}

/** Thrown into a `[visit]` that makes calls without end, to end it. */
export class VisitBudgetError extends Error {
  override readonly name = "VisitBudgetError";
}
