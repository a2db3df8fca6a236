import { expect, test } from "vitest";
import type { Warning } from "../../../core/graph/graph.ts";
import { warningGroupsOf, writeWarnings } from "./warning-groups.ts";

const warning = (code: string, path = "app;items", detail = "it threw"): Warning => ({ code, path, detail });

test("groups by code, most warnings first", () => {
  expect(
    warningGroupsOf([warning("a"), warning("__proto__"), warning("b"), warning("b"), warning("a"), warning("b")]),
  ).toEqual([
    { code: "b", indices: [2, 3, 5] },
    { code: "a", indices: [0, 4] },
    { code: "__proto__", indices: [1] },
  ]);
  expect(warningGroupsOf([])).toEqual([]);
});

test("writes each as a line, whatever the page is called", () => {
  expect(writeWarnings([warning("a"), warning("b", "x\ty\nz", "it\u2028threw")])).toBe(
    "a\tapp;items\tit threw\nb\tx y z\tit threw\n",
  );
});
