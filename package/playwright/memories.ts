import type { Page } from "@playwright/test";
import { PageMemory } from "./memory.ts";
import type { MemoryOptions } from "./memory-api.ts";

/** Of each page that the test measures. */
const memories = new Map<Page, PageMemory>();
/** The page of the test that runs: a worker runs one at a time. */
let current: Page | undefined;
let currentOptions: MemoryOptions = {};

/** A test with this page begins. */
export function beginPage(page: Page, options: MemoryOptions): void {
  current = page;
  currentOptions = options;
}

/** The test is over: pages are left as they were. */
export async function endPage(): Promise<void> {
  current = undefined;
  const all = [...memories.values()];
  memories.clear();
  await Promise.all(all.map((memory) => memory.close()));
}

/** The memory of a page; of the test's page where none is given. Undefined where there is no page. */
export function memoryOf(page: Page): PageMemory;
export function memoryOf(page: Page | undefined): PageMemory | undefined;
export function memoryOf(page: Page | undefined = current): PageMemory | undefined {
  if (page === undefined) return undefined;
  let memory = memories.get(page);
  if (memory === undefined) {
    memory = new PageMemory(page, currentOptions);
    memories.set(page, memory);
  }
  return memory;
}
