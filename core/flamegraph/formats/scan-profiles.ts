import type { TextOf } from "./parse-folded.ts";
import { isJson, type Json } from "./parse-json.ts";
import { EventList, type ProfileList, SampleList, WeightList } from "./profile-lists.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const ZERO = 0x30;
const POINT = 0x2e;
const LETTER_O = 0x4f;
const LETTER_C = 0x43;

const TYPE = asciiOf('"type"');
const FRAME = asciiOf('"frame"');
const AT = asciiOf('"at"');
const EVENTS = asciiOf('"events"');
const SAMPLES = asciiOf('"samples"');
const WEIGHTS = asciiOf('"weights"');
const LISTS = [EVENTS, SAMPLES, WEIGHTS];

/** A profile stands in a list, in the object of the file. */
const PROFILE_DEPTH = 3;

/* The members of an event, as bits. Of two with one key the last counts, as in JSON. */
const HAS_TYPE = 1;
const HAS_FRAME = 2;
const HAS_AT = 4;
const HAS_ALL = 7;

/** A number with as many digits is a safe integer, and ten to the power of as many is, too: so the quotient of the two is the number that JSON means. */
const SAFE_DIGITS = 15;
const POWERS = Array.from({ length: SAFE_DIGITS + 1 }, (_, exponent) => 10 ** exponent);
/** The index of a frame has no more. */
const INDEX_DIGITS = 9;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * The JSON of a file of speedscope (UTF-8), but the long lists of its profiles read from the bytes: as JSON each of a million events would be an object. `null` for any other file, for one that is not written as programs write it, and for
 * one that is no JSON: then all of it is for `JSON.parse`, which also finds the words for what is wrong.
 */
