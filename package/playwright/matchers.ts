import { expect as base, type Expect, type ExpectMatcherState, type Page } from "@playwright/test";
import { checkBudgets } from "../budget/budgets.ts";
import type { Budgets } from "../budget/size-by-path.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import { TakenSnapshot } from "../export/taken-snapshot.ts";
import type { RoundOptions } from "../growth/growth-options.ts";
import { writeRounds } from "../growth/growth-text.ts";
import { requireAction, runRounds } from "../growth/run-rounds.ts";
import { attachSnapshot } from "./attach.ts";
import { memoryOf } from "./memories.ts";
import { PageMemory } from "./memory.ts";
import type { Memory, MemoryOptions } from "./memory-api.ts";

/** What `toGrow` takes, beside what is measured. */
export interface GrowthOptions extends RoundOptions, MemoryOptions {
  /** The page that is measured; the test's own by default. */
  readonly page?: Page;
}

/** As Playwright takes it from a matcher. */
interface Verdict {
  readonly pass: boolean;
  readonly name: string;
  message(): string;
}

type Matchers = {
  /** What stands at each of these paths takes at most so many bytes; `total` is the whole snapshot. */
  toStayWithin(this: ExpectMatcherState, memory: Memory, budgets: Budgets): Promise<Verdict>;
  /** Something that the page holds has more after each round of the action. */
  toGrow(this: ExpectMatcherState, action: () => unknown, options?: GrowthOptions): Promise<Verdict>;
};

export const expect: Expect<Matchers> = base.extend<Matchers>({
  async toStayWithin(memory: Memory, budgets: Budgets): Promise<Verdict> {
    if (!(memory instanceof PageMemory)) {
      throw new ExpectedError("toStayWithin takes the fixture memory: expect(memory).toStayWithin({ … }).");
    }
    const bytes = await memory.takeSnapshot();
    const { frames } = TakenSnapshot.ofGraph(bytes, memory.page.url()).derived;
    const { isWithin, text } = checkBudgets(frames, budgets);
    if (isWithin === this.isNot) await attachSnapshot(text, bytes, memory.page.url());
    return { pass: isWithin, name: "toStayWithin", message: () => text };
  },

  async toGrow(action: () => unknown, options: GrowthOptions = {}): Promise<Verdict> {
    requireAction(action);
    const memory = memoryOf(options.page);
    if (memory === undefined) {
      throw new ExpectedError(
        "There is no page to measure: use the test of allocative/playwright with its fixture page, or give one: toGrow({ page }).",
      );
    }
    const { answer, last } = await runRounds(action, memory.forGrowth(options), options);
    const text = writeRounds(answer);
    if (answer.hasGrown === this.isNot) await attachSnapshot(text, last, memory.page.url());
    return { pass: answer.hasGrown, name: "toGrow", message: () => text };
  },
});
