import { expect, test } from "vitest";
import {
  setSizeUnit,
  writeBytes,
  writeBytesRange,
  writeChange,
  writeCount,
  writeDelta,
  writeExact,
  writeObjects,
  writePart,
  writeShare,
  writeSize,
  writeSizeRange,
} from "./figures.ts";

test.each([
  [0, "0 B"],
  [512, "512 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1536, "1.5 KiB"],
  [1024 * 1024 - 1, "1.0 MiB"],
  [12.3 * 1024 * 1024, "12.3 MiB"],
  [5 * 1024 ** 3, "5.0 GiB"],
  [5000 * 1024 ** 4, "5000.0 TiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(writeSize(bytes)).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [123456, "123,456"],
  [1234567, "1,234,567"],
])("the count %d is %s", (count, text) => {
  expect(writeCount(count)).toBe(text);
});

test.each([
  [0, "0 %"],
  [0.0001, "< 0.1 %"],
  [0.034, "3.4 %"],
  [0.0996, "10 %"],
  [0.34, "34 %"],
  [0.9999, "99.9 %"],
  [1, "100 %"],
])("the share %d is %s", (share, text) => {
  expect(writeShare(share)).toBe(text);
});

test("a range of less than 1.5 % is one figure", () => {
  expect(writeSizeRange(100_000, 101_499)).toBe("97.7 KiB");
  expect(writeBytesRange(100_000, 101_499)).toBe("100,000 bytes");
  expect(writeSizeRange(100_000, 102_000)).toBe("97.7 KiB – 99.6 KiB");
  expect(writeSizeRange(1030, 1060)).toBe("1.0 KiB");
  expect(writeSizeRange(0, 16)).toBe("0 B – 16 B");
});

test("a part of a whole: minimum beside minimum, maximum beside maximum", () => {
  const KiB = 1024;
  const range = (size: number, maxSize = size) => ({ size: size * KiB, maxSize: maxSize * KiB });
  expect(writePart(range(25), range(100))).toBe("25.0 KiB of 100.0 KiB (25 %)");
  expect(writePart(range(10, 150), range(100, 200))).toBe(
    "10.0 KiB of 100.0 KiB (10 %) minimum, 150.0 KiB of 200.0 KiB (75 %) maximum",
  );
  expect(writePart(range(50), range(100, 200))).toBe("50.0 KiB of 100.0 KiB – 200.0 KiB (25 % – 50 %)");
  expect(writePart(range(0), range(0))).toBe("0 B of 0 B (0 %)");
});

test("ranges, bytes and objects", () => {
  expect(writeSizeRange(2048, 2048)).toBe("2.0 KiB");
  expect(writeSizeRange(1024, 2048)).toBe("1.0 KiB – 2.0 KiB");
  expect(writeBytesRange(2048, 2048)).toBe("2,048 bytes");
  expect(writeBytesRange(1024, 2048)).toBe("1,024 bytes minimum, 2,048 maximum");
  expect(writeExact(1024, 2048)).toBe("1,024 – 2,048 bytes");
  expect(writeExact(0, 2048)).toBe("0 – 2,048 bytes");
  expect(writeExact(2048, 2049)).toBe("2,048 bytes");
  expect(writeExact(1024)).toBe("1,024 bytes");
  expect(writeExact(12, 1023)).toBe("");
  expect(writeBytes(1)).toBe("1 byte");
  expect(writeBytes(12345)).toBe("12,345 bytes");
  expect(writeObjects(1)).toBe("1 object");
  expect(writeObjects(1000)).toBe("1,000 objects");
});

test.each([
  [0, 0, "±0 B", "±0 %"],
  [7, 7, "±0 B", "±0 %"],
  [0, 512, "+512 B", "new"],
  [512, 0, "−512 B", "−100 %"],
  [1000, 1120, "+120 B", "+12 %"],
  [1_000_000, 999_900, "−100 B", "< 0.1 %"],
  [10_000, 9_660, "−340 B", "−3.4 %"],
  [10, 999, "+989 B", "+9,890 %"],
  [1, 780_001, "+761.7 KiB", "×780,001"],
  [1, 2 * 1024 * 1024 + 1, "+2.0 MiB", "> ×999,999"],
])("from %d to %d bytes is %s, %s", (before, after, delta, change) => {
  expect(writeDelta(after - before)).toBe(delta);
  expect(writeChange(before, after)).toBe(change);
});

test("sizes are written in the unit that the user chose", () => {
  setSizeUnit("decimal");
  expect([999, 1000, 999_949, 999_950, 5_452_595].map(writeSize)).toEqual([
    "999 B",
    "1.0 kB",
    "999.9 kB",
    "1.0 MB",
    "5.5 MB",
  ]);
  setSizeUnit("binary");
  expect([1023, 1024, 5_452_595].map(writeSize)).toEqual(["1023 B", "1.0 KiB", "5.2 MiB"]);
});
