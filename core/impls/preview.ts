import { isClassText, originOfFunction } from "../realm/function-origin.ts";
import {
  bufferByteLengthOf,
  codeUnitOf,
  descriptionOf,
  isArray,
  isBufferView,
  mapSizeOf,
  ownKeysOf,
  ownPropertyOf,
  ownTextOf,
  prototypeOf,
  setSizeOf,
  typedArrayLengthOf,
  typedArrayNameOf,
} from "../realm/introspect.ts";
import { createSafeMap, type SafeMap } from "../realm/safe-collections.ts";
import { describeBuffer, describeView } from "./binary.ts";
import { describeMap, describeSet } from "./collections.ts";
import { familyOf } from "./families.ts";
import type { Impl } from "./impl.ts";
import { describeDate, describeRegExp, describeWindow } from "./standard-objects.ts";

/** Characters of a preview at most. */
export const MAX_PREVIEW_LENGTH = 80;
/** Characters of a string inside another value. */
const MAX_INNER_LENGTH = 24;
/** Fields and items that are looked at. */
const MAX_PARTS = 12;
/** BigInts beyond this are not written out: that would take as long as they are large. */
const LARGEST_BIGINT = 2n ** 64n;

/** What all objects of a prototype have in common. Asking an object that is no Map whether it is one throws an error, which takes longer than its preview. */
interface TypeHead {
  readonly name: string;
  readonly impl: Impl;
}

type TypeHeads = SafeMap<object | null, TypeHead>;

/** Impls of objects whose own properties say nothing that their type and length do not. */
const CLOSED_IMPLS: readonly Impl[] = [
  describeMap,
  describeSet,
  describeBuffer,
  describeView,
  describeDate,
  describeRegExp,
  describeWindow,
];

/** Makes previews; what it learns about prototypes lasts as long as it does. */
export function createPreviewer(): (value: unknown) => string {
  const types: TypeHeads = createSafeMap();
  return (value) => previewOf(value, types);
}

/**
 * A value in a few words, such as `{id: 617, rows: Array(400000)}`: its own data properties as they are, no getter, nothing that its class says. A Proxy's traps may run, as in a walk.
 */
function previewOf(value: unknown, types: TypeHeads): string {
  const text =
    typeof value === "object" && value !== null
      ? objectPreviewOf(value, types)
      : shortTextOf(value, MAX_PREVIEW_LENGTH);
  return text.length > MAX_PREVIEW_LENGTH ? cutTo(text, MAX_PREVIEW_LENGTH) : text;
}

function objectPreviewOf(object: object, types: TypeHeads): string {
  try {
    return isArray(object) ? arrayPreviewOf(object, types) : recordPreviewOf(object, types);
  } catch {
    /* A trap of a Proxy threw. */
    return "(unreadable)";
  }
}

function arrayPreviewOf(array: object, types: TypeHeads): string {
  let text = headOf(array, types);
  const length = lengthOfArray(array);
  text += " [";
  for (let i = 0; i < length; i++) {
    if (i === MAX_PARTS || text.length > MAX_PREVIEW_LENGTH) {
      text += i === 0 ? "…" : ", …";
      break;
    }
    const property = ownPropertyOf(array, i);
    if (i > 0) text += ", ";
    text += property === undefined ? "empty" : partOf(property.get ?? property.set, property.value, types);
  }
  return `${text}]`;
}

function recordPreviewOf(object: object, types: TypeHeads): string {
  const head = headOf(object, types);
  if (isClosed(typeHeadOf(object, types))) return head;
  let text = head === "Object" ? "{" : `${head} {`;
  const keys = ownKeysOf(object);
  let parts = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "string") continue;
    if (parts === MAX_PARTS || text.length > MAX_PREVIEW_LENGTH) {
      text += ", …";
      break;
    }
    const property = ownPropertyOf(object, key);
    if (property === undefined) continue;
    if (parts > 0) text += ", ";
    text += `${shownKeyOf(key)}: ${partOf(property.get ?? property.set, property.value, types)}`;
    parts++;
  }
  return `${text}}`;
}

function isClosed({ impl }: TypeHead): boolean {
  for (let i = 0; i < CLOSED_IMPLS.length; i++) if (CLOSED_IMPLS[i] === impl) return true;
  return false;
}

/** The type of an object, with its length where it has one: `Array(3)`. */
function headOf(object: object, types: TypeHeads): string {
  const type = typeHeadOf(object, types);
  const length = isArray(object) ? lengthOfArray(object) : lengthOf(object, type);
  return length < 0 ? type.name : `${type.name}(${length})`;
}

