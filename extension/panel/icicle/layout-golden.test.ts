import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Arrangement } from "../frames/arrangement.ts";
import { arrangementOf } from "../frames/arrangement.ts";
import { boxLabelOf, TOP_BOX } from "../frames/box.ts";
import { randomFrames, withRanges } from "../frames/frames.fixture.ts";
import type { Zoom } from "../frames/zoom.ts";
import { WHOLE } from "../frames/zoom.ts";
import { CharacterWidths, fitLabel } from "./label.ts";
import { BOX_MORE, layoutIcicle } from "./layout.ts";

/* UPDATE_GOLDENS=1 npx vitest run extension/panel/icicle writes it anew: read the difference before you commit it. */
const GOLDEN = fileURLToPath(new URL("layout.golden.txt", import.meta.url));

const WIDTH = 110;
const widths = new CharacterWidths(() => 1);

/** A pixel is a character: `[items…Array]`, `[3 more]`, `|` for a box of one pixel, `~` for an uncertain one. */
function drawing(arrangement: Arrangement, zoom: Zoom): string {
  const boxes = layoutIcicle({ arrangement, focus: TOP_BOX, zoom, width: WIDTH, firstRow: 0, endRow: 9 });
  const lines: string[] = [];
  for (let row = 0; row + 1 < boxes.rowStart.length; row++) {
    const line = new Array<string>(WIDTH).fill(" ");
    for (let box = boxes.rowStart[row]!; box < boxes.rowStart[row + 1]!; box++) {
      const [left, right] = [boxes.left[box]!, boxes.right[box]!];
      const isMore = (boxes.flags[box]! & BOX_MORE) !== 0;
      const text = isMore
        ? `${boxes.to[box]! - boxes.from[box]!} more`
        : boxLabelOf(arrangement.frames, boxes.frame[box]!);
      for (let x = left; x < right; x++) line[x] = x >= boxes.uncertain[box]! ? "~" : "-";
      [...fitLabel(text, right - left - 2, widths)].forEach((character, index) => {
        line[left + 1 + index] = character;
      });
      line[left] = right - left === 1 ? "|" : "[";
      if (right - left > 1) line[right - 1] = "]";
    }
    lines.push(line.join("").trimEnd());
  }
  return lines.join("\n");
}

test("layouts by each width and order, whole and zoomed", () => {
  const table = withRanges(randomFrames(12, 400), 12);
  const parts: string[] = [];
  for (const measure of ["size", "max-size", "count"] as const) {
    for (const order of ["size", "name"] as const) {
      for (const zoom of [WHOLE, { from: 0.25, to: 0.5 }]) {
        const title = `width ${measure}, order ${order}, ${zoom.from} … ${zoom.to}`;
        parts.push(`${title}\n\n${drawing(arrangementOf(table, measure, order), zoom)}\n`);
      }
    }
  }
  const text = parts.join("\n");
  if (process.env.UPDATE_GOLDENS) writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
});
