import type { Budgets } from "../budget/size-by-path.ts";
import { install } from "./install.ts";
import type { GrowthOptions, Memory } from "./memory-api.ts";
import { nodeRealm } from "./node-realm.ts";

export type { Budgets } from "../budget/size-by-path.ts";
export type { RoundOptions } from "../growth/growth-options.ts";
export type { GrowthOptions, MeasuredRoots, Memory, MemoryOptions } from "./memory-api.ts";

/** The memory of the realm that runs the tests: of the roots that were registered, or of all that can be found where there are none. */
export const memory: Memory = install(nodeRealm);

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
