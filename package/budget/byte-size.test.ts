import { expect, test } from "vitest";
import { BYTE_UNITS, parseByteSize, writeBytesIn, writeExactBytes } from "./byte-size.ts";

test.each([
  ["1B", 1],
  ["300kB", 300_000],
  ["5MB", 5_000_000],
  ["2GB", 2_000_000_000],
  ["1KiB", 1024],
  ["1.5 MiB", 1_572_864],
  ["2GiB", 2_147_483_648],
  ["1.1kB", 1100],
  [" 12  MB ", 12_000_000],
])("%j is %d bytes", (text, bytes) => expect(parseByteSize(text)?.bytes).toBe(bytes));

test.each([
  "",
  "5",
  "MB",
  "5mb",
  "5KB",
  "5kb",
  "5 TB",
  "-5MB",
  "+5MB",
  "5,000B",
  "1e3B",
  ".5MB",
  "5.MB",
  "0MB",
  "0.4B",
  "5MB5",
])("%j is no size", (text) => expect(parseByteSize(text)).toBeUndefined());

test("a size of more bytes than can be told apart is none", () => {
  expect(parseByteSize("9007199254740991B")?.bytes).toBe(Number.MAX_SAFE_INTEGER);
  expect(parseByteSize("9007199254740992B")).toBeUndefined();
  expect(parseByteSize(`${"9".repeat(400)}GiB`)).toBeUndefined();
});

test("bytes are written in the unit that was asked for", () => {
  expect(BYTE_UNITS.map((unit) => writeBytesIn(unit, 1_234_567))).toEqual([
    "1,234,567 B",
    "1234.57 kB",
    "1.23 MB",
    "0.00 GB",
    "1205.63 KiB",
    "1.18 MiB",
    "0.00 GiB",
  ]);
});

test("exact bytes", () => {
  expect([0, 1, 12_345].map(writeExactBytes)).toEqual(["0 bytes", "1 byte", "12,345 bytes"]);
});
