import { expect, test } from "vitest";
import { nextVersion } from "./next-version.ts";

test.each([
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.9", "minor", "0.2.0"],
  ["1.4.9", "major", "2.0.0"],
  ["0.9.10", "0.10.0", "0.10.0"],
  ["0.1.0", "0.1.0", "0.1.0"],
])("after %s, %s is %s", (current, asked, next) => {
  expect(nextVersion(current, asked)).toBe(next);
});

test.each([
  ["0.2.0", "0.1.9", "0.1.9 comes before 0.2.0"],
  ["0.2.0", "0.10", 'got "0.10"'],
  ["0.2.0", "v1.0.0", 'got "v1.0.0"'],
  ["0.2.0", undefined, "got nothing"],
])("after %s, %s is refused", (current, asked, message) => {
  expect(() => nextVersion(current, asked)).toThrow(message);
});
