import { expect, test } from "vitest";
import { outputFormatOf } from "./output-format.ts";

test.each([
  ["a.folded", "folded"],
  ["a.txt", "folded"],
  ["a", "folded"],
  ["a.json", "speedscope"],
  ["a.speedscope.json", "speedscope"],
  ["A.ALLOCATIVE", "snapshot"],
  ["a.pb.gz", "pprof"],
  ["a.csv", "csv"],
  ["folder.svg/a.html", "html"],
  ["a.svg", "svg"],
])("%s is written as %s", (file, format) => {
  expect(outputFormatOf(file, undefined, false)).toBe(format);
});

test("the format that is asked for goes before the ending", () => {
  expect(outputFormatOf("a.txt", "speedscope", false)).toBe("speedscope");
});

test("only a heap snapshot of V8 is kept as it is", () => {
  expect(outputFormatOf("a.heapsnapshot", undefined, true)).toBe("heap-snapshot");
  expect(outputFormatOf("a.folded", undefined, true)).toBe("folded");
});
