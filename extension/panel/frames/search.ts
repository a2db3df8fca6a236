import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import { isRootKind, KIND_COMPONENT, KIND_FIELD, KIND_TYPE } from "../../../core/graph/graph.ts";
import { TOP_BOX, tailOf } from "./box.ts";
import type { FindOptions, Query, Term } from "./query.ts";

/** The boxes that have all words of a query. */
export interface Matches {
  /** Heads, in pre-order. */
  readonly boxes: Uint32Array;
  /** By match: the first frame behind it and all matches before it, so that what stands in a match is found at once. */
  readonly ends: Uint32Array;
  /** By name: 1 if a type of this name has all words. */
  readonly types: Uint8Array;
}

export const NO_MATCHES: Matches = {
  boxes: new Uint32Array(0),
  ends: new Uint32Array(0),
  types: new Uint8Array(0),
};

/* Bits of a name, for one word. */
export const NAME_FOUND = 1;
/** The word ends one name of a box and begins the other: "ems: Arr" in "items: Array". */
const NAME_ENDS = 2;
const NAME_BEGINS = 4;

const JOINT = ": ";

/** Which names have a word, by name: each is looked at once, however many frames have it. */
export function namesWith(names: readonly string[], { text }: Term, options: FindOptions): Uint8Array {
  const fold = options.has("match-case") ? (name: string) => name : (name: string) => name.toLowerCase();
  const wanted = fold(text);
  const joint = wanted.endsWith(":") ? wanted.length - 1 : wanted.indexOf(JOINT);
  const upper = wanted.slice(0, Math.max(0, joint));
  const lower = wanted.slice(joint + JOINT.length);
  const isWord = options.has("whole-word") ? isWholeWord : () => true;
  const bits = new Uint8Array(names.length);
  for (let n = 0; n < names.length; n++) {
    const name = fold(names[n]);
    let at = name.indexOf(wanted);
    while (at >= 0 && !isWord(name, at, at + wanted.length)) at = name.indexOf(wanted, at + 1);
    if (at >= 0) bits[n] |= NAME_FOUND;
    if (joint < 0) continue;
    if (name.endsWith(upper) && isWord(name, name.length - upper.length, name.length)) bits[n] |= NAME_ENDS;
    if (name.startsWith(lower) && isWord(name, 0, lower.length)) bits[n] |= NAME_BEGINS;
  }
  return bits;
}

const WORD_BEFORE = /[\p{L}\p{N}_$]$/u;
const WORD_AFTER = /^[\p{L}\p{N}_$]/u;

function isWholeWord(name: string, from: number, to: number): boolean {
  return !WORD_BEFORE.test(name.slice(Math.max(0, from - 2), from)) && !WORD_AFTER.test(name.slice(to, to + 2));
}

/** Finds the boxes by which names have which word, in the order of the query's words. Costs one pass over the frames. */
export function findMatches(frames: FrameTable, query: Query, bitsOfTerms: readonly Uint8Array[]): Matches {
  const { terms } = query;
  if (terms.length === 0) return NO_MATCHES;
  const { count, name, kind, subtreeEnd } = frames;
  let boxes = new Uint32Array(256);
  let ends = new Uint32Array(256);
  let found = 0;
  let end = 0;
  for (let head = TOP_BOX + 1; head < count; ) {
    const tail = tailOf(frames, head);
    let term = 0;
    while (term < terms.length && isFound(terms[term], bitsOfTerms[term], head, tail)) term++;
    if (term === terms.length) {
      if (found === boxes.length) {
        boxes = doubled(boxes);
        ends = doubled(ends);
      }
      end = Math.max(end, subtreeEnd[head]);
      boxes[found] = head;
      ends[found++] = end;
    }
    head = tail + 1;
  }
  return { boxes: boxes.slice(0, found), ends: ends.slice(0, found), types: typesWith(frames, terms, bitsOfTerms) };

  function isFound({ scope }: Term, bits: Uint8Array, head: number, tail: number): boolean {
    const upper = bits[name[head]];
    if (scope === "field") return (upper & NAME_FOUND) !== 0 && (kind[head] === KIND_FIELD || isRootKind(kind[head]));
    const lower = bits[name[tail]];
    if (scope === "type") {
      return (lower & NAME_FOUND) !== 0 && (kind[tail] === KIND_TYPE || kind[tail] === KIND_COMPONENT);
    }
    if (((upper | lower) & NAME_FOUND) !== 0) return true;
    return tail !== head && (upper & NAME_ENDS) !== 0 && (lower & NAME_BEGINS) !== 0;
  }
}

function typesWith({ names }: FrameTable, terms: readonly Term[], bitsOfTerms: readonly Uint8Array[]): Uint8Array {
  const types = new Uint8Array(names.length);
  for (let n = 0; n < names.length; n++) {
    types[n] = terms.every(({ scope }, term) => scope !== "field" && (bitsOfTerms[term][n] & NAME_FOUND) !== 0) ? 1 : 0;
  }
  return types;
}

function doubled(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(column.length * 2);
  grown.set(column);
  return grown;
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

/** Whether the box is a match, or stands in one: whether its path has a match. */
export function isInMatch(matches: Matches, box: number): boolean {
  const before = matchIndexFrom(matches, box + 1) - 1;
  return before >= 0 && matches.ends[before] > box;
}

/** How many matches stand among the frames `from … end - 1`. */
export function matchCountWithin(matches: Matches, from: number, end: number): number {
  return matchIndexFrom(matches, end) - matchIndexFrom(matches, from);
}

/** The matches of a focus: `boxes[first … end - 1]`. Bytes of a match in a match count once. */
export interface FocusMatches {
  readonly first: number;
  readonly end: number;
  readonly totalSize: number;
}

export function matchesInFocus({ subtreeEnd, totalSize }: FrameTable, matches: Matches, focus: number): FocusMatches {
  const first = matchIndexFrom(matches, focus);
  const end = matchIndexFrom(matches, subtreeEnd[focus]);
  let size = 0;
  let countedUntil = 0;
  for (let index = first; index < end; index++) {
    const box = matches.boxes[index];
    if (box < countedUntil) continue;
    size += totalSize[box];
    countedUntil = subtreeEnd[box];
  }
  return { first, end, totalSize: size };
}

/** The next match of the focus after (or before) a box that need not be one, round and round; `undefined` if there is none. */
export function matchBeside(
  matches: Matches,
  { first, end }: FocusMatches,
  box: number,
  step: 1 | -1,
): number | undefined {
  if (first === end) return undefined;
  const index = step === 1 ? matchIndexFrom(matches, box + 1) : matchIndexFrom(matches, box) - 1;
  if (index >= first && index < end) return matches.boxes[index];
  return matches.boxes[step === 1 ? first : end - 1];
}
