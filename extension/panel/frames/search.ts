import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { TOP_BOX, tailOf } from "./box.ts";

/** The boxes whose label contains the query. */
export interface Matches {
  /** Heads, in pre-order. */
  readonly boxes: Uint32Array;
  /** Bytes of all matches; what lies in a match of a match counts once. */
  readonly totalSize: number;
}

export const NO_MATCHES: Matches = { boxes: new Uint32Array(0), totalSize: 0 };

const JOINT = ": ";

/** Finds by substring, without regard to case. Costs one pass over the names and one over the frames. */
export function findMatches(frames: FrameTable, query: string): Matches {
  const wanted = query.toLowerCase();
  if (wanted === "") return NO_MATCHES;
  const nameCount = frames.names.length;
  const isWhole = new Uint8Array(nameCount);
  /* The query may span the joint of a box: "items: Arr" ends one name and begins the next. */
  const joint = wanted.indexOf(JOINT);
  const isUpper = joint < 0 ? null : new Uint8Array(nameCount);
  const isLower = joint < 0 ? null : new Uint8Array(nameCount);
  const upper = joint < 0 ? "" : wanted.slice(0, joint);
  const lower = joint < 0 ? "" : wanted.slice(joint + JOINT.length);
  for (let n = 0; n < nameCount; n++) {
    const name = frames.names[n].toLowerCase();
    if (name.includes(wanted)) isWhole[n] = 1;
    if (isUpper !== null && name.endsWith(upper)) isUpper[n] = 1;
    if (isLower !== null && name.startsWith(lower)) isLower[n] = 1;
  }

  const { count, name, subtreeEnd, totalSize } = frames;
  let found = new Uint32Array(256);
  let foundCount = 0;
  let size = 0;
  let countedUntil = 0;
  for (let head = TOP_BOX + 1; head < count; ) {
    const tail = tailOf(frames, head);
    const isMatch =
      isWhole[name[head]] === 1 ||
      (tail !== head &&
        (isWhole[name[tail]] === 1 ||
          (isUpper !== null && isLower !== null && isUpper[name[head]] === 1 && isLower[name[tail]] === 1)));
    if (isMatch) {
      if (foundCount === found.length) {
        const grown = new Uint32Array(found.length * 2);
        grown.set(found);
        found = grown;
      }
      found[foundCount++] = head;
      if (head >= countedUntil) {
        size += totalSize[head];
        countedUntil = subtreeEnd[head];
      }
    }
    head = tail + 1;
  }
  return { boxes: found.slice(0, foundCount), totalSize: size };
}

/** Index of the first match at or after frame `from`. */
export function matchIndexFrom(matches: Matches, from: number): number {
  let low = 0;
  let high = matches.boxes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (matches.boxes[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isMatch(matches: Matches, box: number): boolean {
  return matches.boxes[matchIndexFrom(matches, box)] === box;
}

/** Whether a match stands among the frames `from … end - 1`. */
export function hasMatchWithin(matches: Matches, from: number, end: number): boolean {
  const match = matches.boxes[matchIndexFrom(matches, from)];
  return match !== undefined && match < end;
}

/** The match after (or before) `index`, wrapping around; the first (or last) if there is none yet. */
export function matchBeside(matches: Matches, index: number | null, step: 1 | -1): number {
  const count = matches.boxes.length;
  if (count === 0) return -1;
  if (index === null) return step === 1 ? 0 : count - 1;
  return (index + step + count) % count;
}
