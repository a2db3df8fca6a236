import { FrameNames } from "../tree/frame-tree.ts";
import { StackTree } from "../tree/stack-tree.ts";
import { withWholeSizes } from "../tree/whole-sizes.ts";
import { MAX_FRAMES_OF_FILE, type ParsedFrames } from "./parsed-frames.ts";
import { withStackFlags } from "./stack-flags.ts";
import { utf8Start } from "./utf8-start.ts";

/** UTF-8 to a string, invalid bytes as U+FFFD; U+FEFF stays. A parameter, because not every realm has a `TextDecoder`. */
export type TextOf = (bytes: Uint8Array) => string;

/** A stack that ends in a number of its own. */
const SECOND_NUMBER = /\s\d+(?:\.\d*)?$/;

const [TAB, LINE_FEED, RETURN, SPACE, HASH, POINT, ZERO, NINE, SEMICOLON] = [
  0x09, 0x0a, 0x0d, 0x20, 0x23, 0x2e, 0x30, 0x39, 0x3b,
];
/** A number with as many digits is always a safe integer. */
const SAFE_DIGITS = 15;

/** Bytes of a bad line that an error or a warning quotes. */
const MAX_QUOTED_BYTES = 320;

/**
 * Folded stacks (UTF-8) as frames. Lines are `frame;frame;frame bytes`; they end in LF, CRLF or CR, and a space or a
 * tab stands before the number. Empty lines and comments (`# …`) are skipped. Lines that are not stacks are left out,
 * and the note counts them. Fractions are rounded in the sum. Folded stacks do not contain the kind of a frame: the
 * first of each stack becomes a root, all others types. Counts of objects are 0. A file where every line has two
 * numbers, and each stack stands once, is the difference of two profiles, and refused.
 */
export function parseFolded(bytes: Uint8Array, textOf: TextOf): ParsedFrames {
  const stacks = new StackReader(bytes, textOf);
  const ends = new LineEnds(bytes);
  const badLines = new BadLines(bytes, textOf);
  let total = 0;
  let stackCount = 0;
  /** Each stack without its first number, as long as every line has two. */
  let twoNumbers: Set<string> | null = new Set();
  /* Hot: bench "panel". A line is not made a string: there are as many lines as frames, and each repeats the path. */
  for (let start = utf8Start(bytes); start < bytes.length; ) {
    const first = start;
    const lineEnd = ends.after(first);
    start = ends.next;
    const end = trimmedEnd(bytes, first, lineEnd, textOf);
    if (end === first || isComment(bytes, first, end)) continue;
    const number = numberStart(bytes, first, end);
    const stackEnd = blanksStart(bytes, first, number);
    if (number === end || stackEnd === number || stackEnd === first) {
      badLines.add(ends.number, first, end);
      continue;
    }
    const size = numberOf(bytes, number, end, textOf);
    total += size;
    if (!(total <= Number.MAX_SAFE_INTEGER)) {
      return {
        ok: false,
        error: `line ${ends.number}: the sum of its numbers is above ${Number.MAX_SAFE_INTEGER}, the largest that can be counted exactly`,
      };
    }
    twoNumbers = withStack(twoNumbers, textOf, bytes.subarray(first, stackEnd));
    stackCount++;
    stacks.read(first, stackEnd, size);
  }
  if (twoNumbers !== null && stackCount > 1) {
    return {
      ok: false,
      error:
        "every line ends in two numbers, as difffolded.pl writes the difference of two profiles; expected one number a line. Open the two profiles themselves",
    };
  }
  if (stackCount === 0 && badLines.count > 0) {
    return {
      ok: false,
      error: `${badLines.firstPlace}: expected "frame;frame bytes" with a number at the end; got ${badLines.first}`,
    };
  }
  if (Math.round(total) === 0) return { ok: false, error: `${ends.number} lines hold no stack with bytes` };
  const frames = withStackFlags(withWholeSizes(stacks.tree.finish()));
  return badLines.count === 0 ? { ok: true, frames } : { ok: true, frames, note: badLines.note };
}

/** The same stacks and one more; null where it has no number of its own, or is there already: a difference has each stack once. */
function withStack(stacks: Set<string> | null, textOf: TextOf, stack: Uint8Array): Set<string> | null {
  if (stacks === null) return null;
  const text = textOf(stack);
  const number = SECOND_NUMBER.exec(text);
  if (number === null) return null;
  const rest = text.slice(0, number.index);
  return stacks.has(rest) ? null : stacks.add(rest);
}

/** Lines that are not stacks: how many, and the first. */
class BadLines {
  count = 0;
  first = "";
  firstPlace = "";
  readonly #bytes: Uint8Array;
  readonly #textOf: TextOf;

  constructor(bytes: Uint8Array, textOf: TextOf) {
    this.#bytes = bytes;
    this.#textOf = textOf;
  }

  add(lineNumber: number, start: number, end: number): void {
    if (this.count++ > 0) return;
    const quoted = this.#textOf(this.#bytes.subarray(start, Math.min(end, start + MAX_QUOTED_BYTES)));
    this.first = JSON.stringify(quoted.slice(0, 80));
    this.firstPlace = `line ${lineNumber}`;
  }

  get note(): string {
    return this.count === 1
      ? `${this.firstPlace} was left out because it does not end in a number: ${this.first}`
      : `${this.count.toLocaleString("en")} lines were left out because they do not end in a number; the first is ${this.firstPlace}: ${this.first}`;
  }
}

