import { readableName } from "../frames/box.ts";
import { warningGroupsOf } from "../frames/warning-groups.ts";
import type { DerivedSnapshot } from "../worker/frame-api.ts";
import { WORKER_HEAP } from "../worker/worker-heap.ts";
import { limitOf } from "./coverage.ts";
import { measuredOf, writeMeasured } from "./measured.ts";
import type { Taken } from "./state.ts";

/** Characters of the sentence of a warning. */
const MAX_DETAIL_LENGTH = 160;
/** Codes of warnings that are named. */
const MAX_GROUPS = 3;

/** What is not in the sums of a snapshot, as sentences: how much of the heap was measured, what can never be seen, and warnings. */
export function notVisibleOf(kind: Taken["kind"], derived: DerivedSnapshot): readonly string[] {
  const { warnings, hasClosures } = derived;
  const sentences: string[] = [];
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
  const end = line.lastIndexOf(" ", MAX_DETAIL_LENGTH);
  const short = line.length <= MAX_DETAIL_LENGTH ? line : `${line.slice(0, end > 0 ? end : MAX_DETAIL_LENGTH)} …`;
  /* It may have names of the page in it. */
  return readableName(short);
}