/** Entries, members, bytes or elements; -1 for an object that has none. */
function lengthOf(object: object, { impl }: TypeHead): number {
  if (impl === describeMap) return mapSizeOf(object);
  if (impl === describeSet) return setSizeOf(object);
  if (impl === describeBuffer) return bufferByteLengthOf(object);
  const isTypedArray = impl === describeView && isBufferView(object) && typedArrayNameOf(object) !== undefined;
  return isTypedArray ? typedArrayLengthOf(object) : -1;
}

function typeHeadOf(object: object, types: TypeHeads): TypeHead {
  const prototype = prototypeOf(object);
  let head = types.get(prototype);
  if (head === undefined) {
    const { typeName, impl } = familyOf(prototype, undefined);
    head = { name: printable(typeName, MAX_INNER_LENGTH), impl };
    types.set(prototype, head);
  }
  return head;
}

function lengthOfArray(array: object): number {
  const length = ownPropertyOf(array, "length")?.value;
  return typeof length === "number" && length >= 0 ? length : 0;
}

/** A field or an item inside a preview; `accessor` is its getter or setter. */
function partOf(accessor: object | undefined, value: unknown, types: TypeHeads): string {
  if (accessor !== undefined) return "(…)";
  if (typeof value !== "object" || value === null) return shortTextOf(value, MAX_INNER_LENGTH);
  try {
    const head = headOf(value, types);
    return head === "Object" ? "{…}" : head;
  } catch {
    return "(unreadable)";
  }
}

function shortTextOf(value: unknown, most: number): string {
  switch (typeof value) {
    case "string":
      return quoted(value, most);
    case "bigint":
      return value < LARGEST_BIGINT && value > -LARGEST_BIGINT ? `${value}n` : "bigint";
    case "symbol":
      return `Symbol(${printable(descriptionOf(value) ?? "", MAX_INNER_LENGTH)})`;
    case "function":
      return functionTextOf(value);
    default:
      return value === 0 && 1 / value < 0 ? "-0" : `${value}`;
  }
}

function functionTextOf(fn: object): string {
  const name = printable(ownTextOf(fn, "name") ?? "", MAX_INNER_LENGTH);
  const isClass = originOfFunction(fn) !== "builtin" && isClassText(fn);
  return isClass ? `class ${name}` : `ƒ ${name}()`;
}

function shownKeyOf(key: string): string {
  return isIdentifier(key) ? printable(key, MAX_INNER_LENGTH) : quoted(key, MAX_INNER_LENGTH);
}

/** Whether a key needs no quotes, as far as plain letters go. */
export function isIdentifier(key: string): boolean {
  if (key.length === 0) return false;
  for (let i = 0; i < key.length; i++) {
    const unit = codeUnitOf(key, i);
    const isDigit = unit >= 48 && unit <= 57;
    const isLetter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || unit === 36;
    if (!isLetter && !(isDigit && i > 0)) return false;
  }
  return true;
}

/** A string in quotes as JavaScript writes it, of at most so many characters; what is longer ends in "…". */
export function quoted(text: string, most: number): string {
  const whole = printable(text, most - 2);
  return `"${whole}"`;
}

/** A string without what would change the text around it: control characters, line ends and marks of direction are written as escapes. */
function printable(text: string, most: number): string {
  let shown = "";
  for (let i = 0; i < text.length; i++) {
    const part = escapedUnit(text, i);
    if (shown.length + part.length > most - (i + 1 < text.length ? 1 : 0)) return `${shown}…`;
    shown += part;
  }
  return shown;
}

function escapedUnit(text: string, index: number): string {
  const unit = codeUnitOf(text, index);
  if (unit === 34) return '\\"';
  if (unit === 92) return "\\\\";
  if (unit === 10) return "\\n";
  if (unit === 9) return "\\t";
  const isControl = unit < 32 || (unit >= 127 && unit < 160);
  const isMark = unit === 0x61c || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e);
  const isIsolate = (unit >= 0x2060 && unit <= 0x206f) || unit === 0xfeff;
  if (isControl || isMark || isIsolate || isLoneSurrogate(text, index, unit)) return `\\u${hexOf(unit)}`;
  return text[index];
}

function isLoneSurrogate(text: string, index: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const isHigh = unit < 0xdc00;
  const at = isHigh ? index + 1 : index - 1;
  if (at < 0 || at >= text.length) return true;
  const other = codeUnitOf(text, at);
  return isHigh ? other < 0xdc00 || other > 0xdfff : other < 0xd800 || other > 0xdbff;
}

const HEX = "0123456789abcdef";

function hexOf(unit: number): string {
  return HEX[(unit >> 12) & 15] + HEX[(unit >> 8) & 15] + HEX[(unit >> 4) & 15] + HEX[unit & 15];
}

function cutTo(text: string, most: number): string {
  let cut = "";
  for (let i = 0; i < most - 1; i++) cut += text[i];
  return `${cut}…`;
}
