/*
 * Words that a page made up, as they may stand in a sentence of ours: the message of an error, the name of a root. Unmarked, they could ask the user to
 * visit an address in our name. The agent uses this in the page, and the panel for what it receives.
 */

const { apply } = Reflect;
const { charCodeAt } = String.prototype;
const HEX_DIGITS = "0123456789abcdef";
const MAX_WORDS_LENGTH = 200;

/** The words in quotes, introduced as the page's: `the page's own words "not yet"`. */
export function pageWords(words: string): string {
  return `the page's own words ${quotedWords(words, MAX_WORDS_LENGTH)}`;
}

/**
 * The words in quotes. Characters that would end the quotes, change the direction of later text, or be invisible are
 * replaced; words longer than `limit` are cut.
 */
export function quotedWords(words: string, limit: number): string {
  const end = words.length < limit ? words.length : limit;
  let shown = "";
  for (let i = 0; i < end; i++) shown += shownUnit(words[i], apply(charCodeAt, words, [i]));
  return `"${shown}${words.length > limit ? "…" : ""}"`;
}

function shownUnit(character: string, unit: number): string {
  if (isQuote(unit)) return "'";
  if (isSpace(unit)) return " ";
  return isInvisible(unit) ? `\\u${hexOf(unit)}` : character;
}

/** `"`, “, ”, „ and ‟. */
function isQuote(unit: number): boolean {
  return unit === 0x22 || (unit >= 0x201c && unit <= 0x201f);
}

/** Tabs, ends of lines and separators of paragraphs. */
function isSpace(unit: number): boolean {
  return (unit >= 0x09 && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Controls, marks of direction, characters of no width, and the planes from which only such ones come (tags, selectors of variants). */
function isInvisible(unit: number): boolean {
  return (
    unit < 0x20 ||
    (unit >= 0x7f && unit <= 0x9f) ||
    unit === 0xad ||
    unit === 0x34f ||
    unit === 0x61c ||
    (unit >= 0x115f && unit <= 0x1160) ||
    (unit >= 0x17b4 && unit <= 0x17b5) ||
    (unit >= 0x180b && unit <= 0x180f) ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    unit === 0x3164 ||
    (unit >= 0xdb40 && unit <= 0xdb7f) ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff ||
    unit === 0xffa0 ||
    (unit >= 0xfff0 && unit <= 0xfffb)
  );
}

function hexOf(unit: number): string {
  let hex = "";
  for (let shift = 12; shift >= 0; shift -= 4) hex += HEX_DIGITS[(unit >> shift) & 15];
  return hex;
}
