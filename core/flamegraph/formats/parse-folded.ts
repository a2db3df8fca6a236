import { KIND_ROOT, KIND_TYPE } from "../../graph/graph.ts";
import { FrameNames, FrameTree } from "../tree/frame-tree.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** UTF-8 to text, what is none as U+FFFD; U+FEFF stays. A parameter, because not every realm has a `TextDecoder`. */
export type TextOf = (bytes: Uint8Array) => string;

/** A stack that ends in a number of its own. */
const SECOND_NUMBER = /\s\d+(?:\.\d*)?$/;

const [LINE_FEED, SPACE, ZERO, NINE, SEMICOLON] = [0x0a, 0x20, 0x30, 0x39, 0x3b];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** As many digits are a safe integer, whatever they are. */
const SAFE_DIGITS = 15;

/**
 * Folded stacks (UTF-8) as frames. Lines are `frame;frame;frame bytes`, with a whole number of bytes after the last blank; empty lines are skipped. What
 * kind of thing a frame is cannot be told from the text: the first of each stack is taken as a root, all others as types. Counts of objects are 0.
 * Text whose every line has two numbers is the difference of two profiles, and refused.
 */
export function parseFolded(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  const stacks = new StackReader(bytes, textOf);
  let lineNumber = 0;
  let total = 0;
  let stackCount = 0;
  let twoNumbers = 0;
  const isMarked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  /* Hot: bench "panel". A line costs no text: there are as many as frames, and each repeats the path. */
  for (let start = isMarked ? BYTE_ORDER_MARK.length : 0; start < bytes.length; ) {
    let lineEnd = bytes.indexOf(LINE_FEED, start);
    if (lineEnd === -1) lineEnd = bytes.length;
    lineNumber++;
    const first = start;
    const end = trimmedEnd(bytes, first, lineEnd, textOf);
    start = lineEnd + 1;
    if (end === first) continue;
    let number = end;
    while (number > first && isDigit(bytes[number - 1]!)) number--;
    const stackEnd = number - 1;
    const isStack = number < end && stackEnd > first && bytes[stackEnd] === SPACE;
    const size = isStack ? numberOf(bytes, number, end, textOf) : Number.NaN;
    if (!Number.isSafeInteger(size)) {
      const line = textOf(bytes.subarray(first, Math.min(end, first + 320))).slice(0, 80);
      return {
        ok: false,
        error: `line ${lineNumber}: expected "frame;frame bytes" with a whole number at the end; got ${JSON.stringify(line)}`,
      };
    }
    if (twoNumbers === stackCount && SECOND_NUMBER.test(textOf(bytes.subarray(first, stackEnd)))) twoNumbers++;
    stackCount++;
    stacks.read(first, stackEnd, size);
    total += size;
  }
  if (stackCount > 0 && twoNumbers === stackCount) {
    return {
      ok: false,
      error:
        "every line ends in two numbers, as difffolded.pl writes the difference of two profiles; expected one number a line. Open the two profiles themselves",
    };
  }
  if (total === 0) return { ok: false, error: `${lineNumber} lines hold no stack with bytes` };
  return { ok: true, frames: stacks.tree.finish() };
}

/** Puts one stack after the other into a tree. Where stacks begin like the one before, as in sorted text, the beginning is not looked up again. */
class StackReader {
  readonly tree: FrameTree;
  readonly #bytes: Uint8Array;
  readonly #names: NameReader;

  /* The stack before: where it began, where each of its names ended (counted from there), and their frames, frame 0 first. */
  #start = 0;
  #depth = 0;
  readonly #nameEnd: number[] = [];
  readonly #frame: number[] = [0];

