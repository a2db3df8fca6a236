import { expect, test } from "vitest";
import { NO_COUNTS, type PageCounts } from "../../../core/flamegraph/questions/page-counts.ts";
import { countChangesOf, steadyCountsOf } from "./count-changes.ts";

const rowsOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([name, count]) => ({ name, count }));

const snapshotOf = (
  listeners: Readonly<Record<string, number>>,
  totals: Readonly<Record<string, number>>,
  hasAllListeners = true,
): PageCounts => ({ ...NO_COUNTS, listeners: rowsOf(listeners), totals: rowsOf(totals), hasAllListeners });

const textsOf = (...args: Parameters<typeof countChangesOf>): readonly string[] =>
  countChangesOf(...args).map(({ name, counts }) => `${name} ${counts.join(" → ")}`);

const BEFORE = snapshotOf({ "window keyup": 2, "button click": 4 }, { "DOM nodes": 310, "User Timing marks": 7 });
const AFTER = snapshotOf({ "window keyup": 22, "form submit": 1 }, { "DOM nodes": 910, "User Timing marks": 7 });

test("the counts that changed, by the scope of the comparison", () => {
  expect(textsOf([BEFORE, AFTER], "growth")).toEqual([
    "window keyup 2 → 22",
    "form submit 0 → 1",
    "DOM nodes 310 → 910",
  ]);
  expect(textsOf([BEFORE, AFTER], "shrunk")).toEqual(["button click 4 → 0"]);
  expect(textsOf([BEFORE, AFTER], "all")).toHaveLength(4);
  expect(textsOf([BEFORE, BEFORE], "all")).toEqual([]);
});

test("those that grew in every round come first, however little", () => {
  const rounds = [10, 20, 30].map((marks, round) =>
    snapshotOf({ "window keyup": round + 1 }, { "User Timing marks": marks, "DOM nodes": [5, 90, 90][round]! }),
  );
  expect(textsOf(rounds, "growth")).toEqual([
    "window keyup 1 → 2 → 3",
    "User Timing marks 10 → 20 → 30",
    "DOM nodes 5 → 90 → 90",
  ]);
});

test("a count that one of the snapshots does not know is in none", () => {
  const unasked = snapshotOf({ "button click": 1 }, {}, false);
  expect(textsOf([BEFORE, unasked], "all")).toEqual(["button click 4 → 1"]);
  expect(textsOf([BEFORE, NO_COUNTS], "all")).toEqual([]);
});

test("of counts that no object shows, those of the page that grew steadily", () => {
  const steadyIn = (series: Readonly<Record<string, readonly number[]>>): readonly string[] => {
    const rounds = [0, 1, 2, 3].map((round) =>
      snapshotOf({}, Object.fromEntries(Object.entries(series).map(([name, counts]) => [name, counts[round]!]))),
    );
    return steadyCountsOf(rounds).map(({ name }) => name);
  };
  expect(steadyIn({ "DOM elements": [5, 35, 65, 95], "User Timing marks": [0, 10, 20, 30] })).toEqual([
    "DOM elements",
    "User Timing marks",
  ]);
  expect(steadyIn({ "DOM elements": [5, 25, 45, 55], "User Timing marks": [0, 10, 10, 20] })).toEqual([]);
  /* The process has other pages, and the list of resources has a limit. */
  expect(steadyIn({ "DOM nodes": [5, 35, 65, 95], "resource timings": [1, 2, 3, 4] })).toEqual([]);
});

test("what was watched comes first, by its place, where each snapshot was watched", () => {
  const watchedOf = (counts: Readonly<Record<string, number>>): PageCounts => ({
    ...snapshotOf({ "window keyup": 1 }, {}),
    watched: rowsOf(counts),
    isWatched: true,
  });
  const after = { ...watchedOf({ "setInterval poll.ts:7": 22 }), listeners: rowsOf({ "window keyup": 50 }) };
  expect(textsOf([watchedOf({}), after], "growth")).toEqual(["setInterval poll.ts:7 0 → 22", "window keyup 1 → 50"]);
  expect(textsOf([BEFORE, after], "growth")).toEqual(["window keyup 2 → 50"]);
  const rounds = [2, 12, 22].map((count) => watchedOf({ "setInterval poll.ts:7": count, "setTimeout once.ts:1": 3 }));
  expect(steadyCountsOf(rounds).map(({ name }) => name)).toEqual(["setInterval poll.ts:7"]);
});
