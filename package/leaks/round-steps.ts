import type { Page } from "playwright";

/** What a round of the leak check does in a page. */
export interface RoundSteps {
  /** Once, before the first snapshot. */
  setup(page: Page): Promise<void>;
  /** In each round: something that the user does … */
  action(page: Page): Promise<void>;
  /** … and what undoes it. */
  back(page: Page): Promise<void>;
}
