import type { ArrangedMatches } from "../frames/arranged-matches.ts";
import type { Arrangement } from "../frames/arrangement.ts";
import { tailOf } from "../frames/box.ts";
import { firstEndingAfter } from "../frames/first-ending-after.ts";
import { hasMatchWithin, isMatch } from "../frames/search.ts";
import { MIN_BOX_WIDTH } from "./level.ts";

/**
 * Per device pixel of the whole focus: 1 where a match stands, at any depth and however narrow. Goes down as the layout
 * does, but only to what holds a match and is not one itself: the cost is bounded by the pixels and by how deep matches
 * are.
 */
export function matchColumnsOf(
  arrangement: Arrangement,
  among: ArrangedMatches,
  focus: number,
  width: number,
): Uint8Array {
  const { frames, totals } = arrangement;
  const { subtreeEnd } = frames;
  const { matches } = among;
  const columns = new Uint8Array(width);
  const total = totals[focus];
  if (!(total > 0) || !hasMatchWithin(matches, focus, subtreeEnd[focus])) return columns;
  if (isMatch(matches, focus)) return columns.fill(1);
  const scale = width / total;
  const narrow = MIN_BOX_WIDTH / scale;
  const boxes = [focus];
  const lefts = [0];
  for (let box = boxes.pop(); box !== undefined; box = boxes.pop()) {
    const left = lefts.pop() ?? 0;
    const record = arrangement.recordOf(tailOf(frames, box));
    const { list, ends } = arrangement;
    const end = record + 1 + list[record];
    for (let place = record + 1; place < end; ) {
      const child = list[place];
      const start = left + ends[place - 1] * scale;
      const column = Math.floor(start);
      if (ends[place] - ends[place - 1] < narrow) {
        /* Those that end in one pixel are asked for matches together. */
        const next = Math.max(place + 1, firstEndingAfter(ends, place, end, (column + 1 - left) / scale));
        if (among.isAmong(place, next)) mark(columns, column, column + 1);
        place = next;
        continue;
      }
      if (isMatch(matches, child)) {
        mark(columns, column, Math.round(left + ends[place] * scale));
      } else if (hasMatchWithin(matches, child, subtreeEnd[child])) {
        boxes.push(child);
        lefts.push(start);
      }
      place++;
    }
  }
  return columns;
}

function mark(columns: Uint8Array, left: number, right: number): void {
  const first = Math.min(columns.length - 1, left);
  columns.fill(1, first, Math.max(first + 1, right));
}
