import { writeCount, writeDelta, writeSize } from "../../extension/panel/frames/figures.ts";
import { growthRowsOf } from "../../extension/panel/frames/growth-rows.ts";
import { comparisonCaveatsOf } from "../../extension/panel/store/comparison-caveats.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import type { Sheet } from "./sheet.ts";
import { notVisibleIn, type Subject, subjectOf, writeSubject } from "./subject.ts";

/** A cause of growth. Bytes are those at least. */
export interface GrowthRow extends WrittenPath {
  /** That no other row has: these add up. */
  readonly ownGrowthBytes: number;
  /** With all inside it. */
  readonly totalGrowthBytes: number;
  readonly beforeBytes: number;
  readonly afterBytes: number;
  /** Objects that it holds as its children; where these are as many as before, objects that stand at it. */
  readonly beforeCount: number;
  readonly afterCount: number;
}

/** What grew from one snapshot to another, the cause first. */
export interface DiffAnswer extends Answer {
  readonly schema: "allocative.diff/1";
  readonly before: Subject;
  readonly after: Subject;
  /** By how much more the snapshot after has than the one before, with what shrank. */
  readonly changeBytes: number;
  /** What grew, without what shrank: the sum of `ownGrowthBytes` of all rows. */
  readonly growthBytes: number;
  /** Why some of it may be no growth, as sentences. */
  readonly caveats: readonly string[];
  readonly rows: readonly GrowthRow[];
  readonly notVisible: readonly string[];
}

export function diffAnswerOf(before: OpenSnapshot, after: OpenSnapshot, diff: DerivedSnapshot): DiffAnswer {
  const rows = growthRowsIn(diff);
  return {
    schema: "allocative.diff/1",
    before: subjectOf(before),
    after: subjectOf(after),
    changeBytes: after.derived.totalSize - before.derived.totalSize,
    growthBytes: rows.reduce((sum, row) => sum + row.ownGrowthBytes, 0),
    caveats: caveatsOf(before, after),
    rows,
    rowsLeftOff: 0,
    notVisible: notVisibleIn(after),
  };
}

/** Rows as the panel's Changes lists them. */
export function growthRowsIn({ frames, changes }: DerivedSnapshot): GrowthRow[] {
  if (changes === null) throw new Error("growth rows are of a comparison; this is a snapshot");
  const growth = growthRowsOf(frames, changes, 0, "growth");
  return Array.from(growth.box, (box, row) => ({
    ...writtenPathOf(frames, box),
    ownGrowthBytes: growth.own[row],
    totalGrowthBytes: growth.after[row] - growth.before[row],
    beforeBytes: growth.before[row],
    afterBytes: growth.after[row],
    beforeCount: growth.countBefore[row],
    afterCount: growth.countAfter[row],
  }));
}

function caveatsOf(before: OpenSnapshot, after: OpenSnapshot): readonly string[] {
  return comparisonCaveatsOf([before, after].map((snapshot) => ({ ...snapshot, title: snapshot.name })));
}

export const GROWTH_COLUMNS: Sheet["columns"] = [
  { head: "own", align: "end" },
  { head: "total", align: "end" },
  { head: "before", align: "end" },
  { head: "after", align: "end" },
  { head: "count", align: "end" },
  { head: "path", align: "start" },
];

export function growthCellsOf(row: GrowthRow): readonly string[] {
  return [
    writeDelta(row.ownGrowthBytes),
    writeDelta(row.totalGrowthBytes),
    writeSize(row.beforeBytes),
    writeSize(row.afterBytes),
    row.beforeCount === row.afterCount ? "–" : `${writeCount(row.beforeCount)} → ${writeCount(row.afterCount)}`,
    shortenedPath(row.path),
  ];
}

export function sheetOfDiff({
  before,
  after,
  changeBytes,
  growthBytes,
  caveats,
  rows,
  notVisible,
  rowsLeftOff,
}: DiffAnswer): Sheet {
  const isEmpty = rows.length === 0 && rowsLeftOff === 0;
  return {
    title: isEmpty
      ? `Nothing grew; in all ${writeDelta(changeBytes)}`
      : `What grew: ${writeDelta(growthBytes)}; in all ${writeDelta(changeBytes)}`,
    lead: [`Before: ${writeSubject(before)}`, `After: ${writeSubject(after)}`, ...caveats],
    columns: GROWTH_COLUMNS,
    rows: rows.map(growthCellsOf),
    notes: notVisible,
  };
}
