import { ExpectedError } from "../cli/expected-error.ts";
import { type RoundOptions, roundOptionsOf } from "./growth-options.ts";
import { Rounds, type RoundsAnswer } from "./rounds.ts";

/** What is measured: a page, or this process. */
export interface Measured {
  /** A snapshot as a file of our own format. */
  takeSnapshot(): Promise<Uint8Array>;
}

export interface RunRounds {
  readonly answer: RoundsAnswer;
  /** The snapshot after the last round, as a file of our own format. */
  readonly last: Uint8Array;
}

/** Runs the action in rounds, and says what grew in every one of them. Rejects as the action does, with the round before its message. */
export async function runRounds(action: () => unknown, measured: Measured, options: RoundOptions): Promise<RunRounds> {
  const { rounds, warmUp, ignore } = roundOptionsOf(options);
  for (let round = 1; round <= warmUp; round++) await run(action, `warm-up round ${round}`);
  const taken = new Rounds();
  let last = await measured.takeSnapshot();
  taken.add(last);
  for (let round = 1; round <= rounds; round++) {
    await run(action, `round ${round} of ${rounds}`);
    last = await measured.takeSnapshot();
    taken.add(last);
  }
  return { answer: taken.answer(ignore), last };
}

/** The error of the action is that of the test. */
async function run(action: () => unknown, round: string): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Error) error.message = `In ${round}: ${error.message}`;
    throw error;
  }
}

/** @throws ExpectedError */
export function requireAction(received: unknown): asserts received is () => unknown {
  if (typeof received === "function") return;
  throw new ExpectedError(
    `toGrow takes a function that does something and undoes it, such as expect(async () => { … }); it was given ${received === null ? "null" : typeof received}.`,
  );
}
