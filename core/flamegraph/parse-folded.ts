import { KIND_ROOT, KIND_TYPE } from "../graph/graph.ts";
import { FrameNames, FrameTree } from "./frame-tree.ts";
import type { ParsedFrames } from "./parsed-frames.ts";

/** A stack that ends in a number of its own. */
const SECOND_NUMBER = /\s\d+(?:\.\d*)?$/;

const [SPACE, ZERO, NINE, SEMICOLON] = [0x20, 0x30, 0x39, 0x3b];
/** As many digits are a safe integer, whatever they are. */
const SAFE_DIGITS = 15;

/**
 * Folded stacks as frames. Lines are `frame;frame;frame bytes`, with a whole number of bytes after the last blank; empty lines are skipped. What
 * kind of thing a frame is cannot be told from the text: the first of each stack is taken as a root, all others as types. Counts of objects are 0.
 * Text whose every line has two numbers is the difference of two profiles, and refused.
 */
export function parseFolded(text: string): ParsedFrames {
  const stacks = new StackReader(text);
  let lineNumber = 0;
  let total = 0;
  let stackCount = 0;
  let twoNumbers = 0;
  /* Hot: bench "panel". A line costs no string: there are as many as frames, and each repeats the path. */
  for (let start = 0; start < text.length; ) {
    let lineEnd = text.indexOf("\n", start);
    if (lineEnd === -1) lineEnd = text.length;
    lineNumber++;
    const first = start;
    const end = trimmedEnd(text, first, lineEnd);
    start = lineEnd + 1;
    if (end === first) continue;
    let number = end;
    while (number > first && isDigit(text.charCodeAt(number - 1))) number--;
    const stackEnd = number - 1;
    const isStack = number < end && stackEnd > first && text.charCodeAt(stackEnd) === SPACE;
    const bytes = isStack ? numberOf(text, number, end) : Number.NaN;
    if (!Number.isSafeInteger(bytes)) {
      return {
        ok: false,
        error: `line ${lineNumber}: expected "frame;frame bytes" with a whole number at the end; got ${JSON.stringify(text.slice(first, Math.min(end, first + 80)))}`,
      };
    }
    if (twoNumbers === stackCount && SECOND_NUMBER.test(text.slice(first, stackEnd))) twoNumbers++;
    stackCount++;
    stacks.read(first, stackEnd, bytes);
    total += bytes;
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
  readonly #text: string;
  readonly #names = new FrameNames();
  /** Rows of names, by their hash; another name of the same hash is looked up by its text. */
  readonly #rowOfHash = new Map<number, number>();

  /* The stack before: where it began, where each of its names ended (counted from there), and their frames, frame 0 first. */
  #start = 0;
  #depth = 0;
  readonly #nameEnd: number[] = [];
  readonly #frame: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    this.tree = new FrameTree(this.#names);
  }

  /** The stack from `start` to `end` has so many bytes more. */
  read(start: number, end: number, bytes: number): void {
    const text = this.#text;
    const nameEnds = this.#nameEnd;
    const frames = this.#frame;
    let depth = this.#sameNames(start, end);
    let at = depth === 0 ? start : start + nameEnds[depth - 1]! + 1;
    /* An empty name after the last ";" is one, too. */
    while (at <= end) {
      let nameEnd = at;
      let hash = 0x811c9dc5;
      for (; nameEnd < end; nameEnd++) {
        const code = text.charCodeAt(nameEnd);
        if (code === SEMICOLON) break;
        hash = Math.imul(hash ^ code, 0x01000193);
      }
      const name = this.#rowOf(at, nameEnd, hash);
      frames[depth + 1] = this.tree.child(frames[depth]!, name, depth === 0 ? KIND_ROOT : KIND_TYPE);
      nameEnds[depth] = nameEnd - start;
      depth++;
      at = nameEnd + 1;
    }
    this.#start = start;
    this.#depth = depth;
    const { selfSize, selfMaxSize } = this.tree;
    selfSize[frames[depth]!]! += bytes;
    selfMaxSize[frames[depth]!]! += bytes;
  }

  /** How many names the stack from `start` to `end` begins with that the stack before begins with, too. */
  #sameNames(start: number, end: number): number {
    const text = this.#text;
    const before = this.#start;
    const nameEnds = this.#nameEnd;
    const length = Math.min(end - start, this.#depth === 0 ? 0 : nameEnds[this.#depth - 1]!);
    let same = 0;
    while (same < length && text.charCodeAt(start + same) === text.charCodeAt(before + same)) same++;
    const isNameEnd = start + same === end || text.charCodeAt(start + same) === SEMICOLON;
    let depth = 0;
    while (depth < this.#depth && (nameEnds[depth]! < same || (nameEnds[depth] === same && isNameEnd))) depth++;
    return depth;
  }

  #rowOf(start: number, end: number, hash: number): number {
    /* What is a small integer to the engine needs no box. */
    const key = hash >>> 2;
    const known = this.#rowOfHash.get(key);
    if (known !== undefined) {
      const name = this.#names.texts[known]!;
      if (name.length === end - start && this.#text.startsWith(name, start)) return known;
    }
    const row = this.#names.rowOf(copyOf(this.#text, start, end));
    if (known === undefined) this.#rowOfHash.set(key, row);
    return row;
  }
}

/** A slice would keep all of the text alive. */
function copyOf(text: string, start: number, end: number): string {
  let copy = "";
  for (let at = start; at < end; at++) copy += text[at];
  return copy;
}

/** Where `trimEnd` would end the line. */
function trimmedEnd(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (code > SPACE && (code < 0xa0 || !/\s/.test(text[end - 1]!))) break;
    if (code < SPACE && (code < 0x09 || code > 0x0d)) break;
    end--;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function numberOf(text: string, start: number, end: number): number {
  if (end - start > SAFE_DIGITS) return Number(text.slice(start, end));
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + text.charCodeAt(at) - ZERO;
  return number;
}
