import { writeCount, writeDelta } from "../../extension/panel/frames/figures.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { smallestStepOf } from "../../extension/panel/frames/steady-growth.ts";
import type { Counted } from "../../extension/panel/frames/steady-rows.ts";
import { plainSentence, steadySentenceOf } from "../../extension/panel/frames/steady-sentence.ts";
import type { RoundsAnswer } from "../growth/rounds.ts";
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

export function leaksAnswerOf(answer: RoundsAnswer, page: string): LeaksAnswer {
  const { rounds, kept, nothing, heapShare, hasGrown, last } = answer;
  const rows = kept.map((row) => leakRowOf(answer, row));
  const notVisible = notVisibleIn({ name: page, kind: "walked", page, note: "", number: 0, derived: last });
  const base = {
    schema: "allocative.leaks/1",
    page,
    rounds,
    hasLeak: hasGrown,
    rows,
    rowsLeftOff: 0,
    notVisible,
  } as const;
  if (rows.length === 0) return { ...base, ...nothing };
  const head = `${writeCount(rows.length)} ${rows.length === 1 ? "place" : "places"} grew in every round`;
  return { ...base, head, sentences: [rows[0].sentence, ...(heapShare === null ? [] : [heapShare])] };
}

function leakRowOf({ diff: { frames }, changes, rows: steady }: RoundsAnswer, row: number): LeakRow {
  const { snapshots } = steady;
  const box = steady.box[row];
  const own = steady.own.subarray(row * snapshots, (row + 1) * snapshots);
  return {
    ...writtenPathOf(frames, box),
    sentence: plainSentence(steadySentenceOf(frames, steady, row)),
    counted: steady.counted[row],
    counts: [...steady.counts.subarray(row * snapshots, (row + 1) * snapshots)],
    ownBytes: [...own],
    deltaBytes: changes.afterTotal[box] - changes.beforeTotal[box],
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
