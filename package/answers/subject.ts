import { writeObjectsAfter, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import { warningGroupsOf } from "../../extension/panel/frames/warning-groups.ts";
import { limitOf } from "../../extension/panel/store/coverage.ts";
import { measuredOf, writeMeasured } from "../../extension/panel/store/measured.ts";
import { WORKER_HEAP } from "../../extension/panel/worker/worker-heap.ts";
import type { OpenSnapshot } from "../files/snapshot-files.ts";

/** What an answer is about. */
export interface Subject {
  /** Name of the file, or the URL. */
  readonly name: string;
  /** Whose objects: those that a walk of a page found, those of a heap snapshot of V8, or none in a file of stacks. */
  readonly kind: OpenSnapshot["kind"];
  readonly totalBytes: number;
  readonly totalMaxBytes: number;
  readonly objectCount: number;
}

export function subjectOf({ name, kind, derived }: OpenSnapshot): Subject {
  const { totalSize, totalMaxSize, objectCount } = derived;
  return { name, kind, totalBytes: totalSize, totalMaxBytes: totalMaxSize, objectCount };
}

/** `app.allocative: 5.2 MiB – 9.8 MiB, 12,345 objects`. */
export function writeSubject({ name, totalBytes, totalMaxBytes, objectCount }: Subject): string {
  return `${name}: ${writeSizeRange(totalBytes, totalMaxBytes)}${writeObjectsAfter(objectCount)}`;
}

/** Characters of the sentence of a warning. */
const MAX_DETAIL_LENGTH = 160;
/** Codes of warnings that are named. */
const MAX_GROUPS = 3;

/** What is not in the sums, as sentences: how much of the heap was measured, what can never be seen, and warnings. */
export function notVisibleIn({ kind, note, derived }: OpenSnapshot): readonly string[] {
  const { warnings, hasClosures } = derived;
  const sentences = note === "" ? [] : [note];
  const measured = kind === "walked" ? measuredOf(derived) : null;
  if (measured !== null) {
    const workers = warnings.filter(({ code }) => code === WORKER_HEAP).length;
    sentences.push(`Measured: ${writeMeasured(measured, workers)}.`);
  }
  sentences.push(`Not visible: ${limitOf(kind, hasClosures)}`);
  const groups = warningGroupsOf(warnings);
  for (const { indices } of groups.slice(0, MAX_GROUPS)) {
    const often = indices.length === 1 ? "" : ` (×${indices.length})`;
    sentences.push(`Warning${often}: ${shortened(warnings[indices[0]].detail)}`);
  }
  const more = groups.length - MAX_GROUPS;
  if (more > 0) sentences.push(`There are ${more} more kinds of warnings; the panel lists all.`);
  return sentences;
}

function shortened(sentence: string): string {
  const line = sentence.replace(/\s+/g, " ").trim();
  return line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, line.lastIndexOf(" ", MAX_DETAIL_LENGTH))} …`;
}
