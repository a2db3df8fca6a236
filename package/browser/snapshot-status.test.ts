import { expect, test } from "vitest";
import { parseSnapshotStatus } from "./snapshot-status.ts";

test.each([
  [
    "Snapshot 1: 12.4 MiB in 130,204 objects, 212 ms",
    { number: 1, size: "12.4 MiB", objectCount: 130204, milliseconds: 212 },
  ],
  ["Snapshot 3: 1.2 KiB, 3 ms", { number: 3, size: "1.2 KiB", objectCount: 0, milliseconds: 3 }],
  ["Snapshot 12: 16 B in 1 object, 3 ms", { number: 12, size: "16 B", objectCount: 1, milliseconds: 3 }],
  [
    "  Snapshot 2: 1\u202fKiB in 0 objects, 1,204 ms\n",
    { number: 2, size: "1 KiB", objectCount: 0, milliseconds: 1204 },
  ],
])("%j is a finished snapshot", (text, status) => {
  expect(parseSnapshotStatus(text)).toEqual(status);
});

test.each(["", "Walking: 20,000 objects", "Snapshot 1 …", "Snapshot 1: 5 objects"])("%j is none", (text) => {
  expect(parseSnapshotStatus(text)).toBeUndefined();
});
