import { expect, test } from "vitest";
import { sortAfterPress } from "./column-sort.ts";

test("figures begin with the largest, names with the first; a second press turns the rows round", () => {
  const first = { column: "size", direction: "descending" } as const;
  const turned = sortAfterPress<string>(first, "size", "name");
  expect(turned).toEqual({ column: "size", direction: "ascending" });
  expect(sortAfterPress(turned, "name", "name")).toEqual({ column: "name", direction: "ascending" });
  expect(sortAfterPress(turned, "objects", "name")).toEqual({ column: "objects", direction: "descending" });
});
