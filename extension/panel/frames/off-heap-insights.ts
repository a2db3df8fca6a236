import { writeObjects, writeSize } from "./figures.ts";
import { type Insight, type InsightSources, placesOf } from "./insight.ts";
import { offHeapOf } from "./off-heap.ts";
import { namedBoxOf } from "./path-text.ts";

/** Bytes outside the JS heap at one box that are worth a look. */
const LARGE_OFF_HEAP = 2 ** 20;

/** A card for boxes that keep much outside the JS heap. */
export function offHeapInsights({ frames, focus }: InsightSources): Insight[] {
  const large = offHeapOf(frames, focus)
    .groups.flatMap(({ typeName, rows }) => rows.map((row) => ({ ...row, type: frames.names[typeName] })))
    .filter(({ size }) => size >= LARGE_OFF_HEAP)
    .sort((one, other) => other.size - one.size);
  if (large.length === 0) return [];
  const sumOf = (figure: "size" | "maxSize" | "objectCount"): number =>
    large.reduce((sum, row) => sum + row[figure], 0);
  return [
    {
      title: "Large off-heap memory",
      sentence: `${writeObjects(sumOf("objectCount"))} ${sumOf("objectCount") === 1 ? "keeps" : "keep"} bytes outside the JS heap, ${writeSize(LARGE_OFF_HEAP)} or more at ${large.length === 1 ? "one path" : "each path"}.`,
      size: sumOf("size"),
      maxSize: sumOf("maxSize"),
      isEstimate: false,
      sample: "",
      sampleNode: -1,
      ...placesOf(large.map(({ box, size }) => ({ box, holder: namedBoxOf(frames, box), note: writeSize(size) }))),
      table: "off-heap",
    },
  ];
}
