import { expect } from "vitest";
import type { Budgets } from "../budget/size-by-path.ts";
import { type GrowthOptions, matchers } from "./matchers.ts";
import type { Memory } from "./memory-api.ts";
import { RealmMemory } from "./realm-memory.ts";

export type { Budgets } from "../budget/size-by-path.ts";
export type { RoundOptions } from "../growth/growth-options.ts";
export type { GrowthOptions } from "./matchers.ts";
export type { MeasuredRoots, Memory } from "./memory-api.ts";

/** The memory of the roots that were registered. */
export const memory: Memory = new RealmMemory();

expect.extend(matchers);

interface MemoryMatchers<R> {
  /** What stands at each of these paths takes at most so many bytes; `total` is the whole snapshot. */
  toStayWithin(budgets: Budgets): Promise<R>;
  /** Something has more after each round of the action. */
  toGrow(options?: GrowthOptions): Promise<R>;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as in Vitest.
  interface Matchers<T = any> extends MemoryMatchers<T> {}
}
