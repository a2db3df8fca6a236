import { expect, test } from "vitest";
import {
  WATCHED_INTERVAL,
  WATCHED_LISTENER,
  WATCHED_OBSERVER,
  WATCHED_URL,
  type WatchedRow,
} from "../../graph/watched.ts";
import { watchedCountsOf } from "./watched-counts.ts";

const ROW: WatchedRow = {
  kind: WATCHED_INTERVAL,
  event: "",
  target: "",
  file: "poll.ts",
  script: "http://localhost/poll.js",
  line: 7,
  column: 1,
  functionName: "",
  count: 20,
  size: 0,
};

test("by what was called and where, the most first; columns of one line are one place", () => {
  const rows: WatchedRow[] = [
    { ...ROW, count: 2 },
    { ...ROW, kind: WATCHED_URL, file: "csv.ts", line: 41, count: 5 },
    { ...ROW, column: 30 },
    { ...ROW, kind: WATCHED_LISTENER, event: "keyup", target: "window", count: 4 },
    { ...ROW, file: "app.js", line: 1, column: 5046, count: 1 },
    { ...ROW, kind: WATCHED_OBSERVER, target: "ResizeObserver", file: "", line: 0, count: 3 },
  ];
  expect(watchedCountsOf({ ageMs: 1, rows })).toEqual([
    { name: "setInterval poll.ts:7", count: 22 },
    { name: "object URLs csv.ts:41", count: 5 },
    { name: "window keyup poll.ts:7", count: 4 },
    { name: "ResizeObserver targets (place not known)", count: 3 },
    { name: "setInterval app.js:1:5046", count: 1 },
  ]);
});
