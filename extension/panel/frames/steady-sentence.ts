import { type FrameTable, frameNameOf } from "../../../core/flamegraph/frame-table.ts";
import {
  isRootKind,
  KIND_COMPONENT,
  KIND_FIELD,
  KIND_GLOBAL,
  KIND_GROUP,
  KIND_LISTENERS,
  KIND_SCRIPT,
  KIND_SHARED,
  KIND_STORAGE,
  KIND_TYPE,
} from "../../../core/graph/graph.ts";
import { NO_BOX, parentBoxOf, readableName, TOP_BOX, tailOf } from "./box.ts";
import { writeCount, writeSize } from "./figures.ts";
import type { SteadyRows } from "./steady-rows.ts";

/** A part of a sentence: in its own words, or a name from the page. */
export type SentencePart = { readonly text: string } | { readonly name: string };

/** Fields that are named before a place is. */
const MAX_FIELDS = 3;

/** What a row says: "20 more functions in `_listeners` of `session.source.token`: one a round." */
export function steadySentenceOf(frames: FrameTable, rows: SteadyRows, row: number): readonly SentencePart[] {
  const { snapshots } = rows;
  const box = rows.box[row];
  const counts = rows.counts.slice(row * snapshots, (row + 1) * snapshots);
  const own = rows.own.slice(row * snapshots, (row + 1) * snapshots);
  const last = snapshots - 1;
  if (rows.counted[row] === "nothing") {
    return [
      { text: `${writeSize(own[last] - own[0])} more in ` },
      ...placeOf(frames, box),
      { text: `: ${rateOf(own, writeSize)}.` },
    ];
  }
  const number = counts[last] - counts[0];
  const rate = rateOf(counts, (count) => (count === 1 ? "one" : writeCount(count)));
  if (rows.counted[row] === "roots") {
    const isGlobal = frames.kind[box] === KIND_GLOBAL || frames.parent[box] !== TOP_BOX;
    const noun = `${isGlobal ? "global" : "root"}${number === 1 ? "" : "s"}`;
    return [
      { text: `${writeCount(number)} more ${noun}, such as ` },
      { name: nameOf(frames, box) },
      { text: `: ${rate}.` },
    ];
  }
  return [
    { text: `${writeCount(number)} more ` },
    ...nounOf(frames, rows, row, number),
    ...placeAfterNoun(frames, rows, row),
    { text: `: ${rate}.` },
  ];
}

/** The sentence without marks around names. */
export function plainSentence(parts: readonly SentencePart[]): string {
  return parts.map((part) => ("name" in part ? part.name : part.text)).join("");
}

/** `one a round`, `about 3 a round`, `51 in the first round, then one a round`. */
function rateOf(series: Float64Array, write: (figure: number) => string): string {
  const steps = Array.from(series.subarray(1), (figure, index) => figure - series[index]);
  const [first = 0, ...later] = steps;
  const usual = later.length === 0 ? steps : later;
  const mean = usual.reduce((sum, step) => sum + step, 0) / usual.length;
  const isSame = usual.every((step) => write(step) === write(mean));
  const rate = `${isSame ? "" : "about "}${write(mean)} a round`;
  const isLarger = first > 2 * Math.max(...usual);
  return isLarger ? `${write(first)} in the first round, then ${rate}` : rate;
}

function nounOf(frames: FrameTable, rows: SteadyRows, row: number, number: number): readonly SentencePart[] {
  const isOne = number === 1;
  const counted = rows.counted[row];
  if (counted === "entries") return [{ text: isOne ? "entry" : "entries" }];
  const about = counted === "objects" ? rows.box[row] : rows.item[row];
  if (eventBoxOf(frames, rows.box[row]) !== NO_BOX) return [{ text: isOne ? "listener" : "listeners" }];
  if (about === NO_BOX || (counted === "children" && rows.hasOtherItems[row] === 1))
    return [{ text: isOne ? "object" : "objects" }];
  const tail = tailOf(frames, about);
  if (frames.kind[tail] === KIND_COMPONENT) return classNoun("component", isOne, frameNameOf(frames, tail));
  if (frames.kind[tail] !== KIND_TYPE) return [{ text: isOne ? "object" : "objects" }];
  const type = frameNameOf(frames, tail);
  const known = KNOWN_NOUNS.get(type);
  if (known !== undefined) return [{ text: isOne ? known : `${known}s` }];
  if (/^(?:HTML|SVG|MathML)\w*Element$/.test(type)) return [{ text: isOne ? "element" : "elements" }];
  return classNoun("object", isOne, type);
}

