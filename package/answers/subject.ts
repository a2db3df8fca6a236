import { writeObjectsAfter, writeSizeRange } from "../../extension/panel/frames/figures.ts";
import { notVisibleOf } from "../../extension/panel/store/not-visible.ts";
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

/** What is not in the sums, and what the file has besides, as sentences. */
export function notVisibleIn({ kind, note, derived }: OpenSnapshot): readonly string[] {
  return [...(note === "" ? [] : [note]), ...notVisibleOf(kind, derived)];
}
