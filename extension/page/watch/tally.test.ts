import { expect, test } from "vitest";
import { MAX_WATCHED_ROWS, WATCHED_INTERVAL, WATCHED_LISTENER, WATCHED_URL } from "../../../core/graph/watched.ts";
import { Room } from "../../../core/natives/room.ts";
import { Tally } from "./tally.ts";

test("adds up by kind, place, event and target", () => {
  const { add, rows } = new Tally();
  add(WATCHED_URL, 1, "", "", 100);
  add(WATCHED_URL, 1, "", "", 50);
  add(WATCHED_URL, 2, "", "", 1);
  add(WATCHED_LISTENER, 1, "keyup", "window", 0);
  expect(Array.from(rows)).toEqual([
    { kind: WATCHED_URL, site: 1, event: "", target: "", count: 2, size: 150 },
    { kind: WATCHED_URL, site: 2, event: "", target: "", count: 1, size: 1 },
    { kind: WATCHED_LISTENER, site: 1, event: "keyup", target: "window", count: 1, size: 0 },
  ]);
});

test("a page that makes up events fills no more than the rows, and none is lost", () => {
  const { add, rows } = new Tally();
  for (let i = 0; i < 2 * MAX_WATCHED_ROWS; i++) add(WATCHED_LISTENER, 1, `event ${i}`, "window", 0);
  add(WATCHED_INTERVAL, 1, "", "", 0);
  expect(rows.length).toBeLessThanOrEqual(MAX_WATCHED_ROWS);
  expect(Array.from(rows).reduce((sum, { count }) => sum + count, 0)).toBe(2 * MAX_WATCHED_ROWS + 1);
});

test("a list is looked through when it has doubled", () => {
  let left = 200;
  let looks = 0;
  const room = new Room(() => {
    looks++;
    return left;
  });
  for (let count = 0; count <= 256; count++) room.make(count);
  expect(looks).toBe(1);
  left = 1_000;
  room.make(400);
  expect(looks).toBe(2);
  for (let count = 1_001; count < 2_000; count++) room.make(count);
  expect(looks).toBe(2);
});