const KNOWN_NOUNS: ReadonlyMap<string, string> = new Map([
  ["Function", "function"],
  ["Array", "array"],
  ["Object", "object"],
  ["string", "string"],
  ["symbol", "symbol"],
  ["Map", "Map"],
  ["Set", "Set"],
  ["WeakMap", "WeakMap"],
  ["Promise", "Promise"],
  ["Error", "Error"],
  ["Date", "Date"],
]);

function classNoun(noun: string, isOne: boolean, type: string): readonly SentencePart[] {
  return [{ text: `${noun}${isOne ? "" : "s"} of class ` }, { name: readableName(type) }];
}

/** The box of the event's type, of a listener or of its function; NO_BOX for others. */
function eventBoxOf(frames: FrameTable, box: number): number {
  const around = parentBoxOf(frames, box);
  for (const at of [box, around]) {
    if (at > TOP_BOX && frames.kind[frames.parent[at]] === KIND_LISTENERS) return at;
  }
  return NO_BOX;
}

function placeAfterNoun(frames: FrameTable, rows: SteadyRows, row: number): readonly SentencePart[] {
  const box = rows.box[row];
  const event = eventBoxOf(frames, box);
  if (event !== NO_BOX) {
    const target = nameOf(frames, parentBoxOf(frames, event));
    return [{ text: " of " }, { name: nameOf(frames, event) }, { text: " on " }, { name: target }];
  }
  const isFunction = rows.counted[row] === "objects" && frameNameOf(frames, tailOf(frames, box)) === "Function";
  if (isFunction) return [{ text: " " }, ...placeOf(frames, box)];
  const isTypeItself = frames.kind[box] === KIND_TYPE && rows.counted[row] === "objects";
  if (!isTypeItself) return [{ text: " in " }, ...placeOf(frames, box)];
  const parent = parentBoxOf(frames, box);
  if (frames.kind[parent] !== KIND_SHARED) return [{ text: " in " }, ...placeOf(frames, parent)];
  const owner = parentBoxOf(frames, parent);
  return owner === TOP_BOX
    ? [{ text: " that several roots hold" }]
    : [{ text: " that several things in " }, ...placeOf(frames, owner), { text: " hold" }];
}

/** "`_listeners` of `session.source.token`": the box's own name, and the fields that lead to it, or what it stands in. */
function placeOf(frames: FrameTable, box: number): readonly SentencePart[] {
  const { kind } = frames;
  const own = kind[box] === KIND_TYPE ? objectOf(frames, box) : [{ name: nameOf(frames, box) }];
  const fields: string[] = [];
  let at = aroundOf(frames, box);
  while (kind[at] === KIND_FIELD && fields.length < MAX_FIELDS) {
    fields.unshift(nameOf(frames, at));
    at = aroundOf(frames, at);
  }
  /* The value of a root stands in the root. */
  const root = kind[at] === KIND_TYPE ? aroundOf(frames, at) : at;
  const isOfRoot = isRootKind(kind[root]) && root > TOP_BOX && kind[root] !== KIND_GROUP && kind[root] !== KIND_SCRIPT;
  if (isOfRoot && fields.length < MAX_FIELDS) fields.unshift(nameOf(frames, root));
  if (fields.length > 0) return [...own, { text: " of " }, { name: fields.join(".") }];
  if (at === TOP_BOX || kind[at] === KIND_GROUP) return own;
  return [
    ...own,
    { text: " of " },
    ...(kind[at] === KIND_TYPE ? objectOf(frames, at) : [{ name: nameOf(frames, at) }]),
  ];
}

/** The box around, without those that the page has no name for. */
function aroundOf(frames: FrameTable, box: number): number {
  const { kind } = frames;
  let at = Math.max(TOP_BOX, parentBoxOf(frames, box));
  while (at > TOP_BOX && (kind[at] === KIND_STORAGE || kind[at] === KIND_SHARED || isAnyKey(frames, at))) {
    at = Math.max(TOP_BOX, parentBoxOf(frames, at));
  }
  return at;
}

function isAnyKey(frames: FrameTable, box: number): boolean {
  return frames.kind[box] === KIND_FIELD && frameNameOf(frames, box) === "[key]";
}

function nameOf(frames: FrameTable, box: number): string {
  return readableName(frameNameOf(frames, box));
}

function objectOf(frames: FrameTable, box: number): readonly SentencePart[] {
  const name = nameOf(frames, box);
  return [{ text: /^[AEIO]/i.test(name) ? "an " : "a " }, { name }];
}
