/*
 * Find a leak: a snapshot, then rounds. In each round something is done in the page and undone, and a snapshot follows. What grew in every round is the answer.
 */

export const MAX_ROUNDS = 20;

export function areRounds(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_ROUNDS;
}

/** `"waiting"`: for the user, who does something in the page. */
export type LeakStep = "waiting" | "snapshot" | "expression" | "reload" | "watch" | "comparison";

export interface RunningCheck {
  /** Numbers of its snapshots: the one before the rounds, then one a round. Some may be deleted by now. */
  readonly taken: readonly number[];
  readonly step: LeakStep;
  /** What went wrong with what was to be done in the page, as a sentence; `null` for nothing. */
  readonly refusal: string | null;
}

export interface LeakCheckState {
  /** How many the user wants. */
  readonly rounds: number;
  /** What the user typed for the page to do in each round; it stays for the next check. */
  readonly expression: string;
  readonly running: RunningCheck | null;
  /** The round that a snapshot was taken after, by its number; 0 for one before the rounds. */
  readonly roundOf: ReadonlyMap<number, number>;
  /** Number of the comparison that is to have the keyboard focus at its first row; `null` for none. */
  readonly answer: number | null;
  /** Number of the one whose first row has it, until what holds that row is in view. */
  readonly answerToHold: number | null;
}

export const NO_LEAK_CHECK: LeakCheckState = {
  rounds: 3,
  expression: "",
  running: null,
  roundOf: new Map(),
  answer: null,
  answerToHold: null,
};

export type LeakCheckAction =
  | { readonly type: "leak-check-began" }
  | { readonly type: "leak-check-stepped"; readonly step: LeakStep }
  | { readonly type: "leak-round-taken"; readonly number: number }
  /** What was to be done in the page failed: the user goes on by hand, or tries again. */
  | { readonly type: "leak-check-refused"; readonly message: string }
  | { readonly type: "leak-expression-edited"; readonly expression: string }
  | { readonly type: "leak-rounds-chosen"; readonly rounds: number }
  /** With the number of the comparison that is its answer; `null` for none. */
  | { readonly type: "leak-check-ended"; readonly answer: number | null }
  /** Its first row has the focus. */
  | { readonly type: "leak-answer-focused" }
  /** What holds that row is in view. */
  | { readonly type: "leak-answer-held" };
