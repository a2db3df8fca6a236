import { expect, test } from "vitest";
import type { Walk } from "../walk/walk.ts";
import { SnapshotInProgress } from "./take-snapshot.ts";

/** Budgets that the walk is given, where its slices take so many milliseconds. */
function budgetsOf(durations: readonly number[], budgetMs: number): number[] {
  let time = 1000;
  const budgets: number[] = [];
  const walk = {
    objectCount: 0,
    advance(budget: number) {
      time += durations[budgets.length]!;
      budgets.push(budget);
      return false;
    },
  };
  const progress = new SnapshotInProgress(walk as unknown as Walk, () => time);
  for (const _ of durations) progress.advance(budgetMs);
  return budgets;
}

test("a slice within its budget is followed by whole ones, however short it was", () => {
  expect(budgetsOf([8, 1, 8, 8], 8)).toEqual([8, 8, 8, 8]);
});

test("what a slice took too long is paid back by shorter ones", () => {
  expect(budgetsOf([20, 4, 4, 4, 8], 8)).toEqual([8, 4, 4, 4, 8]);
});

test("a walk in one go owes nothing", () => {
  expect(budgetsOf([500, 500], Number.POSITIVE_INFINITY)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
