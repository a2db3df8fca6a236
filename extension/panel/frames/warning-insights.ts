import { TOP_BOX } from "./box.ts";
import { writeCount } from "./figures.ts";
import type { Insight, InsightSources } from "./insight.ts";
import { warningGroupsOf } from "./warning-groups.ts";

/** A card for what was not measured, with the most frequent reason. */
export function warningInsights({ focus, warnings }: InsightSources): Insight[] {
  const [first] = warningGroupsOf(warnings);
  if (first === undefined || focus !== TOP_BOX) return [];
  const { detail } = warnings[first.indices[0]];
  const sentence =
    warnings.length === 1
      ? "1 warning says what was not measured, or not completely."
      : `${writeCount(warnings.length)} warnings say what was not measured, or not completely.`;
  const often = first.indices.length === 1 ? "" : `, ×${writeCount(first.indices.length)}`;
  return [
    {
      title: "Not measured",
      sentence,
      size: 0,
      maxSize: 0,
      isEstimate: false,
      sample: warnings.length === 1 ? shortened(detail) : `The most frequent${often}: ${shortened(detail)}`,
      sampleNode: -1,
      places: [],
      morePlaces: 0,
      table: "warnings",
    },
  ];
}

/** Of a sentence; the table has all of it. */
const MAX_LENGTH = 240;

function shortened(sentence: string): string {
  if (sentence.length <= MAX_LENGTH) return sentence;
  const space = sentence.lastIndexOf(" ", MAX_LENGTH);
  return `${sentence.slice(0, space > 0 ? space : MAX_LENGTH)} …`;
}