  constructor(bytes: Uint8Array, textOf: TextOf) {
    this.#bytes = bytes;
    this.#names = new NameReader(bytes, textOf);
    this.tree = new FrameTree(this.#names.names);
  }

  /** The stack from `start` to `end` takes so much more. */
  read(start: number, end: number, size: number): void {
    const bytes = this.#bytes;
    const nameEnds = this.#nameEnd;
    const frames = this.#frame;
    let depth = this.#sameNames(start, end);
    let at = depth === 0 ? start : start + nameEnds[depth - 1]! + 1;
    /* An empty name after the last ";" is one, too. */
    while (at <= end) {
      let nameEnd = at;
      let hash = 0x811c9dc5;
      for (; nameEnd < end; nameEnd++) {
        const byte = bytes[nameEnd]!;
        if (byte === SEMICOLON) break;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
      const name = this.#names.rowOf(at, nameEnd, hash);
      frames[depth + 1] = this.tree.child(frames[depth]!, name, depth === 0 ? KIND_ROOT : KIND_TYPE);
      nameEnds[depth] = nameEnd - start;
      depth++;
      at = nameEnd + 1;
    }
    this.#start = start;
    this.#depth = depth;
    const { selfSize, selfMaxSize } = this.tree;
    selfSize[frames[depth]!]! += size;
    selfMaxSize[frames[depth]!]! += size;
  }

  /** How many names the stack from `start` to `end` begins with that the stack before begins with, too. */
  #sameNames(start: number, end: number): number {
    const bytes = this.#bytes;
    const before = this.#start;
    const nameEnds = this.#nameEnd;
    const length = Math.min(end - start, this.#depth === 0 ? 0 : nameEnds[this.#depth - 1]!);
    let same = 0;
    while (same < length && bytes[start + same] === bytes[before + same]) same++;
    const isNameEnd = start + same === end || bytes[start + same] === SEMICOLON;
    let depth = 0;
    while (depth < this.#depth && (nameEnds[depth]! < same || (nameEnds[depth] === same && isNameEnd))) depth++;
    return depth;
  }
}

const FIRST_SLOTS = 1024;

/** Rows of names by their bytes: a name becomes a text once. */
class NameReader {
  readonly names = new FrameNames();
  readonly #bytes: Uint8Array;
  readonly #textOf: TextOf;
  /** Open addressing: index of a spelling plus 1, 0 where there is none. */
  #slots = new Int32Array(FIRST_SLOTS);

  /* Per spelling. Two may have one text, where they are no UTF-8. */
  readonly #hash: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #row: number[] = [];

  constructor(bytes: Uint8Array, textOf: TextOf) {
    this.#bytes = bytes;
    this.#textOf = textOf;
  }

  rowOf(start: number, end: number, hash: number): number {
    const last = this.#slots.length - 1;
    for (let slot = slotOf(hash) & last; ; slot = (slot + 1) & last) {
      const spelling = this.#slots[slot]! - 1;
      if (spelling === -1) return this.#add(slot, start, end, hash);
      if (this.#hash[spelling] === hash && this.#isAt(spelling, start, end)) return this.#row[spelling]!;
    }
  }

  #isAt(spelling: number, start: number, end: number): boolean {
    const known = this.#start[spelling]!;
    if (this.#end[spelling]! - known !== end - start) return false;
    const bytes = this.#bytes;
    for (let at = start; at < end; at++) if (bytes[at] !== bytes[known + at - start]) return false;
    return true;
  }

  #add(slot: number, start: number, end: number, hash: number): number {
    const row = this.names.rowOf(this.#textOf(this.#bytes.subarray(start, end)));
    this.#hash.push(hash);
    this.#start.push(start);
    this.#end.push(end);
    const count = this.#row.push(row);
    this.#slots[slot] = count;
    if (count * 2 > this.#slots.length) this.#grow();
    return row;
  }

  #grow(): void {
    const last = this.#slots.length * 2 - 1;
    const slots = new Int32Array(last + 1);
    for (let spelling = 0; spelling < this.#row.length; spelling++) {
      let slot = slotOf(this.#hash[spelling]!) & last;
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = spelling + 1;
    }
    this.#slots = slots;
  }
}

/** Names often differ in their last byte only, which leaves the high bits of such a hash alike. */
function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** Where `trimEnd` would end the line. */
function trimmedEnd(bytes: Uint8Array, start: number, lineEnd: number, textOf: TextOf): number {
  let end = lineEnd;
  while (end > start) {
    const byte = bytes[end - 1]!;
    if (byte < 0x80) {
      if (byte !== SPACE && (byte < 0x09 || byte > 0x0d)) break;
      end--;
      continue;
    }
    let first = end - 1;
    while (first > start && end - first < 4 && (bytes[first]! & 0xc0) === 0x80) first--;
    if (!/^\s$/.test(textOf(bytes.subarray(first, end)))) break;
    end = first;
  }
  return end;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function numberOf(bytes: Uint8Array, start: number, end: number, textOf: TextOf): number {
  if (end - start > SAFE_DIGITS) return Number(textOf(bytes.subarray(start, end)));
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + bytes[at]! - ZERO;
  return number;
}
