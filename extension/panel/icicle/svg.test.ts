import { describe, expect, test } from "vitest";
import { diffFrames } from "../../../core/flamegraph/diff.ts";
import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { Arrangement, arrangementOf } from "../frames/arrangement.ts";
import { TOP_BOX } from "../frames/box.ts";
import { chainOf, framesOf } from "../frames/frames.fixture.ts";
import { WHOLE } from "../frames/zoom.ts";
import { lookOf } from "./box-style.ts";
import { LIGHT_PALETTE } from "./colour.ts";
import { CharacterWidths } from "./label.ts";
import type { SvgPicture } from "./svg.ts";
import { writeIcicleSvg } from "./svg.ts";

const frames = framesOf(`
  root store 0
    type Object 12
      field items 4
        type Array 1008
      field user 4
        type User 96
`);

function pictureOf(changes: Partial<SvgPicture> = {}): SvgPicture {
  const arrangement = arrangementOf(frames, "size", "size");
  return {
    arrangement,
    focus: TOP_BOX,
    zoom: WHOLE,
    look: lookOf(arrangement, null),
    palette: LIGHT_PALETTE,
    title: "Snapshot 1",
    width: 1124,
    maxHeight: 10_000,
    widths: new CharacterWidths(() => 6),
    ...changes,
  };
}

/** `x … x + width` of each box, by the first line of its tooltip. */
function spansOf(text: string): Map<string, string> {
  const boxes = text.matchAll(/<g><title>([^\n]*)\n[^<]*<\/title><rect x="([\d.]+)" y="[\d.]+" width="(\d+)"/g);
  /* The line around a box stands half inside of it. */
  return new Map([...boxes].map(([, path, x, width]) => [path!, `${Number(x) - 0.5} ${Number(width) + 1}`]));
}

describe("a picture of the icicle", () => {
  test("has each box where it stands, with what it is", () => {
    const { text, height, leftOutRows } = writeIcicleSvg(pictureOf());
    expect([...spansOf(text)]).toEqual([
      ["All roots", "0 1123"],
      ["store", "0 1123"],
      ["store › Object", "0 1123"],
      ["store › Object › items: Array", "0 1011"],
      ["store › Object › user: User", "1012 99"],
    ]);
    expect(text).toContain("1012 B, 90 %");
    expect(text).toContain(">Snapshot 1<");
    expect(text).toContain(">Spare capacity<");
    expect([height, leftOutRows]).toEqual([2 * 26 + 4 * 19, 0]);
  });

  test("has no more rows than it has room for, and says so", () => {
    const { text, height, leftOutRows } = writeIcicleSvg(pictureOf({ maxHeight: 3 * 26 + 2 * 19 }));
    expect(spansOf(text).size).toBe(2);
    expect(leftOutRows).toBe(2);
    expect(height).toBe(3 * 26 + 2 * 19);
    expect(text).toContain("2 more rows below are left out.");
  });

  test("keeps to XML, whatever names say", () => {
    const { text: hostile } = writeIcicleSvg(pictureOf({ title: `<a b="c">&\u0000\u000b\ufffe\ud800 \ud83d\udc4d\t` }));
    expect(hostile).toContain("<title>&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd\ufffd\ufffd \ud83d\udc4d\t</title>");
    const { text } = writeIcicleSvg(pictureOf({ title: `]]></title><script>"\u0001` }));
    expect(text).not.toContain("<script");
    expect(text).not.toContain("\u0001");
  });

  test("has a chain of a comparison as one box, with as many of its names as there is room for", () => {
    const emptied = (table: FrameTable): FrameTable => ({ ...table, selfSize: table.selfSize.map(() => 0) });
    const deep = chainOf(60);
    /* All of the growth is in the last link. */
    const after = { ...deep, selfSize: deep.selfSize.map((_, frame) => (frame === deep.count - 1 ? 4096 : 0)) };
    const { frames: table, changes } = diffFrames([emptied(deep), after], "growth");
    const arrangement = new Arrangement(table, "size", "size", changes);
    const look = lookOf(arrangement, changes, "growth");
    const { text } = writeIcicleSvg(pictureOf({ arrangement, look, palette: look.light }));
    const boxes = [...text.matchAll(/<g><title>([^\n]*)\n([^,]*)[^<]*<\/title>.*?>([^<>]*)<\/text>/g)];
    expect(boxes.map(([, path, figure, label]) => [path!.split(" › ").at(-1), figure, label])).toEqual([
      ["All roots", "+4.0 KiB", "+ All roots"],
      ["next59: Link", "+4.0 KiB", `+ list › … › ${next(43)} › next59: Link`],
    ]);
    expect(lookOf(arrangement, changes, "growth").writtenOf(table.count - 2)).toMatchObject({
      mark: "+ ",
      outer: ["list", "…", ...next(37).split(" › ")],
      label: "next59: Link",
      name: "next59",
    });
  });
});

/** Names of the links from one to the last but one. */
function next(from: number): string {
  return Array.from({ length: 59 - from }, (_, index) => `next${from + index}`).join(" › ");
}
