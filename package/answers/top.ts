import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import { boxSelfMaxSizeOf, boxSelfSizeOf } from "../../extension/panel/frames/box.ts";
import { writeCountCell, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { topBoxesOf } from "../../extension/panel/frames/top-boxes.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import { notVisibleIn, type Subject, subjectOf, writeSubject } from "./subject.ts";

/** The largest things of a snapshot. */
export interface TopAnswer extends Answer {
  readonly schema: "allocative.top/1";
  readonly snapshot: Subject;
  readonly rows: readonly TopRow[];
  readonly notVisible: readonly string[];
}

/** A box of a snapshot. Bytes at least, and at most. */
export interface TopRow extends WrittenPath {
  readonly totalBytes: number;
  readonly totalMaxBytes: number;
  readonly selfBytes: number;
  readonly selfMaxBytes: number;
  /** In the box and below it; 0 where objects are not counted. */
  readonly objectCount: number;
}

/** With at most so many rows: paths of all would take far more than the snapshot. */
export function topAnswerOf(snapshot: OpenSnapshot, maxRows: number): TopAnswer {
  const { frames } = snapshot.derived;
  const boxes = topBoxesOf(frames);
  const rows = boxes.slice(0, maxRows).map((box) => rowOf(frames, box));
  return {
    schema: "allocative.top/1",
    snapshot: subjectOf(snapshot),
    rows,
    rowsLeftOff: boxes.length - rows.length,
    notVisible: notVisibleIn(snapshot),
  };
}

function rowOf(frames: FrameTable, box: number): TopRow {
  return {
    ...writtenPathOf(frames, box),
    totalBytes: frames.totalSize[box],
    totalMaxBytes: frames.totalMaxSize[box],
    selfBytes: boxSelfSizeOf(frames, box),
    selfMaxBytes: boxSelfMaxSizeOf(frames, box),
    objectCount: frames.totalCount[box],
  };
}

export function sheetOfTop({ snapshot, rows, notVisible }: TopAnswer): Sheet {
  return {
    title: writeSubject(snapshot),
    lead: [],
    columns: [
      { head: "total", align: "end" },
      { head: "self", align: "end" },
      { head: "objects", align: "end" },
      { head: "path", align: "start" },
    ],
    rows: rows.map((row) => [
      writeSizeRange(row.totalBytes, row.totalMaxBytes),
      writeSizeRange(row.selfBytes, row.selfMaxBytes),
      writeCountCell(row.objectCount),
      shortenedPath(row.path),
    ]),
    notes: notVisible,
  };
}
