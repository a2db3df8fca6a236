import { describe, expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import { boxLabelOf } from "./box.ts";
import { changeOf, sumOfChanges, totalsOfChange, writeChangeOf, writeDifference } from "./change.ts";
import { framesOf } from "./frames.fixture.ts";

const before = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          type Item 60
      field log 4
        type Array 50
      field old 4
        type Map 40
      field same 4
        type User 30
`);
const after = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 100
          type Item 90
          type Other 10
      field log 4
        type Array 40
      field cache 4
        type Map 25
      field same 4
        type User 30
`);
const { frames, changes } = diffFrames([before, after], "all");

function boxAt(label: string): number {
  for (let box = 0; box < frames.count; box++) if (boxLabelOf(frames, box) === label) return box;
  throw new Error(`no box ${label}`);
}

describe("what became of a box", () => {
  test.each([
    ["items: Array", "grown", "+40 B", "+24 %"],
    ["Item", "grown", "+30 B", "+50 %"],
    ["log: Array", "shrunk", "−10 B", "−19 %"],
    ["cache: Map", "new", "+29 B", "new"],
    ["old: Map", "gone", "−44 B", "gone"],
    ["same: User", "same", "±0 B", "±0 %"],
  ])("%s is %s: %s, %s", (label, change, difference, percent) => {
    const box = boxAt(label);
    expect(changeOf(changes, box, "size")).toBe(change);
    expect(writeDifference(totalsOfChange(changes, box, "size"), "size")).toBe(difference);
    expect(writeChangeOf(changes, box, "size")).toBe(percent);
  });

  test("of several boxes is a sum", () => {
    const boxes = Uint32Array.from([boxAt("Item"), boxAt("log: Array"), boxAt("old: Map")]);
    expect(sumOfChanges(changes, boxes, "size")).toEqual({ before: 60 + 54 + 44, after: 90 + 44 });
    expect(sumOfChanges(changes, boxes, "count")).toEqual({ before: 3, after: 2 });
  });

  test("may be another by objects than by bytes", () => {
    const box = boxAt("log: Array");
    expect(changeOf(changes, box, "count")).toBe("same");
    expect(writeDifference(totalsOfChange(changes, box, "count"), "count")).toBe("±0");
    expect(writeDifference(totalsOfChange(changes, boxAt("items: Array"), "count"), "count")).toBe("+1");
  });
});
