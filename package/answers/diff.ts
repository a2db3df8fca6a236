import { writeDelta } from "../../extension/panel/frames/figures.ts";
import { growthRowsOf } from "../../extension/panel/frames/growth-rows.ts";
import {
  GROWTH_COLUMNS,
  type GrowthFigures,
  growthCells,
  growthFiguresOf,
} from "../../extension/panel/frames/growth-sheet.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { comparisonCaveatsOf } from "../../extension/panel/store/comparison-caveats.ts";
import type { DerivedSnapshot } from "../../extension/panel/worker/frame-api.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import { notVisibleIn, type Subject, subjectOf, writeSubject } from "./subject.ts";

/** A cause of growth. */
export interface GrowthRow extends WrittenPath, GrowthFigures {}

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

/** Rows as the panel's Changes lists them, at most so many. */
export function diffAnswerOf(
  before: OpenSnapshot,
  after: OpenSnapshot,
  { frames, changes }: DerivedSnapshot,
  maxRows: number,
): DiffAnswer {
  if (changes === null) throw new Error("growth rows are of a comparison; this is a snapshot");
  const growth = growthRowsOf(frames, changes, 0, "growth");
  const rows = Array.from(growth.box.subarray(0, maxRows), (box, row) => ({
    ...writtenPathOf(frames, box),
    ...growthFiguresOf(growth, row),
  }));
  return {
    schema: "allocative.diff/1",
    before: subjectOf(before),
    after: subjectOf(after),
    changeBytes: after.derived.totalSize - before.derived.totalSize,
    growthBytes: growth.own.reduce((sum, own) => sum + own, 0),
    caveats: caveatsOf(before, after),
    rows,
    rowsLeftOff: growth.count - rows.length,
    notVisible: notVisibleIn(after),
  };
}

function caveatsOf(before: OpenSnapshot, after: OpenSnapshot): readonly string[] {
  return comparisonCaveatsOf([before, after].map((snapshot) => ({ ...snapshot, title: snapshot.name })));
}

export function growthCellsOf(row: GrowthRow): readonly string[] {
  return growthCells(row, shortenedPath(row.path));
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
