import type { Page } from "playwright";
import { ExpectedError } from "../cli/expected-error.ts";
import { Rounds, type RoundsAnswer } from "../growth/rounds.ts";
import { graphBytesOf } from "../page/graph-of-snapshot.ts";
import type { PageSnapshot, PageSnapshotOptions } from "../page/measured-page.ts";
import { untilDrawn } from "../page/until-drawn.ts";
import type { RoundSteps } from "./round-steps.ts";

export interface LeakCheckOptions {
  readonly page: Page;
  readonly measured: { takeSnapshot(options: PageSnapshotOptions): Promise<PageSnapshot> };
  readonly steps: RoundSteps;
  readonly rounds: number;
  readonly onProgress: (step: string) => void;
}

/** Does what the panel does to find a leak: a snapshot, then rounds with a snapshot after each, then what grew in every round. Rejects with an ExpectedError where a step fails. */
export async function checkForLeaks({
  page,
  measured,
  steps,
  rounds,
  onProgress,
}: LeakCheckOptions): Promise<RoundsAnswer> {
  const taken = new Rounds();
  const take = async (): Promise<void> => {
    await untilDrawn(page);
    taken.add(graphBytesOf(await measured.takeSnapshot({ roots: "all" })));
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
  return taken.answer();
}

async function run(what: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new ExpectedError(`${what} failed: ${words}`);
  }
}
