import type { TypeParts } from "../../core/flamegraph/questions/type-parts.ts";
import { headOf, readableName } from "../../extension/panel/frames/box.ts";
import { writeCountCell, writeSize, writeSizeRange, writeTypes } from "../../extension/panel/frames/figures.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { typedRowsOf } from "../../extension/panel/frames/typed-rows.ts";
import { TypesPass, typeNameOf } from "../../extension/panel/frames/types.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";
import type { Answer } from "./answer.ts";
import { shortenedPath, writtenPathOf } from "./frame-row.ts";
import { notVisibleIn, type Subject, subjectOf, writeSubject } from "./subject.ts";

/** All objects of a type. Bytes at least, and at most. */
export interface TypeRow {
  readonly type: string;
  /** Of strings, how many different ones; 0 where objects are not counted. */
  readonly objectCount: number;
  /** Of its objects with their fields and storage, without what they refer to. */
  readonly selfBytes: number;
  readonly selfMaxBytes: number;
  /** With all inside them; an object in another one of the type counts once. */
  readonly totalBytes: number;
  readonly totalMaxBytes: number;
  /** Where most of its bytes stand, as the panel shows paths. */
  readonly largestPath: string;
  /** The same as folded stacks begin. */
  readonly largestFoldedPath: string;
}

/** The types of a snapshot, by self size. */
export interface TypesAnswer extends Answer {
  readonly schema: "allocative.types/1";
  readonly snapshot: Subject;
  readonly rows: readonly TypeRow[];
  /** Of no type: values of roots, and merged boxes. */
  readonly otherBytes: number;
  readonly notVisible: readonly string[];
}

/** `parts` as the worker finds them: only they know how many strings there are. */
export function typesAnswerOf(snapshot: OpenSnapshot, parts: TypeParts | null): TypesAnswer {
  const { frames } = snapshot.derived;
  const pass = new TypesPass(frames, 0);
  pass.advance(Number.POSITIVE_INFINITY);
  const types = pass.finish();
  const { table } = typedRowsOf(frames, types, parts);
  const rows = Array.from({ length: types.count }, (_, row): TypeRow => {
    const { path, foldedPath } = writtenPathOf(frames, headOf(frames, table.largest[row]));
    return {
      type: typeNameOf(frames, table, row),
      objectCount: table.objectCount[row],
      selfBytes: table.selfSize[row],
      selfMaxBytes: table.selfMaxSize[row],
      totalBytes: table.totalSize[row],
      totalMaxBytes: table.totalMaxSize[row],
      largestPath: path,
      largestFoldedPath: foldedPath,
    };
  });
  return {
    schema: "allocative.types/1",
    snapshot: subjectOf(snapshot),
    rows: rows.sort((one, other) => other.selfBytes - one.selfBytes || (one.type < other.type ? -1 : 1)),
    rowsLeftOff: 0,
    otherBytes: types.otherSize,
    notVisible: notVisibleIn(snapshot),
  };
}

export function sheetOfTypes({ snapshot, rows, rowsLeftOff, otherBytes, notVisible }: TypesAnswer): Sheet {
  const other = otherBytes === 0 ? "" : `; ${writeSize(otherBytes)} have no type`;
  return {
    title: writeSubject(snapshot),
    lead: [`${writeTypes(rows.length + rowsLeftOff)}${other}`],
    columns: [
      { head: "self", align: "end" },
      { head: "total", align: "end" },
      { head: "objects", align: "end" },
      { head: "type", align: "start" },
      { head: "most of it at", align: "start" },
    ],
    rows: rows.map((row) => [
      writeSizeRange(row.selfBytes, row.selfMaxBytes),
      writeSizeRange(row.totalBytes, row.totalMaxBytes),
      writeCountCell(row.objectCount),
      readableName(row.type),
      shortenedPath(row.largestPath),
    ]),
    notes: notVisible,
  };
}
