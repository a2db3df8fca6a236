import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { TOP_BOX } from "../../extension/panel/frames/box.ts";
import { steadyCountsOf } from "../../extension/panel/frames/count-changes.ts";
import { writeCount, writeDelta } from "../../extension/panel/frames/figures.ts";
import { onceRowsOf } from "../../extension/panel/frames/once-rows.ts";
import { heapShareSentenceOf, nothingSteadyTextOf } from "../../extension/panel/frames/rounds-answer.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { smallestStepOf } from "../../extension/panel/frames/steady-growth.ts";
import { type Counted, type SteadyRows, steadyRowsOf } from "../../extension/panel/frames/steady-rows.ts";
import { plainSentence, steadySentenceOf } from "../../extension/panel/frames/steady-sentence.ts";
import type { LeakCheck } from "../leaks/leak-check.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import { notVisibleIn } from "./subject.ts";

/** What grew in every round. */
export interface LeaksAnswer extends Answer {
  readonly schema: "allocative.leaks/1";
  readonly page: string;
  readonly rounds: number;
  readonly hasLeak: boolean;
  /** One line. */
  readonly head: string;
  readonly sentences: readonly string[];
  readonly rows: readonly LeakRow[];
  readonly notVisible: readonly string[];
}

/** A place that grew in every round, the cause first. */
export interface LeakRow extends WrittenPath {
  readonly sentence: string;
  /** What `counts` are of; `"nothing"` where bytes alone grew. */
  readonly counted: Counted;
  /** After each snapshot. */
  readonly counts: readonly number[];
  /** Bytes that no other row has, after each snapshot. */
  readonly ownBytes: readonly number[];
  /** In the place and below it, from the first snapshot to the last. */
  readonly deltaBytes: number;
  /** What each round after the first added at least. */
  readonly bytesEachRound: number;
}

export function leaksAnswerOf({ derived, sides, last }: LeakCheck, page: string): LeaksAnswer {
  const { frames, changes } = derived;
  const steady = steadyRowsOf(frames, changes, TOP_BOX);
  const rows = Array.from({ length: steady.count }, (_, row) => leakRowOf(frames, steady, row, changes));
  const rounds = sides.length - 1;
  const notVisible = notVisibleIn({ name: page, kind: "walked", page, note: "", number: 0, derived: last });
  const base = { schema: "allocative.leaks/1", page, rounds, rows, rowsLeftOff: 0, notVisible } as const;
  if (rows.length > 0) {
    const heap = heapShareSentenceOf(sides, frames, changes, steady);
    const places = `${writeCount(rows.length)} ${rows.length === 1 ? "place" : "places"} grew in every round`;
    return { ...base, hasLeak: true, head: places, sentences: [rows[0].sentence, ...(heap === null ? [] : [heap])] };
  }
  const once = onceRowsOf(frames, changes, TOP_BOX, steady.isExplained);
  const { head, sentences } = nothingSteadyTextOf(sides, once);
  /* What the browser counts grew, though no object did. */
  const hasLeak = steadyCountsOf(sides.map(({ counts }) => counts)).length > 0;
  return { ...base, hasLeak, head, sentences };
}

function leakRowOf(
  frames: FrameTable,
  steady: SteadyRows,
  row: number,
  { beforeTotal, afterTotal }: LeakCheck["derived"]["changes"],
): LeakRow {
  const { snapshots } = steady;
  const box = steady.box[row];
  const own = steady.own.subarray(row * snapshots, (row + 1) * snapshots);
  return {
    ...writtenPathOf(frames, box),
    sentence: plainSentence(steadySentenceOf(frames, steady, row)),
    counted: steady.counted[row],
    counts: [...steady.counts.subarray(row * snapshots, (row + 1) * snapshots)],
    ownBytes: [...own],
    deltaBytes: afterTotal[box] - beforeTotal[box],
    bytesEachRound: smallestStepOf(own),
  };
}

export function sheetOfLeaks({ page, rounds, head, sentences, rows, notVisible }: LeaksAnswer): Sheet {
  return {
    title: `${page}, ${rounds === 1 ? "1 round" : `${rounds} rounds`}: ${head}.`,
    lead: sentences,
    columns: [
      { head: "Δ total", align: "end" },
      { head: "each round", align: "end" },
      { head: "count", align: "end" },
      { head: "path", align: "start" },
    ],
    rows: rows.map(({ deltaBytes, bytesEachRound, counted, counts, path }) => [
      writeDelta(deltaBytes),
      writeDelta(bytesEachRound),
      counted === "nothing" ? "–" : `${writeCount(counts[0])} → ${writeCount(counts[counts.length - 1])}`,
      shortenedPath(path),
    ]),
    notes: notVisible,
  };
}
