import { checkBudgets } from "../budget/budgets.ts";
import type { Budgets } from "../budget/size-by-path.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import type { RoundOptions } from "../growth/growth-options.ts";
import { writeRounds } from "../growth/growth-text.ts";
import { requireAction, runRounds } from "../growth/run-rounds.ts";
import type { MeasuredRoots } from "./memory-api.ts";
import { RealmMemory } from "./realm-memory.ts";

/** What `toGrow` takes. */
export interface GrowthOptions extends RoundOptions {
  /** What these objects hold, by the names of their roots; the roots that were registered by default. */
  readonly roots?: MeasuredRoots;
}

/** As Vitest takes it from a matcher. */
interface Verdict {
  readonly pass: boolean;
  message(): string;
}

export const matchers = {
  async toStayWithin(memory: unknown, budgets: Budgets): Promise<Verdict> {
    if (!(memory instanceof RealmMemory)) {
      throw new ExpectedError(
        "toStayWithin takes the memory of allocative/vitest: expect(memory.of({ store })).toStayWithin({ … }).",
      );
    }
    const { isWithin, text } = checkBudgets(memory.take().flamegraph(), budgets);
    return { pass: isWithin, message: () => text };
  },

  async toGrow(action: unknown, options: GrowthOptions = {}): Promise<Verdict> {
    requireAction(action);
    const { answer } = await runRounds(action, new RealmMemory(options.roots), options);
    const text = writeRounds(answer);
    return { pass: answer.hasGrown, message: () => text };
  },
};
