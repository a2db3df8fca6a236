export type { Budgets } from "../budget/size-by-path.ts";
export type { RoundOptions } from "../growth/growth-options.ts";
export { type MemoryFixtures, test } from "./fixtures.ts";
export { expect, type GrowthOptions } from "./matchers.ts";
export type { Memory, MemoryOptions } from "./memory-api.ts";
