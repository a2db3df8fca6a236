import {
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from "@playwright/test";
import { beginPage, endPage, memoryOf } from "./memories.ts";
import type { Memory, MemoryOptions } from "./memory-api.ts";

export interface MemoryFixtures {
  /** The memory of the test's page. */
  readonly memory: Memory;
  /** What is measured, for `test.use({ memoryOptions: { … } })`. */
  readonly memoryOptions: MemoryOptions;
}

/* Without it, the declarations would name the package behind Playwright's, which a project need not have. */
type Test = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & MemoryFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;

/** Playwright's own, with the fixture `memory`; `mergeTests` puts it together with others. */
export const test: Test = base.extend<MemoryFixtures>({
  memoryOptions: [{}, { option: true }],
  /* By it, `expect(action).toGrow()` knows the page. */
  page: async ({ page, memoryOptions }, use) => {
    beginPage(page, memoryOptions);
    try {
      await use(page);
    } finally {
      await endPage();
    }
  },
  memory: async ({ page }, use) => use(memoryOf(page)),
});
