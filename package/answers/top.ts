import { FRAME_MERGED, type FrameTable } from "../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_COMPONENT, KIND_FIELD } from "../../core/graph/graph.ts";
import { boxSelfMaxSizeOf, boxSelfSizeOf, TOP_BOX } from "../../extension/panel/frames/box.ts";
import { writeCountCell, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import type { Sheet } from "./sheet.ts";
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

/** A box with so much of the bytes of the one around it stands for both. */
const CHAIN_SHARE = 0.9;

/**
 * The boxes that the app has a name for, by total size, the largest first: fields, components and roots, or any in a file of stacks, which does not say what its frames are. Of boxes inside one
 * another that have nearly the same bytes the innermost one: it says more, and its path names the others.
 */
export function topRowsOf(frames: FrameTable): TopRow[] {
  return topBoxesOf(frames).map((box) => ({
    ...writtenPathOf(frames, box),
    totalBytes: frames.totalSize[box],
    totalMaxBytes: frames.totalMaxSize[box],
    selfBytes: boxSelfSizeOf(frames, box),
    selfMaxBytes: boxSelfMaxSizeOf(frames, box),
    objectCount: frames.totalCount[box],
  }));
}

function topBoxesOf(frames: FrameTable): number[] {
  const { count, totalSize } = frames;
  const isNamed = namedIn(frames);
  /* Per frame: the largest total of the named boxes below it. */
  const largestInside = new Float64Array(count);
  const boxes: number[] = [];
  for (let frame = count - 1; frame > TOP_BOX; frame--) {
    const parent = frames.parent[frame];
    const isRow = isNamed(frame) && totalSize[frame] > 0;
    if (isRow && largestInside[frame] < CHAIN_SHARE * totalSize[frame]) boxes.push(frame);
    const largest = isRow ? totalSize[frame] : largestInside[frame];
    if (largest > largestInside[parent]) largestInside[parent] = largest;
  }
  return boxes.sort((one, other) => totalSize[other] - totalSize[one] || one - other);
}

function namedIn(frames: FrameTable): (frame: number) => boolean {
  const { kind, flags } = frames;
  const isOfApp = (frame: number): boolean =>
    kind[frame] === KIND_FIELD || kind[frame] === KIND_COMPONENT || isRootKind(kind[frame]);
  const isMerged = (frame: number): boolean => (flags[frame] & FRAME_MERGED) !== 0;
  const hasFields = kind.includes(KIND_FIELD) || kind.includes(KIND_COMPONENT);
  if (hasFields) return (frame) => isOfApp(frame) && !isMerged(frame);
  return (frame) => !isMerged(frame);
}

export function topAnswerOf(snapshot: OpenSnapshot): TopAnswer {
  return {
    schema: "allocative.top/1",
    snapshot: subjectOf(snapshot),
    rows: topRowsOf(snapshot.derived.frames),
    rowsLeftOff: 0,
    notVisible: notVisibleIn(snapshot),
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