export function scanProfiles(bytes: Uint8Array, textOf: TextOf): Json | null {
  const scanner = new ProfileScanner(bytes);
  const lists: ProfileList[] = [];
  /* Where a list stood there is its index, and a blank: a digit after a list is an error. */
  let text = "";
  let start = 0;
  for (let key = scanner.nextList(); key !== "none"; key = scanner.nextList()) {
    if (key === "odd") return null;
    text += `${textOf(bytes.subarray(start, scanner.at))}${lists.length} `;
    const list = key === EVENTS ? scanner.events() : key === SAMPLES ? scanner.samples() : scanner.weights();
    if (list === null) return null;
    lists.push(list);
    start = scanner.at;
  }
  if (lists.length === 0) return null;
  return withLists(jsonOf(text + textOf(bytes.subarray(start))), lists);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `null` where a list is of no profile, or where the profile has two by one name. */
function withLists(file: unknown, lists: readonly ProfileList[]): Json | null {
  if (!isJson(file) || !Array.isArray(file.profiles)) return null;
  let placed = 0;
  for (const profile of file.profiles as readonly unknown[]) {
    if (!isJson(profile)) continue;
    for (const key of ["events", "samples", "weights"]) {
      const index = profile[key];
      if (typeof index !== "number") continue;
      (profile as Record<string, unknown>)[key] = lists[index];
      placed++;
    }
  }
  return placed === lists.length ? file : null;
}

/** Hot: bench "panel". Methods that read give -1 or `null` for what is odd. */
class ProfileScanner {
  /** At the "[" of a list, or after its "]". */
  at = 0;
  readonly #bytes: Uint8Array;
  #depth = 0;
  /** After the number that was read last. */
  #numberEnd = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Goes to the next list that is read here; gives its key. */
  nextList(): Uint8Array | "none" | "odd" {
    const bytes = this.#bytes;
    for (let at = this.at; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#depth--;
      if (byte !== QUOTE) continue;
      const start = at++;
      let hasEscapes = false;
      for (; at < bytes.length && bytes[at] !== QUOTE; at++) {
        if (bytes[at] !== BACKSLASH) continue;
        hasEscapes = true;
        at++;
      }
      if (this.#depth !== PROFILE_DEPTH) continue;
      const colon = this.#afterBlanks(at + 1);
      if (bytes[colon] !== COLON) continue;
      /* Such a key may be the name of a list, too. */
      if (hasEscapes) return "odd";
      const key = LISTS.find((name) => this.#isAt(start, name));
      if (key === undefined) continue;
      this.at = this.#afterBlanks(colon + 1);
      /* A number there would be taken for the index of a list. */
      return bytes[this.at] === OPEN_LIST ? key : "odd";
    }
    return "none";
  }

  events(): EventList | null {
    const bytes = this.#bytes;
    const list = new EventList();
    let at = this.#afterBlanks(this.at + 1);
    if (bytes[at] === CLOSE_LIST) return this.#ended(list, at);
    for (;;) {
      if (bytes[at++] !== OPEN_OBJECT) return null;
      let members = 0;
      let frame = 0;
      let isOpening: 0 | 1 = 0;
      let place = 0;
      do {
        at = this.#afterBlanks(at);
        if (this.#isAt(at, TYPE)) {
          members |= HAS_TYPE;
          at = this.#afterColon(at + TYPE.length);
          const letter = bytes[at + 1];
          if (bytes[at] !== QUOTE || bytes[at + 2] !== QUOTE) return null;
          if (letter !== LETTER_O && letter !== LETTER_C) return null;
          isOpening = letter === LETTER_O ? 1 : 0;
          at += 3;
        } else if (this.#isAt(at, FRAME)) {
          members |= HAS_FRAME;
          frame = this.#index(this.#afterColon(at + FRAME.length));
          if (frame === -1) return null;
          at = this.#numberEnd;
        } else if (this.#isAt(at, AT)) {
          members |= HAS_AT;
          place = this.#number(this.#afterColon(at + AT.length));
          if (Number.isNaN(place)) return null;
          at = this.#numberEnd;
        } else return null;
        at = this.#afterBlanks(at);
      } while (bytes[at++] === COMMA);
      if (bytes[at - 1] !== CLOSE_OBJECT || members !== HAS_ALL) return null;
      list.add(frame, isOpening, place);
      at = this.#afterBlanks(at);
      if (bytes[at] !== COMMA) return this.#ended(list, at);
      at = this.#afterBlanks(at + 1);
    }
  }

  samples(): SampleList | null {
    const bytes = this.#bytes;
    const list = new SampleList();
    let at = this.#afterBlanks(this.at + 1);
    if (bytes[at] === CLOSE_LIST) return this.#ended(list, at);
    for (;;) {
      if (bytes[at] !== OPEN_LIST) return null;
      at = this.#afterBlanks(at + 1);
      while (bytes[at] !== CLOSE_LIST) {
        const frame = this.#index(at);
        if (frame === -1) return null;
        list.addFrame(frame);
        at = this.#afterBlanks(this.#numberEnd);
        if (bytes[at] === CLOSE_LIST) break;
        if (bytes[at] !== COMMA) return null;
        at = this.#afterBlanks(at + 1);
        if (bytes[at] === CLOSE_LIST) return null;
      }
      list.endSample();
      at = this.#afterBlanks(at + 1);
      if (bytes[at] !== COMMA) return this.#ended(list, at);
      at = this.#afterBlanks(at + 1);
    }
  }

  weights(): WeightList | null {
    const bytes = this.#bytes;
    const list = new WeightList();
    let at = this.#afterBlanks(this.at + 1);
    if (bytes[at] === CLOSE_LIST) return this.#ended(list, at);
    for (;;) {
      const weight = this.#number(at);
      if (Number.isNaN(weight)) return null;
      list.add(weight);
      at = this.#afterBlanks(this.#numberEnd);
      if (bytes[at] !== COMMA) return this.#ended(list, at);
      at = this.#afterBlanks(at + 1);
    }
  }

  /** The list, if it ends there. */
  #ended<List>(list: List, at: number): List | null {
    this.at = at + 1;
    return this.#bytes[at] === CLOSE_LIST ? list : null;
  }

  /** A whole number from 0 on. */
  #index(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let index = 0;
    for (; isDigit(bytes[at]); at++) index = index * 10 + bytes[at] - ZERO;
    const digits = at - start;
    if (digits === 0 || digits > INDEX_DIGITS || (digits > 1 && bytes[start] === ZERO)) return -1;
    this.#numberEnd = at;
    return index;
  }

  /** NaN where JSON has no number, or none that is finite. */
  #number(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let number = 0;
    for (; isDigit(bytes[at]); at++) number = number * 10 + bytes[at] - ZERO;
    const whole = at - start;
    let digits = whole;
    if (bytes[at] === POINT) {
      for (at++; isDigit(bytes[at]); at++) number = number * 10 + bytes[at] - ZERO;
      digits = at - start - 1;
    }
    const isPlain = whole > 0 && digits <= SAFE_DIGITS && (whole === 1 || bytes[start] !== ZERO);
    const hasFraction = digits > whole;
    if (!isPlain || at - start !== (hasFraction ? digits + 1 : digits) || isInNumber(bytes[at]))
      return this.#anyNumber(start);
    this.#numberEnd = at;
    return hasFraction ? number / POWERS[digits - whole] : number;
  }

  /** One with a sign, an exponent, or many digits. */
  #anyNumber(start: number): number {
    let text = "";
    let at = start;
    for (; isInNumber(this.#bytes[at]); at++) text += String.fromCharCode(this.#bytes[at]);
    this.#numberEnd = at;
    const number = JSON_NUMBER.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(number) ? number : Number.NaN;
  }

  #isAt(at: number, text: Uint8Array): boolean {
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
    return true;
  }

  /** Where the value begins, by the end of its key; the end of the file, if there is no colon. */
  #afterColon(start: number): number {
    const at = this.#afterBlanks(start);
    return this.#bytes[at] === COLON ? this.#afterBlanks(at + 1) : this.#bytes.length;
  }

  #afterBlanks(start: number): number {
    let at = start;
    while (isBlank(this.#bytes[at])) at++;
    return at;
  }
}

function isBlank(byte: number): boolean {
  return byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39;
}

/** Digits, signs, the point, and the letter of an exponent. */
function isInNumber(byte: number): boolean {
  return isDigit(byte) || byte === POINT || byte === 0x2b || byte === 0x2d || byte === 0x45 || byte === 0x65;
}

function asciiOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
