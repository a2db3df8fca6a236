import { ExpectedError } from "../cli/expected-error.ts";

/** How often an action is run to see what grows. */
export interface RoundOptions {
  /** Rounds with a snapshot after each; 2 at least, 5 by default. */
  readonly rounds?: number;
  /** Rounds before the first snapshot: what is loaded or filled once is there then. 1 by default. */
  readonly warmUp?: number;
  /** Paths as the panel shows them, or as folded stacks have them: what grows at or below them is expected. */
  readonly ignore?: readonly string[];
}

const ROUNDS = 5;
const LEAST_ROUNDS = 2;
const WARM_UP = 1;

/** @throws ExpectedError for numbers that are none of rounds */
export function roundOptionsOf({
  rounds = ROUNDS,
  warmUp = WARM_UP,
  ignore = [],
}: RoundOptions): Required<RoundOptions> {
  if (!Number.isInteger(rounds) || rounds < LEAST_ROUNDS) {
    throw new ExpectedError(
      `rounds is ${rounds}; it is a whole number from ${LEAST_ROUNDS} on, because one round cannot show what grows each time.`,
    );
  }
  if (!Number.isInteger(warmUp) || warmUp < 0) {
    throw new ExpectedError(`warmUp is ${warmUp}; it is a whole number from 0 on.`);
  }
  return { rounds, warmUp, ignore };
}
