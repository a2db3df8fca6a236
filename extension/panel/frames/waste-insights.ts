import type { FrameTable } from "../../../core/flamegraph/frame-table.ts";
import {
  type CopiedString,
  copiesSizeOf,
  type WasteKind,
  type WasteRow,
} from "../../../core/flamegraph/questions/waste.ts";
import { headOf, isInside } from "./box.ts";
import { writeCount, writeSize } from "./figures.ts";
import { type Insight, type InsightKind, type InsightSources, LEAST_INSIGHT, placesOf } from "./insight.ts";
import { type WasteGroup, type WasteOrder, wasteGroupsOf } from "./waste-groups.ts";
import { WASTE_NAMES } from "./waste-names.ts";

const MOST_FIRST: WasteOrder = { keyOf: ({ size, maxSize }) => size + maxSize, direction: "descending" };

/** A card for each kind of waste in focus. */
export function wasteInsights({ kind: of, frames, focus, waste }: InsightSources): Insight[] {
  const { groups } = wasteGroupsOf(frames, waste, focus, MOST_FIRST);
  return groups
    .filter(({ maxSize }) => maxSize >= LEAST_INSIGHT)
    .map((group) => {
      const { kind, size, maxSize, rows } = group;
      const copied = kind === "repeated-texts" ? mostCopiedIn(frames, waste, focus) : null;
      return {
        title: WASTE_NAMES[kind],
        sentence: sentenceOf(of, group),
        size,
        maxSize,
        isEstimate: false,
        sample: copied === null ? "" : sampleOf(copied),
        sampleNode: copied?.node ?? -1,
        ...placesOf(rows.map(({ box, size, maxSize }) => ({ box, holder: box, note: noteOf(size, maxSize) }))),
        table: "waste",
      };
    });
}

function mostCopiedIn(frames: FrameTable, waste: readonly WasteRow[], focus: number): CopiedString | null {
  let most: CopiedString | null = null;
  for (const { frame, mostCopied } of waste) {
    if (mostCopied === null || frame < 0 || !isInside(frames, headOf(frames, frame), focus)) continue;
    if (most === null || copiesSizeOf(mostCopied) > copiesSizeOf(most)) most = mostCopied;
  }
  return most;
}

function sampleOf({ size, references }: CopiedString): string {
  return `The one with most: ×${writeCount(references)}, ${writeSize(size)} each.`;
}

function noteOf(size: number, maxSize: number): string {
  return size > 0 ? writeSize(size) : `up to ${writeSize(maxSize)}`;
}

function sentenceOf(of: InsightKind, { kind, count, references }: WasteGroup): string {
  return SENTENCES[kind](count, of, references);
}

const isOne = (count: number): boolean => count === 1;

const SENTENCES: Readonly<Record<WasteKind, (count: number, of: InsightKind, references: number) => string>> = {
  "unused-capacity": () => "Arrays and objects reserve room for later items and fields.",
  "empty-collections": (count, of) =>
    of === "heap"
      ? `${writeCount(count)} ${isOne(count) ? "array or plain object has" : "arrays and plain objects have"} nothing in ${isOne(count) ? "it" : "them"}.`
      : `${writeCount(count)} ${isOne(count) ? "array, Map, Set or plain object has" : "arrays, Maps, Sets and plain objects have"} nothing in ${isOne(count) ? "it" : "them"}.`,
  "repeated-texts": (count, of, references) =>
    of === "heap"
      ? `${writeCount(count)} ${isOne(count) ? "string has" : "strings have"} the same content as another one.`
      : `${writeCount(count)} ${isOne(count) ? "string is" : "different strings are"} referred to ${writeCount(references)} times. The engine may share one copy, or keep a copy for each reference.`,
  views: (count) =>
    `Typed arrays show only a part of ${isOne(count) ? "1 buffer" : `${writeCount(count)} buffers`}, and nothing else refers to ${isOne(count) ? "it" : "them"}.`,
  dictionaries: (count) =>
    `${writeCount(count)} ${isOne(count) ? "object keeps its keys in a hash table" : "objects keep their keys in hash tables"}, which ${isOne(count) ? "takes" : "take"} this much besides the values.`,
  "sparse-arrays": (count) =>
    `${writeCount(count)} ${isOne(count) ? "array or object has" : "arrays and objects have"} gaps between ${isOne(count) ? "its" : "their"} indices, with room for what is not there.`,
};