/** Where lines end, by LF, CRLF or CR. */
class LineEnds {
  /** Of the last line that was asked for: where the next one begins, and its 1-based number. */
  next = 0;
  number = 0;
  readonly #bytes: Uint8Array;
  /* The nearest of each from there on; searched for again only when passed. */
  #feed = -1;
  #return = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  after(start: number): number {
    if (this.#feed < start) this.#feed = this.#find(LINE_FEED, start);
    if (this.#return < start) this.#return = this.#find(RETURN, start);
    const end = Math.min(this.#feed, this.#return);
    this.next = end === this.#return && this.#feed === end + 1 ? end + 2 : end + 1;
    this.number++;
    return end;
  }

  #find(byte: number, start: number): number {
    const at = this.#bytes.indexOf(byte, start);
    return at === -1 ? this.#bytes.length : at;
  }
}

/** Puts one stack after the other into a tree. Where stacks begin like the one before, as in sorted text, the beginning is not looked up again. */
class StackReader {
  readonly tree: StackTree;
  readonly #bytes: Uint8Array;
  readonly #names: NameReader;

  /* The stack before: where it began, and where each of its names ended (counted from there). Its frames are open. */
  #start = 0;
  readonly #nameEnd: number[] = [];

  constructor(bytes: Uint8Array, textOf: TextOf) {
    this.#bytes = bytes;
    this.#names = new NameReader(bytes, textOf);
    this.tree = new StackTree(this.#names.names, MAX_FRAMES_OF_FILE);
  }

  /** The stack from `start` to `end` takes so much more. */
  read(start: number, end: number, size: number): void {
    const bytes = this.#bytes;
    const nameEnds = this.#nameEnd;
    const tree = this.tree;
    let depth = this.#sameNames(start, end);
    tree.closeTo(depth);
    let at = depth === 0 ? start : start + nameEnds[depth - 1] + 1;
    /* An empty name after the last ";" is one, too. */
    while (at <= end) {
      let nameEnd = at;
      let hash = 0x811c9dc5;
      for (; nameEnd < end; nameEnd++) {
        const byte = bytes[nameEnd];
        if (byte === SEMICOLON) break;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
      tree.open(this.#names.rowOf(at, nameEnd, hash));
      nameEnds[depth] = nameEnd - start;
      depth++;
      at = nameEnd + 1;
    }
    this.#start = start;
    tree.add(size);
  }

  /** How many names the stack from `start` to `end` begins with that the stack before begins with, too. */
  #sameNames(start: number, end: number): number {
    const bytes = this.#bytes;
    const before = this.#start;
    const nameEnds = this.#nameEnd;
    const openDepth = this.tree.depth;
    const length = Math.min(end - start, openDepth === 0 ? 0 : nameEnds[openDepth - 1]);
    let same = 0;
    while (same < length && bytes[start + same] === bytes[before + same]) same++;
    const isNameEnd = start + same === end || bytes[start + same] === SEMICOLON;
    let depth = 0;
    while (depth < openDepth && (nameEnds[depth] < same || (nameEnds[depth] === same && isNameEnd))) depth++;
    return depth;
  }
}

const FIRST_SLOTS = 1024;

/** Rows of names by their bytes: a name becomes a text once. */
class NameReader {
  readonly names = new FrameNames();
  readonly #bytes: Uint8Array;
  readonly #textOf: TextOf;
  /** Open addressing: index of a spelling plus 1, 0 if there is none. */
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
      const spelling = this.#slots[slot] - 1;
      if (spelling === -1) return this.#add(slot, start, end, hash);
      if (this.#hash[spelling] === hash && this.#isAt(spelling, start, end)) return this.#row[spelling];
    }
  }

  #isAt(spelling: number, start: number, end: number): boolean {
    const known = this.#start[spelling];
    if (this.#end[spelling] - known !== end - start) return false;
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
      let slot = slotOf(this.#hash[spelling]) & last;
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
    const byte = bytes[end - 1];
    if (byte < 0x80) {
      if (byte !== SPACE && (byte < 0x09 || byte > 0x0d)) break;
      end--;
      continue;
    }
    let first = end - 1;
    while (first > start && end - first < 4 && (bytes[first] & 0xc0) === 0x80) first--;
    if (!/^\s$/.test(textOf(bytes.subarray(first, end)))) break;
    end = first;
  }
  return end;
}

/** `# …`, or `#` alone. A name may begin with "#" too, as private fields do, but then no blank follows. */
function isComment(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === HASH && (start + 1 === end || isBlank(bytes[start + 1]));
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** Where the number at the end of a line begins: digits, or digits with a fraction (`6.` too); `end` if there is no number. */
function numberStart(bytes: Uint8Array, start: number, end: number): number {
  let digits = end;
  while (digits > start && isDigit(bytes[digits - 1])) digits--;
  if (digits === start || bytes[digits - 1] !== POINT) return digits;
  let whole = digits - 1;
  while (whole > start && isDigit(bytes[whole - 1])) whole--;
  /* ".5" is not a number for the other readers of this format. */
  return whole < digits - 1 ? whole : end;
}

function blanksStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(bytes[at - 1])) at--;
  return at;
}

function numberOf(bytes: Uint8Array, start: number, end: number, textOf: TextOf): number {
  if (end - start > SAFE_DIGITS) return Number(textOf(bytes.subarray(start, end)));
  let number = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === POINT) return Number(textOf(bytes.subarray(start, end)));
    number = number * 10 + byte - ZERO;
  }
  return number;
}
