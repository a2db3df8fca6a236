import type { FrameTable } from "../../core/flamegraph/frame-table.ts";
import type { Holders } from "../../core/flamegraph/questions/holder-paths.ts";
import { headOf, PATH_JOINT } from "../../extension/panel/frames/box.ts";
import { writeCount, writeObjects, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import { type HeldPath, heldPathsOf, ownersIn } from "../../extension/panel/frames/held-path.ts";
import { heldVerdictOf } from "../../extension/panel/frames/held-verdict.ts";
import type { Sheet } from "../../extension/panel/frames/sheet.ts";
import { ExpectedError } from "../cli/expected-error.ts";
import type { OpenSnapshot, SnapshotFiles } from "../files/snapshot-files.ts";
import { frameAt } from "../paths/frame-at.ts";
import type { Answer } from "./answer.ts";
import { shortenedName, shortenedPath, type WrittenPath, writtenPathOf } from "./frame-row.ts";
import { notVisibleIn, type Subject, subjectOf, writeSubject } from "./subject.ts";

/** A way from a root to the objects that were asked about. */
export interface HolderRow {
  /** The steps from the root on, as one line. */
  readonly holderPath: string;
  readonly steps: readonly string[];
  /** Objects that it holds; `null` where that takes too long to find out. */
  readonly heldCount: number | null;
}

/** Who holds the objects of a box. */
export interface WhoAnswer extends Answer {
  readonly schema: "allocative.who/1";
  readonly snapshot: Subject;
  readonly held: WrittenPath & {
    readonly totalBytes: number;
    readonly totalMaxBytes: number;
    /** Objects that were asked about. */
    readonly objectCount: number;
  };
  /** Steps that all paths to all of these objects lead through, from the root on. */
  readonly owners: readonly string[];
  /** What there is to say in place of paths; `null` if there are paths. */
  readonly verdict: string | null;
  /** Each shares as few steps as possible with those before it. */
  readonly rows: readonly HolderRow[];
  readonly notVisible: readonly string[];
}

/** @throws ExpectedError where there is no such path, or where there are no objects */
export function findWhoHolds(files: SnapshotFiles, snapshot: OpenSnapshot, path: string): WhoAnswer {
  if (snapshot.kind === "stacks") {
    throw new ExpectedError(
      `“${snapshot.name}” is a file of stacks: it has sizes, but no objects and no references, so it does not say who holds what. Save the snapshot itself (.allocative), or a heap snapshot.`,
    );
  }
  const { frames } = snapshot.derived;
  const frame = frameAt(frames, path, snapshot.name);
  return whoAnswerOf(snapshot, headOf(frames, frame), files.findHolders(snapshot, frame));
}

function whoAnswerOf(snapshot: OpenSnapshot, box: number, holders: Holders): WhoAnswer {
  const { frames } = snapshot.derived;
  const paths = heldPathsOf(holders.paths, "folded", frames);
  return {
    schema: "allocative.who/1",
    snapshot: subjectOf(snapshot),
    held: heldOf(frames, box, holders.targets),
    owners: ownersIn(paths).map(({ text }) => text),
    verdict: heldVerdictOf(holders, false, false),
    rows: paths.map(rowOf),
    rowsLeftOff: 0,
    notVisible: notVisibleIn(snapshot),
  };
}

function heldOf(frames: FrameTable, box: number, objectCount: number): WhoAnswer["held"] {
  return {
    ...writtenPathOf(frames, box),
    totalBytes: frames.totalSize[box],
    totalMaxBytes: frames.totalMaxSize[box],
    objectCount,
  };
}

function rowOf({ text, steps, held }: HeldPath): HolderRow {
  return { holderPath: text, steps: steps.map((step) => step.text), heldCount: held < 0 ? null : held };
}

export function sheetOfWho({ snapshot, held, owners, verdict, rows, notVisible }: WhoAnswer): Sheet {
  const size = writeSizeRange(held.totalBytes, held.totalMaxBytes);
  return {
    title: `Who holds ${shortenedPath(held.path)}: ${size}, asked about ${writeObjects(held.objectCount)}`,
    lead: [
      writeSubject(snapshot),
      ...(owners.length === 0 ? [] : [`All paths lead through: ${owners.map(shortenedName).join(", ")}`]),
      ...(verdict === null ? [] : [verdict]),
    ],
    columns: [
      { head: "held", align: "end" },
      { head: "path from a root", align: "start" },
    ],
    rows: rows.map(({ heldCount, steps }) => [
      heldCount === null ? "–" : writeCount(heldCount),
      steps.map(shortenedName).join(PATH_JOINT),
    ]),
    notes: notVisible,
  };
}
