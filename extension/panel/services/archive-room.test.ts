import { expect, test } from "vitest";
import { leavingForRoom } from "./archive-room.ts";

const kept = [
  { key: "second", bytes: 40, takenAt: 2 },
  { key: "first", bytes: 30, takenAt: 1 },
  { key: "third", bytes: 20, takenAt: 3 },
];

test("the oldest make room, and no more of them than must", () => {
  expect(leavingForRoom(kept, 10, 100)).toEqual([]);
  expect(leavingForRoom(kept, 11, 100)).toEqual(["first"]);
  expect(leavingForRoom(kept, 41, 100)).toEqual(["first", "second"]);
  expect(leavingForRoom(kept, 100, 100)).toEqual(["first", "second", "third"]);
  expect(leavingForRoom([], 10, 100)).toEqual([]);
});
