import type { Page } from "playwright";
import type { FrameChanges } from "../../core/flamegraph/diff.ts";
import type { RoundSide } from "../../extension/panel/frames/rounds-answer.ts";
import { Deriver } from "../../extension/panel/worker/derive.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { USUAL_DERIVATION } from "../export/taken-snapshot.ts";
import { graphBytesOf } from "../page/graph-of-snapshot.ts";
import type { MeasuredPage } from "../page/measured-page.ts";
import { untilDrawn } from "../page/until-drawn.ts";
import type { RoundSteps } from "./round-steps.ts";

export interface LeakCheckOptions {
  readonly page: Page;
  readonly measured: Pick<MeasuredPage, "takeSnapshot">;
  readonly steps: RoundSteps;
  readonly rounds: number;
  readonly onProgress: (step: string) => void;
}

/** The comparison of all snapshots of a leak check. */
export interface LeakCheck {
  readonly derived: DerivedSnapshot & { readonly changes: FrameChanges };
  /** Of each snapshot, in order: the one before the rounds, then one a round. */
  readonly sides: readonly RoundSide[];
  readonly last: DerivedSnapshot;
}

/** Does what the panel does to find a leak: a snapshot, then rounds with a snapshot after each, then what grew in every round. Rejects with an ExpectedError where a step fails. */
export async function checkForLeaks({
  page,
  measured,
  steps,
  rounds,
  onProgress,
}: LeakCheckOptions): Promise<LeakCheck> {
  const deriver = new Deriver();
  const taken: DerivedSnapshot[] = [];
  const take = async (): Promise<void> => {
    await untilDrawn(page);
    const snapshot = await measured.takeSnapshot({ roots: "all" });
    taken.push(deriver.openSnapshot(taken.length + 1, graphBytesOf(snapshot), USUAL_DERIVATION, "merged"));
  };
  onProgress("Setting up …");
  await run("setup", () => steps.setup(page));
  onProgress("Taking the first snapshot …");
  await take();
  for (let round = 1; round <= rounds; round++) {
    onProgress(`Round ${round} of ${rounds} …`);
    await run(`Round ${round}: action`, () => steps.action(page));
    await run(`Round ${round}: back`, () => steps.back(page));
    onProgress(`Round ${round} of ${rounds}: taking its snapshot …`);
    await take();
  }
  onProgress("Comparing the snapshots …");
  const numbers = taken.map((_, index) => index + 1);
  const derived = deriver.diff(-1, numbers, USUAL_DERIVATION);
  const last = taken.at(-1);
  const { changes } = derived;
  if (changes === null || last === undefined) throw new Error("the comparison has no changes");
  return { derived: { ...derived, changes }, sides: taken, last };
}

async function run(what: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new ExpectedError(`${what} failed: ${words}`);
  }
}
